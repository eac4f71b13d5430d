"""Changes title by title, without their days: what `diff` shows, and `log` of one batch."""

from collections.abc import Iterable, Iterator

from slate.domain.changes.change_record import Changed
from slate.domain.changes.net_change import NetChange
from slate.render.changes_screen import change_text
from slate.render.sheet import Block, Column
from slate.wording.attribution import attribution

HEADER = ("Title", "Change", "Source")
_COLUMNS = (Column("title"), Column(), Column("quiet"))


def table_rows(changes: Iterable[Changed | NetChange]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each change, under HEADER, where each line must be complete in itself."""
    for record, difference, title in changes:
        source = attribution(record.source, record.confidence)
        yield record.title, change_text(difference, title), source


def title_blocks(changes: Iterable[Changed | NetChange]) -> tuple[Block, ...]:
    """Return changes as a block, with each title only on its first line; none if there are none."""
    rows: list[tuple[str, ...]] = []
    above = ""
    found = list(changes)
    for change, (title, *cells) in zip(found, table_rows(found), strict=True):
        slug = change.record.slug
        rows.append(("" if slug == above else title, *cells))
        above = slug
    return (Block(_COLUMNS, tuple(rows), header=HEADER),) if rows else ()
