"""The dates that a release has had, as bars on a common axis, one below the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Self

from rich.text import Text

from slate.domain.dates.release_date import MONTHS, ReleaseDate
from slate.render.look.axis import Axis
from slate.render.look.cells import bar_cell
from slate.render.look.theme import BEFORE, BEYOND, DOT, OUTSIDE, POINT, TODAY, Meaning

_LEAST = 6  # cells of an axis with a name at each end
_WEEK, _NOTHING = timedelta(days=7), timedelta()
_SHORT = timedelta(days=200)  # an axis whose ends are named by their days
_FAR = timedelta(days=4 * 366)  # farther ends of a span are cut


class FormerDates(NamedTuple):
    """An axis, and the day that counts as today."""

    axis: Axis
    today: date

    @classmethod
    def of(cls, dates: Sequence[ReleaseDate], today: date, cells: int) -> Self | None:
        """Return the axis for dates; None if none of them has a bound, or there is no room."""
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
        last = min(last, first + min(_FAR, date.max - first))
        return cls(Axis.even(first, last, cells), today)

    @property
    def label(self) -> Text:
        """The names of both ends of the axis."""
        axis = self.axis
        is_short = axis.last - axis.first < _SHORT
        left, right = (
            f"{MONTHS[day.month - 1][:3]} {day.day if is_short else day.year}"
            for day in (axis.first, axis.last)
        )
        if left == right or axis.cells < len(left) + len(right) + 1:
            return Text().append(left[: axis.cells], Meaning.HEADER)
        return Text().append(left + right.rjust(axis.cells - len(left)), Meaning.HEADER)

    def row(self, when: ReleaseDate, meaning: Meaning) -> Text:
        """Return a line of the axis with a date: a point for a day, a bar for a longer span."""
        axis = self.axis
        cells = [(DOT, Meaning.QUIET)] * axis.cells
        if axis.covers(self.today):
            cells[axis.cell_of(self.today)] = (TODAY, Meaning.QUIET)
        if when.known:
            sign = POINT if when.precision == "day" else OUTSIDE
            for place in axis.cells_of(when):
                cells[place] = (sign, meaning)
            if axis.goes_beyond(when):
                cells[-1] = (BEYOND, meaning)
            if axis.goes_before(when):
                cells[0] = (BEFORE, meaning)
        return bar_cell(cells)
