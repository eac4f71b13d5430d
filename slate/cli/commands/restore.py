"""`slate restore`: go back to a backup, or recover what can be read of a damaged slate."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from slate.cli.completion.values import complete_backup
from slate.cli.options.dry_run import DryRun
from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.cli.stderr import with_options
from slate.domain.errors import UsageError
from slate.domain.reports.report import Batch
from slate.domain.text import safe
from slate.usecases.restore import Lost, Restored, restore
from slate.wording.phrases import counted

_SHOWN = 10  # batches


def command(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A backup, a ledger, or a damaged slate.",
            autocompletion=complete_backup,
        ),
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Replace the slate by what a file contains, after backing it up.

    \b
    slate restore slate.db.20210107T091500Z.bak --dry-run
    slate restore ~/.local/share/slate/slate.db
    """
    session: Session = context.obj
    if not file.strip():
        raise UsageError("FILE is empty. Is a variable unset?")
    done = restore(session.store, Path(file), session.clock.now, session.writer, dry_run=dry_run)
    print_done(_lines(session, file, done, dry_run=dry_run), stored=not dry_run)


def _lines(session: Session, file: str, done: Restored, *, dry_run: bool) -> Iterator[str]:
    counts, how = done.counts, "would be restored" if dry_run else "restored"
    yield (
        f"{how} from {safe(file)}: {counted(counts.batches, 'batch', 'batches')}, "
        f"{counted(counts.reports, 'report')}, {counted(counts.titles, 'title')}"
    )
    if done.lost is not None:
        yield from _lost(done.lost)
    if done.copy is not None:
        what = "backup of the slate as it was" if done.was_sound else "the damaged slate as it was"
        yield f"{what}: {safe(str(done.copy))}"
    number = len(done.only_there)
    if not number:
        return
    where = "the present slate" if dry_run else "that copy"
    yield f"only {where} has {counted(number, 'batch', 'batches')}:"
    width = len(str(done.only_there[-1].id))
    yield from (f"  {_batch(batch, width)}" for batch in done.only_there[:_SHOWN])
    if number > _SHOWN:
        yield f"  and {number - _SHOWN:,} more"
    if done.copy is not None:
        yield f"to bring {'it' if number == 1 else 'them'} back, as far as possible:"
        yield f"  {_bringing_back(session, done.copy, is_sound=done.was_sound)}"


def _bringing_back(session: Session, copy: Path, *, is_sound: bool) -> str:
    """Return the command that imports what a copy has; a damaged one is restored first."""
    file = quote(str(copy))
    start = ""
    if not is_sound:
        file = quote(f"{copy}.db")
        start = f"slate --db {file} restore {quote(str(copy))} && "
    importing = with_options("slate import -", session.options)
    return f"{start}slate --db {file} export -f ledger | {importing}"


def _lost(lost: Lost) -> Iterator[str]:
    missing = []
    if lost.batches:
        missing.append(counted(lost.batches, "batch", "batches"))
    if lost.reports:
        missing.append(counted(lost.reports, "report"))
    if missing:
        yield f"lost, as they could not be read: {' and '.join(missing)}"
    if lost.incomplete:
        how = "are incomplete, and count as new ones"
        if lost.incomplete == 1:
            how = "is incomplete, and counts as a new one"
        yield f"{counted(lost.incomplete, 'batch', 'batches')} {how}"
    if lost.is_changed:
        yield "nothing is missing, but at least one report is not as it was recorded"


def _batch(batch: Batch, width: int) -> str:
    when = batch.recorded_at[:16].replace("T", " ")
    return safe(f"{batch.id:{width}}  {when}  {batch.author}  {batch.shown_command}")
