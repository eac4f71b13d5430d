"""`slate undo`: take back a batch."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from slate.cli.commands.remove import DryRun
from slate.cli.output.change_lines import change_lines, summary, summary_text
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.domain.changes.difference import Change
from slate.domain.text import safe
from slate.store.writes.undoing import Undone

_MOST = 200  # lines; an import may have brought thousands of titles


def command(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help="Its number in slate log; your newest if left out."),
    ] = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Take back your newest command, or the one that is named.

    \b
    slate undo
    slate undo 12 --dry-run
    """
    session: Session = context.obj
    with session.writing(dry_run=dry_run) as ledger:
        lines = told(ledger.undo(batch), "would be undone" if dry_run else "undone")
    print_done(lines, stored=not dry_run)
    session.close_screen()


def told(undone: Undone, done: str) -> list[str]:
    """Word what was taken back or given back, and what that changed; of very much, how much."""
    first = f"batch {undone.batch.id}: {done} ({safe(undone.batch.shown_command)})"
    lines: list[str] = []
    counts = summary(_worded(undone.changes, lines))
    return [first, *(lines if len(lines) <= _MOST else [summary_text(counts)])]


def _worded(changes: Iterable[Change], lines: list[str]) -> Iterator[Change]:
    """Pass changes on, and word each while there are not too many."""
    for change in changes:
        if len(lines) <= _MOST:
            lines += change_lines(change)
        yield change
