"""What a command has recorded, as data: a record for each title, with its changes."""

from collections.abc import Iterable, Iterator
from typing import Any

from slate.cli.output.rows import in_utf8, tamed
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import value_text
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
    if form is None:
        print_done(lines, stored=stored)
        return
    in_utf8()
    number = batch if stored else None
    rows = ((change.slug, change.outcome, changes_of(change), number) for change in changes)
    pieces = writer_of(form)(COLUMNS, rows)
    shown = map(tamed, pieces) if session.terminal.is_screen else pieces
    print_done("".join(shown).splitlines(), stored=stored)


def changes_of(change: Change) -> list[dict[str, Any]]:
    """Return the changes of a title as objects, whose fields are those of `slate changes`."""
    return [dict(_fields(difference)) for difference in change.differences]


def change_names(change: Change) -> tuple[str, ...]:
    """Return the names of the changes of a title, for a format that has no objects."""
    return tuple(difference.name for difference in change.differences)


def _fields(difference: Difference) -> Iterator[tuple[str, Any]]:
    yield "change", difference.name
    yield "from", value_text(difference.before)
    yield "to", value_text(difference.after)
    yield "by", difference.by and distance_text(difference.by)
    key = difference.release
    yield "release_type", key.type if key else None
    yield "region", key.region if key else None
    yield "platform", key.platform if key else None
    yield "field", difference.field
