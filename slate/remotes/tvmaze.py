"""TVmaze (api.tvmaze.com): which shows to ask for, and how to find them.

As documented at https://www.tvmaze.com/api: `/updates/shows` has the time of the last change of
each show, of all shows or of those changed in the last day, week or month. Answers may be an hour
old, so the time that counts is the one inside of an answer.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from slate.domain.titles.kinds import KindGroup
from slate.remotes.api import Api, Fetched, Wanted
from slate.remotes.errors import RemoteError, UnreadableError
from slate.remotes.json_answers import has_list, of_title, parsed, whole
from slate.remotes.link import Failure
from slate.remotes.paths import number_in

if TYPE_CHECKING:
    from slate.remotes.answers import KeptAnswer
    from slate.remotes.link import Link

_PAGE = re.compile(
    r"(?:https?://)?(?:www\.|api\.)?tvmaze\.com/shows/([1-9]\d{0,14})(?:[/?#].*)?", re.ASCII
)
_SHOW = "/shows/{}?embed[]=seasons&embed[]=episodes"
_SHOW_PATH = re.compile(r"/shows/(\d+)\?.*", re.ASCII)
# The lists of changes, by how far they go back; an hour less, since answers may be an hour old.
_HOUR = timedelta(hours=1)
_SPANS = (("day", timedelta(days=1)), ("week", timedelta(days=7)), ("month", timedelta(days=28)))
_ALL = "/updates/shows"
_MONTH = _SPANS[-1][1]
_LOOKUPS = {"imdb": "imdb", "tvdb": "thetvdb"}


class TvmazeApi(Api):
    """What slate knows about TVmaze."""

    def title_id(self, text: str) -> str | None:
        """Return the number of a show, also from the address of its page; None if it is none."""
        found = _PAGE.fullmatch(text)
        return found[1] if found else number_in(text)

    def title_path(self, id_: str) -> str:
        """Return the path of a show with its seasons and their episodes."""
        return _SHOW.format(id_)

    def search_paths(self, text: str, group: KindGroup | None) -> list[str]:
        """Return the path that finds shows by name."""
        del group
        return [f"/search/shows?{urlencode({'q': text})}"]

    def lookup_paths(self, ids: Mapping[str, str]) -> list[str]:
        """Return the paths that find a show by its id at IMDb or TheTVDB."""
        return [
            f"/lookup/shows?{urlencode({name: ids[scheme].partition('/')[0]})}"
            for scheme, name in _LOOKUPS.items()
            if scheme in ids
        ]

    def check(self, path: str, body: bytes) -> int | None:
        """Return when a show last changed, in seconds; raise RemoteError for another answer."""
        asked = _SHOW_PATH.fullmatch(path)
        if asked is None:
            parsed(body)
            return None
        return whole(of_title(body, asked[1]).get("updated"))

    def is_full(self, body: bytes) -> bool:
        """Whether an answer has the seasons of a show."""
        return has_list(body, "_embedded", "seasons")

    def status_path(self) -> str:
        """Return a path with a short answer."""
        return "/shows/1"

    def refresh(self, link: "Link", wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        """Yield the answers about shows: one request if all kept ones are still up to date."""
        paths = {self.title_path(one.id): one.id for one in wanted}
        there = {path: kept for path in paths if (kept := link.kept(path)) is not None}
        if link.is_offline:
            yield from _as_kept(paths, there)
            return
        if now and len(there) == 1:
            there = {}  # the show itself is one request as well, and the list may be an hour old
        changed = {path: id_ for path, id_ in paths.items() if path not in there}
        if there:
            try:
                updates, is_whole = _updates(link, there.values(), now=now)
            except RemoteError as error:
                link.failures.append(Failure("", error))
                yield from _as_kept(paths, there)
                if not error.ends_all:
                    yield from link.fetch(changed)
                return
            for path, kept in there.items():
                id_ = paths[path]
                if _has_changed(kept, updates.get(id_), is_whole=is_whole):
                    changed[path] = id_
                else:
                    yield link.confirm(path, kept, id_)
        yield from link.fetch(changed)


def _as_kept(paths: Mapping[str, str], there: "Mapping[str, KeptAnswer]") -> Iterator[Fetched]:
    for path, kept in there.items():
        yield Fetched(
            paths[path], kept.body, kept.confirmed, is_current=False, kept_since=kept.fetched
        )


def _updates(
    link: "Link", there: "Collection[KeptAnswer]", *, now: bool
) -> tuple[dict[str, int], bool]:
    """Return when each show last changed, and whether all shows are in the list.

    Only that of all shows tells which were deleted. It is requested `now` or once a month.
    """
    age = link.now - min(kept.confirmed for kept in there)
    since = next((name for name, span in _SPANS if age <= span - _HOUR), None)
    if now or _is_long_ago(link, there):
        since = None
    found = parsed(link.get(f"{_ALL}?since={since}" if since else _ALL))
    if found == []:  # so do some programs write an object without members
        found = {}
    if not isinstance(found, dict) or not all(whole(when) is not None for when in found.values()):
        raise UnreadableError("it is not a list of changes")
    if since is None:
        link.mark(_ALL)
    return found, since is None


def _is_long_ago(link: "Link", there: "Iterable[KeptAnswer]") -> bool:
    """Whether a show, and the list of all shows, were last requested more than a month ago."""
    times = [min(kept.fetched for kept in there)]
    if (marked := link.marked(_ALL)) is not None:
        times.append(marked)
    return link.now - max(times) > _MONTH


def _has_changed(kept: "KeptAnswer", changed: int | None, *, is_whole: bool) -> bool:
    """Whether a show may have changed since the kept answer about it."""
    if changed is None:
        return is_whole  # it was deleted
    return kept.stamp is None or changed > kept.stamp


API = TvmazeApi()
