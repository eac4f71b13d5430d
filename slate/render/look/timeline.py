"""The dates that a release has had, as bars on a common axis, one below the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Self

from rich.text import Text

from slate.domain.dates.release_date import MONTHS, ReleaseDate
from slate.render.look.cells import bar_cell
from slate.render.look.theme import BEFORE, BEYOND, DOT, OUTSIDE, POINT, TODAY, Meaning

_LEAST = 6  # cells of an axis with a name at each end
_WEEK, _NOTHING = timedelta(days=7), timedelta()
_SHORT = timedelta(days=200)  # an axis whose ends are named by their days
_FAR = timedelta(days=4 * 366)  # farther ends of a span are cut


class Timeline(NamedTuple):
    """An axis of days, its width in cells, and the day that counts as today."""

    first: date
    last: date
    cells: int
    today: date

    @classmethod
    def of(cls, dates: Sequence[ReleaseDate], today: date, cells: int) -> Self | None:
        """Return an axis for dates; None if none of them has a bound, or there is no room."""
        bounds = [day for when in dates for day in (when.earliest, when.latest) if day is not None]
        if not bounds or cells < _LEAST:
            return None
        exact = [when.earliest for when in dates if when.precision == "day" and when.earliest]
        if len(set(exact)) > 1:  # how far they are apart is what matters; longer spans are cut
            first, last = min(exact), max(exact)
            apart = last - first
            beside = min(max(apart / 2, _WEEK), max((_FAR - apart) / 2, _NOTHING))
        else:
            first, last = min(bounds), max(bounds)
            beside = _NOTHING
        first -= min(beside, first - date.min)
        last += min(beside, date.max - last)
        return cls(first, min(last, first + min(_FAR, date.max - first)), cells, today)

    @property
    def label(self) -> Text:
        """The names of both ends of the axis."""
        is_short = self.last - self.first < _SHORT
        left, right = (
            f"{MONTHS[day.month - 1][:3]} {day.day if is_short else day.year}"
            for day in (self.first, self.last)
        )
        if left == right or self.cells < len(left) + len(right) + 1:
            return Text().append(left[: self.cells], Meaning.HEADER)
        return Text().append(left + right.rjust(self.cells - len(left)), Meaning.HEADER)

    def row(self, when: ReleaseDate, meaning: Meaning) -> Text:
        """Return a line of the axis with a date: a point for a day, a bar for a longer span."""
        cells = [(DOT, Meaning.QUIET)] * self.cells
        if self.first <= self.today <= self.last:
            cells[self._place(self.today)] = (TODAY, Meaning.QUIET)
        if when.known:
            start = self._place(when.earliest or self.first)
            end = self._place(when.latest or self.last)
            sign = POINT if when.precision == "day" else OUTSIDE
            for place in range(start, end + 1):
                cells[place] = (sign, meaning)
            if when.latest is None or when.latest > self.last:
                cells[-1] = (BEYOND, meaning)
            if when.earliest is None or when.earliest < self.first:
                cells[0] = (BEFORE, meaning)
        return bar_cell(cells)

    def _place(self, day: date) -> int:
        """Return the cell of a day or, for one that is not on the axis, the cell at its end."""
        day = min(max(self.first, day), self.last)
        return (day - self.first).days * self.cells // ((self.last - self.first).days + 1)
