"""Opening SQLite connections with the settings of slate."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from slate.domain.errors import NotASlateError

PATIENCE = 30  # seconds


@contextmanager
def open_file(
    path: Path, *, may_be_cut_off: bool = False, patience: float | None = None
) -> Iterator[sqlite3.Connection]:
    """Open a file, read-only if it or its folder may not be written; raise NotASlateError.

    Readers open it for writing, too, to roll back what a killed writer left behind. SQLite refuses
    a file that is shorter than it says, unless `may_be_cut_off` is set. `patience` is how many
    seconds to wait for others that have locked the file, if not PATIENCE.
    """
    if not path.is_file():  # a folder, or a device
        raise NotASlateError(path)
    mode = "rw" if is_writable(path) else "ro"
    with closing(
        sqlite3.connect(
            f"file://{quote(os.fsencode(path.absolute()))}?mode={mode}",
            uri=True,
            timeout=PATIENCE if patience is None else patience,
            isolation_level=None,
        )
    ) as connection:
        if may_be_cut_off:
            connection.execute("pragma writable_schema = on")
        set_up(connection)
        yield connection


def beside(path: Path, end: str) -> Path:
    """Return the path of a file that belongs to a slate's file, such as its `journal` or `wal`.

    SQLite names them after the file itself, with symbolic links resolved.
    """
    file = path.resolve()
    return file.with_name(f"{file.name}-{end}")


def is_writable(path: Path) -> bool:
    """Whether a file, and the folder in which SQLite creates its journal, may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def set_up(connection: sqlite3.Connection) -> None:
    """Apply the settings of every connection."""
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma temp_store = memory")  # a full temporary folder cannot matter
