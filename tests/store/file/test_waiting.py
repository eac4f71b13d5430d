import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from slate.domain.errors import StoppedWriterError
from slate.store.file import opening, waiting, writer_note
from slate.store.file.waiting import wait_for_lock


def connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0.01, isolation_level=None)


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the connection of another program, which holds the write lock."""
    with closing(connected(path)) as connection:
        connection.execute("begin immediate")
        yield connection


@pytest.fixture
def waiter(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the same file."""
    with closing(connected(path)) as connection:
        yield connection


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> dict[int, Callable[[], object]]:
    """Return what happens by the numbers of the times at which the clock is read.

    Between two of them, two thirds of the usual patience pass.
    """
    events: dict[int, Callable[[], object]] = {}
    number = 0

    def monotonic() -> float:
        nonlocal number
        number += 1
        events.get(number, lambda: None)()
        return number * opening.PATIENCE * 2 / 3

    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=monotonic))
    return events


def refused(connection: sqlite3.Connection, begin: str) -> sqlite3.OperationalError:
    """Return the error of the first attempt."""
    with pytest.raises(sqlite3.OperationalError) as error:
        connection.execute(begin)
    return error.value


@pytest.mark.usefixtures("writer", "after")
def test_another_program_is_waited_for_as_long_as_any_lock(
    path: Path, waiter: sqlite3.Connection
) -> None:
    told: list[str] = []
    error = refused(waiter, "begin immediate")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        wait_for_lock(waiter, path, "begin immediate", told.append, error)
    assert told == [f"waiting until another program has finished writing to {path}."]


def test_lock_that_is_released_meanwhile_is_taken(
    path: Path,
    writer: sqlite3.Connection,
    waiter: sqlite3.Connection,
    after: dict[int, Callable[[], object]],
) -> None:
    told: list[str] = []
    after[2] = lambda: writer.execute("commit")
    wait_for_lock(waiter, path, "begin immediate", told.append, refused(waiter, "begin immediate"))
    assert waiter.in_transaction
    assert len(told) == 1


def test_slate_that_leaves_a_note_is_waited_for_until_it_is_done(
    path: Path,
    writer: sqlite3.Connection,
    waiter: sqlite3.Connection,
    after: dict[int, Callable[[], object]],
) -> None:
    """What is waited for is said once for each writer."""
    told: list[str] = []

    def next_writer() -> None:
        """Leave the note of one that got the lock first."""
        other = path.with_name("other.db")
        other.touch()
        with writer_note.noted(other, "undo 7", "bob"):
            writer_note.path_of(other).replace(writer_note.path_of(path))

    after[20] = next_writer
    after[40] = lambda: writer.execute("commit")

    def say(line: str) -> None:
        told.append(line.partition(", since")[0])

    error = refused(waiter, "begin immediate")
    with writer_note.noted(path, "import a.csv", "ann"):
        wait_for_lock(waiter, path, "begin immediate", say, error)
    assert waiter.in_transaction
    assert told == ["waiting until slate import a.csv (ann", "waiting until slate undo 7 (bob"]


_NOTED = """
import sys
from pathlib import Path
from slate.store.file import writer_note
with writer_note.noted(Path("slate.db"), "import a.csv", "ann"):
    print("noted", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def noted(writer: sqlite3.Connection, world: Path) -> Iterator[int]:
    """Yield the number of a process that has left a note, and that a test may stop."""
    del writer  # which has created the file
    command = [sys.executable, "-c", _NOTED]
    with subprocess.Popen(
        command, cwd=world, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"noted\n"
        yield process.pid
        process.send_signal(signal.SIGCONT)
        process.communicate(timeout=20)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux has its state there")
@pytest.mark.usefixtures("after")
def test_slate_that_is_stopped_is_waited_for_as_long_as_any_lock(
    path: Path, noted: int, waiter: sqlite3.Connection
) -> None:
    """As one that was suspended with Ctrl-Z, and forgotten."""
    told: list[str] = []
    error = refused(waiter, "begin immediate")
    os.kill(noted, signal.SIGSTOP)
    os.waitpid(noted, os.WUNTRACED)
    with pytest.raises(StoppedWriterError) as raised:
        wait_for_lock(waiter, path, "begin immediate", told.append, error)
    assert str(raised.value) == (
        f"{path}: slate import a.csv (process {noted}) is writing, but is stopped. Continue it "
        f"(fg, or kill -CONT {noted}), or end it. Nothing was changed."
    )
    assert len(told) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux has its state there")
def test_slate_that_continues_meanwhile_is_waited_for_until_it_is_done(
    path: Path,
    noted: int,
    writer: sqlite3.Connection,
    waiter: sqlite3.Connection,
    after: dict[int, Callable[[], object]],
) -> None:
    def resume() -> None:
        os.kill(noted, signal.SIGCONT)
        os.waitpid(noted, os.WCONTINUED)

    error = refused(waiter, "begin immediate")
    os.kill(noted, signal.SIGSTOP)
    os.waitpid(noted, os.WUNTRACED)
    after[2] = resume
    after[30] = lambda: writer.execute("commit")
    wait_for_lock(waiter, path, "begin immediate", lambda _: None, error)
    assert waiter.in_transaction


@pytest.mark.usefixtures("after")
def test_writer_that_leaves_a_note_later_is_named(
    path: Path, writer: sqlite3.Connection, waiter: sqlite3.Connection
) -> None:
    """Nothing is said again when its note is gone."""
    told: list[str] = []
    note = writer_note.noted(path, "import a.csv", "ann")

    def say(line: str) -> None:
        told.append(line.partition(", since")[0])
        if len(told) == 1:
            note.__enter__()
        else:
            note.__exit__(None, None, None)

    error = refused(waiter, "begin immediate")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        wait_for_lock(waiter, path, "begin immediate", say, error)
    assert told == [
        f"waiting until another program has finished writing to {path}.",
        "waiting until slate import a.csv (ann",
    ]
    assert writer.in_transaction


def test_another_error_is_raised_at_once(path: Path, waiter: sqlite3.Connection) -> None:
    told: list[str] = []
    error = refused(waiter, "begin sometime")
    with pytest.raises(sqlite3.OperationalError) as raised:
        wait_for_lock(waiter, path, "begin sometime", told.append, error)
    assert raised.value is error
    assert told == []


@pytest.mark.usefixtures("writer")
def test_another_error_ends_the_waiting(path: Path, waiter: sqlite3.Connection) -> None:
    told: list[str] = []
    error = refused(waiter, "begin immediate")
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        wait_for_lock(waiter, path, "begin sometime", told.append, error)
    assert len(told) == 1
