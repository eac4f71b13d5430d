"""iCalendar: the feeds of Sonarr and Radarr, and other calendars of releases.

The UIDs and categories of Sonarr (`NzbDrone_episode_N`; the category is the network) and Radarr
(`Radarr_movie_N_cinemas`, one event per release; the category is the studio) are known from
their CalendarFeedController.cs and from feeds of August 2026. The status in these feeds only
shows whether a file exists.

- An event is a title on its day. Episodes become their season (`episodes.py`); one whose season
  is not stated is left out.
- The events of one film are its releases. If a release has several dates, the earliest
  counts. Of a repeating event only the first date counts. A canceled event withdraws its date.
- A category, or else the location, is the platform if it is a well-known service. Otherwise
  the platform that the command names is used, unless the event is about theaters, a download
  or a disc.
- The UID of an event is not an id of its title: it differs between feeds, and some programs
  change it.
- An event that slate itself wrote (`write/ics.py`) is read back as its record, one per event.
  One whose record has no date is about the day on which a release leaves. If its days differ
  from that record, another program moved or canceled it: then only the fields that identify the
  title and the release are read from the record.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.errors import DateError
from slate.domain.text import folded, plain, slugify
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType, at_home
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.domain.web_address import url_or_none
from slate.formats.errors import RecordError
from slate.formats.read.ical.event_titles import KINDS, Summary, read
from slate.formats.read.json.json_access import filled
from slate.formats.read.reader import FileContext, Found, Item, Items, Remark, Row
from slate.formats.read.records.episodes import Episode, seasons, without_year
from slate.formats.read.tables.tables import typed_row
from slate.formats.write.ics import NAMING

SOURCE = None  # each record names its own: Sonarr, Radarr, the calendar or the file

_SONARR, _RADARR = "Sonarr", "Radarr"
_UIDS = {"NzbDrone_episode_": _SONARR, "Radarr_movie_": _RADARR}
_OF_A_SERVICE = frozenset({None, ReleaseType.STREAMING})
_OF_A_RELEASE = (
    *("platform", "release_type", "region", "date", "leaves"),
    *("leaves_source", "leaves_confidence"),
)
# Pages of titles: address -> scheme of the id, and the kind that the address implies.
_PAGES = tuple(
    (re.compile(rf"https?://(?:www\.|m\.)?{re.escape(start)}({number})", re.ASCII), scheme, kind)
    for start, number, scheme, kind in (
        ("themoviedb.org/movie/", r"\d+", "tmdb", Kind.FILM),
        ("themoviedb.org/tv/", r"\d+", "tmdb", Kind.SERIES),
        ("tvmaze.com/shows/", r"\d+", "tvmaze", Kind.SERIES),
        ("imdb.com/title/", r"tt\d+", "imdb", None),
    )
)

Event = Mapping[str, Any]  # see `ical/events.py`


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- required by `Format`
    """Return True: any calendar is accepted."""
    return True


def items(found: Iterable[Found | Remark | RecordError], context: FileContext) -> Items:
    """Yield a row for each event written by slate, then for each season, then for each film."""
    feed = _Feed(context)
    for item in chain(seasons(feed.episodes(found), context), feed.rows()):
        if isinstance(item, Row) and item.line in feed.sources:
            yield Row(item.line, {**item.record, "source": feed.sources[item.line]})
        else:
            yield item


@dataclass
class _Title:
    """A title that is not a season, and its releases by their type and platform."""

    line: int
    record: dict[str, Any]
    releases: dict[tuple[str | None, str], dict[str, str]] = field(default_factory=dict)


class _Feed:
    """What the events of a file have stated so far."""

    def __init__(self, context: FileContext) -> None:
        self.sources: dict[int, str] = {}  # by line, for events that do not state it
        self._context = context
        self._titles: dict[tuple[str | None, str, str], _Title] = {}  # by kind, and id or title

    def episodes(self, found: Iterable[Found | Remark | RecordError]) -> Iterator[Episode | Item]:
        """Yield episodes, slate's own events as rows, and problems; keep other events as titles."""
        for item in found:
            if isinstance(item, Remark | RecordError):
                yield item
            elif "title" in item[1]["slate"]:
                yield self._own(*item)
            elif not item[1]["summary"]:
                yield RecordError(item[0], "title is missing: the event has no SUMMARY.")
            else:
                yield from self._event(*item)

    def _own(self, line: int, event: Event) -> Row | RecordError:
        """Return the record that slate wrote into an event."""
        said = event["slate"]
        field = "leaves" if "leaves" in said and "date" not in said else "date"
        try:
            moved = _is_moved(event, field)
        except DateError as error:
            return RecordError(line, f"{field}: {error}")
        if moved:
            said = {name: text for name, text in said.items() if name in NAMING}
            said |= filled({field: event["date"]})
            self.sources[line] = self._source(event)
        else:
            said = {"url": event["url"], **said}
        if "leaves_confidence" in said:  # an event has no empty properties
            said.setdefault("leaves_source", "")
        release = {name: said.pop(name) for name in _OF_A_RELEASE if name in said}
        return typed_row(line, {**said, "releases": [release]})

    def _source(self, event: Event, program: str | None = None) -> str:
        told = self._context
        return told.source or program or event["calendar"] or told.file_source or "iCalendar"

    def _event(self, line: int, event: Event) -> Iterator[Episode | Remark]:
        program = _program(event)
        self.sources[line] = self._source(event, program)
        if event["url"] and url_or_none(event["url"]) is None:
            yield Remark("left out a url that is not a web address, or has a password or key")
            event = {**event, "url": ""}
        if event["repeats"]:
            yield Remark("a repeating event: only its first date is used")
        said = read(event["summary"], _kind(event, program))
        if said is None:
            yield Remark("skipped a game", line, event["summary"])
            return
        release = _release(event, said, program, self._context.platform)
        if said.season is not None:
            yield _episode(line, event, said, release)
        elif program == _SONARR or said.lacks_season:
            yield Remark("skipped an episode without a season", line, said.title)
        else:
            yield from self._title(line, event, said, release)

    def _title(
        self, line: int, event: Event, said: Summary, release: dict[str, str]
    ) -> Iterator[Remark]:
        ids, _ = _page(event["url"])
        key = said.kind, *next(iter(ids.items()), ("", folded(said.title)))
        if event["uid"]:  # by which a new name of the event is recognized
            ids = {**ids, EVENT_UID: event["uid"]}
        record = {"title": said.title, "kind": said.kind, "ids": ids, "url": event["url"]}
        title = self._titles.setdefault(key, _Title(line, filled(record)))
        place = release.get("release_type"), platform_key(release.get("platform", ""))
        there = title.releases.setdefault(place, release)
        days = sorted({there.get("date"), event["date"]} - {None, TBA.text})
        if len(days) > 1:
            yield Remark("skipped a later date of a title: the earliest counts")
        there |= filled({"date": days[0] if days else event["date"]})

    def rows(self) -> Iterator[Row]:
        """Yield the titles that are not seasons, with their releases."""
        platform = self._context.platform
        for title in self._titles.values():
            releases = list(filter(None, title.releases.values()))
            if platform and not any("platform" in release for release in releases):
                releases.append({"platform": platform})
            yield Row(title.line, title.record | filled({"releases": releases}))


def _is_moved(event: Event, field: str) -> bool:
    """Whether an event of slate's own is not on the days in its record, or has no date any more.

    Raises DateError if the date in the record is not a date.
    """
    said = event["slate"]
    canceled = said.get("status") == Stage.CANCELED
    wanted = TBA if canceled else parse_date(said.get(field, TBA.text))
    found = parse_date(event["date"] or TBA.text)
    return (found.earliest, found.latest) != (wanted.earliest, wanted.latest)


def _program(event: Event) -> str | None:
    """Return the program that wrote an event, by its UID or else by its calendar's name."""
    by_uid = (program for start, program in _UIDS.items() if event["uid"].startswith(start))
    by_name = (program for program in _UIDS.values() if event["calendar"].startswith(program))
    return next(chain(by_uid, by_name), None)


def _page(url: str) -> tuple[dict[str, str], Kind | None]:
    """Return the ids in the address of a title's page, and the kind that the address implies."""
    for page, scheme, kind in _PAGES:
        if found := page.match(url):
            return {scheme: found[1]}, kind
    return {}, None


def _kind(event: Event, program: str | None) -> Kind | None:
    """Return film or series, None if unknown.

    The event's program, its page or a category states it. A calendar that is called after films,
    and not after series as well, has only these.
    """
    if program:
        return Kind.FILM if program == _RADARR else Kind.SERIES
    words = (plain(word) for word in event["categories"].split(","))
    said = _page(event["url"])[1] or next((KINDS[word] for word in words if word in KINDS), None)
    named = {KINDS.get(word) for word in slugify(event["calendar"]).split("-")} - {None}
    return said or (Kind.FILM if named == {Kind.FILM} else None)


def _release(
    event: Event, said: Summary, program: str | None, platform: str | None
) -> dict[str, str]:
    """Return the release type and the platform of an event, as far as they are known.

    Only a release at home has a platform. The one that the command names is used if the file
    states none and the release type is streaming or not stated.
    """
    way = {"release_type": said.release_type} if said.release_type else {}
    where = {} if program == _RADARR or not at_home(said.release_type) else _where(event, program)
    if platform and not where and said.release_type in _OF_A_SERVICE:
        where = {"platform": platform, "release_type": ReleaseType.STREAMING}
    return where | way


def _where(event: Event, program: str | None) -> dict[str, str]:
    """Return the first well-known streaming service; any other name from Sonarr is a channel."""
    category, place = event["categories"], event["location"]
    names = [category] if program == _SONARR else [*category.split(","), place]
    known = (name.strip() for name in names if platform_key(name) in WELL_KNOWN_PLATFORMS)
    if name := next(known, None):
        return {"platform": name, "release_type": ReleaseType.STREAMING}
    return {"platform": category, "release_type": ReleaseType.TV} if program and category else {}


def _episode(line: int, event: Event, said: Summary, release: dict[str, str]) -> Episode:
    """Return an episode, with ids and url only from the page of its show.

    Any other page is that of the episode, and so would change every week.
    """
    title, year = without_year(said.title)
    ids, kind = _page(event["url"])
    page = {"ids": ids, "url": event["url"]} if kind is Kind.SERIES else {}
    show = filled({"title": title, "year": year, "names": list(said.names), **page})
    return Episode(line, show, said.season or 0, said.number, said.name, event["date"], release)
