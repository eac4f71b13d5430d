"""Changes title by title, without their days: what `diff` shows, and `log` of one batch."""

from collections.abc import Iterable, Iterator

from slate.domain.changes.change_record import Changed
from slate.domain.changes.net_change import NetChange
from slate.render.plain.changes import change_text
from slate.wording.attribution import attribution

HEADER = ("Title", "Change", "Source")


def table_rows(changes: Iterable[Changed | NetChange]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each change, under HEADER, where each line must be complete in itself."""
    for change in changes:
        record = change.record
        source = attribution(record.source, record.confidence)
        yield record.title, change_text(change.difference, change.releases), source
