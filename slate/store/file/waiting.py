"""Waiting for another program that writes to a slate, and saying what it is."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from slate.domain.errors import HeldOpenError, StoppedWriterError
from slate.store.file import opening, writer_note
from slate.store.file.errors import primary_code
from slate.store.file.writer_note import WriterNote

_NO_WAL = "pragma journal_mode = delete"
_TRIES, _PAUSE = 40, 0.05  # attempts to be alone with a file in WAL mode, and seconds between them


def wait_for_lock(
    connection: sqlite3.Connection,
    path: Path,
    begin: str,
    say: Callable[[str], None],
    error: sqlite3.OperationalError,
) -> None:
    """Execute `begin` again and again, until no other program writes to the file.

    A slate that says what it is doing is waited for until it is done, unless it is stopped;
    anything else for as long as any lock. What is waited for is said once. `error` is that of the
    first attempt. If it takes too long, raises StoppedWriterError or the last error; one that is
    about something else is raised at once.
    """
    told: WriterNote | Path | None = None
    last_seen = time.monotonic()
    while True:
        note = writer_note.read(path)
        stopped = None if note is None else note.stopped_process()
        if note is not None and stopped is None:
            last_seen = time.monotonic()
        if primary_code(error) != sqlite3.SQLITE_BUSY:
            raise error
        if time.monotonic() - last_seen > opening.PATIENCE:
            if note is not None and stopped is not None:
                raise StoppedWriterError(path, note.command, stopped) from error
            raise error
        if told is None or (note is not None and note != told):
            say(f"waiting until {note or 'another program'} has finished writing to {path}.")
            told = note or told or path
        try:
            connection.execute(begin)
        except sqlite3.OperationalError as another:
            error = another
        else:
            return


def leave_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Switch a file to a rollback journal; raise HeldOpenError if another program has it open.

    Other commands close it soon. SQLite does not wait for them here.
    """
    for _ in range(_TRIES):
        try:
            connection.execute(_NO_WAL)
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_PAUSE)
        else:
            return
    raise HeldOpenError(path)
