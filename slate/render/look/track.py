"""A release on the axis of a timeline: its date, how that moved, the day on which it leaves."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from rich.text import Text

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.queries.timeline import TimelineRow
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase
from slate.render.look.calendar_axis import CalendarAxis
from slate.render.look.cells import bar_cell, cell, joined, meaning_of
from slate.render.look.theme import (
    BEFORE,
    BEYOND,
    CROSSING,
    DAY,
    DOT,
    FROM_LEFT,
    FROM_RIGHT,
    LEAVES_SIGN,
    LINE,
    MISSED,
    OFFICIAL_SIGN,
    OVERDUE_SIGN,
    RUMOR_SIGN,
    SPAN,
    TO_LEFT,
    TO_RIGHT,
    TODAY,
    Meaning,
)

_BETWEEN = "   "  # the entries of the legend


class Mark(Enum):
    """What a sign on a timeline means: the sign, and the words of the legend."""

    DAY = DAY, "exact day"
    SPAN = SPAN, "vague"
    RUMOR = RUMOR_SIGN, "rumor"
    OVERDUE = OVERDUE_SIGN, "overdue"
    CANCELED = MISSED, "canceled"
    SLIPPED = f"{FROM_LEFT}{LINE}{TO_RIGHT}", "slipped"
    ADVANCED = f"{TO_LEFT}{LINE}{FROM_RIGHT}", "advanced"
    LEAVES = LEAVES_SIGN, "leaves"
    BEYOND = f"{BEFORE} {BEYOND}", "farther on"
    OFFICIAL = OFFICIAL_SIGN, "official"

    @property
    def sign(self) -> str:
        """The sign as the legend shows it."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What the legend says about it."""
        return self.value[1]


class Track(NamedTuple):
    """The cells of a release on an axis, and what the signs in them mean."""

    cells: Text
    marks: frozenset[Mark]


class _Drawing:
    """The cells of one release, drawn one over the other."""

    def __init__(self, axis: CalendarAxis) -> None:
        """Begin with the line of today, and a dot where a name stands above."""
        self.axis = axis.axis
        self.now = axis.now
        self.signs = [(" ", Meaning.QUIET)] * self.axis.cells
        self.marks: set[Mark] = set()
        for tick in axis.ticks:
            self.signs[tick.place] = (DOT, Meaning.QUIET)
        if self.now is not None:
            self.signs[self.now] = (TODAY, Meaning.PLAIN)

    def date(self, when: ReleaseDate, mark: Mark, meaning: Meaning) -> None:
        """Draw a date, with the line of today through a longer span."""
        places = self.axis.cells_of(when)
        for place in places:
            if place != self.now or len(places) == 1:
                self.signs[place] = (mark.sign, meaning)
        cut = dict.fromkeys(places[:1] if self.axis.goes_before(when) else (), BEFORE)
        cut |= dict.fromkeys(places[-1:] if self.axis.goes_beyond(when) else (), BEYOND)
        for place, sign in cut.items():
            self.signs[place] = (sign, meaning)
            self.marks.add(Mark.BEYOND)
        if len(places) > len(cut):
            self.marks.add(mark)

    def arrow(self, first: ReleaseDate, now: ReleaseDate) -> None:
        """Draw an arrow from the first date to the one of now, if there is room between them."""
        was, is_ = self.axis.cells_of(first), self.axis.cells_of(now)
        if was[0] < is_[0]:
            start = BEFORE if self.axis.goes_before(first) else FROM_LEFT
            self._arrow(range(was[0], is_[0]), start, TO_RIGHT, Mark.SLIPPED, Meaning.LATE)
        elif was[-1] > is_[-1]:
            start = BEYOND if self.axis.goes_beyond(first) else FROM_RIGHT
            places = range(was[-1], is_[-1], -1)
            self._arrow(places, start, TO_LEFT, Mark.ADVANCED, Meaning.GOOD)

    def _arrow(self, places: range, start: str, end: str, mark: Mark, meaning: Meaning) -> None:
        for place in places:
            self.signs[place] = (CROSSING if place == self.now else LINE, meaning)
        self.signs[places[-1]] = (end, meaning)
        is_short = len(places) == 1
        self.signs[places[0]] = (start, meaning if is_short else Meaning.QUIET)
        self.marks |= {mark, Mark.BEYOND} if start in {BEFORE, BEYOND} else {mark}

    def leaving(self, when: ReleaseDate, meaning: Meaning) -> None:
        """Draw the last day on which a release leaves its service, if it is on the axis."""
        day = when.latest or when.earliest
        if day and self.axis.covers(day):
            self.signs[self.axis.cell_of(day)] = (LEAVES_SIGN, meaning)
            self.marks.add(Mark.LEAVES)


def track(shown: TimelineRow, axis: CalendarAxis) -> Track:
    """Return a release on an axis."""
    record, when, first = shown.record, shown.when, shown.moves.first
    drawing = _Drawing(axis)
    if shown.leaves.known:
        drawing.leaving(shown.leaves, leaving_meaning(record))
    if when.known:
        if first.known:
            drawing.arrow(first, when)
        drawing.date(when, _mark(record, when), meaning_of(record, when))
    return Track(bar_cell(drawing.signs), frozenset(drawing.marks))


def leaving_meaning(record: Record) -> Meaning:
    """Return what is to be noticed about the date on which a release leaves."""
    confidence = record.leaves_confidence
    return Meaning.RUMOR if confidence is not None and confidence.is_rumor else Meaning.PLAIN


def _mark(record: Record, when: ReleaseDate) -> Mark:
    if record.status.phase is Phase.CANCELED:
        return Mark.CANCELED
    if record.overdue:
        return Mark.OVERDUE
    if record.confidence.is_rumor or record.contested:
        return Mark.RUMOR
    return Mark.DAY if when.precision == "day" and not when.marked else Mark.SPAN


def legend(marks: Iterable[Mark], width: int) -> list[Text]:
    """Return the lines that explain the signs which occur."""
    found = set(marks)
    lines: list[Text] = []
    for mark in Mark:
        if mark not in found:
            continue
        entry = cell(f"{mark.sign} {mark.words}", Meaning.QUIET)
        if lines and lines[-1].cell_len + len(_BETWEEN) + entry.cell_len <= width:
            lines[-1] = joined(lines[-1], entry, separator=_BETWEEN)
        else:
            lines.append(entry)
    return lines
