"""What a command has recorded, as data: a record for each title, with its changes."""

from collections.abc import Iterable
from typing import Any

from slate.cli.output.rows import in_utf8, tamed
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.changes.difference import Difference
from slate.domain.changes.record_values import column_of, difference_values
from slate.formats.write.registry import writer_of
from slate.wording.distances import distance_text

# Scripts rely on their order: new ones are added only at the end.
COLUMNS = ("slug", "outcome", "changes", "batch")


def print_recorded(
    session: Session,
    form: str | None,
    changes: Iterable[Change],
    batch: int | None,
    lines: Iterable[str],
    *,
    stored: bool = True,
) -> None:
    """Print what a command has recorded, in a format for scripts or, if that is None, as `lines`.

    `batch` is the number of the batch, None if nothing was recorded. Unless `stored`, it was only
    tried.
    """
    stored = stored and batch is not None
    if form is None:
        print_done(lines, stored=stored)
    else:
        print_batches(session, form, [(changes, batch)], stored=stored)


def print_batches(
    session: Session,
    form: str,
    batches: Iterable[tuple[Iterable[Change], int | None]],
    *,
    stored: bool = True,
) -> None:
    """Print the changes of batches, each with its number, in a format for scripts."""
    in_utf8()
    rows = (
        (change.slug, change.outcome, changes_of(change), batch if stored else None)
        for changes, batch in batches
        for change in changes
    )
    pieces = writer_of(form)(COLUMNS, rows)
    shown = map(tamed, pieces) if session.terminal.is_screen else pieces
    print_done("".join(shown).splitlines(), stored=stored)


def changes_of(change: Change) -> list[dict[str, Any]]:
    """Return the changes of a title as objects, whose fields are those of `slate changes`."""
    return [_fields(difference) for difference in change.differences]


def change_names(change: Change) -> tuple[str, ...]:
    """Return the names of the changes of a title, for a format that has no objects."""
    return tuple(difference.name for difference in change.differences)


def _fields(difference: Difference) -> dict[str, Any]:
    by = difference.by and distance_text(difference.by)
    values = difference_values(difference) | {"by": by}
    return {column_of(name): value for name, value in values.items()}
