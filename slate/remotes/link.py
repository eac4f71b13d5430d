"""A remote during one command: requests, kept answers, and what failed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from slate.remotes.answers import Answers, KeptAnswer
from slate.remotes.api import Api, Fetched
from slate.remotes.asking import MISSING, Asking, Timer
from slate.remotes.errors import (
    MOST_BYTES,
    AnswerError,
    GoneError,
    RemoteError,
    TooLargeError,
    UnreadableError,
)
from slate.remotes.json_answers import parsed, texts_in
from slate.remotes.pace import Pace
from slate.remotes.settings import Remote

if TYPE_CHECKING:
    from slate.remotes.wire import Answer

Send = Callable[[str], "Answer"]  # returns the answer to the request for a path
OnWait = Callable[[float], None]  # how many seconds the remote asks to wait
OnAnswer = Callable[[int, int], None]  # how many of how many requests were answered


_MISSING = 404  # the status of an answer
_NO_NAME = "such title or list"
_REPEATED = "it repeats the key"
# The path under which it is kept when the remote of a name last answered.
_LAST = "last answer of {}"


class Failure(NamedTuple):
    """What could not be fetched, an id or empty for the remote itself, and why."""

    what: str
    error: RemoteError


def last_answered(answers: Answers, name: str, now: datetime) -> datetime | None:
    """Return when the remote of a name last answered, None if that is not known."""
    kept = answers.find(_LAST.format(name), now)
    return kept.fetched if kept else None


class Link:
    """One remote: the requests of a command go through it, and it notes what failed."""

    def __init__(  # noqa: PLR0913, PLR0917 -- what a command decides about its requests
        self,
        remote: Remote,
        api: Api,
        send: Send,
        answers: Answers,
        now: datetime,
        timer: Timer,
        *,
        is_offline: bool = False,
        secret: str = "",
        on_answer: OnAnswer = lambda _done, _all: None,
        on_wait: OnWait = lambda _seconds: None,
    ) -> None:
        """Query a remote; `now` is the time of the command, at which answers are fetched.

        If it `is_offline`, nothing is requested. An answer that repeats the `secret`, which is the
        key, is refused: what it states could be stored and shown.
        """
        self.remote = remote
        self.api = api
        self.now = now
        self.is_offline = is_offline
        self.failures: list[Failure] = []
        self.requests = 0
        self._answers = answers
        self._asking = Asking(
            self._counted(send),
            Pace(remote.kind.limit),
            timer,
            on_wait,
            has_key=remote.kind.key is not None,
        )
        self._on_answer = on_answer
        self._secret = secret
        self._has_answered = False

    @property
    def ended(self) -> RemoteError | None:
        """The error after which nothing more was requested, None if there was none."""
        found = (one.error for one in self.failures if one.error.ends_all or not one.what)
        return next(found, None)

    def kept(self, path: str) -> KeptAnswer | None:
        """Return the kept answer for a path, None if there is none that is about it."""
        kept = self._answers.find(path, self.now)
        if kept is not None:
            try:
                self.api.check(path, kept.body)
            except RemoteError:
                return None
        return kept

    def status(self) -> str:
        """Return the version of the remote, which may be empty; raise RemoteError."""
        try:
            return self.api.status(self.get(self.api.status_path()))
        except GoneError:
            raise AnswerError(_MISSING) from None

    def mark(self, path: str) -> None:
        """Note that a path was requested, without its answer."""
        self._answers.put(path, KeptAnswer(b"", self.now, self.now))

    def marked(self, path: str) -> datetime | None:
        """Return when a path was last noted as requested, None if that is not known."""
        kept = self._answers.find(path, self.now)
        return kept.fetched if kept else None

    def confirm(self, path: str, kept: KeptAnswer, what: str) -> Fetched:
        """Note that a kept answer is what the remote states now, and return it as such."""
        self._answers.put(path, kept._replace(confirmed=self.now))
        return Fetched(what, kept.body, self.now, is_current=True, kept_since=kept.fetched)

    def get(self, path: str) -> bytes:
        """Return the answer for a path, which is not kept; raise RemoteError."""
        return self.get_all([path], self._on_answer)[0]

    def get_all(self, paths: Collection[str], on_answer: OnAnswer) -> list[bytes]:
        """Return the answers for several paths, in their order; raise the first RemoteError.

        Together they may be as large as one.
        """
        found: dict[str, bytes] = {}
        for path, answer in self._asking.ask(paths):
            found[path], _ = self._used(path, answer)
            if sum(map(len, found.values())) > MOST_BYTES:
                raise TooLargeError
            on_answer(len(found), len(paths))
        return [found[path] for path in paths]

    def title(self, id_: str) -> Fetched:
        """Return the answer about a title, which is kept; raise RemoteError."""
        for fetched in self.fetch({self.api.title_path(id_): id_}):
            return fetched
        raise self.failures[-1].error

    def fetch(self, paths: Mapping[str, str]) -> Iterator[Fetched]:
        """Request paths, and yield the answers, which are kept; failures are noted.

        `paths` maps each to the id of its title, or to an empty text for a list.
        """
        for done, (path, answer) in enumerate(self._asking.ask(paths), 1):
            what = paths[path]
            self._on_answer(done, len(paths))
            try:
                yield self._judged(path, what, answer)
            except RemoteError as error:
                self.failures.append(Failure(what, error))

    def _judged(self, path: str, what: str, answer: "Answer | RemoteError") -> Fetched:
        """Keep an answer, and return it; raise RemoteError for one that cannot be used.

        What is missing now is not confirmed later by what was kept of it.
        """
        try:
            body, stamp = self._used(path, answer, f"title {what}" if what else _NO_NAME)
        except GoneError:
            self._answers.forget(path)
            raise
        self._answers.put(path, KeptAnswer(body, self.now, self.now, stamp))
        return Fetched(what, body, self.now, is_current=True)

    def _used(
        self, path: str, answer: "Answer | RemoteError", name: str = _NO_NAME
    ) -> tuple[bytes, int | None]:
        """Return what an answer contains, and its version.

        Raises RemoteError for one that cannot be used, GoneError if there is nothing of this name.
        """
        if isinstance(answer, RemoteError):
            raise answer
        if answer.status in MISSING:
            raise GoneError(name, answer.status)
        if self._repeats_key(answer.body):
            raise UnreadableError(_REPEATED)
        stamp = self.api.check(path, answer.body)
        self._answered()
        return answer.body, stamp

    def _answered(self) -> None:
        """Note that the remote has answered."""
        if not self._has_answered:
            self._has_answered = True
            self.mark(_LAST.format(self.remote.name))

    def _repeats_key(self, body: bytes) -> bool:
        """Whether an answer has the key in it, in plain text or in the escapes of JSON."""
        if not self._secret:
            return False
        if self._secret.encode() in body:
            return True
        return b"\\" in body and any(self._secret in text for text in texts_in(parsed(body)))

    def _counted(self, send: Send) -> Send:
        """Return a function that counts requests, and whose errors never have the key in them."""

        def counting(path: str) -> "Answer":
            self.requests += 1
            try:
                return send(path)
            except RemoteError as error:
                # Also in another case, as in the name of a host to which a redirect leads.
                if self._secret and self._secret.lower() in str(error).lower():
                    raise UnreadableError(_REPEATED) from None
                raise

        return counting
