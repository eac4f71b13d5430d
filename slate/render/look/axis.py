"""An axis of days: the cells of days and the days of cells, whatever is drawn on it.

A day is in the cell in which it begins. A cell in which no day begins, since cells are shorter than
days, shows the day before.
"""

from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple, Self

from slate.domain.dates.release_date import ONE_DAY, ReleaseDate


class Axis(NamedTuple):
    """Columns of consecutive days, such as weeks or months, each in the same number of cells."""

    starts: tuple[date, ...]  # the first day of each column
    last: date
    width: int = 1  # cells of a column

    @classmethod
    def even(cls, first: date, last: date, cells: int) -> Self:
        """Return an axis on which all days take equal room."""
        return cls((first,), last, cells)

    @property
    def first(self) -> date:
        """The first day."""
        return self.starts[0]

    @property
    def cells(self) -> int:
        """The number of cells."""
        return len(self.starts) * self.width

    def covers(self, day: date) -> bool:
        """Whether a day is on the axis."""
        return self.first <= day <= self.last

    def cell_of(self, day: date) -> int:
        """Return the cell of a day or, for one that is not on the axis, the cell at its end."""
        day = min(max(self.first, day), self.last)
        column = bisect_right(self.starts, day) - 1
        passed = (day - self.starts[column]).days
        return column * self.width + passed * self.width // self._days_in(column)

    def days_of(self, place: int) -> tuple[date, date]:
        """Return the first and the last day of a cell."""
        column, within = divmod(place, self.width)
        days, start = self._days_in(column), self.starts[column]
        first, following = (-(-days * at // self.width) for at in (within, within + 1))
        return start + timedelta(min(first, following - 1)), start + timedelta(following - 1)

    def goes_before(self, when: ReleaseDate) -> bool:
        """Whether a date allows days before the axis."""
        return when.earliest is None or when.earliest < self.first

    def goes_beyond(self, when: ReleaseDate) -> bool:
        """Whether a date allows days behind the axis."""
        return when.latest is None or when.latest > self.last

    def cells_of(self, when: ReleaseDate) -> range:
        """Return the cells of the days that a date allows, as far as they are on the axis.

        A date that lies before or behind the axis has the cell at that end.
        """
        start = self.cell_of(when.earliest or self.first)
        return range(start, self.cell_of(when.latest or self.last) + 1)

    def _days_in(self, column: int) -> int:
        following = self.starts[column + 1 : column + 2]
        last = following[0] - ONE_DAY if following else self.last
        return (last - self.starts[column]).days + 1
