"""The table of `changes` for a pipe, and the lines of a mail."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Changed
from slate.domain.changes.difference import Difference
from slate.domain.queries.change_query import Group, LeftOut
from slate.domain.text import safe
from slate.domain.titles.title import Release
from slate.wording.attribution import attribution
from slate.wording.changes import MailLine, difference_text
from slate.wording.new_title import new_title_text
from slate.wording.phrases import counted, date_text

HEADER = ("Day", "Title", "Change", "Source", "Entered", "Note")


def _more(reports: int, batch: int) -> str:
    return f"and {counted(reports, 'more report')} of batch {batch}"


def _report(change: Changed) -> tuple[str, ...]:
    """Return what the changes of one report have in common."""
    record = change.record
    return (record.slug, record.title, who_text(change), late_text(change), record.note or "")


def _noted(changes: Iterable[Changed]) -> Iterator[tuple[Changed, str | None]]:
    """Yield changes, the last one of each report with its note and the others with None."""
    for _, found in groupby(changes, lambda change: (change.record.batch, *_report(change))):
        *others, last = found
        yield from ((change, None) for change in others)
        yield last, last.record.note


def who_text(change: Changed) -> str:
    """Return the source and its confidence or, for an undo or redo, its author."""
    record = change.record
    if record.how:
        return f"{record.how} by {record.author}"
    return attribution(record.source, record.confidence)


def late_text(change: Changed) -> str:
    """Format the day on which a change was entered; empty if it is the day reported."""
    return f"entered {change.record.entered}" if change.record.is_late else ""


def change_text(difference: Difference, releases: tuple[Release, ...]) -> str:
    """Format what changed in a few words, safe to print: `added, Netflix, 2021-01-08`.

    `releases` are those of the title after the change.
    """
    if difference.name is ChangeName.ADDED:
        return safe(new_title_text(difference.name, releases))
    return difference_text(difference, [release.key for release in releases])


def table_rows(changes: Iterable[Changed]) -> Iterator[tuple[str, ...]]:
    """Yield rows for a pipe, under HEADER, where each line must be complete in itself."""
    for change, note in _noted(changes):
        record = change.record
        late = record.entered if record.is_late else ""
        yield (
            date_text(record.day),
            record.title,
            change_text(change.difference, change.releases),
            who_text(change),
            late,
            note or "",
        )


def _day_and_batch(change: Changed) -> Group:
    return (change.record.day, change.record.batch)


def mail_lines(changes: Iterable[Changed], left_out: LeftOut) -> Iterator[MailLine]:
    """Yield a line of a mail for each change, and one after a batch for what is left out of it."""
    for (day, batch), of_batch in groupby(changes, _day_and_batch):
        heading = date_text(day)
        for change, note in _noted(of_batch):
            record = change.record
            said_by = ", ".join(filter(None, (who_text(change), late_text(change))))
            what = change_text(change.difference, change.releases)
            yield MailLine(heading, record.title, what, said_by, record.url, note)
        if more := left_out.get((day, batch)):  # known only after the whole batch was read
            yield MailLine(heading, "", _more(more, batch), "")
