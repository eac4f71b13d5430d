"""The history of a title: one line for each change that a report made.

The page of a title has the newest lines; `show --history` has all, with notes and links.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.history import Step
from slate.domain.changes.slips import summary_of
from slate.domain.ledger.patch import DIFFERS, SAME, SPLIT
from slate.domain.queries.title_page import TitleHistory
from slate.domain.reports.report import Report, Said
from slate.domain.text import safe
from slate.domain.titles.fields import COLLECTIONS, PLAIN
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.render.plain.sheet import Block, Column, Sheet
from slate.render.plain.slips import slips_text
from slate.wording.attribution import attribution
from slate.wording.changes import difference_text, member_text
from slate.wording.new_title import new_title_text
from slate.wording.phrases import (
    opened,
    place,
    release_words,
    short_date,
)

# The width of a date, so that the labels of a page align with dates.
LEAST = 10
_STEP = (Column(LEAST), Column(), Column())
_FACT = (Column(LEAST), Column())
_MORE = (Column(LEAST), Column())
_SHOWN = 8  # lines of history on a page
_FACTS = ("title", "kind", *PLAIN)
Row = tuple[str, str, str]
DateFormat = Callable[[str], str]  # of canonical text


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
            texts.append(new_title_text(step.title.status, step.title))
        elif change.field in COLLECTIONS and change.field == above:
            texts[-1] += f", {member_text(change)}"  # one line per collection, such as tags
        else:
            texts.append(difference_text(change, releases))
        above = change.field
    return texts or [unheard(step, releases)]


def relations(said: Said) -> Iterator[str]:
    """Yield how a title relates to others: merged with one, another work, split."""
    if same := said.get(SAME):
        yield f"merged with {safe(', '.join(same.values()))}"
    for source in said.get(SPLIT, {}).values():
        yield f"split off what was said by {safe(source)}"
    if others := said.get(DIFFERS):
        yield f"another work than {safe(', '.join(others.values()))}"


def unheard(
    step: Step, releases: Collection[ReleaseKey], format_date: DateFormat = short_date
) -> str:
    """Return the claims of a report that changed nothing.

    Other reports had stated the same before, or take precedence.
    """
    said = step.report.said
    if said is None:
        return "reported as removed"
    words = [said["status"] or "no status"] if "status" in said else []
    words += _denied(step, said)
    for name, item in (said.get("releases") or {}).items():
        key = ReleaseKey.parse(name)
        # As the title spells its service, whatever the report did.
        shown = next((other for other in releases if other.folded == key.folded), None)
        if item is None and shown is not None:
            words.append(f"not {place(shown, Stage.SCHEDULED) or 'as a further release'}")
        words += _dates(shown or key, item or {}, releases, format_date)
    if words:
        return f"said {', '.join(words)}"
    return "noted" if step.report.note else "says the same"


def _denied(step: Step, said: Said) -> Iterator[str]:
    """Yield the claims about a title that are not in effect: a rumor that others outweigh."""
    for name in _FACTS:
        value = said.get(name)
        if value is not None and step.title is not None and value != getattr(step.title, name):
            yield f"{name} {value}"


def _dates(
    key: ReleaseKey,
    item: dict[str, str | None],
    releases: Collection[ReleaseKey],
    format_date: DateFormat,
) -> list[str]:
    """Format the dates stated for a release, which is named unless the title has only this one."""
    words = []
    if "date" in item:
        words.append(_stated(item["date"], format_date))
    if "leaves" in item:
        words.append(f"leaves {_stated(item['leaves'], format_date)}")
    if not words or {key.folded} == {other.folded for other in releases}:
        return words
    if which := ", ".join(release_words(key)):
        words[-1] += f" ({which})"
    return words


def _stated(text: str | None, format_date: DateFormat) -> str:
    return "no date" if text is None else format_date(text)
