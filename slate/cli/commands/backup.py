"""`slate backup`: a checked copy of the slate."""

import os
from pathlib import Path
from typing import Annotated

import typer

from slate.cli.output.stdout import print_done
from slate.cli.session import Session
from slate.cli.slate_path import default_path
from slate.domain.errors import NoFolderError, UnreadableError, UsageError
from slate.domain.text import safe
from slate.usecases.backup import BackupDone, back_up
from slate.wording.phrases import counted


def command(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="The file to write, or a folder (default: beside the slate)."
        ),
    ] = None,
    *,
    keep: Annotated[
        int | None,
        typer.Option("--keep", metavar="N", min=1, help="Keep only the newest N in the folder."),
    ] = None,
) -> None:
    """Copy the slate to a file, while it is in use, and check the copy.

    \b
    slate backup
    slate backup ~/backups --keep 30
    """
    session: Session = context.obj
    if file is not None and not file.strip():
        raise UsageError("FILE is empty. Is a variable unset?")
    if file == "-":
        raise UsageError("A backup is a file; name it, or a folder.")
    if file is not None and file.endswith(os.sep) and not Path(file).is_dir():
        raise NoFolderError(Path(file))
    target = None if file is None else Path(file)
    is_shared = session.store.is_shared
    done = _ledger_of(session, target, keep) if is_shared else back_up(session.store, target, keep)
    name = safe(str(done.path))
    # In a pipe only the path: for a script, and so that cron sends no sentence each night.
    shown = f"backup: {name} (checked)" if session.terminal.shows else name
    print_done([shown], done="The backup was made.")
    if done.deleted:
        session.hint(f"{counted(len(done.deleted), 'older backup')} deleted.")
    if is_shared:
        session.hint(
            f"To bring back what is missing: {session.command_line(_importing(done.path))}"
        )
    else:
        session.hint(f"To go back to it: {session.command_line(_restoring(done.path))}")


def _ledger_of(session: Session, target: Path | None, keep: int | None) -> BackupDone:
    """Back up a shared slate, by default into the folder of the user's own slate."""
    from slate.store.file.backups import LEDGER  # noqa: PLC0415 -- few are shared
    from slate.usecases.ledger_backup import back_up_ledger  # noqa: PLC0415 -- as above

    if target is None:
        target = default_path().parent
        try:
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UnreadableError(target, error.strerror or str(error)) from error
    elif not target.is_dir() and target.suffix != ".ndjson":
        raise UsageError(
            "The backup of a shared slate is its ledger: name a folder, or a file that ends with "
            f"{LEDGER}."
        )
    return back_up_ledger(session.store, target, keep, session.today)


def _importing(path: Path) -> str:
    from shlex import quote  # noqa: PLC0415 -- only for this

    return f"import {quote(str(path))}"


def _restoring(path: Path) -> str:
    from shlex import quote  # noqa: PLC0415 -- only for this

    return f"restore {quote(str(path))}"
