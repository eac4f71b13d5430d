"""Backups of a slate: complete copies of its file, checked before they get their name.

Automatic ones stand beside the slate; of these only the newest are kept:

    slate.db.v3-2021-01-07.bak                    before format 3 was upgraded
    slate.db.before-import-20210107T091500Z.bak   before an import, undo, rebuild or restore

Those that somebody asks for are kept until `--keep` says otherwise:

    slate.db.20210107T091500Z.bak
    slate.20210107T091500Z.slate.ndjson           of a shared slate: its ledger
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import date
from functools import partial
from pathlib import Path

from slate.domain.errors import StoreError
from slate.files.aside import replacing
from slate.store.file import saved_time, schema, verification
from slate.store.file.opening import beside, open_file

AUTOMATIC_KEPT = 5
LEDGER = ".slate.ndjson"
_FIRST_BATCH = "select uid from batches order by id limit 1"
_UNFINISHED = ("journal", "wal", "shm", "writing")  # after the name of a database, and a hyphen
MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = slice(68, 72)  # in the header of a database
_TIME = r"\d{8}T\d{6}Z"
_TIME_IN_NAME = re.compile(rf"({_TIME}|\d{{4}}-\d\d-\d\d)(?:-(\d+))?(?:\.bak|\.slate\.ndjson)$")
_AUTOMATIC = re.compile(rf"v\d+-[-\d]*\.bak|before-[a-z]+-{_TIME}(-\d+)?\.bak")
_ON_REQUEST = {end: re.compile(rf"{_TIME}(-\d+)?{re.escape(end)}") for end in (".bak", LEDGER)}


def automatic_path(path: Path, reason: str, time: str) -> Path:
    """Return a free path for the backup before an operation, such as `import`.

    `time` is that of the command, such as `20210107T091500Z`.
    """
    return _free(path.parent, f"{path.name}.before-{reason}-{time}")


def path_before_upgrade(path: Path, found: int, day: str) -> Path:
    """Return a free path for the backup of a slate of an older format."""
    return _free(path.parent, f"{path.name}.v{found}-{day}")


def path_on_request(path: Path, folder: Path, time: str, suffix: str = ".bak") -> Path:
    """Return a free path in a folder for a backup that somebody asked for; `time` as above."""
    return _free(folder, f"{path.name}.{time}", suffix)


def path_of_damaged(path: Path, time: str) -> Path:
    """Return a free path for a copy of a damaged slate, which is no backup; `time` as above."""
    return _free(path.parent, f"{path.name}.damaged-{time}", "")


def _free(folder: Path, start: str, suffix: str = ".bak") -> Path:
    path = folder / f"{start}{suffix}"
    number = 1
    while os.path.lexists(path):  # false for a name that is too long, which cannot be written
        number += 1
        path = folder / f"{start}-{number}{suffix}"
    return path


class UnsoundError(Exception):
    """A copy is not sound, so it did not get the name of a backup."""

    def __init__(self, faults: list[verification.Fault]) -> None:
        super().__init__(faults[0].what)
        self.faults = faults


def back_up(
    connection: sqlite3.Connection,
    target: Path,
    mode: int,
    *,
    marks: int | None = None,
    is_unchanged: bool = False,
) -> None:
    """Copy a slate to a file with this mode, and check the copy.

    The connection reads one state of the slate, whatever others write meanwhile. Of a slate of an
    older format, which is copied as it is, only the pages are checked. `marks` is the format with
    which to mark the copy, as the slate may have lost its marks. With `is_unchanged`, only slate
    has written to the slate, so the copy counts as unchanged, too. If an error is raised, what is
    at `target` is unchanged. Raises UnsoundError, OSError, sqlite3.Error.
    """
    saved_at = None
    with (
        replacing(target, partial(_created, mode=mode)) as (beside, _),
        closing(_opened(beside)) as there,
    ):
        connection.backup(there)
        there.execute("pragma journal_mode = delete")  # also if the slate uses WAL
        if marks is not None:
            there.execute(f"pragma application_id = {schema.APPLICATION_ID}")
            there.execute(f"pragma user_version = {marks}")
        (found,) = there.execute("pragma user_version").fetchone()
        _check(there, found)
        if found == schema.FORMAT and is_unchanged:
            saved_at = saved_time.store_new(there)
    if saved_at is not None:
        saved_time.apply(target, saved_at)


def copy(connection: sqlite3.Connection, target: Path, mode: int) -> None:
    """Copy a slate to a file as it is, without checking anything; raise OSError, sqlite3.Error."""
    with (
        replacing(target, partial(_created, mode=mode)) as (beside, _),
        closing(_opened(beside)) as there,
    ):
        connection.backup(there)


def copy_bytes(path: Path, target: Path) -> None:
    """Copy a file that SQLite cannot open; raise OSError."""
    with (
        replacing(target, partial(_created, mode=path.stat().st_mode)) as (_, descriptor),
        path.open("rb") as file,
        open(descriptor, "wb", closefd=False) as there,
    ):
        while piece := file.read(1 << 20):
            there.write(piece)


def _check(there: sqlite3.Connection, found: int) -> None:
    if faults := _faults(there, found):
        raise UnsoundError(faults)


def _faults(there: sqlite3.Connection, found: int) -> list[verification.Fault]:
    faults = verification.page_faults(there)
    if faults or found != schema.FORMAT:
        return faults
    return verification.ledger_faults(there)


def _created(path: Path, mode: int) -> int:
    """Create a file with a mode, which is that of the slate: nobody else may read its backup.

    Its owner may write it, as SQLite has to, even if the slate is read-only.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC
    return os.open(path, flags, (mode & 0o666) | 0o600)


def created_for_owner(path: Path) -> int:
    """Create a file that only its owner can read, and return a descriptor of it."""
    return _created(path, 0o600)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # If the copy fails it is deleted, so it needs no journal, which a killed process would leave.
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma trusted_schema = off")
    return connection


def is_database(path: Path) -> bool:
    """Whether a file begins like a database of SQLite; raise OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def unfinished_work(path: Path) -> list[Path]:
    """Return the paths of the files in which SQLite and slate keep unfinished work on a slate."""
    return [beside(path, end) for end in _UNFINISHED]


def database_of(file: Path) -> Path | None:
    """Return the database on which a file would be unfinished work by its name; raise OSError."""
    for end in _UNFINISHED:
        name = file.name.removesuffix(f"-{end}")
        if name not in {"", file.name}:
            database = file.with_name(name)
            return database if database.is_file() and is_database(database) else None
    return None


def is_slate_or_empty(path: Path) -> bool:
    """Whether a file is marked as a slate, or is an empty file; raise OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_APPLICATION_ID.stop)
    marks = (head[: len(MAGIC)], head[_APPLICATION_ID])
    return not head or marks == (MAGIC, schema.APPLICATION_ID.to_bytes(4))


def prune(
    latest: Path,
    paths: Iterable[Path],
    keep: int,
    is_own: Callable[[Path, Path], bool] | None = None,
) -> list[Path]:
    """Delete all but the newest `keep` of some backups, and return those that were deleted.

    `latest` is the backup that was just made, and stays. Those of another slate of the same name
    are not touched: one on another machine, or one that was deleted. `is_own` is whether one is of
    the same slate as the latest; by default, see `are_same`.
    """
    is_own = is_own or are_same
    own = [one for one in paths if one != latest and is_own(one, latest)]
    old = sorted(own, key=_time)[: max(0, len(own) + 1 - keep)]
    for one in old:
        one.unlink(missing_ok=True)
    return old


def are_same(one: Path, other: Path) -> bool:
    """Whether two files are the same slate at different times: their first batches are the same."""
    first = _first_batch(one)
    return first is not None and first == _first_batch(other)


def _first_batch(path: Path) -> str | None:
    """Return the uid of the first batch in a slate, None if it has none or cannot be read."""
    with suppress(sqlite3.Error, StoreError, UnicodeDecodeError), open_file(path) as connection:
        connection.execute("pragma query_only = on")
        return next((str(uid) for (uid,) in connection.execute(_FIRST_BATCH)), None)
    return None


def automatic(path: Path) -> list[Path]:
    """Return the backups that slate made of a file by itself, sorted by path."""
    return _matching(path.parent, path.name, _AUTOMATIC)


def on_request(path: Path, folder: Path, suffix: str = ".bak") -> list[Path]:
    """Return the backups in a folder that somebody asked for, sorted by path."""
    return _matching(folder, path.name, _ON_REQUEST[suffix])


def all_of(path: Path) -> list[Path]:
    """Return all backups beside a file, the oldest first."""
    return sorted([*automatic(path), *on_request(path, path.parent)], key=_time)


def newest(path: Path) -> Path | None:
    """Return the newest backup beside a file that is sound, None if there is none."""
    return next((one for one in reversed(all_of(path)) if is_sound(one)), None)


def is_sound(path: Path) -> bool:
    """Whether a backup can be restored completely."""
    with suppress(sqlite3.Error, StoreError, OSError, UnicodeDecodeError), open_file(path) as there:
        there.execute("pragma query_only = on")
        (application,) = there.execute("pragma application_id").fetchone()
        (found,) = there.execute("pragma user_version").fetchone()
        is_slate = application == schema.APPLICATION_ID and 0 < found <= schema.FORMAT
        return is_slate and not _faults(there, found)
    return False


def _matching(folder: Path, name: str, pattern: re.Pattern[str]) -> list[Path]:
    start = f"{name}."
    try:
        there = os.listdir(folder)  # noqa: PTH208 -- strings are searched faster
    except OSError:
        return []
    return sorted(
        folder / one
        for one in there
        if one.startswith(start) and pattern.fullmatch(one.removeprefix(start))
    )


def day_of(path: Path) -> date | None:
    """Return the day on which a backup was made, in UTC, None if its name has no such day."""
    time, _, _ = _time(path)
    with suppress(ValueError):
        return date.fromisoformat(time[:8])
    return None


def _time(path: Path) -> tuple[str, int, str]:
    """Return the time and the number in the name of a backup.

    The modification time may be that of a copy.
    """
    found = _TIME_IN_NAME.search(path.name)
    time, number = found.groups() if found else ("", None)
    return time.replace("-", ""), int(number or 1), path.name
