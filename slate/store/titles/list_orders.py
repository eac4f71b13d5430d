"""The numbers by which titles are sorted, as columns of `titles` with an index.

They are what the orders of `record_queries` and `list_sections` amount to for the headline of each
title. With them, the first titles of a list are found without sorting all others.
"""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from slate.domain.queries.query import Section
from slate.domain.titles.stages import Phase

if TYPE_CHECKING:
    from slate.domain.titles.title import Release, Title

_DAYS = 10_000_000  # more than any day's number
_LAST = _DAYS - 1  # sorts after any day
_PART = _DAYS * _DAYS
# The parts of a list on a screen, as they are numbered: only the first depends on the day.
COMING, NO_DATE, ON_HOLD, OUT, CANCELED = range(5)
UNDATED_ON_HOLD = (ON_HOLD + 1) * _PART - 1
_NO_DATE_IN_LISTS = _PART * Section.NO_DATE.place
_NO_DAY = tuple(
    place * _PART + _LAST * _DAYS for place in (Section.OUT.place, Section.CANCELED.place)
)
# The condition, in SQL, that no date is known of the headline.
IS_UNDATED = f"list_order in {(_NO_DATE_IN_LISTS, *_NO_DAY)}"


def orders_of(title: "Title", shown: "Release | None") -> tuple[int, int]:
    """Return the `list_order` and the `screen_order` of a title that shows this release."""
    phase, year = title.status.phase, title.year
    if shown is None or not shown.date.known:
        return _orders(phase, None, None, year, is_dated=False)
    return _orders(phase, shown.date.earliest, shown.date.latest, year, is_dated=True)


@lru_cache(maxsize=10_000)  # few days in many titles
def _orders(
    phase: Phase, earliest: date | None, latest: date | None, year: int | None, *, is_dated: bool
) -> tuple[int, int]:
    first, last = earliest.toordinal() if earliest else 0, latest.toordinal() if latest else 0
    if phase is Phase.OUT or phase is Phase.CANCELED:
        section, part = (Section.OUT, OUT) if phase is Phase.OUT else (Section.CANCELED, CANCELED)
        newest = last or first
        end = date(year, 12, 31).toordinal() if year else 0
        return _number(section.place, _LAST - newest, 0), _number(part, _LAST - (newest or end), 0)
    part = ON_HOLD if phase is Phase.PAUSED else COMING
    last = last or _LAST
    if is_dated:
        return _number(Section.TO_COME.place, first, last), _number(part, last, first)
    undated = UNDATED_ON_HOLD if part == ON_HOLD else _number(NO_DATE, 0, 0)
    return _number(Section.NO_DATE.place, 0, 0), undated


def range_of(part: int) -> tuple[int, int]:
    """Return the first `screen_order` of a part, and the first beyond it."""
    return _number(part, 0, 0), _number(part + 1, 0, 0)


def from_day(day: date) -> int:
    """Return the first `screen_order` of what is to come on a day or later."""
    return _number(COMING, day.toordinal(), 0)


def day_begins(order: str) -> str:
    """Return, as SQL, the first `screen_order` with the same last day as another one."""
    return f"{order} / {_DAYS} * {_DAYS}"


def _number(part: int, day: int, other_day: int) -> int:
    return part * _PART + day * _DAYS + other_day
