"""Changes title by title for pipes and programs: as a table for people, or as records."""

from collections.abc import Iterable, Sequence

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Held, hold_for_people, hold_rows
from slate.cli.session import Session
from slate.domain.changes.change_record import Changed
from slate.domain.changes.net_change import NetChange
from slate.wording.changes import change_row


def hold_changes(
    session: Session,
    layout: Layout,
    columns: Sequence[str],
    changes: Iterable[Changed | NetChange],
) -> Held:
    """Return changes, whose records have these columns, held for printing."""
    if not layout.is_for_people:
        rows = (change_row(change.record) for change in changes)
        return hold_rows(session, layout, columns, rows)
    from slate.render.plain.title_changes import HEADER, table_rows  # noqa: PLC0415 -- not for data

    return hold_for_people(session, layout, HEADER, table_rows(changes))
