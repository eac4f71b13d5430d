"""Conversion of episodes to their season, whose date is that of its first episode.

Catalogues, calendars and schedules list episodes, but slate's titles are seasons. The row of a
season does not depend on which of its episodes are listed, so that next week's file, with
other episodes of the same season, adds no new report.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.formats.read.reader import FileContext, Item, Items, Remark, Row
from slate.formats.read.records.local_days import is_out_by

_SPECIALS = 0  # the number of the season in which catalogues list them
_NAMED_YEAR = re.compile(r"(.*\S)\s*\(((?:18|19|2\d)\d\d)\)\s*", re.ASCII | re.DOTALL)
_NO_NAME = re.compile(r"tba|tbd|(?:episode|special) ?#?\d*", re.ASCII)


class Episode(NamedTuple):
    """An episode as a file describes it."""

    line: int
    show: Mapping[str, Any]  # the record fields of each season; `ids` are those of the show
    season: int
    number: int | None  # None: not stated
    name: str | None
    day: str | None
    release: Mapping[str, Any]  # platform, release_type and region, without a date
    where: str = ""  # as in `Row`


@dataclass
class _Season:
    """What the episodes of a season have stated so far."""

    seen: Episode  # the first of them in the file
    first: Episode | None = None  # number 1; of several, the one with the earliest day
    begun: bool = False


def seasons(episodes: Iterable[Episode | Item], context: FileContext) -> Items:
    """Yield all other items, then a row for each season in the order of first appearance.

    A season has no date without the date of its episode 1. It is released if a later episode
    has aired by the day of the file, because episodes air in order. A special becomes a
    separate title if it has a name.
    """
    found: dict[tuple[str, int], _Season] = {}
    for episode in episodes:
        if not isinstance(episode, Episode):
            yield episode
        elif episode.season == _SPECIALS:
            yield _special(episode, context)
        else:
            season = found.setdefault(_key(episode), _Season(episode))
            if episode.number == 1 and _precedes(episode, season.first):
                season.first = episode
            if (episode.number or 0) > 1 and is_out_by(context.day, episode.day):
                season.begun = True
    for season in found.values():
        yield _row(season, context)


def season_ids(ids: Mapping[str, str], season: int) -> dict[str, str]:
    """Return the ids of a season, made of those of its show: `tt1/season/3`."""
    return {scheme: f"{value}/season/{season}" for scheme, value in ids.items()}


def without_year(name: str) -> tuple[str, int | None]:
    """Split off the year that TheTVDB adds to a name to distinguish shows with the same name.

    The year is that of the show, so only the records of the show and of season 1 may state it.
    """
    if parts := _NAMED_YEAR.fullmatch(name):
        return parts[1], int(parts[2])
    return name, None


def _key(episode: Episode) -> tuple[str, int]:
    """Return the identity of a season: its show, by the first id or else the title, and number."""
    ids = episode.show.get("ids") or {}
    name = next((f"{scheme}|{value}" for scheme, value in ids.items()), None)
    return name or folded(str(episode.show.get("title"))), episode.season


def _precedes(episode: Episode, other: Episode | None) -> bool:
    if other is None or not other.day:
        return True
    return bool(episode.day) and str(episode.day) < str(other.day)


def _row(season: _Season, context: FileContext) -> Row:
    seen = season.seen
    record = {name: value for name, value in seen.show.items() if name not in {"ids", "year"}}
    record.setdefault("kind", Kind.SERIES)
    record["season"] = seen.season
    if seen.season == 1 and "year" in seen.show:
        record["year"] = seen.show["year"]
    if ids := seen.show.get("ids"):
        record["ids"] = season_ids(ids, seen.season)
    record |= _released(season.first or seen, season.first and season.first.day, context)
    if season.begun and not (season.first and season.first.day):
        record["status"] = Stage.RELEASED
    return Row(seen.line, record, (season.first or seen).where)


def _special(episode: Episode, context: FileContext) -> Row | Remark:
    show = episode.show.get("title")
    if not episode.name or _NO_NAME.fullmatch(folded(episode.name)):
        name = show if isinstance(show, str) else None
        return Remark("skipped a special without a name", episode.line, name)
    title = f"{show}: {episode.name}" if isinstance(show, str) and show.strip() else show
    released = _released(episode, episode.day, context)
    return Row(episode.line, {"title": title, "kind": Kind.SPECIAL, **released}, episode.where)


def _released(episode: Episode, day: str | None, context: FileContext) -> dict[str, Any]:
    """Return the release of an episode on this day, as `releases` of a record.

    If the file states no platform, one that the command names becomes a separate release
    without a date, as in `reader.first_release`.
    """
    release = dict(episode.release) | ({"date": day} if day else {})
    releases = [release] if release else []
    if context.platform and not release.get("platform"):
        releases.append({"platform": context.platform})
    return {"releases": releases} if releases else {}
