"""The history of a title: its dates on an axis, and what each report changed, newest first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import Step
from slate.domain.changes.slips import summary_of
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.queries.title_page import TitleHistory
from slate.domain.reports.report import Report
from slate.domain.titles.fields import COLLECTIONS
from slate.domain.titles.title import Release, Title
from slate.render.look.branch import Branch
from slate.render.look.cells import cell, date_meaning, joined, linked, short_day, source_cell
from slate.render.look.differences import change_text, details_cell, distance_cell
from slate.render.look.display import Display
from slate.render.look.former_dates import FormerDates
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.render.plain.history import relations, unheard
from slate.render.plain.slips import slips_text
from slate.wording.changes import member_text
from slate.wording.days import day_text
from slate.wording.phrases import opened

_MOST_CELLS = 40  # of an axis
_DATES_SHOWN = 8
_TIMELINE = (Field(), Field(wraps=False), Field(wraps=False), Field(), Field())
_LINE = (Field(wraps=False), Field(), Field())


class _Shown(NamedTuple):
    """A date that the title had, the report that brought it, and how far it had moved."""

    when: ReleaseDate
    report: Report
    difference: Difference | None


def timeline(steps: Sequence[Step], display: Display, indent: int) -> Iterator[RenderableType]:
    """Yield the dates that a title has had, on a common axis; nothing if it had fewer than two."""
    shown = _dates(steps)
    if len(shown) < 2:  # noqa: PLR2004
        return
    shown = shown[-_DATES_SHOWN:]
    texts = [_beside(each, display) for each in shown]
    room = (
        display.width
        - indent
        - sum(max(text.cell_len for text in column) + 2 for column in zip(*texts, strict=True))
    )
    axis = FormerDates.of([each.when for each in shown], display.today, min(room, _MOST_CELLS))
    rows: list[Row] = []
    for each, (day, *others) in zip(shown, texts, strict=True):
        bar = axis.row(each.when, _meaning(each)) if axis else Text()
        rows.append((day, bar, *others))
    if axis:
        rows.insert(0, (Text(), axis.label, *(Text() for _ in rows[0][2:])))
    yield Grid(_TIMELINE[: len(rows[0])], rows, display.width, indent=indent).table(rows)


def _dates(steps: Iterable[Step]) -> list[_Shown]:
    """Return the dates of the headline release, whenever another one was shown."""
    found: list[_Shown] = []
    for step in steps:
        release = step.title.headline if step.title else None
        when = release.date if release else TBA
        before = found[-1].when if found else TBA
        if when.text != before.text:
            found.append(_Shown(when, step.report, _moved(step, release)))
    return found


def _moved(step: Step, release: Release | None) -> Difference | None:
    """Return how the date of a release changed, if it did: others may have moved, too."""
    if release is None:
        return None
    moved = (
        each
        for each in step.differences
        if each.is_about_a_date and each.release and each.release.folded == release.key.folded
    )
    return next(moved, None)


def _meaning(shown: _Shown) -> Meaning:
    return date_meaning(shown.when, shown.report.confidence)


def _beside(shown: _Shown, display: Display) -> tuple[Text, ...]:
    """Return what stands beside the axis: the day reported, the date, how far, and the source."""
    reported = cell(day_text(shown.report.day, display.today, weekday=False), Meaning.QUIET)
    date = cell(day_text(shown.when, display.today, weekday=False) or "no date", _meaning(shown))
    far = distance_cell(shown.difference) if shown.difference else Text()
    if display.is_narrow:
        return reported, date, far
    return reported, date, far, source_cell(shown.report.source, shown.report.confidence)


def history_lines(steps: Iterable[Step], display: Display, indent: int) -> Iterator[RenderableType]:
    """Yield what each report changed; those that changed nothing are left out."""
    rows: list[Row] = []
    for step in steps:
        if not step.differences:
            continue
        day = cell(day_text(step.report.day, display.today, weekday=False), Meaning.QUIET)
        source = _source(step.report, display)
        for what in _texts(step, display):
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
        joined(day, _source(report, display, in_words=True), separator="  ")
    ]
    unheard_as = Meaning.RUMOR if report.rumored else Meaning.QUIET
    texts = _texts(step, display) or [cell(_unheard(step, display), unheard_as)]
    lines += texts
    entered = life.entered(report)
    below = [cell(report.note or "", Meaning.QUIET)]
    if not display.has_links:
        below.append(cell(report.url or "", Meaning.QUIET))
    below.append(cell(f"entered {short_day(display)(entered)}" if entered else "", Meaning.QUIET))
    lines += [Padding(text, (0, 0, 0, 2)) for text in below if text]
    return lines


def _source(report: Report, display: Display, *, in_words: bool = False) -> Text:
    text = source_cell(report.source, report.confidence, in_words=in_words)
    return linked(text, report.url, display)


def _unheard(step: Step, display: Display) -> str:
    releases = step.title.release_keys if step.title else ()
    return unheard(step, releases, short_day(display))


def _texts(step: Step, display: Display) -> list[Text]:
    """Return what a report changed, one text for each change, or for each collection."""
    texts = [cell(text) for text in relations(step.report.said or {})]
    above = None
    for change in step.differences:
        if change.field in COLLECTIONS and change.field == above:
            texts[-1] = joined(texts[-1], cell(member_text(change)), separator=", ")
        else:
            texts.append(_text(change, step.title, display))
        above = change.field
    return texts


def _text(change: Difference, title: Title | None, display: Display) -> Text:
    """Return a change; that which created the title has the status that it began with."""
    if change.name is not ChangeName.ADDED or title is None:
        return change_text(change, title, display)
    return joined(cell(title.status), details_cell(change, title, display), separator=", ")
