"""Months with what comes out in them: the content of calendars, whatever draws them.

An exact day has its releases, however sure they are. A coarser date is in the margin of one month
only, the one in which it ends, as in the release calendars of the press: "January" beside January,
"early 2021" beside April, "2021" beside December. A date without an end is beside the month in
which it begins. What ends before or after the time asked for is beside the first or last month of
that time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import MONTHS, ONE_DAY, TBA, ReleaseDate, month_of, span
from slate.domain.dates.windows import Window, window_of
from slate.domain.titles.record import Record

_YEAR = 12  # months; of more than these, those without any release are left out


class Entry(NamedTuple):
    """A release in a calendar, or the date on which it leaves."""

    record: Record
    when: ReleaseDate
    is_leaving: bool = False

    @classmethod
    def of(cls, record: Record, *, is_leaving: bool = False) -> "Entry":
        """Return the entry of a record on its date, or on that on which its release leaves."""
        when = parse_date((record.leaves if is_leaving else record.date) or TBA.text)
        return cls(record, when, is_leaving)

    @property
    def end(self) -> date:
        """The last day of the date or, if it has no end, the first one."""
        return self.when.latest or self.when.earliest or date.max

    @property
    def order(self) -> tuple[date, date, bool]:
        """Sort key in a margin: what ends first, of these what begins last, releases first."""
        first = self.when.earliest or date.min
        return self.end, date.min + (date.max - first), self.is_leaving


class Month(NamedTuple):
    """A month: the entries of each day that has any, and those in the margin, without a day."""

    first: date
    days: Mapping[int, Sequence[Entry]]
    margin: Sequence[Entry]

    @property
    def name(self) -> str:
        """The name of the month: `January 2021`."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year:04}"

    @property
    def last(self) -> date:
        """The last day."""
        after = month_after(self.first)
        return after - ONE_DAY if after else date.max

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries: day by day, then those in the margin."""
        for day in sorted(self.days):
            yield from self.days[day]
        yield from self.margin


def whole_months(window: Window) -> Window:
    """Return the window of all months that a window touches; open ends stay open.

    A window that consists of whole months keeps its name, unless that is its first and last day.
    """
    start = window.start and window.start.replace(day=1)
    end = window.last and month_after(window.last)
    is_named_by_days = window.text == f"{window.start} to {window.last}"
    if (start, end) == (window.start, window.end) and not is_named_by_days:
        return window
    return window_of(span(_month_with(window.start), _month_with(window.last)))


def _month_with(day: date | None) -> ReleaseDate | None:
    return None if day is None else month_of(day.year, day.month)


def one_per_title(entries: Iterable[Entry]) -> list[Entry]:
    """Return the first of the entries of each title; what leaves has one of its own."""
    found: dict[tuple[str, bool], Entry] = {}
    for entry in entries:
        found.setdefault((entry.record.slug, entry.is_leaving), entry)
    return list(found.values())


def month_after(day: date) -> date | None:
    """Return the first day of the month after that of a day, None after the end of the calendar."""
    if (day.year, day.month) == (date.max.year, date.max.month):
        return None
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_of(entries: Iterable[Entry], window: Window) -> list[Month]:
    """Return the months of a window with these entries, which touch it.

    The window consists of whole months. If it is longer than a year, or has an open end, months
    without an entry are left out. The entries of a day keep their order.
    """
    days: defaultdict[date, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    margins: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        end = _within(entry.end, window)
        first = end.replace(day=1)
        if entry.when.precision == "day":
            days[first][end.day].append(entry)
        else:
            margins[first].append(entry)
    shown = _all_months(window) or sorted(days.keys() | margins.keys())
    return [
        Month(first, dict(days[first]), sorted(margins[first], key=lambda entry: entry.order))
        for first in shown
    ]


def _within(day: date, window: Window) -> date:
    """Return a day or, if it is not in a window, the day of that which is the nearest."""
    if window.start and day < window.start:
        return window.start
    return min(day, window.last or date.max)


def _all_months(window: Window) -> list[date]:
    """Return the first days of all months of a window; none if they are too many."""
    found: list[date] = []
    first = window.start
    if window.end is None:
        return []
    while first is not None and first < window.end:
        if len(found) == _YEAR:
            return []
        found.append(first)
        first = month_after(first)
    return found
