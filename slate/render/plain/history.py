"""The history of a title: one line for each change that a report made.

The page of a title has the newest lines; `show --history` has all, with notes and links.
"""

from collections.abc import Iterable, Iterator, Sequence

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.history import Step
from slate.domain.changes.slips import summary_of
from slate.domain.queries.title_page import TitleHistory
from slate.domain.reports.report import Report
from slate.domain.titles.fields import COLLECTIONS
from slate.render.plain.sheet import Block, Column, Sheet
from slate.render.plain.slips import slips_text
from slate.wording.attribution import attribution
from slate.wording.changes import difference_text, member_text
from slate.wording.new_title import new_title_text
from slate.wording.phrases import (
    opened,
    short_date,
)
from slate.wording.statements import relations, unheard

# The width of a date, so that the labels of a page align with dates.
LEAST = 10
_STEP = (Column(LEAST), Column(), Column())
_FACT = (Column(LEAST), Column())
_MORE = (Column(LEAST), Column())
_SHOWN = 8  # lines of history on a page
Row = tuple[str, str, str]


def history_sheet(life: TitleHistory) -> Sheet:
    """Return the whole history of a title, with the note and the link of each report."""
    blocks: list[Block] = []
    for step in life.steps:
        more = tuple(("", text) for text in _more(life, step.report))
        blocks.append(Block(_STEP, tuple(history_rows([step])), joined=bool(blocks)))
        if more:
            blocks.append(Block(_MORE, more, joined=True))
    lead = opened(slips_text(summary_of(life.steps)))
    return Sheet(tuple(blocks), life.name, life.slug, lead)


def _more(life: TitleHistory, report: Report) -> Iterator[str]:
    """Yield the note of a report, and its link with the day it was entered if that differs."""
    entered = life.entered(report)
    below = (report.url, entered and f"entered {entered}")
    yield from filter(None, (report.note, "  ".join(filter(None, below))))


def short_history(steps: Sequence[Step], see_all: str) -> Iterator[Block]:
    """Yield blocks for the end of a page: how often the title slipped, and its newest history.

    `see_all` is the command that shows the whole history.
    """
    slips, newest = summary_of(steps), _newest(steps)
    begun = False
    if slips.times or slips.advanced:
        yield Block(_FACT, (("History", slips_text(slips)),))
        begun = True
    if earlier := len(steps) - len(newest):
        yield Block(_MORE, ((f"{earlier:,} earlier", see_all),), joined=begun)
        begun = True
    if newest:
        yield Block(_STEP, tuple(history_rows(newest)), joined=begun)


def _newest(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the newest reports whose lines fit on a page, and at least one report.

    A single line is not omitted, since the note about it would take a line, too.
    """
    lines = [len(_texts(step)) for step in steps]
    if sum(lines) <= _SHOWN + 1:
        return steps
    first = len(steps) - 1
    while sum(lines[first - 1 :]) <= _SHOWN:
        first -= 1
    return steps[first:]


def history_rows(steps: Iterable[Step]) -> Iterator[Row]:
    """Yield rows of day, change and source; day and source only with a report's first change."""
    for step in steps:
        report = step.report
        day, said_by = short_date(report.reported_on), attribution(report.source, report.confidence)
        for text in _texts(step):
            yield (day, text, said_by)
            day = said_by = ""


def _texts(step: Step) -> list[str]:
    releases = step.title.release_keys if step.title else ()
    texts = list(relations(step.report.said or {}))
    above = None
    for change in step.differences:
        if change.name is ChangeName.ADDED and step.title:
            texts.append(new_title_text(step.title.status, step.title.releases))
        elif change.field in COLLECTIONS and change.field == above:
            texts[-1] += f", {member_text(change)}"  # one line per collection, such as tags
        else:
            texts.append(difference_text(change, releases))
        above = change.field
    return texts or [unheard(step, releases)]
