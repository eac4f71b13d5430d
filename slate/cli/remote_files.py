"""What an import fetches: files at an address, and lists or titles of a remote, `tmdb:tv/1396`."""

import re
from contextlib import ExitStack
from difflib import get_close_matches
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO
from urllib.parse import urlsplit

from slate.cli.look_up import named
from slate.cli.output.progress import requests_watched
from slate.cli.remote_access import ZONE, access_for
from slate.cli.session import Session
from slate.cli.temporary_folder import copying
from slate.domain.errors import UsageError
from slate.domain.quoting import clip, quoted
from slate.domain.secrets import masked
from slate.domain.web_address import url_or_none
from slate.formats.errors import FileError
from slate.remotes.errors import NoRemoteError, RedirectError, RemoteError
from slate.remotes.kinds import KINDS
from slate.remotes.settings import Remote
from slate.usecases.live_answers import LiveSettings, as_live
from slate.usecases.read_files import InputFile

_ADDRESS = re.compile(r"(?:https?|webcals?)://.+", re.IGNORECASE | re.DOTALL)


def is_address(name: str) -> bool:
    """Whether the name of a file to import is an address."""
    return _ADDRESS.fullmatch(name) is not None


class RemoteFiles:
    """The files of one import that are fetched."""

    def __init__(self, session: Session, stack: ExitStack) -> None:
        """Fetch files, whose copies are closed with the stack."""
        self._session = session
        self._stack = stack
        self._access = access_for(session)

    def fetch(self, name: str) -> list[InputFile] | None:
        """Return the files that a name stands for, None if it is not that of a remote.

        Raises FileError for an address without a file, UsageError for something that the remote
        cannot have, and the errors of `LookUp`.
        """
        if is_address(name):
            return [self._download(name)]
        remote_name, _, what = name.partition(":")  # others are never fetched
        settings = self._access.settings
        if remote_name not in settings.remotes and remote_name not in KINDS:
            if not what or get_close_matches(remote_name, settings.remotes):
                raise NoRemoteError(remote_name, tuple(settings.remotes))
            return None
        return self._of_remote(settings.remote(remote_name), what)

    def _download(self, name: str) -> InputFile:
        # Neither is repeated: a password may be in it that does not look like one.
        if not name.isprintable() or " " in name:
            raise UsageError("The address contains blanks or control characters.")
        try:
            bare = urlsplit(name)._replace(query="", fragment="").geturl()
        except ValueError:
            raise UsageError("The address is not valid.") from None
        shown = masked(bare, is_value=True)
        try:
            with requests_watched(self._session, "Fetching"):
                body = self._access.download(name)
        except RedirectError as error:
            text = f"{error} If you trust it, import the address that it leads to."
            raise FileError(shown, text) from error
        except RemoteError as error:
            raise FileError(shown, str(error)) from error
        return InputFile(shown, self._copied(shown, body), url=url_or_none(name))

    def _of_remote(self, remote: Remote, what: str) -> list[InputFile]:
        """Return the answers of a remote about a title or a list, with all its pages."""
        with named(remote):
            link = self._access.link(remote)
            api, regions = link.api, self._access.settings.regions
            id_ = api.title_id(what) if remote.kind.has_titles else None
            path = api.title_path(id_) if id_ else api.list_path(what, regions)
            if path is None or (id_ is None and what.isdecimal()):
                raise UsageError(
                    f"{quoted(clip(what))} is neither an ID nor a list of {remote.kind.source}. "
                    f"Write {remote.name}:{api.example} or {remote.name}:{api.list_example}."
                )
            with requests_watched(self._session, f"Asking {remote.shown}") as watch:
                bodies = [link.get(path)]
                if id_ is None:
                    further = api.pages(path, bodies[0])
                    bodies += link.get_all(further, watch)
        is_title = id_ is not None or not remote.kind.has_titles
        is_full = is_title and remote.kind.is_full and api.is_full(bodies[0])
        live = LiveSettings(self._session.clock.today, ZONE, regions)
        adapt = partial(as_live, remote.kind, is_full=is_full, settings=live)
        label = f"{remote.name}:{what}"
        return [
            InputFile(label, self._copied(label, body), format=remote.kind.name, adapt=adapt)
            for body in bodies
        ]

    def _copied(self, name: str, body: bytes) -> BinaryIO:
        """Copy what was fetched to a temporary file."""
        with copying(f"{name}:"):
            copy = self._stack.enter_context(TemporaryFile())  # noqa: SIM115 -- the stack closes it
            copy.write(body)
            copy.seek(0)
        return copy
