"""Errors about a remote: it cannot be queried, or its answer cannot be used.

The message of each begins with a verb, because the name of the remote precedes it: `TVmaze cannot
be reached: connection refused.`
"""

from collections.abc import Sequence
from math import ceil

from slate.domain.errors import SlateError
from slate.domain.quoting import clip, quoted

MOST_BYTES = 32 << 20  # of an answer, after decompression
LONGEST = 60.0  # seconds for a whole answer


class RemoteError(SlateError):
    """A request without a usable answer.

    If it `ends_all`, other requests to the same remote would fail as well.
    """

    ends_all = False


class UnreachableError(RemoteError):
    """A remote to which there is no connection, and why."""

    ends_all = True

    def __init__(self, why: str) -> None:
        super().__init__(f"cannot be reached: {why}.")


class UntrustedError(RemoteError):
    """A certificate that is not trusted, and why."""

    ends_all = True

    def __init__(self, host: str, why: str) -> None:
        super().__init__(f"cannot be trusted: the certificate of {host} is not valid ({why}).")


class NoKeyError(RemoteError):
    """A remote that needs a key, of which there is none."""

    ends_all = True

    def __init__(self) -> None:
        super().__init__("needs a key.")


class KeyRefusedError(RemoteError):
    """A key that a remote does not accept."""

    ends_all = True

    def __init__(self, status: int) -> None:
        super().__init__(f"does not accept the key ({status}).")


class WaitError(RemoteError):
    """A remote that asks for a longer wait than slate is prepared for."""

    ends_all = True

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"asks to wait {_duration(seconds)}. Try again after that.")


class BusyError(RemoteError):
    """A remote that keeps answering that it is busy."""

    ends_all = True

    def __init__(self, status: int) -> None:
        super().__init__(f"is busy ({status}). Try again later.")


class FailingError(RemoteError):
    """A remote of which one answer after another is unusable, the last for this reason."""

    ends_all = True

    def __init__(self, last: RemoteError) -> None:
        super().__init__(f"{str(last).removesuffix('.')}, again and again.")


class AnswerError(RemoteError):
    """An answer with the status of an error."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"answered with an error ({status}).")


class GoneError(RemoteError):
    """A title or a list that a remote does not have, or no longer has: its id, or its name."""

    def __init__(self, what: str, status: int = 404) -> None:
        super().__init__(f"has no {what} ({status}).")


class WebPageError(RemoteError):
    """A web page in place of data."""

    def __init__(self) -> None:
        super().__init__(
            "answered with a web page, not data. Does the network want you to log in first?"
        )


class TooLargeError(RemoteError):
    """An answer that is larger than slate reads."""

    def __init__(self) -> None:
        super().__init__(f"sent more than {MOST_BYTES >> 20} MiB. Nothing of it was used.")


class TooSlowError(RemoteError):
    """An answer that was not complete in time."""

    def __init__(self, seconds: float = LONGEST) -> None:
        super().__init__(f"took more than {seconds:.0f} s to answer.")


class BadLengthError(RemoteError):
    """An answer that does not say how long it is where it should."""

    def __init__(self) -> None:
        super().__init__("sent an answer whose length (Content-Length) is not a number.")


class CutShortError(RemoteError):
    """An answer that ended early, or cannot be decompressed."""

    def __init__(self) -> None:
        super().__init__("sent an answer that is incomplete.")


class EmptyAnswerError(RemoteError):
    """An answer without any content."""

    def __init__(self) -> None:
        super().__init__("sent an empty answer.")


class RedirectError(RemoteError):
    """A redirect that is not followed, because it leads to another scheme, host or port."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"redirects to {clip(origin)}, which slate does not follow.")


class RedirectLoopError(RemoteError):
    """A redirect that leads from one address to the next without an end."""

    def __init__(self) -> None:
        super().__init__("redirects again and again.")


class UnreadableError(RemoteError):
    """An answer that is not the data which was requested, and why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"sent an answer that cannot be read: {why}.")


class OtherTitleError(RemoteError):
    """An answer about another title than the one that was requested."""

    def __init__(self, wanted: str, got: str) -> None:
        super().__init__(f"was asked for {wanted}, but answered with {clip(got)}.")


class OtherNameError(RemoteError):
    """An id whose title has another name at the remote than on the slate."""

    def __init__(self, theirs: str, ours: str) -> None:
        self.theirs = theirs
        self.ours = ours
        super().__init__(f"calls it {quoted(theirs)}, which is not {quoted(ours)}.")


class OtherIdsError(RemoteError):
    """A title that has the same name at the remote and on the slate, but other ids elsewhere."""

    def __init__(self, name: str, slug: str, ids: Sequence[tuple[str, str]]) -> None:
        self.slug = slug
        self.schemes = [scheme for scheme, _ in ids]
        theirs = ", ".join(map("=".join, ids))
        super().__init__(
            f"calls it {quoted(name)}, too, but has other IDs of it ({theirs}) than the slate."
        )


class NoSeasonError(RemoteError):
    """A season that a remote does not list."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"lists no {quoted(name)}.")


class SettingsError(SlateError):
    """A file with settings or keys that cannot be used: its path, and what is wrong."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: {why}")


class OpenKeysError(SettingsError):
    """A file with keys that other users can read."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "other users can read these keys.")


class KeyCommandError(SettingsError):
    """A command that was to print a key, and failed: the file that names it, and why."""

    def __init__(self, path: str, name: str, why: str) -> None:
        super().__init__(path, f"the key command of {name} failed: {why}.")


class NoRemoteError(SlateError):
    """A name that no remote has."""

    exit_code = 2

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        super().__init__(f"There is no remote {quoted(name)}. Choose from {', '.join(known)}.")


def _duration(seconds: float) -> str:
    """Return a duration in its largest unit, rounded up: `90 s`, `2 h`."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{ceil(seconds / length)} {unit}"
    return f"{ceil(seconds)} s"
