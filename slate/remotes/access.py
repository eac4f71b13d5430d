"""The remotes of a user: their settings, their keys, and connections to them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slate.remotes.answers import Answers, delete_old
from slate.remotes.asking import KEY_REFUSED, Timer
from slate.remotes.errors import NoKeyError
from slate.remotes.keys import Key, find_key, header_of
from slate.remotes.kinds import api_of
from slate.remotes.link import Link, OnAnswer, Send, last_answered
from slate.remotes.settings import Remote, Settings, read_settings

if TYPE_CHECKING:
    from slate.remotes.wire import Answer, Wire


class Place(NamedTuple):
    """Where settings, keys and answers are, and the environment that may replace them."""

    config: Path
    cache: Path
    environment: Mapping[str, str]


class Access:
    """Access to the remotes, for one command."""

    def __init__(
        self,
        place: Place,
        version: str,
        now: datetime,
        timer: Timer,
        on_wait: Callable[[Remote, float], None] = lambda _remote, _seconds: None,
    ) -> None:
        """Read settings and keys when they are needed; `now` is the time of the command.

        `version` is that of slate. `on_wait` is called when a remote asks to wait for some seconds.
        """
        self.place = place
        self._version = version
        self._now = now
        self._timer = timer
        self._on_wait = on_wait

    @cached_property
    def settings(self) -> Settings:
        """The settings; raise SettingsError if they cannot be used."""
        return read_settings(self.place.config, self.place.environment)

    def key(self, remote: Remote) -> Key | None:
        """Return the key of a remote, None without one; raise the errors of `find_key`."""
        return find_key(remote, self.place.config, self.place.environment)

    def last_answered(self, remote: Remote) -> datetime | None:
        """Return when a remote last answered, None if that is not known."""
        return last_answered(Answers(self.place.cache, remote.url), remote.name, self._now)

    def link(
        self,
        remote: Remote,
        *,
        key: Key | None = None,
        uses_stored_key: bool = True,
        is_offline: bool = False,
        on_answer: OnAnswer = lambda _done, _all: None,
    ) -> Link:
        """Return a connection to a remote, with the key that is given or else the one stored.

        Raises NoKeyError if it needs a key, of which there is none, and the errors of `find_key`.
        """
        if not is_offline:
            if uses_stored_key:
                key = key or self.key(remote)
            if key is None and remote.needs_key:
                raise NoKeyError
        return Link(
            remote,
            api_of(remote.kind),
            _sending(self._version, remote, key),
            Answers(self.place.cache, remote.url),
            self._now,
            self._timer,
            is_offline=is_offline,
            secret=key.value if key else "",
            on_answer=on_answer,
            on_wait=partial(self._on_wait, remote),
        )

    def download(self, address: str) -> bytes:
        """Return the file at an address that a user names; raise RemoteError."""
        from slate.remotes.download import download  # noqa: PLC0415 -- not for remotes
        from slate.remotes.wire import Wire  # noqa: PLC0415 -- 60 ms, only for requests

        return download(Wire(self._version).get, address, self._timer)

    def tidy(self) -> None:
        """Delete kept answers that are too old to be used."""
        delete_old(self.place.cache, self._now.timestamp())


def _sending(version: str, remote: Remote, key: Key | None) -> Send:
    """Return a function that requests a path of a remote.

    It raises NoKeyError if a request without a key is refused.
    """
    headers = header_of(remote, key)
    lacks_key = remote.kind.key is not None and key is None

    @cache
    def wire() -> "Wire":
        from slate.remotes.wire import Wire  # noqa: PLC0415 -- 60 ms, only for requests

        return Wire(version)

    def send(path: str) -> "Answer":
        answer = wire().get(f"{remote.url}{path}", headers)
        if lacks_key and answer.status in KEY_REFUSED:
            raise NoKeyError
        return answer

    return send
