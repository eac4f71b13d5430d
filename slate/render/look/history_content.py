"""What the history of a title says, as texts with meanings; screens and web pages arrange them."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from rich.text import Text

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import Step
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.report import Report
from slate.domain.titles.fields import COLLECTIONS
from slate.domain.titles.title import Release, Title
from slate.render.look.cells import cell, date_meaning, joined, linked, short_day, source_cell
from slate.render.look.differences import change_text, details_cell, distance_cell
from slate.render.look.display import Display
from slate.render.look.theme import Meaning
from slate.wording.changes import member_text
from slate.wording.days import day_text
from slate.wording.statements import relations, unheard


class ShownDate(NamedTuple):
    """A date that the title had, the report that brought it, and how far it had moved."""

    when: ReleaseDate
    report: Report
    difference: Difference | None

    @property
    def meaning(self) -> Meaning:
        """What is to be noticed about the date."""
        return date_meaning(self.when, self.report.confidence)


def shown_dates(steps: Iterable[Step]) -> list[ShownDate]:
    """Return the dates of the headline release, whenever another one was shown."""
    found: list[ShownDate] = []
    for step in steps:
        release = step.title.headline if step.title else None
        when = release.date if release else TBA
        before = found[-1].when if found else TBA
        if when.text != before.text:
            found.append(ShownDate(when, step.report, _moved(step, release)))
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


def date_texts(shown: ShownDate, display: Display) -> tuple[Text, ...]:
    """Return the day on which a date was reported, the date, how far it moved, and the source."""
    reported = cell(day_text(shown.report.day, display.read_on, weekday=False), Meaning.QUIET)
    date = cell(day_text(shown.when, display.read_on, weekday=False) or "no date", shown.meaning)
    far = distance_cell(shown.difference) if shown.difference else Text()
    if display.is_narrow:
        return reported, date, far
    return reported, date, far, source_cell(shown.report.source, shown.report.confidence)


def report_source(report: Report, display: Display, *, in_words: bool = False) -> Text:
    """Return the source of a report and its confidence, which open the report if clicked."""
    text = source_cell(report.source, report.confidence, in_words=in_words)
    return linked(text, report.url, display)


def unheard_text(step: Step, display: Display) -> Text:
    """Return what a report states that changed nothing."""
    releases = step.title.release_keys if step.title else ()
    meaning = Meaning.RUMOR if step.report.rumored else Meaning.QUIET
    return cell(unheard(step, releases, short_day(display)), meaning)


def step_texts(step: Step, display: Display) -> list[Text]:
    """Return what a report changed, one text for each change, or for each collection."""
    texts = [cell(text) for text in relations(step.report.said or {})]
    for field, changes in groupby(step.differences, attrgetter("field")):
        if field in COLLECTIONS:
            first, *rest = changes
            members = (cell(member_text(change)) for change in rest)
            texts.append(joined(_text(first, step.title, display), *members, separator=", "))
        else:
            texts += [_text(change, step.title, display) for change in changes]
    return texts


def _text(change: Difference, title: Title | None, display: Display) -> Text:
    """Return a change; that which created the title has the status that it began with."""
    releases = title.releases if title else ()
    if change.name is not ChangeName.ADDED or title is None:
        return change_text(change, releases, display)
    return joined(cell(title.status), details_cell(change, releases, display), separator=", ")
