"""The screens of `changes`, `diff` and `log BATCH`: a line per title and day, the worst first."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.changes.change_record import Changed, ChangeRecord
from slate.domain.changes.net_change import NetChange
from slate.domain.changes.severity import badness
from slate.domain.dates.parsing import parse_date
from slate.domain.queries.change_query import LeftOut
from slate.render.look.cells import cell, joined, linked, source_cell
from slate.render.look.differences import change_cell, change_text, details_cell
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.wording.days import day_text, near_text
from slate.wording.phrases import counted

_FIELDS = (
    Field("Change", wraps=False),
    Field("Title", whole=20),
    Field("What"),
    Field("Source"),
)
_NARROW_FIELDS = (Field("Change", wraps=False), Field("Title, What, Source"))
_INDENT = 2

AnyChange = Changed | NetChange


class _Entry(NamedTuple):
    """What changed of one title, the worst first."""

    changes: list[AnyChange]

    @property
    def badness(self) -> int:
        return badness(self.changes[0].difference)


class _Day(NamedTuple):
    """A day: the rows and the notes of each title, and what is left out."""

    text: str
    drawn: list[tuple[list[Row], list[str]]]
    more: list[str]


def changes_screen(
    changes: Iterable[Changed], left_out: LeftOut, display: Display
) -> Iterator[RenderableType]:
    """Yield changes under the days on which they were reported.

    `left_out` counts, by day and batch, the reports that are not shown in full.
    """
    days: list[_Day] = []
    for day, found in groupby(changes, lambda each: each.record.day):
        of_day = list(found)
        drawn = [(_rows(entry, display), _notes(entry, display)) for entry in _entries(of_day)]
        days.append(_Day(day, drawn, _more(day, of_day, left_out)))
    grid = _grid((row for day in days for rows, _ in day.drawn for row in rows), display)
    if days:
        yield grid.header
        yield Text()
    yield from parted(*(_day(day, grid, display) for day in days))


def titles_screen(changes: Iterable[AnyChange], display: Display) -> Iterator[RenderableType]:
    """Yield changes title by title, without their days: those between two days, or of a batch."""
    entries = _entries(changes)
    if entries:
        rows = [_rows(entry, display) for entry in entries]
        grid = _grid((row for each in rows for row in each), display, indent=0)
        yield grid.header
        for each in rows:
            yield grid.table(each)


def _grid(rows: Iterable[Row], display: Display, indent: int = _INDENT) -> Grid:
    fields = _NARROW_FIELDS if display.is_narrow else _FIELDS
    return Grid(fields, rows, display.width, indent=indent)


def _day(day: _Day, grid: Grid, display: Display) -> Iterator[RenderableType]:
    when = parse_date(day.text)
    heading = cell(day_text(when, display.today), Meaning.HEADING)
    yield joined(heading, cell(near_text(when, display.today), Meaning.QUIET), separator="  ")
    for rows, notes in day.drawn:
        yield grid.table(rows)
        yield from (_note(note, grid.start(1)) for note in notes)
    for text in day.more:
        yield Padding(cell(text, Meaning.QUIET), (0, 0, 0, _INDENT))


def _entries(changes: Iterable[AnyChange]) -> list[_Entry]:
    """Return changes by title, the titles with the worst news first."""
    by_slug: dict[str, list[AnyChange]] = {}
    for change in changes:
        by_slug.setdefault(change.record.slug, []).append(change)
    entries = [
        _Entry(sorted(found, key=lambda each: badness(each.difference)))
        for found in by_slug.values()
    ]
    return sorted(entries, key=lambda entry: entry.badness)


def _more(day: str, changes: Iterable[Changed], left_out: LeftOut) -> list[str]:
    batches = dict.fromkeys(change.record.batch for change in changes)
    return [
        f"and {counted(more, 'more report')} of batch {batch}"
        for batch in batches
        if (more := left_out.get((day, batch)))
    ]


def _rows(entry: _Entry, display: Display) -> list[Row]:
    """Return the row of a title, or two on a narrow terminal."""
    first, *others = entry.changes
    word = change_cell(first.difference)
    title = cell(first.record.title)
    what = joined(
        details_cell(first.difference, first.releases, display),
        *(change_text(each.difference, each.releases, display) for each in others),
        separator="; ",
    )
    source = joined(*_sources(entry, display), separator="; ")
    if not display.is_narrow:
        return [(word, title, what, source)]
    below = joined(what, source, separator="  ")
    return [(word, title), *([(Text(), below)] if below else [])]


def _sources(entry: _Entry, display: Display) -> list[Text]:
    found: list[Text] = []
    for change in entry.changes:
        text = _source(change, display)
        if text and text not in found:
            found.append(text)
    return found


def _source(change: AnyChange, display: Display) -> Text:
    """Return the source and its confidence or, for an undo or redo, its author."""
    record = change.record
    if isinstance(record, ChangeRecord) and record.how:
        return cell(f"{record.how} by {record.author}", Meaning.QUIET)
    return linked(source_cell(record.source, record.confidence), record.url, display)


def _notes(entry: _Entry, display: Display) -> list[str]:
    """Return the notes on what changed, and when it was entered if that was on another day."""
    texts: list[str] = []
    records = (change.record for change in entry.changes)
    for record in (each for each in records if isinstance(each, ChangeRecord)):
        entered = day_text(parse_date(record.entered), display.today, weekday=False)
        texts += [record.note or "", f"entered {entered}" if record.is_late else ""]
    return list(dict.fromkeys(filter(None, texts)))


def _note(note: str, indent: int) -> RenderableType:
    """Return the beginning of a note, in one line below its title: `show` has the whole."""
    text = cell(note, Meaning.QUIET)
    text.no_wrap, text.overflow = True, "ellipsis"
    return Padding(text, (0, 0, 0, indent))
