"""A slate that may be read, but not written: its file, folder or file system is read-only."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.environment.conftest import SMALL, Started
from tests.environment.users import obeying_modes, own_mounts

pytestmark = pytest.mark.slow

_READ_ONLY = "is not writable. Nothing was changed.\n"
_UNFINISHED = (
    "cannot be read where it or its folder is not writable: an unfinished write must be rolled "
    "back first, or the file uses WAL. Copy it, with its -journal or -wal file, to a folder of "
    "yours, and use the copy.\n"
)
# Writes more than its cache holds into the file, and is killed.
_KILLED = """
import os, sqlite3, sys
there = sqlite3.connect(sys.argv[1], isolation_level=None)
there.execute("pragma cache_size = 1")
there.execute("begin immediate")
there.execute("create table t (x)")
for _ in range(50):
    there.execute("insert into t values (zeroblob(9000))")
os._exit(0)
"""


def prepared(folder: Path, found: Path, state: str) -> Path:
    """Copy a slate to a folder, as another program or a killed command may have left it."""
    folder.mkdir()
    path = folder / "slate.db"
    shutil.copy2(found, path)
    if state == "hot journal":
        subprocess.run([sys.executable, "-c", _KILLED, path], check=True)
        assert path.with_name("slate.db-journal").stat().st_size
    if state.startswith("WAL"):
        with closing(sqlite3.connect(path)) as there:
            there.execute("pragma journal_mode = wal")
            if state == "WAL with a log":  # of a program that has it open, or was killed
                there.execute("create table other (x)")
                there.commit()
                shutil.copytree(folder, f"{folder}-copy")
        if state == "WAL with a log":
            shutil.rmtree(folder)
            Path(f"{folder}-copy").rename(folder)
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix != ".db-shm"}


@contextmanager
def read_only(path: Path, what: str) -> Iterator[tuple[str, ...]]:
    """Make something read-only, and yield what to start a command with that must obey it."""
    folder = path.parent
    if what == "file system":
        script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        yield (*own_mounts(), "sh", "-c", script, str(folder))
        return
    by = obeying_modes()
    (path if what == "file" else folder).chmod(0o444 if what == "file" else 0o555)
    try:
        yield by
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("state", ["plain", "hot journal", "WAL", "WAL with a log"])
@pytest.mark.parametrize("what", ["file", "folder", "file system"])
def test_it_is_read_if_it_can_be_and_never_changed(
    small: Path, world: Path, started: Started, what: str, state: str
) -> None:
    path = prepared(world / "there", small, state)
    before = content(path.parent)
    db = ("--db", str(path))
    with read_only(path, what) as by:
        read = started(*db, "list", "-f", "slugs", by=by)
        written = started(*db, "add", "Roma", by=by)
        copied = started(*db, "backup", str(world / "copy.db"), by=by)
    if state == "hot journal" or (state == "WAL" and what != "file"):
        assert (read.code, read.out, read.err) == (1, "", f"slate: {path}: {_UNFINISHED}")
        assert (copied.code, copied.err) == (1, read.err)
    else:
        assert (read.code, sorted(read.out.split()), read.err) == (0, list(SMALL), "")
        assert (copied.code, copied.err) == (0, "")
        copy = started("--db", "copy.db", "list", "-f", "slugs")
        assert sorted(copy.out.split()) == list(SMALL)
    assert (written.code, written.out) == (1, "")
    assert written.err in {f"slate: {path}: {_READ_ONLY}", f"slate: {path}: {_UNFINISHED}"}
    after = content(path.parent)
    after = {name: data for name, data in after.items() if data or name in before}  # an empty log
    assert after == before


@pytest.mark.parametrize("what", ["file", "folder", "file system"])
def test_every_command_that_writes_says_that_it_may_not(
    small: Path, world: Path, started: Started, what: str
) -> None:
    path = prepared(world / "there", small, "plain")
    other = world / "other.db"
    shutil.copy2(small, other)
    before = content(path.parent)
    db = ("--db", str(path))
    with read_only(path, what) as by:
        for command in ("undo", f"restore {other}", "check --rebuild", "remove heroes-2"):
            ran = started(*db, *command.split(), by=by)
            assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), command
            assert ran.err.endswith(_READ_ONLY), command
        for name in ("x.csv", "x.ics", "x.slate.ndjson"):
            ran = started(*db, "export", path.with_name(name), by=by)
            if what == "file":
                assert ran == (0, "", ""), name
                path.with_name(name).unlink()
            else:
                assert (ran.code, ran.err.count("\n")) == (1, 1), name
                assert ran.err.endswith(". No file was created.\n"), name
    assert content(path.parent) == before
