"""The axis of a timeline: columns of weeks, months, quarters or years, as the room allows."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count, takewhile
from typing import NamedTuple, Self

from rich.text import Text

from slate.domain.dates.release_date import MONTHS, ONE_DAY, ReleaseDate
from slate.domain.dates.windows import Window
from slate.render.look.axis import Axis
from slate.render.look.cells import cell
from slate.render.look.theme import NOW, Meaning

_WEEKS = 0
# Months of a column, or weeks -> the most cells of one. With the last ones, any axis fits.
_UNITS = {_WEEKS: 7, 1: 8, 3: 8, 12: 12, 120: 12, 1_200: 12, 12_000: 12}
_LEAST_ROOM = 10  # in which all millennia fit
_QUARTER, _YEAR = 3, 12
_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = tuple(12 * step * 10**power for power in range(4) for step in (1, 2, 5))
_SHORTEST = timedelta(days=27)  # between the ends of an axis
_OPEN = timedelta(days=60)  # what is shown of a date without an end
# Of the distances of all dates from today, the one of three quarters of them counts as usual. An
# axis does not go farther than so many times as far, but at least so many days.
_TIMES, _LEAST = 3, 366


class Tick(NamedTuple):
    """A name on an axis, and the cell where it stands."""

    place: int
    name: str


class CalendarAxis(NamedTuple):
    """An axis of calendar units, and the day that counts as today."""

    axis: Axis
    months: int  # of a column; 0 for weeks
    today: date

    @classmethod
    def of(
        cls, dates: Iterable[ReleaseDate], window: Window | None, today: date, room: int
    ) -> Self:
        """Return the axis for dates, in at most so many cells.

        A window bounds it. Otherwise it has today and all dates, except those that are much farther
        away than the others.
        """
        first, last = _bounds([when for when in dates if when.known], window, today)
        room = max(room, _LEAST_ROOM)
        columns = ((months, _starts(first, last, months, room)) for months in _UNITS)
        months, starts = next(found for found in columns if len(found[1]) <= room)
        width = min(_UNITS[months], room // len(starts))
        end = _following(starts[-1], months)
        axis = Axis(tuple(starts), end - ONE_DAY if end else date.max, width)
        return cls(axis, months, today)

    @property
    def now(self) -> int | None:
        """The cell of today, None if it is not on the axis."""
        return self.axis.cell_of(self.today) if self.axis.covers(self.today) else None

    @property
    def today_line(self) -> Text:
        """The line above the names: the sign of today, and the word."""
        if self.now is None:
            return Text()
        sign, word = cell(NOW, Meaning.HEADING), "today"
        if self.now + len(word) + 2 <= self.axis.cells or self.now <= len(word):
            return Text.assemble(" " * self.now, sign, " ", cell(word, Meaning.HEADER))
        before = " " * (self.now - len(word) - 1)
        return Text.assemble(before, cell(word, Meaning.HEADER), " ", sign)

    @property
    def names(self) -> Text:
        """The line with the names of months or years, where they begin."""
        line = ""
        for place, name in self.ticks:
            line = line.ljust(place) + name
        return cell(line, Meaning.HEADER)

    @property
    def ticks(self) -> list[Tick]:
        """The names on the axis: none overlaps another."""
        days = self._named_days()
        if not days or self.axis.cell_of(days[0]) > len(self._name(self.axis.first)):
            days.insert(0, self.axis.first)
        found = [Tick(self.axis.cell_of(day), self._name(day)) for day in days]
        dated = f"{found[0].name} {days[0].year:04}"
        is_clear = self.now is not None or any(tick.name.isdigit() for tick in found)
        if not is_clear and found[0].place + len(dated) <= self.axis.cells:
            found[0] = Tick(found[0].place, dated)
        kept: list[Tick] = []
        for tick in found:
            begins = kept[-1].place + len(kept[-1].name) + 1 if kept else 0
            if begins <= tick.place and tick.place + len(tick.name) <= self.axis.cells:
                kept.append(tick)
        return kept or [Tick(0, self._name(self.axis.first))]

    def _named_days(self) -> list[date]:
        """Return the first days of the months or years on the axis that are named."""
        axis, longest = self.axis, len("2021 ") if self.months else len("Jan ")
        cells_of_month = axis.width / self.months if self.months else axis.width * 4
        steps = _YEAR_STEPS if self.months >= _QUARTER else _MONTH_STEPS
        step = next((each for each in steps if each * cells_of_month >= longest), steps[-1])
        return [day for day in _starts(axis.first, axis.last, step) if axis.covers(day)]

    def _name(self, day: date) -> str:
        if self.months >= _QUARTER or (self.months and day.month == 1):
            return f"{day.year:04}"
        return MONTHS[day.month - 1][:3]


def _bounds(dates: Iterable[ReleaseDate], window: Window | None, today: date) -> tuple[date, date]:
    """Return the first and the last day that an axis has to show."""
    start, last = (window.start, window.last) if window else (None, None)
    middle = min(max(today, start or date.min), last or date.max)
    before, beyond = [], []
    for when in dates:
        begins = when.earliest or when.latest or middle
        ends = when.latest or begins + min(_OPEN, date.max - begins)
        before.append((middle - begins).days)
        beyond.append((ends - middle).days)
    most = _most(list(map(max, before, beyond)))
    first = start or middle - timedelta(_farthest(before, most))
    if last is None:
        last = middle + timedelta(_farthest(beyond, most))
        last = max(last, first + min(_SHORTEST, date.max - first))
    return first, last


def _most(distances: Sequence[int]) -> int:
    """Return the greatest distance from today that is not much greater than the others."""
    if not distances:
        return 0
    usual = sorted(distances)[3 * (len(distances) - 1) // 4]
    return max(_TIMES * usual, _LEAST)


def _farthest(distances: Iterable[int], most: int) -> int:
    """Return the greatest of the distances in one direction, but at most that."""
    return max((days for days in distances if 0 < days <= most), default=0)


def _starts(first: date, last: date, months: int, room: int | None = None) -> list[date]:
    """Return the first days of the units from that of one day to that of another.

    Of more than `room`, only one more than these are returned.
    """
    starts = [_start(first, months)]
    for _ in takewhile(lambda number: room is None or number <= room, count(1)):
        following = _following(starts[-1], months)
        if following is None or following > last:
            break
        starts.append(following)
    return starts


def _start(day: date, months: int) -> date:
    """Return the first day of a unit, or of the calendar."""
    if months == _WEEKS:
        return day - min(timedelta(day.weekday()), day - date.min)
    begins = day.year * _YEAR + day.month - 1
    begins -= begins % months
    return date.min if begins < _YEAR else date(begins // _YEAR, begins % _YEAR + 1, 1)


def _following(start: date, months: int) -> date | None:
    """Return the first day of the next unit; None after the end of the calendar."""
    if months == _WEEKS:
        days = timedelta(7 - start.weekday())
        return start + days if date.max - start >= days else None
    begins = start.year * _YEAR + start.month - 1
    begins += months - begins % months
    year, month = divmod(begins, _YEAR)
    return date(year, month + 1, 1) if year <= date.max.year else None
