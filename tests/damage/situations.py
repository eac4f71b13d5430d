"""Commands in processes of their own, and what they are doing when a signal arrives."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from tests.damage.operations import OPERATIONS, Operation, begin
from tests.damage.processes import ALL, none_ignored
from tests.remotes.server import Reply, Server, mute
from tests.remotes.shapes import SHOW

_ROWS = 5_000
Process = subprocess.Popen[bytes]


class Situation(NamedTuple):
    """A command, what surrounds it, and how it gets to the moment of the signal."""

    operation: Operation
    around: Callable[[Server], AbstractContextManager[object]] = lambda _: nullcontext()
    waits: Callable[[Process], None] | None = None  # None: it is at work; a random moment
    typed: bytes | None = None  # written to standard input, which then stays open
    numbers: Sequence[signal.Signals] = ALL
    ends: bool = True  # by itself, without a signal
    environment: dict[str, str] = {}  # noqa: RUF012 -- read only


def start(situation: Situation, server: Server) -> Process:
    """Start the command of a situation, in this folder."""
    operation = situation.operation
    words = [word.replace("{server}", server.address) for word in operation.words]
    with none_ignored():
        process = subprocess.Popen(
            [sys.executable, "-m", "slate", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ
            | {"SLATE_TODAY": operation.day, "TMPDIR": str(Path("tmp").absolute())}
            | situation.environment,
        )
    assert process.stdin is not None
    process.stdin.write(operation.typed.encode() if situation.typed is None else situation.typed)
    process.stdin.flush()
    if situation.typed is None:
        process.stdin.close()
        process.stdin = None
    return process


def prepare(situation: Situation, name: str, server: Server) -> None:
    """Restore the folder in which a situation begins."""
    begin(situation.operation, server, Path("../inputs") / f"begin {name}")


def _many_rows() -> None:
    rows = "title,platform\n" + "".join(f"Row {n},Hulu\n" for n in range(_ROWS))
    Path("../inputs/rows5000.csv").write_text(rows, encoding="utf-8")


def _many_titles() -> None:
    _many_rows()
    subprocess.run(
        [sys.executable, "-m", "slate", "import", "../inputs/rows5000.csv"],
        check=True,
        capture_output=True,
    )


def _sleep(_: Process) -> None:
    """Wait until a command that begins to wait has certainly begun to."""
    time.sleep(1)


@contextmanager
def _locked(how: str) -> Iterator[None]:
    with closing(sqlite3.connect("slate.db", isolation_level=None)) as connection:
        connection.execute(how)
        reading = connection.execute("select * from batches")
        reading.fetchone()
        yield


@contextmanager
def _silent(server: Server) -> Iterator[None]:
    before = dict(server.routes)
    server.routes[SHOW.format(1)] = Reply(play=mute)
    yield
    server.routes.update(before)


_ADD = Operation(["add", "New One"])
_WITHOUT_KILL = ALL[:3]
_OTHERS = {
    "import of 5,000 rows": Situation(
        Operation(["import", "../inputs/rows5000.csv"], begins=_many_rows)
    ),
    "export of 5,000 rows": Situation(Operation(["export", "titles.csv"], begins=_many_titles)),
    "undo of 5,000 rows": Situation(Operation(["undo"], begins=_many_titles)),
    "output that nobody reads": Situation(
        Operation(["list", "-f", "json"], begins=_many_titles),
        waits=_sleep,
        ends=False,
    ),
    "input that does not end": Situation(
        Operation(["import", "-"]), waits=_sleep, typed=b"title\nOne\n", ends=False
    ),
    "a question": Situation(
        Operation(["remote", "add", "tmdb", "--url", "http://127.0.0.1:9"]),
        waits=_sleep,
        typed=b"",
        ends=False,
    ),
    "a writer is waited for": Situation(
        _ADD, lambda _: _locked("begin immediate"), _sleep, ends=False
    ),
    "a reader waits": Situation(
        Operation(["list"]), lambda _: _locked("begin exclusive"), _sleep, ends=False
    ),
    "a reader is waited for": Situation(_ADD, lambda _: _locked("begin"), _sleep, ends=False),
    "a remote is silent": Situation(Operation(["refresh"]), _silent, _sleep, ends=False),
    "an editor is open": Situation(
        Operation(["edit", "soul"]),
        waits=_sleep,
        numbers=ALL[1:3],  # Ctrl-C is meant for the editor
        ends=False,
        environment={"EDITOR": "sh -c 'exec sleep 600'"},
    ),
    "a command gets the news": Situation(
        Operation(["changes", "--mark", "--to", "sleep 600"]),
        waits=_sleep,
        numbers=_WITHOUT_KILL,
        ends=False,
    ),
}
SITUATIONS: Mapping[str, Situation] = {
    **{name: Situation(operation) for name, operation in OPERATIONS.items()},
    **_OTHERS,
}
