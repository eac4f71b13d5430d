"""Spans of days as bars on a common axis: `░░▓▓░░░░`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple, Self

from rich.text import Text

from slate.domain.dates.release_date import MONTHS, ReleaseDate
from slate.domain.dates.windows import Window
from slate.render.look.axis import Axis
from slate.render.look.cells import bar_cell
from slate.render.look.theme import BEYOND, DOT, INSIDE, OUTSIDE, Meaning

_CELLS = 12
_MONTH, _BESIDE, _YEAR = timedelta(days=31), timedelta(days=183), timedelta(days=366)


class SpanBars(NamedTuple):
    """An axis with a fixed number of cells, and a window in it."""

    axis: Axis
    window: Window

    @classmethod
    def around(cls, window: Window, dates: Iterable[ReleaseDate]) -> Self:
        """Return bars for a window, and half a year of the dates before and after it.

        A window without an end has a year; a date with an open end goes on beyond its window.
        """
        ends = [(when.earliest, when.latest) for when in dates]
        starts = [first for first, _ in [*ends, (window.start, None)] if first is not None]
        lasts = [last for _, last in [*ends, (None, window.last)] if last is not None]
        first = min(starts, default=min(lasts, default=date.min))
        if window.start is not None:
            first = max(first, _moved(window.start, -_BESIDE))
        farthest = _moved(max(first, window.start or first), _YEAR)
        if window.last is not None:
            farthest = _moved(window.last, _BESIDE)
        last = max(lasts, default=first)
        if any(end is None for _, end in ends) and last <= (window.last or window.start or first):
            last = farthest
        return cls(Axis.even(first, max(first, min(last, farthest)), _CELLS), window)

    @property
    def label(self) -> str:
        """The names of both ends, over the bars: days, months or years."""
        first, last = self.axis.first, self.axis.last
        left, right = (MONTHS[day.month - 1][:3] for day in (first, last))
        if first == last:
            left, right = f"{left} {first.day}", ""
        elif last - first < _MONTH:
            left, right = f"{left} {first.day}", f"{last.day}"
        elif last - first > _YEAR or left == right:
            left, right = f"{first.year:04}", f"{last.year:04}"
        return left + right.rjust(_CELLS - len(left))

    def bar(self, when: ReleaseDate, meaning: Meaning = Meaning.VAGUE) -> Text:
        """Return the span of a date: its days in the window, and beyond it."""
        signs = [self._sign(when, meaning, *self.axis.days_of(place)) for place in range(_CELLS)]
        if self.axis.goes_beyond(when):
            signs.append((BEYOND, meaning))
        return bar_cell(signs)

    def _sign(
        self, when: ReleaseDate, meaning: Meaning, first: date, last: date
    ) -> tuple[str, Meaning]:
        """Return the sign of a cell with these days."""
        if (when.earliest and last < when.earliest) or (when.latest and first > when.latest):
            return DOT, Meaning.QUIET
        # A cell of a long axis may have days of the window and of the date, but none of both.
        first, last = max(first, when.earliest or first), min(last, when.latest or last)
        return (INSIDE if self._is_in_window(first, last) else OUTSIDE), meaning

    def _is_in_window(self, first: date, last: date) -> bool:
        start, end = self.window.start, self.window.last
        return (start is None or last >= start) and (end is None or first <= end)


def _moved(day: date, by: timedelta) -> date:
    """Return a day that much later, as far as the calendar goes."""
    return day + max(min(by, date.max - day), date.min - day)
