"""A slate that Litestream replicates: nothing is lost, and what it restores is a slate."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from slate.store.file.connection import Store
from tests.cli.conftest import SLATE, Done, Refused, Run, stored
from tests.environment.conftest import SMALL
from tests.store.older import write_older

pytestmark = pytest.mark.slow

_CONFIGURATION = """
socket:
  enabled: true
  path: {folder}/litestream.sock
dbs:
  - path: {path}
    replica:
      type: file
      path: {folder}/replica
"""
_LONGEST = 60  # seconds


class Litestream:
    """Litestream, which replicates the default slate to a folder."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._socket = folder / "litestream.sock"
        self._configuration = folder / "litestream.yml"
        self._configuration.write_text(
            _CONFIGURATION.format(path=stored(), folder=folder), encoding="utf-8"
        )
        self._log = folder / "litestream.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it has the slate."""
        self._socket.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "replicate", "-config", self._configuration],
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + _LONGEST
        while self._run("sync", "-wait", "-socket", self._socket, stored()).returncode:
            assert self._process.poll() is None, self._log.read_text(encoding="utf-8")
            assert time.monotonic() < until, self._log.read_text(encoding="utf-8")

    def stop(self, by: int = signal.SIGTERM) -> None:
        """End it, and wait until it has ended."""
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait(_LONGEST)
            self._process = None

    def restored(self, target: Path, *options: str) -> Path:
        """Restore what it has of the slate so far to a new file."""
        if self._process is not None:
            synced = self._run("sync", "-wait", "-socket", self._socket, stored())
            assert synced.returncode == 0, synced
        ran = self._run("restore", "-config", self._configuration, "-o", target, *options, stored())
        assert ran.returncode == 0, ran
        return target

    def _run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._program, *arguments], capture_output=True, text=True, check=False
        )


@pytest.fixture
def litestream(world: Path) -> Iterator[Litestream]:
    """Return Litestream, not started yet."""
    program = shutil.which("litestream")
    if program is None:
        if os.environ.get("SLATE_NEEDS_LITESTREAM"):
            pytest.fail("litestream is not installed")
        pytest.skip("litestream is not installed")
    folder = world / "replicated"
    folder.mkdir()
    found = Litestream(program, folder)
    yield found
    found.stop(signal.SIGKILL)


Same = Callable[[Path], None]


@pytest.fixture
def is_same(done: Done) -> Same:
    """Return a function that checks that a slate is sound, and has the same ledger and titles."""

    def compare(path: Path) -> None:
        db = ("--db", str(path))
        assert set(done(*db, "check", "-f", "tsv", "--columns", "state").split()) <= {"ok", "note"}
        for command in ("export - -f ledger", "list -f json", "log -f json"):
            assert done(*db, *command.split()) == done(*command.split()), command

    return compare


@pytest.mark.usefixtures("small")
def test_all_that_slate_records_is_replicated(
    litestream: Litestream, slate: Run, done: Done, world: Path, is_same: Same
) -> None:
    litestream.start()
    assert stored().with_name("slate.db-wal").stat().st_size
    done("add", "Roma", "-d", "2021-02", "--source", "Variety")
    rows = json.dumps([{"title": f"Title {number}"} for number in range(300)]).encode()
    done("import", "-", stdin=rows)
    done("undo")
    done("changes", "--mark")
    assert slate("check", "--rebuild").code == 0
    copy = litestream.restored(world / "copy.db")
    is_same(copy)
    # What was restored is a slate like any other.
    done("--db", str(copy), "redo")
    done("--db", str(copy), "add", "Mank")
    assert len(done("--db", str(copy), "list", "-f", "slugs").split()) == 305
    # A backup holds what is still in the log beside the slate.
    done("backup", str(world / "backup.db"))
    is_same(world / "backup.db")


@pytest.mark.usefixtures("small")
def test_an_earlier_moment_is_restored(
    litestream: Litestream, done: Done, world: Path, is_sound: Callable[..., None]
) -> None:
    litestream.start()
    done("add", "Roma")
    litestream.restored(world / "first.db")
    moment = datetime.now(UTC)
    while datetime.now(UTC).replace(microsecond=0) <= moment.replace(microsecond=0):
        time.sleep(0.01)  # its times are compared as seconds
    done("remove", "roma")
    done("add", "Mank")
    is_sound(*SMALL, "mank", path=litestream.restored(world / "now.db"))
    then = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    is_sound(*SMALL, "roma", path=litestream.restored(world / "then.db", "-timestamp", then))


@pytest.mark.usefixtures("small")
def test_nothing_is_lost_whatever_is_killed(
    litestream: Litestream, done: Done, world: Path, is_same: Same
) -> None:
    litestream.start()
    done("add", "Roma")
    litestream.stop(signal.SIGKILL)
    # Now slate is the last to close the file: SQLite moves the log into it, and deletes the log.
    done("add", "Mank")
    assert not stored().with_name("slate.db-wal").exists()
    litestream.start()
    done("add", "Tenet")
    is_same(litestream.restored(world / "one.db"))
    os.mkfifo("fifo")
    importing = subprocess.Popen([SLATE, "import", "fifo"], stdout=subprocess.DEVNULL)
    with Path("fifo").open("w", encoding="utf-8") as fifo:
        json.dump([{"title": f"Title {number}"} for number in range(3_000)], fifo)
    while not stored().with_name("slate.db-writing").exists() and importing.poll() is None:
        pass
    importing.kill()
    importing.wait()
    is_same(litestream.restored(world / "two.db"))


@pytest.mark.usefixtures("small")
def test_slate_restores_only_while_litestream_is_stopped(
    litestream: Litestream, done: Done, refused: Refused, world: Path, is_same: Same
) -> None:
    done("backup", "before.db")
    litestream.start()
    done("add", "Roma")
    assert refused(1, "restore", "before.db") == (
        f"slate: {stored()}: another program, such as Litestream, has it open. Nothing was "
        "changed. Stop that program first.\n"
    )
    is_same(litestream.restored(world / "one.db"))
    litestream.stop()
    assert done("restore", "before.db").startswith("restored from before.db: ")
    litestream.start()
    done("add", "Mank")
    is_same(litestream.restored(world / "two.db"))
    assert sorted(done("list", "-f", "slugs").split()) == sorted([*SMALL, "mank"])


@pytest.mark.usefixtures("small")
def test_a_slate_that_is_lost_comes_back_and_goes_on(
    litestream: Litestream, done: Done, world: Path, is_same: Same
) -> None:
    litestream.start()
    done("add", "Roma")
    litestream.restored(world / "any.db")
    stored().unlink()
    litestream.stop(signal.SIGKILL)
    # As the manual says: SQLite would mix the log that stayed into the file that is restored.
    assert stored().with_name("slate.db-wal").exists()
    for path in stored().parent.glob("slate.db-*"):
        path.unlink()
    restored = litestream.restored(world / "then.db")
    done("restore", str(restored))
    assert sorted(done("list", "-f", "slugs").split()) == sorted([*SMALL, "roma"])
    done("add", "Mank")
    litestream.start()
    done("add", "Tenet")
    is_same(litestream.restored(world / "copy.db"))


@pytest.mark.usefixtures("small")
def test_a_slate_is_upgraded_while_it_is_replicated(
    litestream: Litestream, slate: Run, done: Done, world: Path, is_same: Same
) -> None:
    path = stored()
    write_older(world / "older.db", Store(path), 3)
    path.unlink()
    (world / "older.db").rename(path)
    litestream.start()
    assert slate("add", "Roma").err.startswith("slate: upgraded to format ")
    done("add", "Mank")
    is_same(litestream.restored(world / "copy.db"))
