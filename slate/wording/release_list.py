"""Where a release stands in a list for readers: its headings, and its place among the others.

A date less precise than a day comes after everything within its span, as in the release
calendars of the press: `Sometime in January` after the last day of January, `Early 2021`
after April, in which it ends, `2021` after December. `From June 2021` has no end and comes
after June. Titles without a date come last.
"""

from datetime import date
from typing import NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.text import folded
from slate.domain.titles.record import Record
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.wording.phrases import opened
from slate.wording.prose_dates import date_heading, month_heading
from slate.wording.release_types import WORDS, preposition

GROUPS = ("day", "month", "platform")

_UNDATED_YEAR = date.max.year + 1  # sorts after all others
_NO_SERVICE = "No service named"
Order = tuple[int | str, ...]


class Listed(NamedTuple):
    """A release in a list: its sort key, the headings above it, and what they leave to state."""

    order: Order
    headings: tuple[str, ...]
    when: ReleaseDate
    heading: str  # that of the date, wherever it is shown
    record: Record
    rest: Record  # the same without the service, or its type, if a heading states it
    states_date: bool = False  # whether the date has to be stated, since no heading does


def listed(record: Record, group: str) -> Listed:
    """Return the place of a release in a list by one of GROUPS: day, month and day, or service."""
    when = parse_date(record.date or TBA.text)
    heading = date_heading(when, record.status)
    order = date_order(when, record.status, heading)
    if group == "platform":
        rank, service, rest = _service(record)
        return Listed((*rank, *order), (service,), when, heading, record, rest, states_date=True)
    month = month_heading(when) if group == "month" else None
    headings = (month, heading.removesuffix(f" {when.text[:4]}")) if month else (heading,)
    return Listed(order, headings, when, heading, record, record)


def leaving(record: Record) -> Listed:
    """Return the place of a release in a list of those that leave: by the date on which it does."""
    when = parse_date(record.leaves or TBA.text)
    heading = date_heading(when, record.status)
    order = date_order(when, record.status, heading)
    return Listed(order, (), when, heading, record, record, states_date=True)


def date_order(when: ReleaseDate, status: Stage, heading: str) -> Order:
    """Return a sort key: a month after its days, wider spans after the month in which they end."""
    ends = when.latest or when.earliest
    if ends is None:
        return (_UNDATED_YEAR, status.settled)
    last = (when.latest or date.max).toordinal()
    first = when.earliest.toordinal() if when.earliest else 0
    return (ends.year, ends.month, not month_heading(when), last, -first, heading)


def _service(record: Record) -> tuple[Order, str, Record]:
    """Return the rank and heading of a service, and the record without what the heading states."""
    if record.platform:
        key = platform_key(record.platform)
        name = WELL_KNOWN_PLATFORMS.get(key, record.platform)  # one name per service
        return (0, folded(name), name), name, record._replace(platform=None)
    way = _way(record.release_type)
    rank = (1, way) if way else (2,)
    return rank, opened(way) or _NO_SERVICE, record._replace(release_type=None)


def release_place(record: Record) -> str:
    """Return the place as a phrase: `on Netflix`, `at A24, in theaters (US)`, `in theaters`."""
    before = preposition(record.release_type, record.status)
    service = record.platform and f"{before} {record.platform}"
    where = ", ".join(filter(None, (service, _way(record.release_type))))
    return f"{where} ({record.region})".lstrip() if record.region else where


def _way(release_type: ReleaseType | None) -> str:
    return WORDS[release_type].listed if release_type else ""
