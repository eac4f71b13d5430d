"""The screen of `diff`: what differs between two days, title by title."""

from collections.abc import Iterable, Iterator

from slate.domain.changes.net_change import NetChange
from slate.domain.dates.as_of import AsOf
from slate.render.changes_screen import change_text
from slate.render.sheet import Block, Column, Sheet
from slate.wording.attribution import attribution
from slate.wording.phrases import counted

HEADER = ("Title", "Change", "Source")
_COLUMNS = (Column("title"), Column(), Column("quiet"))


def table_rows(changes: Iterable[NetChange]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each difference, under HEADER, where each line must be complete in itself."""
    for record, difference, title in changes:
        source = attribution(record.source, record.confidence)
        yield record.title, change_text(difference, title), source


def diff_sheet(changes: Iterable[NetChange]) -> Sheet:
    """Return differences as a sheet, with the title only on the first line of each."""
    rows: list[tuple[str, ...]] = []
    above = ""
    for change, (title, *cells) in zip(changes, table_rows(changes), strict=True):
        slug = change.record.slug
        rows.append(("" if slug == above else title, *cells))
        above = slug
    return Sheet((Block(_COLUMNS, tuple(rows), header=HEADER),) if rows else ())


def days_phrase(earlier: AsOf, later: AsOf) -> str:
    """Return the phrase for the two states: `between 2020-12-05 and 2021-01-07`."""
    what = "" if earlier.arrived_before is None else "what this slate showed on "
    return f"between {what}{earlier.day} and {later.day}"


def diff_caption(shown: int, when: str, see_all: str, *, more: bool, chosen: bool) -> str:
    """Format the number of differences and, if there are more, how to see them.

    `chosen` is whether there may be others that do not match the filters.
    """
    if not shown:
        return f"No {'such ' if chosen else ''}differences {when}."
    if more:
        return f"The first {counted(shown, 'difference')} {when}; there are more: {see_all}."
    return f"{counted(shown, 'difference')} {when}."
