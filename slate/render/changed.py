"""The screen of `changes`: by day, who said what, and what that changed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, zip_longest

from slate.domain.change_records import Changed
from slate.domain.text import safe
from slate.render.changes import difference_text
from slate.render.phrases import date_text, on_text
from slate.render.sheet import Block, Column, Sheet
from slate.render.titles import WEEKDAY_FROM

HEADER = ("Day", "Title", "Change", "Source", "Entered")
_COLUMNS = (Column("title"), Column(), Column("quiet"))
_LeftOut = Mapping[tuple[str, int], int]
# Heading, title, change, who says so and where that can be read.
Item = tuple[str, str, str, str, str | None]


def changed_sheet(changes: Iterable[Changed], left_out: _LeftOut, width: int) -> Sheet:
    """Show changes under the days on which they were reported.

    `left_out` counts, by day and batch, the reports that are not told in full.
    """
    weekday = width >= WEEKDAY_FROM
    return Sheet(
        tuple(
            Block(_COLUMNS, tuple(_rows(day, found, left_out)), date_text(day, weekday=weekday))
            for day, found in groupby(changes, lambda change: change.record.day)
        )
    )


def _rows(day: str, changes: Iterable[Changed], left_out: _LeftOut) -> Iterator[tuple[str, ...]]:
    """Give title, changes and source of each report; when it was entered stands below that."""
    for batch, of_batch in groupby(changes, lambda change: change.record.batch):
        above = ""
        for (slug, name, *facts), found in groupby(of_batch, _report):
            title = "" if slug == above else name
            for text, fact in zip_longest(map(change_text, found), filter(None, facts)):
                yield (title, text or "", fact or "")
                title = ""
            above = slug
        if more := left_out.get((day, batch)):
            reports = "report" if more == 1 else "reports"
            yield ("", f"and {more:,} more {reports} of batch {batch}", "")


def _report(change: Changed) -> tuple[str, ...]:
    """Name what the changes of one report have in common."""
    record = change.record
    return (record.slug, record.title, who_text(change), late_text(change))


def who_text(change: Changed) -> str:
    """Say who reported, and how sure that is, or who took it back."""
    record = change.record
    if change.how:
        return f"{change.how} by {record.author}"
    sure = record.confidence if record.source or record.confidence != "reported" else None
    return ", ".join(filter(None, (record.source, sure)))


def late_text(change: Changed) -> str:
    """Say when it was entered, if that was another day than the one reported."""
    return f"entered {change.record.entered}" if change.record.is_late else ""


def change_text(change: Changed) -> str:
    """Say what changed in a few words, safe to print: `added, Netflix, 2021-01-08`."""
    shown = change.title.headline if change.title else None
    if change.difference.name == "added" and shown:
        when = date_text(shown.date.text, weekday=False) if shown.date.known else ""
        return safe(", ".join(filter(None, ("added", on_text(shown.key), when))))
    return difference_text(change.difference, shown.key if shown else None)


def table_rows(changes: Iterable[Changed]) -> Iterator[tuple[str, ...]]:
    """Give rows for a pipe, under HEADER, where every line has to tell by itself."""
    for change in changes:
        record = change.record
        late = record.entered if record.is_late else ""
        yield (
            date_text(record.day),
            record.title,
            change_text(change),
            who_text(change),
            late,
        )


def digest_rows(changes: Iterable[Changed]) -> Iterator[Item]:
    """Give what a mail tells of each change."""
    for change in changes:
        record = change.record
        heading = date_text(record.day)
        said_by = ", ".join(filter(None, (who_text(change), late_text(change))))
        yield (heading, record.title, change_text(change), said_by, record.url)


def changes_caption(shown: int, when: str, *, more: bool, left_out: int = 0) -> str:
    """Count what was shown: `3 changes since 2021-01-01`, and say how to see the rest."""
    what = "1 change" if shown == 1 else f"{shown:,} changes"
    rest = "add --limit, or | less for all of them"
    if more:
        return f"The newest {what} {when}; there are more: {rest}."
    if left_out:
        return f"{what} {when}, and {left_out:,} reports more: {rest}."
    return f"{what} {when}."
