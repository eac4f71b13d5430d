"""The programs to compare slate with: how each stores the items, and what is typed for each task.

Each gets the format that is fastest for it, without colors, and as much of an item as slate prints:
at least its name and its day.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from tests.benchmarks.items import MONTH, WORD, items

TASKS = ("list", "month", "search", "add", "import")
_NEW = "Another title"
_LAST, _NEXT = "2020-12-31", "2021-02-01"  # the days around the month
_TABLE = "create table titles (id integer primary key, title text, date text, platform text)"
_INSERT = "insert into titles (title, date, platform) values (?, ?, ?)"
_IN_MONTH = f"select * from titles where date > '{_LAST}' and date < '{_NEXT}' order by date"  # noqa: S608 -- constants
_WITH_WORD = f"select * from titles where title like '%{WORD}%'"  # noqa: S608 -- constants
_ADD = f"insert into titles (title, date) values ('{_NEW}', '2021-01-05')"  # noqa: S608 -- constants


class Program(NamedTuple):
    """A program: how it stores items in a folder, and the commands that are timed."""

    name: str
    executable: str
    most: int  # items: with more, a run would take hours
    store: Callable[[Path, int], None]  # so many items; in little memory, which children share
    commands: Mapping[str, Sequence[str]]  # by task; `{}` is the folder
    version: Sequence[str] = ("--version",)

    @property
    def path(self) -> str | None:
        """The path of the program, None if it is not installed."""
        beside = Path(sys.executable).with_name(self.executable)
        return str(beside) if beside.exists() else shutil.which(self.executable)

    def command(self, task: str, folder: Path) -> list[str] | None:
        """Return the command line of a task, None if the program does not do it."""
        found = self.commands.get(task)
        if found is None or self.path is None:
            return None
        return [self.path, *(word.replace("{}", str(folder)) for word in found)]


def _ndjson(folder: Path, number: int) -> Path:
    file = folder / "items.ndjson"
    with file.open("w", encoding="utf-8") as out:
        for title, day, service in items(number):
            record = {"title": title, "kind": "film", "date": f"{day}", "platform": service}
            out.write(json.dumps(record) + "\n")
    return file


def _slate(folder: Path, number: int) -> None:

    file = _ndjson(folder, number)
    slate = [str(Path(sys.executable).with_name("slate")), "--db", str(folder / "slate.db")]
    subprocess.run([*slate, "import", str(file)], check=True, capture_output=True)


def _sqlite(folder: Path, number: int) -> None:
    _ndjson(folder, number)
    with closing(sqlite3.connect(folder / "items.db")) as connection, connection:
        connection.execute(_TABLE)
        connection.executemany(_INSERT, ((title, f"{day}", on) for title, day, on in items(number)))
        connection.execute("create index by_date on titles (date)")


def _taskwarrior(folder: Path, number: int) -> None:
    (folder / "tasks").mkdir()
    settings = f"data.location={folder}/tasks\nconfirmation=no\nverbose=nothing\nhooks=0\n"
    (folder / "taskrc").write_text(settings, encoding="utf-8")
    with (folder / "tasks" / "pending.data").open("w", encoding="utf-8") as out:
        for place, (title, day, service) in enumerate(items(number), 1):
            due = int(datetime(day.year, day.month, day.day).timestamp())  # noqa: DTZ001 -- local
            uid = UUID(int=place, version=4)
            out.write(
                f'[description:"{title}" due:"{due}" entry:"1577836800" project:"{service}"'
                f' status:"pending" uuid:"{uid}"]\n'
            )


def _calendars(folder: Path, number: int, kind: str) -> None:
    calendar = folder / "calendars" / "titles"
    calendar.mkdir(parents=True)
    for place, (title, day, service) in enumerate(items(number)):
        until = day + timedelta(1)
        when = (
            f"DUE;VALUE=DATE:{day:%Y%m%d}\r\nSTATUS:NEEDS-ACTION"
            if kind == "VTODO"
            else f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\nDTEND;VALUE=DATE:{until:%Y%m%d}"
        )
        lines = (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//slate//benchmarks//EN"),
            *(f"BEGIN:{kind}", f"UID:{place}", "DTSTAMP:20200101T000000Z", f"SUMMARY:{title}"),
            *(when, f"CATEGORIES:{service}", f"END:{kind}", "END:VCALENDAR", ""),
        )
        (calendar / f"{place}.ics").write_bytes("\r\n".join(lines).encode())


def _todoman(folder: Path, number: int) -> None:
    _calendars(folder, number, "VTODO")
    settings = (
        f'path = "{folder}/calendars/*"\ncache_path = "{folder}/cache.sqlite3"\n'
        'date_format = "%Y-%m-%d"\ndefault_list = "titles"\n'
    )
    (folder / "todoman.py").write_text(settings, encoding="utf-8")


def _khal(folder: Path, number: int) -> None:
    _calendars(folder, number, "VEVENT")
    settings = (
        f"[calendars]\n[[titles]]\npath = {folder}/calendars/titles\n"
        f"[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = UTC\ndefault_timezone = UTC\n[default]\ndefault_calendar = titles\n"
    )
    (folder / "khal.conf").write_text(settings, encoding="utf-8")


def _buku(folder: Path, number: int) -> None:
    (folder / "buku").mkdir()
    with closing(sqlite3.connect(folder / "buku" / "bookmarks.db")) as connection, connection:
        connection.execute(
            "create table bookmarks (id integer primary key, URL text not null unique,"
            " metadata text default '', tags text default ',', desc text default '',"
            " flags integer default 0)"
        )
        connection.executemany(
            "insert into bookmarks (URL, metadata, tags, desc) values (?, ?, ?, ?)",
            (
                (f"http://x.example/{place}", title, f",{day:%Y-%m},{service.lower()},", f"{day}")
                for place, (title, day, service) in enumerate(items(number))
            ),
        )


_SLATE = ("--db", "{}/slate.db")
_TASKRC = "rc:{}/taskrc"
_TODO = ("--config", "{}/todoman.py")
_KHAL = ("-c", "{}/khal.conf")
_BUKU = ("--nostdin", "--nc", "--np")
_DATABASE = "{}/items.db"

PROGRAMS = (
    Program(
        "slate", "slate", 1_000_000, _slate,
        {
            "list": (*_SLATE, "list", "-f", "tsv"),
            "month": (*_SLATE, "upcoming", "--month", MONTH, "-f", "tsv"),
            "search": (*_SLATE, "list", "--search", WORD, "-f", "tsv"),
            "add": (*_SLATE, "add", _NEW, "-d", "2021-01-05", "--new"),
            "import": ("--db", "{}/new.db", "import", "{}/items.ndjson"),
        },
    ),
    Program(
        "sqlite3", "sqlite3", 1_000_000, _sqlite,
        {
            "list": ("-tabs", _DATABASE, "select * from titles"),
            "month": ("-tabs", _DATABASE, _IN_MONTH),
            "search": ("-tabs", _DATABASE, _WITH_WORD),
            "add": (_DATABASE, _ADD),
        },
    ),
    Program(
        "sqlite-utils", "sqlite-utils", 1_000_000, _sqlite,
        {
            "list": ("rows", _DATABASE, "titles", "--tsv"),
            "month": (_DATABASE, _IN_MONTH, "--tsv"),
            "search": (_DATABASE, _WITH_WORD, "--tsv"),
            "add": (_DATABASE, _ADD),
            "import": ("insert", "{}/new.db", "titles", "{}/items.ndjson", "--nl", "--pk", "title"),
        },
    ),
    Program(
        "taskwarrior", "task", 100_000, _taskwarrior,
        {
            "list": (_TASKRC, "list"),
            "month": (_TASKRC, f"due.after:{_LAST}", f"due.before:{_NEXT}", "list"),
            "search": (_TASKRC, f"/{WORD}/", "list"),
            "add": (_TASKRC, "add", _NEW, "due:2021-01-05"),
        },
    ),
    Program(
        "buku", "buku", 100_000, _buku,
        {
            "list": (*_BUKU, "-p", "-f", "3"),
            "month": (*_BUKU, "-t", MONTH, "-f", "3"),
            "search": (*_BUKU, "-s", WORD, "-f", "3"),
        },
    ),
    Program(
        "todoman", "todo", 1_000, _todoman,
        {
            "list": (*_TODO, "list"),
            "search": (*_TODO, "list", "--grep", WORD),
            "add": (*_TODO, "new", "-l", "titles", _NEW),
        },
    ),
    Program(
        "khal", "khal", 1_000, _khal,
        {
            "month": (*_KHAL, "list", f"{MONTH}-01", "31d"),
            "search": (*_KHAL, "search", WORD),
            "add": (*_KHAL, "new", "2021-01-05", _NEW),
        },
    ),
)  # fmt: skip
