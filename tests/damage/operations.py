"""The commands that write, in every way in which they do, and those that write nothing."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from slate.cli.main import main
from slate.store import ledger
from slate.store.file.connection import Store
from slate.store.reports import recorder
from tests.remotes.server import Server, serving
from tests.remotes.shapes import SHOW, result, show
from tests.store.older import write_older

_DAY = "2021-01-07"
OLDER = 6  # the format of a slate that is upgraded
_ROWS = "title,platform,date\n" + "".join(f"Row {n},Hulu,2022-01-{n:02d}\n" for n in range(1, 31))
_MANY = "title\n" + "".join(f"Of many {n}\n" for n in range(120))
_ARE_MANY = 100  # reports, before which the slate is backed up
_EDITOR = "sed -i 's/^tags = .*/tags = [\"kids\"]/'"
_SHOWS = {1: "Dark", 2: "Lupin", 3: "Ozark"}
_ADDRESS = "{server}"  # in words: the address of the server that stands for the remotes


class Done(NamedTuple):
    """The result of a command that ran in this process."""

    code: int
    out: str
    err: str


def run(*arguments: str, typed: str = "") -> Done:
    """Run a command in this process."""
    out, err = StringIO(), StringIO()
    typing = TextIOWrapper(BytesIO(typed.encode()), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", typing):
        code = main(arguments)
    return Done(code, out.getvalue(), err.getvalue())


def succeed(*arguments: str, typed: str = "") -> None:
    """Run a command that must succeed."""
    done = run(*arguments, typed=typed)
    assert done.code == 0, done


class Operation(NamedTuple):
    """A command that writes, and what is there before."""

    words: Sequence[str]
    typed: str = ""
    begins: Callable[[], None] = lambda: None  # changes what is there before
    day: str = _DAY


def _older() -> None:
    shutil.copy2("../inputs/older.db", "slate.db")


def _nothing() -> None:
    Path("slate.db").unlink()


def _wrong_rows() -> None:
    rows = "title,date\nGood,2021\nBad,soon-ish\n,2021\n"
    Path("../inputs/wrong.csv").write_text(rows, encoding="utf-8")


def _refreshed() -> None:
    succeed("refresh")


def _with_key() -> None:
    succeed("remote", "add", "tmdb", "--url", "http://127.0.0.1:9", typed="first")


def _many() -> None:
    succeed("import", "../inputs/many.csv")


def _backups() -> None:
    for day in ("2020-12-01", "2020-12-02", "2020-12-03"):
        with patch.dict(os.environ, {"SLATE_TODAY": day}):
            succeed("backup")


def _damaged() -> None:
    with Path("slate.db").open("r+b") as file:
        file.seek(4_096)
        file.write(bytes(4_096))


_REMOTE = ("remote", "add", "tmdb", "--url", "http://127.0.0.1:9")
OPERATIONS = {
    "add": Operation(["add", "New One", "-d", "2022-02-02"]),
    "add the first": Operation(["add", "New One"], begins=_nothing),
    "add --from": Operation(["add", "Lupin", "--from", "tvmaze", "--id", "tvmaze=2"]),
    "update": Operation(["update", "dune", "-d", "2021-10-22"]),
    "update --from": Operation(["update", "ozark", "--from", "tvmaze", "--id", "tvmaze=3"]),
    "edit": Operation(["edit", "soul"]),
    "remove": Operation(["remove", "dune"]),
    "merge": Operation(["merge", "dune", "dune-1984"]),
    "split": Operation(["split", "dune", "--source", "Deadline"]),
    "undo": Operation(["undo"]),
    "undo --only": Operation(["undo", "--only", "soul", "4"]),
    "undo of many": Operation(["undo"], begins=_many),
    "redo": Operation(["redo"]),
    "changes --mark": Operation(["changes", "--since", "last", "--mark"]),
    "changes --to": Operation(["changes", "--mark", "--to", "sh -c 'cat > seen.txt'"]),
    "log --correct-clock": Operation(["log", "--correct-clock", "1=2021-01-02"]),
    "duplicates --dismiss": Operation(["duplicates", "--dismiss", "soul", "mank"]),
    "import": Operation(["import", "../inputs/rows.csv"]),
    "import of many": Operation(["import", "../inputs/many.csv"]),
    "import of several": Operation(["import", "../inputs/rows.csv", "../inputs/many.csv"]),
    "import --skip-invalid": Operation(
        ["import", "--skip-invalid", "../inputs/wrong.csv"], begins=_wrong_rows
    ),
    "import of a pipe": Operation(["import", "-"], typed=_ROWS),
    "import of an address": Operation(["import", f"{_ADDRESS}/rows.csv"]),
    "import of a remote": Operation(["import", "tvmaze:1"]),
    "import of a ledger": Operation(["import", "../inputs/other.slate.ndjson"]),
    "import of a first ledger": Operation(
        ["import", "../inputs/other.slate.ndjson"], begins=_nothing
    ),
    "export csv": Operation(["export", "titles.csv"]),
    "export html": Operation(["export", "slate.html"]),
    "export ics": Operation(["export", "slate.ics"]),
    "export ledger": Operation(["export", "new.slate.ndjson"]),
    "refresh": Operation(["refresh"]),
    "refresh again": Operation(["refresh"], begins=_refreshed, day="2021-01-08"),
    "remote add": Operation(_REMOTE, "sesame"),
    "remote add again": Operation([*_REMOTE[:-1], "http://127.0.0.1:8"], "other", _with_key),
    "remote remove": Operation(["remote", "remove", "tmdb"], begins=_with_key),
    "remote check": Operation(["remote", "check", "tvmaze"]),
    "check --rebuild": Operation(["check", "--rebuild"]),
    "backup": Operation(["backup", "copy.bak"]),
    "backup --keep": Operation(["backup", "--keep", "2"], begins=_backups),
    "restore": Operation(["restore", "../inputs/other.slate.ndjson"]),
    "restore of a backup": Operation(["restore", "../inputs/other.db"]),
    "restore of a damaged slate": Operation(["restore", "../inputs/base.db"], begins=_damaged),
    "restore of nothing": Operation(["restore", "../inputs/base.db"], begins=_nothing),
    "init": Operation(["init"], begins=_nothing),
    "upgrade": Operation(["add", "New One"], begins=_older),
}
# Commands that write nothing, as they are run to see that.
READING = {
    "list": ["list"],
    "upcoming": ["upcoming"],
    "show": ["show", "dune"],
    "next": ["next"],
    "calendar": ["calendar"],
    "timeline": ["timeline"],
    "diff": ["diff", "2021-01-01"],
    "slips": ["slips"],
    "sources": ["sources"],
    "count": ["count"],
    "digest": ["digest"],
    "info": ["info"],
    "help": ["help"],
}


@contextmanager
def prepared(folder: Path) -> Iterator[Server]:
    """Change to a folder in which operations can begin, with the files that they read.

    Yield the server that stands for the remotes. At the end, the environment is as before.
    """
    inputs, work = folder / "inputs", folder / "work"
    work.mkdir()
    before = Path.cwd()
    values = {"SLATE_DB": "slate.db", "SLATE_AUTHOR": "tester", "SLATE_TODAY": _DAY}
    values |= {f"XDG_{name}_HOME": str(work / name) for name in ("DATA", "CONFIG", "CACHE")}
    values |= {"EDITOR": _EDITOR, "HOME": str(work)}
    with (
        serving() as server,
        patch.dict(os.environ, values),
        patch.object(tempfile, "tempdir", str(work / "tmp")),
        patch.object(recorder, "MANY_REPORTS", _ARE_MANY),
        patch.object(ledger, "MANY_REPORTS", _ARE_MANY),
    ):
        os.chdir(work)
        _serve(server)
        if not inputs.exists():
            inputs.mkdir()
            _make(inputs)
        try:
            yield server
        finally:
            os.chdir(before)


def _serve(server: Server) -> None:
    server.routes["/rows.csv"] = _ROWS.encode()
    for number, name in _SHOWS.items():
        server.routes[SHOW.format(number)] = partial(_show, number, name)
        server.routes[f"/search/shows?q={name}"] = [result(show(number, name))]
    for span in ("day", "week", "month"):
        server.routes[f"/updates/shows?since={span}"] = dict.fromkeys(map(str, _SHOWS), 2)
    server.routes["/shows/1"] = show(1, _SHOWS[1])
    _settings(server)


def _show(number: int, name: str) -> object:
    """Return a show as it is today: on the second day, it has another date."""
    is_later = os.environ["SLATE_TODAY"] > _DAY
    season = (2, "2021-07-01" if is_later else "2021-06-01")
    return show(number, name, [season], updated=1 + is_later)


def _settings(server: Server) -> None:
    config = Path("CONFIG/slate")
    config.mkdir(parents=True)
    text = f'# Mine.\n[remotes.tvmaze]\nurl = "{server.address}"\n'
    (config / "config.toml").write_text(text, encoding="utf-8")
    Path("tmp").mkdir()


def _make(inputs: Path) -> None:
    """Create the slate that operations begin with, and the files that they read."""
    succeed("add", "Dune", "-d", "2021-10-01", "--source", "Variety")
    succeed("update", "dune", "-p", "HBO Max", "--source", "Deadline")
    succeed("add", "Dune", "--new", "--year", "1984")
    succeed("add", "Soul", "-p", "Disney+", "--source", "Deadline")
    succeed("add", "Dark", "-k", "series", "--id", "tvmaze=1")
    succeed("add", "Ozark", "-k", "series")
    succeed("add", "Undone")
    succeed("undo")
    shutil.copy2("slate.db", inputs / "earlier.db")
    succeed("add", "Mank", "-d", "2020-12-04")
    shutil.copy2("slate.db", inputs / "base.db")
    (inputs / "rows.csv").write_text(_ROWS, encoding="utf-8")
    (inputs / "many.csv").write_text(_MANY, encoding="utf-8")
    write_older(inputs / "older.db", Store(inputs / "base.db"), OLDER)
    with patch.dict(os.environ, {"SLATE_DB": str(inputs / "other.db")}):
        succeed("add", "From Elsewhere", "-d", "2023")
        succeed("export", str(inputs / "other.slate.ndjson"))


def begin(operation: Operation, server: Server, kept: Path) -> None:
    """Restore the folder in which an operation begins; it is made once, and kept beside it."""
    _empty()
    if kept.exists():
        shutil.copytree(kept, ".", dirs_exist_ok=True)
        return
    _settings(server)
    shutil.copy2("../inputs/base.db", "slate.db")
    shutil.copy2("../inputs/earlier.db", "copy.bak")
    for name in ("titles.csv", "slate.html", "new.slate.ndjson"):
        Path(name).write_text("as before\n", encoding="utf-8")
    operation.begins()
    shutil.copytree(".", kept)


def _empty() -> None:
    for path in Path().iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def carry_out(operation: Operation, server: Server) -> Done:
    """Run the command of an operation."""
    words = [word.replace(_ADDRESS, server.address) for word in operation.words]
    with patch.dict(os.environ, {"SLATE_TODAY": operation.day}):
        return run(*words, typed=operation.typed)
