"""Damaged slates, and what commands do with them.

A command on a damaged slate answers rightly, or refuses with one line. Nothing is written into a
slate in which `slate check` finds anything. A wrong answer is possible only if nothing is found by
the checks before reading (`docs/decisions/changed-files.md`): a letter of a cell is another one.
If the damaged file has the time of slate's own last write, as after a change on the disk, the
checks are left out; what is shown then may be wrong, but no command fails with an internal error.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Self

from slate.store.file import schema, verification
from tests.damage.damages import KINDS, damage, slate_of
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, Ran, faults_of, ran, seeded
from tests.fuzz.made import done, make

# Command -> whether its output is for people.
READING: dict[tuple[str, ...], bool] = {
    **{(name,): True for name in ("list", "upcoming", "next", "timeline", "changes", "slips")},
    **{(name,): True for name in ("sources", "log", "duplicates", "digest", "info", "calendar")},
    ("calendar", "--month", "2022-03"): True,
    ("upcoming", "--month", "2022"): True,
    ("upcoming", "--leaving", "--month", "2022", "-f", "json"): False,
    ("list", "-f", "json"): False,
    ("list", "-f", "markdown"): True,
    ("list", "--search", "title", "--sort", "-title", "--limit", "7"): True,
    ("list", "--undated", "-f", "csv"): False,
    ("list", "--disputed"): True,
    ("list", "--franchise", "sequel"): True,
    ("list", "--person", "one"): True,
    ("list", "--tag", "kids", "--as-of", "2021-01-01"): True,
    ("list", "--as-recorded", "2021-01-07"): True,
    ("show", "title-7"): True,
    ("show", "title-7", "--history"): True,
    ("show", "show-s2", "-f", "json"): False,
    ("show", "twin-2021", "--as-of", "2021-01-07"): True,
    ("changes", "--since", "2000-01-01", "-f", "json"): False,
    ("diff", "2020-01-01", "2021-01-07"): True,
    ("slips", "--by", "service"): True,
    ("sources", "--by", "platform"): True,
    ("count", "--by", "platform,month"): True,
    ("count", "--by", "kind", "-f", "json"): False,
    ("log", "1"): True,
    ("log", "-f", "json"): False,
    ("digest", "-f", "html"): False,
    ("info", "-f", "tsv", "--columns", "titles,releases,reports,batches,newest"): False,
    **{("export", "-f", name): False for name in ("json", "ndjson", "csv", "tsv", "html", "ics")},
    ("export", "-f", "markdown"): True,
    ("export", "-f", "ledger"): False,
}
_SHOWN = [("list",), ("show", "title-7"), ("log",), ("changes", "--since", "2000-01-01")]
WRITING: tuple[tuple[str, ...], ...] = (
    ("add", "Another Title", "-d", "2022-03-04"),
    ("add", "Title 5", "-d", "2023"),
    ("update", "title-5", "-d", "2022-03-04", "--note", "a"),
    ("update", "twin-2021", "--title", "Triplet"),
    ("remove", "title-5"),
    ("merge", "title-5", "title-6"),
    ("split", "title-7", "--source", "Deadline"),
    ("undo",),
    ("undo", "1"),
    ("redo",),
    ("duplicates", "--dismiss", "title-5", "title-6"),
    ("log", "--correct-clock", "2=2021-01-01"),
    ("import", "-", "--as", "ndjson"),
    ("edit", "title-5"),
    ("changes", "--new"),
)
_BESIDE = ("journal", "wal")
_FILE = b'{"title": "Title 5", "date": "2024"}\n{"title": "Unheard Of"}\n'


class Stores:
    """A slate, and attempts to use it after it was damaged."""

    name = "stores"

    def __init__(self, folder: Path, titles: int = 30) -> None:
        """Create a slate in a folder, which must be the current one."""
        self._folder = folder
        self._path = folder / "slate.db"
        made, older = folder / "made.db", folder / "older.db"
        make(made, older, titles)
        self._slate = slate_of(older, made, folder)
        self._time = made.stat().st_mtime_ns
        self._right = {command: done(*command).out for command in READING}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._path.unlink(missing_ok=True)

    def attempt(self, seed: int, number: int) -> Attempt:
        """Damage the slate, run some commands on it, and check what each of them did."""
        random = seeded(seed, self.name, number)
        kind = random.choice(tuple(KINDS))
        files = damage(self._slate, kind, random)
        is_hidden = random.random() < 0.3

        def restore() -> None:
            files.write(self._path)
            if is_hidden:  # as if it had been damaged on the disk
                os.utime(self._path, ns=(self._time, self._time))

        restore()
        faults: list[Fault] = []
        reading = random.sample(tuple(READING), 3)
        writing = random.sample(WRITING, 2)
        bad_schema = is_bad(self._path)
        restore()  # SQLite may have rolled back a journal
        check = ran("check")
        faults += faults_of(check, shows=True)
        is_damaged = check.code != 0
        accepted = not is_damaged
        for command in reading:
            restore()
            found = ran(*command)
            faults += faults_of(found, shows=READING[command])
            faults += _of_reading(found, self._right[command], must_refuse=bad_schema and not
                                  is_hidden)  # fmt: skip
        restore()
        faults += faults_of(ran(*random.choice(_SHOWN), is_screen=True), shows=True)
        for command in writing:
            restore()
            faults += self._written(command, files.content, is_damaged=is_damaged,
                                    is_hidden=is_hidden)  # fmt: skip
        return Attempt(kind, accepted, faults)

    def _written(
        self, command: tuple[str, ...], content: bytes, *, is_damaged: bool, is_hidden: bool
    ) -> Iterator[Fault]:
        """Run a command that writes, and yield what is wrong with what it did."""
        # With a journal or a log beside it, SQLite restores a state of the file before it is read.
        is_alone = not any(self._path.with_name(f"slate.db-{end}").exists() for end in _BESIDE)
        is_alone = is_alone and content[18:20] != b"\2\2"
        found = ran(*command, stdin=_FILE)
        yield from faults_of(found)
        line = f"slate {' '.join(command)}: {found.code} {found.err.strip()[-200:]!r}"
        if found.code:
            if is_alone and not self._has(content):
                yield Fault("a refused command changes nothing", line)
            return
        if is_hidden:
            return
        changed = not self._has(content)
        if is_damaged and changed and is_alone:
            yield Fault("nothing is written into a damaged slate", line)
        if not is_damaged and (check := ran("check")).code:
            yield Fault("a slate is sound after each write", f"{line}: {check.out[-300:]!r}")

    def _has(self, content: bytes) -> bool:
        """Whether the file has this content; a damaged journal may make it terabytes long."""
        return self._path.stat().st_size == len(content) and self._path.read_bytes() == content


def _of_reading(found: Ran, right: str, *, must_refuse: bool) -> Iterator[Fault]:
    if found.code == 0 and must_refuse and found.out != right:
        yield Fault("no wrong answer about a damaged slate", f"slate {' '.join(found.arguments)}")


def is_bad(path: Path) -> bool:
    """Whether the checks before reading, or SQLite's own, find anything wrong with a file."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            if connection.execute("pragma integrity_check(1)").fetchall() != [("ok",)]:
                return True
            (found,) = connection.execute("pragma user_version").fetchone()
            if found != schema.FORMAT:
                return False  # without a checksum; or refused anyway
            return bool(verification.faults(connection, verification.Part.SCHEMA))
        except (sqlite3.Error, UnicodeDecodeError):
            return True
