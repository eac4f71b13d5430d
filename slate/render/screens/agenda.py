"""The screen of `upcoming`: an agenda of days, then what is possible, then what leaves."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.dates.windows import Window
from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.upcoming import Upcoming
from slate.domain.titles.record import HEADERS, Record
from slate.render.look.cells import (
    cell,
    date_meaning,
    date_of,
    dotted,
    doubt_cell,
    joined,
    linked,
    meaning_of,
    official_cell,
    on_cell,
    service_cell,
    status_cell,
    title_cell,
)
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.spans import SpanBars
from slate.render.look.theme import Meaning
from slate.render.screens.titles import INDENT, fields_of, record_rows, rows_of
from slate.wording.days import day_text, near_text
from slate.wording.labels import short_label
from slate.wording.phrases import counted, opened
from slate.wording.windows import days_of, when_phrase

_DATE, _TITLE, _ON, _STATUS = HEADERS.values()
_AGENDA = (
    Field(wraps=False),  # whether the date is official
    Field(_TITLE, whole=24),
    Field(f" {_ON}", whole=12),
    Field(_STATUS),
)
_SPAN = Field("", wraps=False)
Group = tuple[Text, Sequence[Row]]  # a heading, and the rows below it


def upcoming_screen(found: Upcoming, window: Window, display: Display) -> Iterator[RenderableType]:
    """Yield the releases in a window: the certain ones by day, the possible ones, what leaves."""
    certain = sorted((record for record in found.records if record.certain), key=_by_last_day)
    possible = [record for record in found.records if not record.certain]
    yield from parted(
        _agenda(certain, window, display), *_others(possible, found.leaves, window, display)
    )


def _by_last_day(record: Record) -> tuple[date, bool]:
    """Return the sort key of an agenda: what has only a month comes after its last day."""
    when = date_of(record)
    return when.latest or date.max, when.precision != "day"


def _agenda(
    records: Sequence[Record], window: Window, display: Display
) -> Iterator[RenderableType]:
    """Yield the days, each with its releases below it."""
    if not records:
        return
    yield _heading(opened(when_phrase(window)), window)
    if display.is_narrow:  # without a header
        yield Text()
    days = [(when, list(found)) for when, found in groupby(records, date_of)]
    yield from agenda(
        [
            (
                day_heading(when, len(found), display),
                [row for record in found for row in agenda_rows(record, display)],
            )
            for when, found in days
        ],
        display,
    )


def agenda(groups: Sequence[Group], display: Display) -> Iterator[RenderableType]:
    """Yield the header of an agenda, then its groups of rows, each below its heading.

    A heading without rows is that of all groups up to the next one.
    """
    if not groups:
        return
    fields = (Field(_TITLE),) if display.is_narrow else _AGENDA
    rows = (row for _, of_group in groups for row in of_group)
    grid = Grid(fields, rows, display.width, indent=INDENT)
    if not display.is_narrow:
        yield grid.header
    for at, (heading, of_group) in enumerate(groups):
        if at or not display.is_narrow:
            yield Text()
        yield heading
        if of_group:
            yield grid.table(of_group)


def _heading(text: str, window: Window) -> Text:
    return Text.assemble(cell(text, Meaning.HEADING), cell(days_of(window), Meaning.QUIET))


def day_heading(when: ReleaseDate, releases: int, display: Display) -> Text:
    """Return the heading of a day, with how far off it is and the number of its releases."""
    exact = when.precision == "day"
    name = cell(day_text(when, display.today), Meaning.HEADING if exact else Meaning.VAGUE)
    near = near_text(when, display.today) if exact else "day not known"
    number = counted(releases, "release") if releases > 1 else ""
    return Text("  ").join(
        filter(None, (name, dotted(cell(near, Meaning.QUIET), cell(number, Meaning.QUIET))))
    )


def agenda_rows(record: Record, display: Display) -> Iterator[Row]:
    """Yield the rows of a release in an agenda: one or, on a narrow terminal, two."""
    title, where = title_cell(record, display), on_cell(record)
    overdue = cell(ListSection.OVERDUE if record.overdue else "", Meaning.LATE)
    status = joined(status_cell(record, display), overdue, separator=", ")
    yield from agenda_rows_of(official_cell(record), title, where, status, display)


def agenda_rows_of(
    sign: Text, title: Text, where: Text, status: Text, display: Display
) -> Iterator[Row]:
    """Yield the rows of these cells in an agenda."""
    if not display.is_narrow:
        yield sign, title, where, status
        return
    yield (joined(title, sign),)
    if below := dotted(where, status):
        yield (below,)


def _others(
    possible: Sequence[Record], leaves: Iterable[Record], window: Window, display: Display
) -> Iterator[Iterator[RenderableType]]:
    """Yield the parts that are tables: what is possible, and what leaves, in the same columns."""
    dates = [date_of(record) for record in possible]
    bars = SpanBars.around(window, dates)
    possible_rows = [
        _with_bar(row, bars.bar(when, meaning_of(record, when)), display)
        for record, when in zip(possible, dates, strict=True)
        for row in record_rows([record], display)
    ]
    leaving_rows = [
        _with_bar(row, Text(), display)
        for record in leaves
        for row in _leaving_rows(record, display)
    ]
    fields = fields_of(display)
    if not display.is_narrow:
        fields += (_SPAN._replace(name=bars.label),)
    grid = Grid(fields, [*possible_rows, *leaving_rows], display.width, indent=INDENT)
    possible_heading = cell(f"Possible {when_phrase(window)}", Meaning.HEADING)
    leaving_heading = _heading(f"Leaving {when_phrase(window)}", window)
    if possible_rows:
        yield iter((possible_heading, grid.header, grid.table(possible_rows)))
    if leaving_rows:  # without bars
        names = grid.header_up_to(len(fields_of(display)))
        yield iter((leaving_heading, names, grid.table(leaving_rows)))


def _with_bar(row: Row, bar: Text, display: Display) -> Row:
    return row if display.is_narrow else (*row, bar)


def _leaving_rows(record: Record, display: Display) -> Iterator[Row]:
    """Yield the rows of a release that leaves: that it is out does not make it less important."""
    when = parse_date(record.leaves or TBA.text)
    status = cell(short_label(record._replace(has_left=False), display.today))
    cells = (
        cell(day_text(when, display.today), date_meaning(when, record.confidence)),
        cell(near_text(when, display.today), Meaning.QUIET),
        Text(),
        linked(cell(record.name), record.url, display),
        service_cell(record.release),
        joined(status, doubt_cell(record), separator=", "),
    )
    return rows_of(cells, display)
