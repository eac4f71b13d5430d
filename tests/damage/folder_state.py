"""What the files of a user contain: slates by what they mean, all others by their bytes."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from stat import S_IMODE

from slate.store.file import schema, verification
from slate.store.file.backups import MAGIC

State = Mapping[str, object]  # what a file contains, by its path; no file is None
_TITLES = "select slug, title, status, date, platform from slate order by slug"
_COUNTS = """
    select (select count(*) from batches), (select count(*) from reports),
    (select count(*) from bookmarks)
"""
# Files that hold nothing of which a command reports that it was stored: kept answers, the backups
# that slate makes and deletes by itself, the text of an editor, the output of another program.
_LOOSE = ("CACHE/", "slate.db.before-", "slate.db.v", "slate.db.damaged-", "tmp/", "seen.txt")
_KEYS = "keys.toml"


def state_here() -> State:
    """Return what the files of this folder and of those below it contain.

    A slate is opened as the next command does, so unfinished work on it is rolled back.
    """
    slates = {str(path): _slate(path) for path in _databases()}
    others = {
        str(path): path.read_bytes()
        for path in _files()
        # An empty file is no slate: a command that was to create one has left it.
        if str(path) not in slates and (path.suffix != ".db" or path.stat().st_size)
    }
    return {name: value for name, value in slates.items() if value is not None} | others


def neither(found: State, old: State, new: State) -> Iterator[str]:
    """Yield the names of files, there before or after, that contain something else than then."""
    for name in sorted(old.keys() | new.keys()):
        if found.get(name) not in (old.get(name), new.get(name)):
            yield name


def unlike(found: State, meant: State, names: Iterable[str]) -> list[str]:
    """Return which of some files are not as they are meant to be, as an exit status says."""
    about = sorted(name for name in names if not name.startswith(_LOOSE))
    return [name for name in about if found.get(name) != meant.get(name)]


def faults_here() -> Iterator[str]:
    """Yield what is wrong with slates and their backups, and with the mode of the file of keys."""
    for path in Path().rglob(_KEYS):
        if S_IMODE(path.stat().st_mode) != 0o600:
            yield f"{path}: others can read it"
    for path in _databases():
        if "damaged" not in path.name and path.suffix != ".tmp":
            with closing(sqlite3.connect(path)) as connection:
                (found,) = connection.execute("pragma user_version").fetchone()
                is_todays = found == schema.FORMAT
                find = verification.faults if is_todays else verification.page_faults
                yield from (f"{path}: {fault}" for fault in find(connection))


def _files() -> list[Path]:
    return sorted(path for path in Path().rglob("*") if path.is_file())


def _databases() -> list[Path]:
    return [path for path in _files() if _is_database(path)]


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _slate(path: Path) -> object:
    try:
        with closing(sqlite3.connect(path)) as connection:
            if not connection.execute("pragma user_version").fetchone()[0]:
                return None  # nothing was stored in it yet
            return (
                connection.execute(_TITLES).fetchall(),
                connection.execute(_COUNTS).fetchone(),
            )
    except sqlite3.DatabaseError:
        return path.read_bytes()
