import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

import pytest

from slate.files import aside

_LEFT = ".titles.csv.slate-1f0c9a2b.tmp"


def create(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)


def save(path: Path, text: str) -> None:
    with aside.replacing(path, create) as (_, descriptor):
        os.write(descriptor, text.encode())


def names(folder: Path) -> set[str]:
    return {found.name for found in folder.iterdir()} - {"home"}


def test_file_is_replaced_as_a_whole(world: Path) -> None:
    path = world / "titles.csv"
    path.write_text("old")
    with aside.replacing(path, create) as (beside, descriptor):
        os.write(descriptor, b"new")
        assert path.read_text() == "old"
        assert beside.read_text() == "new"
        assert re.fullmatch(r"\.titles\.csv\.slate-[0-9a-f]{8}\.tmp", beside.name)
    assert path.read_text() == "new"
    assert names(world) == {"titles.csv"}
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_nothing_is_replaced_after_an_error(world: Path, error: type[BaseException]) -> None:
    path = world / "titles.csv"
    path.write_text("old")
    with pytest.raises(error), aside.replacing(path, create) as (_, descriptor):  # noqa: PT012 -- one write
        os.write(descriptor, b"new")
        raise error
    assert path.read_text() == "old"
    assert names(world) == {"titles.csv"}


def test_failed_rename_leaves_nothing_behind(world: Path) -> None:
    (world / "titles.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        save(world / "titles.csv", "new")
    assert names(world) == {"titles.csv"}


def test_missing_folder_is_an_error_of_the_system(world: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(world / "none" / "titles.csv", "new")


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, "x"])
def test_temporary_name_is_not_too_long(world: Path, name: str) -> None:
    with aside.replacing(world / name, create) as (beside, _):
        assert len(os.fsencode(beside.name)) <= max(len(os.fsencode(name)), 100)
    assert names(world) == {name}


def test_files_of_killed_processes_are_deleted(world: Path) -> None:
    for name in (
        _LEFT,
        ".other.db.slate-00000000.tmp",
        ".other.db.slate-00000001.tmp-journal",
        "slate.db.v7-2021-01-07.bak.part",
        "slate.db.v7-2021-01-07.bak.part-journal",
    ):
        (world / name).touch()
    save(world / "b.csv", "new")
    assert names(world) == {"b.csv"}


def test_other_files_are_kept(world: Path) -> None:
    others = {
        ".titles.csv.slate-1f0c9a2.tmp",
        "titles.csv.slate-1f0c9a2b.tmp",
        ".titles.csv.slate-1f0c9a2b.tmp2",
        "slate.db.v7-2021-01-07.bak",
        "film.part",
    }
    for name in others:
        (world / name).touch()
    (world / "target").touch()
    (world / _LEFT).symlink_to("target")
    (world / ".titles.csv.slate-00000000.tmp").mkdir()
    save(world / "b.csv", "new")
    assert names(world) == {
        *others, "b.csv", "target", _LEFT, ".titles.csv.slate-00000000.tmp",
    }  # fmt: skip


def test_file_that_is_being_written_is_kept_with_its_journal(world: Path) -> None:
    with aside.replacing(world / "titles.csv", create) as (beside, _):
        journal = beside.with_name(f"{beside.name}-journal")
        journal.touch()
        save(world / "b.csv", "new")
        assert names(world) == {"b.csv", beside.name, journal.name}
    save(world / "b.csv", "newer")
    assert names(world) == {"b.csv", "titles.csv"}


_KILLED = """
import os, signal
from pathlib import Path
from slate.files import aside
from tests.files.test_aside import create
with aside.replacing(Path("titles.csv"), create) as (_, descriptor):
    os.write(descriptor, b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_process_leaves_its_file_only_until_the_next_write(world: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", _KILLED], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = names(world)
    assert re.fullmatch(r"\.titles\.csv\.slate-[0-9a-f]{8}\.tmp", left)
    save(world / "b.csv", "new")
    assert names(world) == {"b.csv"}


def test_folder_that_cannot_be_read_is_left_alone(world: Path) -> None:
    aside.delete_left_behind(world / "none")
    (world / "file").touch()
    aside.delete_left_behind(world / "file")
    aside.sync_folder(world / "none")
    assert names(world) == {"file"}


def test_another_temporary_file_is_used_if_one_was_taken_for_a_left_one(world: Path) -> None:
    """Another process may delete it between its creation and its lock."""
    tried: list[Path] = []
    others: list[int] = []

    def interrupted(path: Path) -> int:
        descriptor = create(path)
        tried.append(path)
        if len(tried) == 1:
            path.unlink()
        elif len(tried) == 2:
            others.append(os.open(path, os.O_RDWR))
            flock(others[0], LOCK_EX | LOCK_NB)
            path.unlink()
        return descriptor

    with aside.replacing(world / "titles.csv", interrupted) as (beside, descriptor):
        os.write(descriptor, b"new")
        assert beside == tried[2]
    os.close(others[0])
    assert (world / "titles.csv").read_text() == "new"
    assert names(world) == {"titles.csv"}


def _without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", fail)


def _without_fcntl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)


@pytest.mark.parametrize("lack", [_without_locks, _without_fcntl])
def test_file_is_replaced_where_there_are_no_locks(
    world: Path, monkeypatch: pytest.MonkeyPatch, lack: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """What was left behind is kept then, as it may be in use."""
    lack(monkeypatch)
    (world / _LEFT).touch()
    save(world / "titles.csv", "new")
    assert (world / "titles.csv").read_text() == "new"
    assert names(world) == {"titles.csv", _LEFT}
