"""TMDB (api.themoviedb.org, version 3): which titles to ask for, and how to find them.

A film is requested with all its release dates, a series with its seasons. Both have ids of other
catalogs. There is no list of what changed since a day long past, so the date of a title decides
how often it is asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from slate.domain.titles.kinds import KindGroup
from slate.remotes.api import Api, Fetched, Wanted
from slate.remotes.json_answers import has_list, of_title, parsed, whole
from slate.remotes.paths import listed, number_in

if TYPE_CHECKING:
    from slate.remotes.answers import KeptAnswer
    from slate.remotes.link import Link

_PAGE = re.compile(
    r"(?:(?:https?://)?(?:www\.)?themoviedb\.org/)?(movie|tv)/([1-9]\d{0,14})(?:[-/?#].*)?",
    re.ASCII,
)
_APPENDED = {
    "movie": "?append_to_response=release_dates,external_ids",
    "tv": "?append_to_response=external_ids",
}
_TITLE_PATH = re.compile(r"/(?:movie|tv)/(\d+)\?append_to_response=.*", re.ASCII)
_SOON = 60  # days
_DAILY, _WEEKLY = timedelta(days=1), timedelta(days=7)
_MOST_PAGES = 50
_BY_REGION = ("movie/", "discover/movie", "search/movie")
_REGION = re.compile(r"[?&]region=")


class TmdbApi(Api):
    """What slate knows about TMDB."""

    example = "movie/438631"
    list_example = "movie/upcoming"

    def title_id(self, text: str) -> str | None:
        """Return the id of a title: `movie/438631`, also from the address of its page."""
        found = _PAGE.fullmatch(text)
        return f"{found[1]}/{found[2]}" if found else None

    def stored_id(self, id_: str) -> str:
        """Return the id as the ledger has it: a number, as the kind tells films from series."""
        return id_.rpartition("/")[2]

    def group(self, id_: str) -> KindGroup:
        """Return the kind group that an id shows."""
        return KindGroup.SERIES if id_.startswith("tv/") else KindGroup.FILM

    def asked_id(self, value: str, group: KindGroup) -> str | None:
        """Return the id of a title by its number and kind; of a season, that of its series."""
        number = number_in(value.partition("/season/")[0])
        if number is None:
            return self.title_id(value)
        return f"{'tv' if group is KindGroup.SERIES else 'movie'}/{number}"

    def title_path(self, id_: str) -> str:
        """Return the path of all that TMDB knows about the dates of a title."""
        return f"/{id_}{_APPENDED[id_.partition('/')[0]]}"

    def list_path(self, text: str, regions: tuple[str, ...]) -> str | None:
        """Return the path of a list such as `movie/upcoming`; of films, with the first region."""
        path = listed(text)
        if path is None or not text.startswith(_BY_REGION) or _REGION.search(text):
            return path
        return f"{path}{'&' if '?' in path else '?'}region={regions[0]}"

    def search_paths(self, text: str, group: KindGroup | None) -> list[str]:
        """Return the paths that find films, series, or both by name."""
        which = {None: ("movie", "tv"), KindGroup.SERIES: ("tv",)}.get(group, ("movie",))
        return [f"/search/{each}?{urlencode({'query': text})}" for each in which]

    def lookup_paths(self, ids: Mapping[str, str]) -> list[str]:
        """Return the paths that find a title by its id at IMDb or TheTVDB."""
        return [
            f"/find/{quote(ids[scheme].partition('/')[0], safe='')}?external_source={scheme}_id"
            for scheme in ("imdb", "tvdb")
            if scheme in ids
        ]

    def check(self, path: str, body: bytes) -> int | None:
        """Return None, since answers have no version; raise RemoteError for another title."""
        asked = _TITLE_PATH.fullmatch(path)
        if asked is None:
            parsed(body)
        else:
            of_title(body, asked[1])
        return None

    def is_full(self, body: bytes) -> bool:
        """Whether an answer has the release dates of a film, or the seasons of a series."""
        return has_list(body, "release_dates", "results") or has_list(body, "seasons")

    def pages(self, path: str, body: bytes) -> list[str]:
        """Return the paths of the further pages of a list."""
        found = parsed(body)
        last = whole(found.get("total_pages")) if isinstance(found, dict) else None
        if last is None or "page=" in path:
            return []
        join = "&" if "?" in path else "?"
        return [f"{path}{join}page={page}" for page in range(2, min(last, _MOST_PAGES) + 1)]

    def status_path(self) -> str:
        """Return a path that only answers with a valid key."""
        return "/configuration"

    def refresh(self, link: "Link", wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        """Yield the answers about titles: of those with near dates or none, new ones every day."""
        due: dict[str, str] = {}
        for one in wanted:
            path = self.title_path(one.id)
            kept = link.kept(path)
            if not link.is_offline and (kept is None or now or _is_due(link, one, kept)):
                due[path] = one.id
            elif kept is not None:
                yield Fetched(
                    one.id, kept.body, kept.fetched, is_current=False, kept_since=kept.fetched
                )
        yield from link.fetch(due)


def _is_due(link: "Link", one: Wanted, kept: "KeptAnswer") -> bool:
    is_near = one.days_ahead is None or one.days_ahead <= _SOON
    every = _DAILY if is_near else _WEEKLY
    # By the day: who asks every morning does not do so to the second.
    return link.now.date() - kept.fetched.date() >= every


API = TmdbApi()
