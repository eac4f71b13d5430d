"""The pages of titles: what the screen of `show` has, with all of the history."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup
from rich.text import Text

from slate.domain.changes.history import Step
from slate.domain.changes.slips import summary_of
from slate.domain.queries.title_page import Page
from slate.render.look.cells import cell, joined, short_day
from slate.render.look.display import Display
from slate.render.look.history_content import (
    date_texts,
    report_source,
    shown_dates,
    step_texts,
    unheard_text,
)
from slate.render.look.theme import Meaning
from slate.render.look.title_content import (
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
from slate.render.web.markup import anchor
from slate.wording.days import day_text
from slate.wording.phrases import opened

_RELEASE = ("Date", "On", "Leaves", "Source")
_SEASON = ("Season", "Date", "On", "Status")
_DATE = ("Reported", "Date", "Moved", "Source")
_STEP = ("Reported", "What", "Source")
AsHtml = Callable[[Text], Markup]
Cells = tuple[Markup, ...]


class Table(NamedTuple):
    """A table of a page, with what is said of it beside its heading."""

    heading: str
    header: tuple[str, ...]
    rows: Sequence[Cells]
    lead: str = ""


class TitlePage(NamedTuple):
    """The page of a title; facts are texts by label."""

    id: str
    name: str
    lead: Markup
    facts: list[tuple[str, list[Markup]]]
    tables: list[Table]


def title_page(page: Page, as_html: AsHtml, display: Display) -> TitlePage:
    """Return the page of a title for the template; `as_html` makes HTML of a text."""
    labelled = (
        ("Said by", [*sources(page, display)]),
        ("But", [dissent_text(page, other, display) for other in page.dissent]),
        *facts(page, display),
        ("Note" if len(page.notes) == 1 else "Notes", [*_notes(page, display)]),
    )
    tables = (
        Table("Releases", _RELEASE, [_cells(row, as_html) for row in _releases(page, display)]),
        Table(
            "Dates",
            _DATE,
            [_cells(row, as_html) for row in _dates(page, display)],
            opened(slips_text(summary_of(page.steps), short_day(display))),
        ),
        Table(
            "The series" if page.title.season is not None else "Seasons",
            _SEASON,
            [_cells(season_cells(each, display)[:-1], as_html) for each in page.series],
        ),
        Table(
            "History",
            _STEP,
            [
                _cells(row, as_html)
                for step in reversed(page.steps)
                for row in _steps(step, display)
            ],
        ),
    )
    return TitlePage(
        anchor(page.slug),
        page.name,
        as_html(lead(page, display)),
        [(label, [as_html(text) for text in texts]) for label, texts in labelled if texts],
        [table for table in tables if table.rows],
    )


def _cells(texts: Sequence[Text], as_html: AsHtml) -> Cells:
    return tuple(map(as_html, texts))


def _releases(page: Page, display: Display) -> Iterator[tuple[Text, ...]]:
    for release in releases_of(page):
        date, _, *others = release_cells(release, page, display)
        yield (date, *others)


def _dates(page: Page, display: Display) -> Iterator[tuple[Text, ...]]:
    """Yield the dates that the title has had, the newest first, if there were several."""
    found = shown_dates(page.steps)
    if len(found) > 1:
        yield from (date_texts(each, display) for each in reversed(found))


def _notes(page: Page, display: Display) -> Iterator[Text]:
    for note, report in page.notes:
        yield joined(cell(note), cited(report, display))


def _steps(step: Step, display: Display) -> Iterator[tuple[Text, Text, Text]]:
    """Yield what a report changed; if nothing, what it states."""
    day = cell(day_text(step.report.day, display.read_on, weekday=False), Meaning.QUIET)
    source = report_source(step.report, display, in_words=True)
    for text in step_texts(step, display) or [unheard_text(step, display)]:
        yield day, text, source
        day = source = Text()
