"""Stop every command that writes at every storage call, and check what each stop leaves.

Run `python -m tests.damage.crash_points [OPERATION...]`. Each operation is first run without a
fault, to count its storage calls; then once for each call and each way in which the call can fail.
After that the slate must be the old or the new one, whole, and its exit status must be true. The
tests run a part of this.
"""

import io
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from slate.cli.main import main
from slate.store.file import verification
from slate.store.file.connection import Store
from tests.damage.faults import Mode, NoInterceptionError, failing
from tests.store.older import write_older

_ROWS = "title,platform,date\n" + "".join(f"Row {n},Hulu,2022-01-{n:02d}\n" for n in range(1, 31))
OPERATIONS = {
    "add": ["add", "New One", "-d", "2022-02-02"],
    "update": ["update", "dune", "-d", "2021-10-22"],
    "remove": ["remove", "dune"],
    "merge": ["merge", "dune", "dune-1984"],
    "split": ["split", "dune", "--source", "Deadline"],
    "dismiss": ["duplicates", "--dismiss", "soul", "mank"],
    "undo": ["undo"],
    "redo": ["redo"],
    "import": ["import", "rows.csv"],
    "join": ["import", "other.slate.ndjson"],
    "correct": ["log", "--correct-clock", "1=2021-01-02"],
    "mark": ["changes", "--since", "last", "--mark"],
    "rebuild": ["check", "--rebuild"],
    "backup": ["backup", "copy.bak"],
    "restore": ["restore", "other.slate.ndjson"],
    "export": ["export", "titles.csv"],
    "upgrade": ["add", "New One"],  # to a slate of an older format
}
_FILES = ("slate.db", "copy.bak", "titles.csv")
_OLDER = 6
_COUNTS = "select (select count(*) from batches), (select count(*) from reports)"


class Done(NamedTuple):
    """The result of a command that ran in this process."""

    code: int
    out: str
    err: str


def run(*arguments: str) -> Done:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Done(code, out.getvalue(), err.getvalue())


def succeed(*arguments: str) -> None:
    """Run a command that must succeed."""
    done = run(*arguments)
    assert done.code == 0, done


def prepare() -> None:
    """Create, in the current folder, the slate that each operation begins with, and other files."""
    os.environ["SLATE_DB"] = "slate.db"
    succeed("add", "Dune", "-d", "2021-10-01", "--source", "Variety")
    succeed("update", "dune", "-p", "HBO Max", "--source", "Deadline")
    succeed("add", "Dune", "--new", "--year", "1984")
    succeed("add", "Soul", "-p", "Disney+", "--source", "Deadline")
    succeed("add", "Undone")
    succeed("undo")
    succeed("add", "Mank", "-d", "2020-12-04")
    Path("rows.csv").write_text(_ROWS, encoding="utf-8")
    shutil.copy2("slate.db", "base.db")
    write_older(Path("older.db"), Store(Path("base.db")), _OLDER)
    os.environ["SLATE_DB"] = "other.db"
    succeed("add", "From Elsewhere", "-d", "2023")
    succeed("export", "other.slate.ndjson")
    os.environ["SLATE_DB"] = "slate.db"


def _begin(operation: str) -> None:
    for path in Path().glob("slate.db*"):
        path.unlink()
    for name in _FILES:
        shutil.copy2("base.db", name)
    if operation == "upgrade":
        shutil.copy2("older.db", "slate.db")


class _State(NamedTuple):
    """What a slate contains, apart from uids and times, and the files that were written."""

    titles: list[tuple[object, ...]]
    counts: tuple[int, int]
    bookmarks: int
    files: tuple[bool, ...]  # whether each is still the old one

    @classmethod
    def of_files(cls) -> "_State":
        """Read the state, as the next command would find it."""
        old = Path("base.db").read_bytes()
        with closing(sqlite3.connect("slate.db")) as connection:
            titles = "select slug, title, status, date, platform from slate order by slug"
            return cls(
                connection.execute(titles).fetchall(),
                connection.execute(_COUNTS).fetchone(),
                connection.execute("select count(*) from bookmarks").fetchone()[0],
                tuple(Path(name).read_bytes() == old for name in _FILES[1:]),
            )


def stops(operation: str, mode: Mode, step: int = 1) -> Iterator[str]:
    """Stop an operation at its storage calls, every one or every `step`th; yield what is wrong.

    Raises NoInterceptionError.
    """
    arguments = OPERATIONS[operation]
    _begin(operation)
    old = _State.of_files()
    with failing(mode, 0) as faults:
        done = run(*arguments)
    assert done.code == 0, done
    if not faults.count:
        raise NoInterceptionError
    new = _State.of_files()
    for at in range(1, faults.count + 1, step):
        _begin(operation)
        with failing(mode, at):
            done = run(*arguments)
        where = f"{operation} {mode.value} at {at} of {faults.count}"
        if "internal error" in done.err or done.code not in {0, 1}:
            yield f"{where}: {done}"
        if done.code and "slate: " not in done.err:
            yield f"{where}: failed without a word: {done}"
        with closing(sqlite3.connect("slate.db")) as connection:
            (format_,) = connection.execute("pragma user_version").fetchone()
            find = verification.page_faults if format_ == _OLDER else verification.faults
            yield from (f"{where}: {fault}" for fault in find(connection))
        found = _State.of_files()
        if found not in {0: (new,), 1: (old,)}.get(done.code, ()) and (
            mode is not Mode.KILL or found not in (old, new)
        ):
            yield f"{where}: exit status {done.code}, but {found}"
        after = run("add", "Afterwards")
        if after.code:
            yield f"{where}: then {after}"


def main_() -> int:
    """Stop all operations, or those that are named, everywhere; return 1 if anything is wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ |= {"SLATE_AUTHOR": "tester", "SLATE_TODAY": "2021-01-07"}
        prepare()
        for operation in sys.argv[1:] or OPERATIONS:
            for mode in Mode:
                found = list(stops(operation, mode))
                wrong += len(found)
                print(operation, mode.value, *(found or ["ok"]), sep="\n  ")  # noqa: T201
        os.chdir("/")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main_())
