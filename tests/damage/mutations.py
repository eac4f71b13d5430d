"""Damage a slate in many ways, run commands on it, and count what they do.

Run `python -m tests.damage.mutations [NUMBER [SEED]]`; the defaults are 500 mutations and seed 11.
With `--seconds`, there are as many as that time allows. `--slate "COMMAND"` tries another version,
which then creates its own slate. Each mutation changes a slate of 1,000 titles in one of the ways
of `damages.py`. Here each command is a process; `tests/fuzz/stores.py` runs them in this one.

For reading commands, the table counts answers that are right (as without the damage), refused with
an error of one line, wrong with exit status 0, and internal errors. For writing commands, it counts
refusals, writes to a slate whose damage no check finds, and writes to one that is damaged according
to SQLite's `integrity_check` or to `slate check` of this version: there should be none.
"""

import argparse
import os
import random
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from tests.benchmarks.commands import records
from tests.damage.damages import KINDS, Files, Slate, damage, slate_of

READING = {
    "list": ["list", "-f", "json"],
    "upcoming": ["upcoming", "--month", "2022", "-f", "json"],
    "export": ["export", "-f", "ledger"],
    "changes": ["changes", "--since", "2000-01-01", "-f", "json"],
    "show": ["show", "title-50"],
    "info": ["info", "-f", "tsv", "--columns", "titles,releases,reports,batches,newest"],
}
WRITING = {
    "add": ["add", "Another Title", "-d", "2022-03-04"],
    "update": ["update", "title-50", "-d", "2022-03-04"],
    "undo": ["undo"],
}
_HERE = [sys.executable, "-m", "slate"]


class Tried(NamedTuple):
    """What a command did on a mutated slate: an outcome such as `refused`."""

    kind: str
    command: str
    outcome: str


def mutations(slate: Slate, seed: int) -> Iterator[tuple[str, Files]]:
    """Yield (kind, files) without end, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    while True:
        kind = chance.choice(tuple(KINDS))
        yield kind, damage(slate, kind, chance)


class Trial:
    """Runs commands of one version of slate on mutations of a slate that it created."""

    def __init__(self, slate: list[str], folder: Path, titles: int = 1_000) -> None:
        """Create a slate in a folder, with some undone and changed titles."""
        self._slate = slate
        self._folder = folder
        self.base = folder / "base.db"
        rows = folder / "titles.ndjson"
        rows.write_text(records(titles), encoding="utf-8")
        for arguments in (
            ["import", str(rows), "--source", "Variety"],
            ["update", "title-7", "-d", "2022-01-01", "--source", "Deadline"],
            ["remove", "title-9"],
            ["add", "Undone"],
        ):
            done = self.run(self.base, arguments)
            assert done.returncode == 0, done.stderr
            if arguments[0] == "update":
                shutil.copyfile(self.base, folder / "older.db")
        self.right = {name: self.run(self.base, READING[name]).stdout for name in READING}
        self.slate = slate_of(folder / "older.db", self.base, folder)

    def run(self, path: Path, arguments: list[str]) -> "subprocess.CompletedProcess[str]":
        """Run a command on a slate."""
        return _run(self._slate, path, arguments)

    def tried(self, number: int, kind: str, files: Files) -> list[Tried]:
        """Run all commands, each on its own copy of a mutated slate."""
        found = []
        damaged = self._folder / f"{number}.db"
        files.write(damaged)
        is_found = files.content != self.slate.content and _is_damaged(damaged)
        for name, arguments in READING.items():
            files.write(damaged)  # SQLite may have rolled back a journal
            done = self.run(damaged, arguments)
            found.append(Tried(kind, name, self._outcome(done, name)))
        for name, arguments in WRITING.items():
            files.write(damaged)
            done = self.run(damaged, arguments)
            outcome = self._outcome(done, None)
            if done.returncode == 0:
                outcome = "into damage" if is_found else "not detectable"
            found.append(Tried(kind, name, outcome))
        for path in self._folder.glob(f"{number}.db*"):
            path.unlink()
        return found

    def _outcome(self, done: "subprocess.CompletedProcess[str]", name: str | None) -> str:
        if done.returncode == 0:
            return "right" if name and done.stdout == self.right[name] else "wrong"
        lines = done.stderr.strip().splitlines()
        if "internal error" in done.stderr or "Traceback" in done.stderr:
            return "internal"
        return "refused" if done.returncode == 1 and lines else "other"


def _run(slate: list[str], path: Path, arguments: list[str]) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "SLATE_DB": str(path), "SLATE_TODAY": "2021-01-07"}
    environment |= {"SLATE_AUTHOR": "tester"}
    return subprocess.run(
        [*slate, *arguments],
        capture_output=True,
        text=True,
        check=False,
        errors="replace",
        stdin=subprocess.DEVNULL,
        env=environment,
    )


def _is_damaged(path: Path) -> bool:
    """Whether SQLite or `slate check` finds the damage of a file."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            if connection.execute("pragma integrity_check(1)").fetchall() != [("ok",)]:
                return True
        except (sqlite3.Error, UnicodeDecodeError):
            return True
    return _run(_HERE, path, ["check"]).returncode != 0


def report(tried: list[Tried]) -> str:
    """Return a table of outcomes by command, and the bad ones by kind of mutation."""
    outcomes = ("right", "refused", "wrong", "not detectable", "into damage", "internal", "other")
    counts = Counter((one.command, one.outcome) for one in tried)
    lines = [f"{'command':10}" + "".join(f"{outcome:>16}" for outcome in outcomes)]
    for command in (*READING, *WRITING):
        cells = (f"{counts[command, outcome]:16}" for outcome in outcomes)
        lines.append(f"{command:10}" + "".join(cells))
    kinds = Counter((one.outcome, one.kind) for one in tried)
    for outcome in ("wrong", "into damage", "internal", "other"):
        found = ", ".join(f"{kind} {kinds[outcome, kind]}" for kind in KINDS)
        lines.append(f"{outcome}: {found}")
    return "\n".join(lines)


def main() -> None:
    """Try mutations, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("number", type=int, nargs="?", default=500)
    parser.add_argument("--seconds", type=float, help="how long to run, instead of a number")
    parser.add_argument("seed", type=int, nargs="?", default=11)
    parser.add_argument("--slate", default=shlex.join(_HERE), help="the command to try")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        trial = Trial(shlex.split(given.slate), Path(name))
        end = None if given.seconds is None else time.monotonic() + given.seconds
        number = given.number if end is None else None
        found = islice(enumerate(mutations(trial.slate, given.seed)), number)

        def attempts(_: int) -> list[Tried]:
            tried: list[Tried] = []
            while end is None or time.monotonic() < end:
                with lock:
                    case = next(found, None)
                if case is None:
                    break
                tried += trial.tried(case[0], *case[1])
            return tried

        lock = Lock()
        workers = range(os.cpu_count() or 1)
        tried = [one for some in pool.map(attempts, workers) for one in some]
    print(report(tried))  # noqa: T201 -- the output of a script


if __name__ == "__main__":
    main()
