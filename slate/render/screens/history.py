"""The history of a title: its dates on an axis, and what each report changed, newest first."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.changes.history import Step
from slate.domain.changes.slips import summary_of
from slate.domain.queries.title_page import TitleHistory
from slate.render.look.branch import Branch
from slate.render.look.cells import cell, joined, short_day
from slate.render.look.display import Display
from slate.render.look.former_dates import FormerDates
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.history_content import (
    date_texts,
    report_source,
    shown_dates,
    step_texts,
    unheard_text,
)
from slate.render.look.theme import Meaning
from slate.render.plain.slips import slips_text
from slate.wording.days import day_text
from slate.wording.phrases import opened

_MOST_CELLS = 40  # of an axis
_DATES_SHOWN = 8
_TIMELINE = (Field(), Field(wraps=False), Field(wraps=False), Field(), Field())
_LINE = (Field(wraps=False), Field(), Field())


def timeline(steps: Sequence[Step], display: Display, indent: int) -> Iterator[RenderableType]:
    """Yield the dates that a title has had, on a common axis; nothing if it had fewer than two."""
    shown = shown_dates(steps)
    if len(shown) < 2:  # noqa: PLR2004
        return
    shown = shown[-_DATES_SHOWN:]
    texts = [date_texts(each, display) for each in shown]
    room = (
        display.width
        - indent
        - sum(max(text.cell_len for text in column) + 2 for column in zip(*texts, strict=True))
    )
    axis = FormerDates.of([each.when for each in shown], display.today, min(room, _MOST_CELLS))
    rows: list[Row] = []
    for each, (day, *others) in zip(shown, texts, strict=True):
        bar = axis.row(each.when, each.meaning) if axis else Text()
        rows.append((day, bar, *others))
    if axis:
        rows.insert(0, (Text(), axis.label, *(Text() for _ in rows[0][2:])))
    yield Grid(_TIMELINE[: len(rows[0])], rows, display.width, indent=indent).table(rows)


def history_lines(steps: Iterable[Step], display: Display, indent: int) -> Iterator[RenderableType]:
    """Yield what each report changed; those that changed nothing are left out."""
    rows: list[Row] = []
    for step in steps:
        if not step.differences:
            continue
        day = cell(day_text(step.report.day, display.today, weekday=False), Meaning.QUIET)
        source = report_source(step.report, display)
        for what in step_texts(step, display):
            if display.is_narrow:
                rows.append((day, joined(what, source, separator="  ")))
            else:
                rows.append((day, what, source))
            day = source = Text()
    if rows:
        yield Grid(_LINE[: len(rows[0])], rows, display.width, indent=indent).table(rows)


def head_cell(name: str, slug: str) -> Text:
    """Return the first line of a title's page."""
    return joined(cell(name, Meaning.HEADING), cell(slug, Meaning.QUIET), separator="  ")


def history_screen(life: TitleHistory, display: Display) -> Iterator[RenderableType]:
    """Yield all reports on a title, the newest first, with their notes and addresses.

    What is only a rumor stands on a branch beside the others.
    """
    yield head_cell(life.name, life.slug)
    yield cell(_summary(life, short_day(display)))
    yield Text()
    for number, step in enumerate(reversed(life.steps), 1):
        goes_on = number < len(life.steps)
        entry = _entry(life, step, display)
        blank = [Text()] * goes_on
        yield Branch([*entry, *blank], step.report.confidence.rank, goes_on=goes_on)


def _summary(life: TitleHistory, format_date: Callable[[str], str]) -> str:
    """Return how often the title slipped, and when it was first reported."""
    slips = summary_of(life.steps)
    if slips.first_dated is None and slips.first_said and life.title.status.settled:
        return f"First said {format_date(slips.first_said)}"  # no date is to be expected
    return opened(slips_text(slips, format_date))


def _entry(life: TitleHistory, step: Step, display: Display) -> list[RenderableType]:
    report = step.report
    day = cell(day_text(report.day, display.today, weekday=False), Meaning.HEADING)
    lines: list[RenderableType] = [
        joined(day, report_source(report, display, in_words=True), separator="  ")
    ]
    lines += step_texts(step, display) or [unheard_text(step, display)]
    entered = life.entered(report)
    below = [cell(report.note or "", Meaning.QUIET)]
    if not display.has_links:
        below.append(cell(report.url or "", Meaning.QUIET))
    below.append(cell(f"entered {short_day(display)(entered)}" if entered else "", Meaning.QUIET))
    lines += [Padding(text, (0, 0, 0, 2)) for text in below if text]
    return lines
