"""The screen of `show`: what comes out and when, who says so, and how that came about."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.changes.slips import summary_of
from slate.domain.queries.title_page import Page
from slate.render.look.cells import cell, dotted, joined, short_day
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.render.look.title_content import (
    address,
    cited,
    dissent_text,
    facts,
    lead,
    release_cells,
    releases_of,
    season_cells,
    sources,
)
from slate.render.plain.slips import slips_text
from slate.render.screens.history import head_cell, history_lines, timeline
from slate.wording.phrases import opened

# Notes are read, not scanned: longer lines are hard to read.
_READABLE = 72
_INDENT = 2
_STEPS_SHOWN = 8
_DATE = Field("Date", wraps=False)
_RELEASE = (_DATE, Field(wraps=False), Field(" On"), Field("Leaves"), Field("Source"))
_NARROW_RELEASE = (_DATE, Field(" On, Source"))
_SEASON = (Field(wraps=False), Field(wraps=False), Field(), Field(), Field())
_LABELS = (Field(wraps=False, least=8), Field())


def page_screen(page: Page, see_history: str, display: Display) -> Iterator[RenderableType]:
    """Yield the page of a title; `see_history` is the command that shows its whole history."""
    yield head_cell(page.name, page.slug)
    yield lead(page, display)
    blank: list[RenderableType] = [Text()]
    body = parted(
        _said_by(page, display),
        _releases(page, display),
        _timeline(page, display),
        _series(page, display),
        _facts(page, display),
        _notes(page, display),
        _history(page, see_history, display),
    )
    for piece in body:
        yield from blank
        blank = []
        yield piece


def _labelled(label: str, rows: Iterable[Text]) -> Iterator[Row]:
    """Yield rows with a label before the first one."""
    for text in rows:
        yield cell(label, Meaning.QUIET), text
        label = ""


def _grid_of(rows: list[Row], display: Display) -> Iterator[RenderableType]:
    if rows:
        yield Grid(_LABELS, rows, display.width, indent=_INDENT).table(rows)


def _said_by(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield who is cited for what the sentence says, and who says otherwise."""
    rows = [*_labelled("Said by", sources(page, display))]
    rows += _labelled("But", (dissent_text(page, other, display) for other in page.dissent))
    yield from _grid_of(rows, display)


def _releases(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the releases by date, if they contain more than the sentence at the top."""
    rows: list[Row] = [release_cells(release, page, display) for release in releases_of(page)]
    if not rows:
        return
    fields: Sequence[Field] = _RELEASE
    if display.is_narrow:
        rows = [(date, dotted(*others)) for date, _, *others in rows]
        fields = _NARROW_RELEASE
    grid = Grid(fields, rows, display.width, indent=_INDENT)
    yield cell("Releases", Meaning.HEADING)
    yield grid.header
    yield grid.table(rows)


def _timeline(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the dates that the title has had, if there were several."""
    rows = list(timeline(page.steps, display, _INDENT))
    if rows:
        slips = opened(slips_text(summary_of(page.steps), short_day(display)))
        yield joined(cell("Dates", Meaning.HEADING), cell(slips, Meaning.QUIET), separator="  ")
        yield from rows


def _series(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the other seasons, or all seasons of a series."""
    if not page.series:
        return
    is_one = page.title.season is not None or page.title.part is not None
    yield cell("The series" if is_one else "Seasons", Meaning.HEADING)
    rows: list[Row] = [season_cells(record, display) for record in page.series]
    if display.is_narrow:
        rows = [(name, dotted(*others)) for name, *others, _ in rows]
    yield Grid(_SEASON[: len(rows[0])], rows, display.width, indent=_INDENT).table(rows)


def _facts(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield what else is known, with a label before each kind of fact."""
    rows = [row for label, texts in facts(page, display) for row in _labelled(label, texts)]
    yield from _grid_of(rows, display)


def _notes(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the notes, in lines that are not too long to read, each with its source."""
    if not page.notes:
        return
    yield cell("Notes", Meaning.HEADING)
    room = min(display.width - _INDENT, _READABLE)
    right = display.width - _INDENT - room
    for note, report in page.notes:
        text = cell(note)
        said_by = joined(cited(report, display), address(report, display), separator="  ")
        fits = text.cell_len + said_by.cell_len + 2 <= room
        text = joined(text, said_by, separator="  " if fits else "\n")
        yield Padding(text, (0, right, 0, _INDENT))


def _history(page: Page, see_all: str, display: Display) -> Iterator[RenderableType]:
    """Yield the newest reports, the newest first."""
    shown = page.steps[-_STEPS_SHOWN:]
    yield cell("History", Meaning.HEADING)
    yield from history_lines(reversed(shown), display, _INDENT)
    if earlier := len(page.steps) - len(shown):
        yield Padding(cell(f"{earlier:,} earlier:", Meaning.QUIET), (0, 0, 0, _INDENT))
        yield Padding(cell(see_all), (0, 0, 0, 2 * _INDENT))
