"""`slate import`: take in what files hold, all of it or nothing."""

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO

import typer

from slate.cli.changes import change_lines, summary, summary_text
from slate.cli.output import print_done
from slate.cli.remove import DryRun
from slate.cli.reports import read_reported_on
from slate.cli.session import Session
from slate.domain.differences import Change
from slate.domain.errors import FileError, ImportRefusedError, RecordError, SlateError
from slate.domain.text import clean
from slate.interchange.record_statements import Defaults, statement_of
from slate.interchange.slate_records import read
from slate.store.ledger import Ledger


def command(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="JSON or NDJSON records; - is stdin."),
    ],
    *,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who says so, where a record does not.")
    ] = None,
    reported_on: Annotated[
        str | None,
        typer.Option("--reported-on", metavar="DATE", help="When it was said; today if left out."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take in records: all of a file, or nothing of it.

    \b
    slate import titles.json --source "my spreadsheet"
    slate list -f json | slate --db other.db import -
    """
    session: Session = context.obj
    defaults = Defaults(
        today=session.today,
        source=None if source is None else clean("source", source),
        reported_on=read_reported_on(session, reported_on),
    )
    counts: Counter[str] = Counter()
    lines: list[str] = []
    # Whatever comes through a pipe is there in full before the slate is locked.
    with _opened(files) as streams, session.writing(dry_run=dry_run, creates=True) as ledger:
        for name, stream in streams:
            for change in _taken(ledger, name, stream, defaults):
                counts += summary([change])
                if dry_run and change.outcome != "unchanged":
                    lines += change_lines(change)
    lines.append(summary_text(counts) + (" (nothing was stored)" if dry_run else ""))
    print_done(lines, stored=not dry_run)
    session.close_screen()


def _taken(ledger: Ledger, name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Change]:
    """Record row by row; raises ImportRefusedError with every problem at the end."""
    problems: list[RecordError] = []
    for row in read(stream, name):
        if isinstance(row, RecordError):
            problems.append(row)
            continue
        line, record = row
        try:
            statement = statement_of(line, record, defaults)
            if not problems:  # after the first problem the rest is only checked
                yield ledger.take(statement)
        except RecordError as error:
            problems.append(error)
        except SlateError as error:
            problems.append(RecordError(line, str(error)))
    if problems:
        raise ImportRefusedError(name, problems)


@contextmanager
def _opened(names: list[str]) -> Iterator[list[tuple[str, BinaryIO]]]:
    """Open all files; a pipe, a FIFO or stdin is read into a temporary file first."""
    opened: list[tuple[str, BinaryIO]] = []
    try:
        # Not a comprehension: what is open by then has to be closed if the next one fails.
        for name in names:
            opened.append(("stdin" if name == "-" else name, _open(name)))  # noqa: PERF401
        yield opened
    finally:
        for _, stream in opened:
            stream.close()


def _open(name: str) -> BinaryIO:
    try:
        if name == "-":
            if sys.stdin is None:
                raise FileError("stdin", "is closed.")
            return _spooled(sys.stdin.buffer)
        stream = Path(name).open("rb")  # noqa: SIM115 -- closed by _opened
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return stream
        with stream:
            return _spooled(stream)
    except OSError as error:
        raise FileError(name, f"cannot be read: {error.strerror or error}.") from error


def _spooled(stream: BinaryIO) -> BinaryIO:
    copy = TemporaryFile()  # noqa: SIM115 -- closed by _opened
    copyfileobj(stream, copy)
    copy.seek(0)
    return copy
