"""The screen of `timeline`: titles down, weeks or months across, and today as a line."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from slate.domain.dates.windows import Window
from slate.domain.queries.timeline import TimelineRow
from slate.domain.titles.record import HEADERS
from slate.render.layout import GAP
from slate.render.look.calendar_axis import CalendarAxis
from slate.render.look.cells import (
    cell,
    dotted,
    doubt_cell,
    joined,
    meaning_of,
    official_cell,
    on_cell,
    title_cell,
)
from slate.render.look.display import Display
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.render.look.track import Mark, Track, leaving_meaning, legend, track
from slate.wording.days import day_text, near_text
from slate.wording.slips import moved_text

_DATE, _TITLE, _ON, _ = HEADERS.values()
_READABLE = 30  # cells of an axis: for fewer, what is said in words is left out
_LONGEST = 120
_SHORTEST_NAME, _LONGEST_NAME = 16, 34
_LONGEST_ON, _LONGEST_WIDE_ON, _LONGEST_DATE = 14, 20, 22
_INDENT = 2


class _Words(NamedTuple):
    """What is said about a release beside the axis."""

    on: Text
    date: Text
    notes: Text


def timeline_screen(
    rows: Sequence[TimelineRow], window: Window | None, display: Display
) -> Iterator[RenderableType]:
    """Yield releases on an axis, and what the signs on it mean; a window bounds the axis."""
    if not rows:
        return
    if display.is_narrow:
        yield from _in_two_lines(rows, window, display)
        return
    beside, room = _beside(rows, display)
    names = _names(rows, display)
    longest = min(max(map(_length, names)), _LONGEST_NAME, max(_SHORTEST_NAME, room - _READABLE))
    axis = _axis(rows, window, display, room - longest)
    longest = room - axis.axis.cells  # what is left
    tracks = [track(row, axis) for row in rows]
    header = [cell(name, Meaning.HEADER) for name in (_TITLE, f" {_ON}", _DATE)]
    lines: list[Row] = [
        (Text(), Text(), axis.today_line, Text(), Text()),
        (*header[:2], axis.names, header[2], Text()),
    ]
    for name, words, drawn in zip(names, beside, tracks, strict=True):
        lines.append((_clipped(name, longest), words.on, drawn.cells, words.date, words.notes))
    lines = lines if axis.now is not None else lines[1:]
    yield Grid([Field(wraps=False)] * len(lines[0]), lines, display.width).table(lines)
    yield from _legend(rows, tracks, display)


def _axis(
    rows: Sequence[TimelineRow], window: Window | None, display: Display, room: int
) -> CalendarAxis:
    dates = [when for row in rows for when in (row.when, row.moves.first, row.leaves)]
    return CalendarAxis.of(dates, window, display.today, min(room, _LONGEST))


def _legend(
    rows: Sequence[TimelineRow], tracks: Sequence[Track], display: Display
) -> Iterator[RenderableType]:
    marks = [mark for drawn in tracks for mark in drawn.marks]
    if any(official_cell(row.record) for row in rows):
        marks.append(Mark.OFFICIAL)
    if lines := legend(marks, display.width):
        yield Text()
        yield from lines


def _beside(rows: Sequence[TimelineRow], display: Display) -> tuple[list[_Words], int]:
    """Return what is said beside the axis, and the room that it leaves for that and the names.

    That is as much as leaves room for both.
    """
    longest = _LONGEST_WIDE_ON if display.is_wide else _LONGEST_ON
    on = [_clipped(on_cell(row.record), longest) for row in rows]
    near = [_clipped(_date(row, display, is_long=False), _LONGEST_DATE) for row in rows]
    choices = [(near, [Text()] * len(rows))]
    if display.is_wide:
        far = [_date(row, display, is_long=True) for row in rows]
        notes = [_notes(row, display) for row in rows]
        choices = [(far, notes), (near, notes), (far, choices[0][1]), *choices]
    for dates, said in choices:
        widths = (max(map(_length, column)) for column in (on, dates, said))
        room = display.width - GAP - sum(width + GAP for width in widths if width)
        if room >= _READABLE + _SHORTEST_NAME:
            break
    return [_Words(*each) for each in zip(on, dates, said, strict=True)], room


def _length(text: Text) -> int:
    return text.cell_len


def _names(rows: Sequence[TimelineRow], display: Display) -> list[Text]:
    """Return the names of titles, each only with the first of its releases."""
    above, names = "", []
    for row in rows:
        is_same, above = row.record.slug == above, row.record.slug
        names.append(Text() if is_same else title_cell(row.record, display))
    return names


def _clipped(text: Text, most: int) -> Text:
    text = text.copy()
    text.truncate(most, overflow="ellipsis")
    return text


def _date(row: TimelineRow, display: Display, *, is_long: bool) -> Text:
    """Return the date in words; the long form has the day of the week and how far off it is."""
    record, when = row.record, row.when
    if not when.known:
        return cell("no date", Meaning.QUIET)
    day = cell(day_text(when, display.today, weekday=is_long), meaning_of(record, when))
    near = near_text(when, display.today) if is_long else ""
    return joined(joined(day, cell(near, Meaning.QUIET), separator=", "), official_cell(record))


def _notes(row: TimelineRow, display: Display) -> Text:
    """Return what else there is to be said: `rumor, slipped twice, 97 days`."""
    record, (_, own) = row.record, row.moves
    leaves = day_text(row.leaves, display.today, weekday=False)
    return joined(
        cell("overdue" if record.overdue else "", Meaning.LATE),
        doubt_cell(record),
        cell(moved_text(own), Meaning.LATE if own.slips else Meaning.GOOD),
        cell(leaves and f"leaves {leaves}", leaving_meaning(record)),
        separator=", ",
    )


def _in_two_lines(
    rows: Sequence[TimelineRow], window: Window | None, display: Display
) -> Iterator[RenderableType]:
    """Yield a line of words for each release, with the axis below it."""
    axis = _axis(rows, window, display, display.width - _INDENT)
    indent = " " * _INDENT
    for header in (axis.today_line, axis.names):
        if header:
            yield Text.assemble(indent, header)
    tracks = [track(row, axis) for row in rows]
    for row, name, drawn in zip(rows, _names(rows, display), tracks, strict=True):
        yield _one_line(row, name, display)
        yield Text.assemble(indent, drawn.cells)
    yield from _legend(rows, tracks, display)


def _one_line(row: TimelineRow, name: Text, display: Display) -> Text:
    """Return a name and what is said about a release: as much of both as there is room for."""
    for is_long in (True, False):
        date = _date(row, display, is_long=is_long)
        words = dotted(on_cell(row.record), date, _notes(row, display))
        left = display.width - words.cell_len - GAP
        if left >= name.cell_len:
            break
    name = _clipped(name, max(left, min(_SHORTEST_NAME, name.cell_len)))
    line = Text.assemble(name or " " * _INDENT, " " * GAP, words)
    return _clipped(line, display.width)
