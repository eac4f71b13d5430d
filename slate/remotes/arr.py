"""What Sonarr and Radarr have in common: one list of all titles, on a server of the user.

Their API is that of version 3, which Sonarr 4 and Radarr 5 also have.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slate.remotes.api import Api, Fetched, Wanted
from slate.remotes.json_answers import parsed

if TYPE_CHECKING:
    from slate.remotes.link import Link

_ROOT = "/api/v3"
_VERSION = r"(?a)[\w.+-]{1,40}"


class ArrApi(Api):
    """What slate knows about Sonarr or Radarr."""

    example = ""  # all titles
    list_example = "calendar?start=2021-01-01&end=2021-03-31"

    def __init__(self, titles: str, in_calendar: str) -> None:
        """Use the name of the list of all titles, and an option of the calendar."""
        self._titles = f"{_ROOT}/{titles}"
        self._in_calendar = in_calendar

    def title_path(self, id_: str) -> str:
        """Return the path of the list of all titles, as titles are not requested one by one."""
        del id_
        return self._titles

    def list_path(self, text: str, regions: tuple[str, ...]) -> str | None:
        """Return the path of all titles or, for example, of `calendar?start=2021-01-01`."""
        if not text:
            return self._titles
        path = super().list_path(text, regions)
        if path is None or not path.startswith("/calendar"):
            return path and f"{_ROOT}{path}"
        return f"{_ROOT}{path}{'&' if '?' in path else '?'}{self._in_calendar}"

    def status_path(self) -> str:
        """Return the path of what the program says about itself."""
        return f"{_ROOT}/system/status"

    def status(self, body: bytes) -> str:
        """Return the version of the program, empty if it states none."""
        found = parsed(body)
        version = found.get("version") if isinstance(found, dict) else None
        return version if isinstance(version, str) and re.fullmatch(_VERSION, version) else ""

    def refresh(self, link: "Link", wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        """Yield the list of all titles: one request or, offline, the answer that is kept."""
        del wanted, now
        kept = link.kept(self._titles)
        if not link.is_offline:
            yield from link.fetch({self._titles: ""})
        elif kept is not None:
            yield Fetched("", kept.body, kept.fetched, is_current=False, kept_since=kept.fetched)
