"""The copy of a shared slate, damaged, and what commands do with it.

The ledger is on the server, so that a damaged copy costs nothing: commands answer as with a sound
one, apart from a letter of a cell that no check before reading finds. What they record arrives on
the server, whose ledger keeps all that it had.
"""

import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

from tests.damage.damages import KINDS, damage, slate_of
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, faults_of, ran, seeded
from tests.fuzz.made import done, make
from tests.fuzz.stores import is_bad
from tests.postgres import running

_READING: tuple[tuple[str, ...], ...] = (
    *(("list",), ("list", "-f", "json"), ("show", "title-7"), ("upcoming", "--month", "2022")),
    *(("timeline",), ("sources",), ("export", "-f", "json"), ("duplicates",)),
    ("count", "--by", "kind"),
)
_WRITING = (("update", "title-5", "--tag", "seen"), ("add", "Another", "--dry-run"), ("undo", "1"))
_LEDGER = ("export", "-f", "ledger")


class Copies:
    """A shared slate with its copy, and attempts to use it after the copy was damaged."""

    name = "copies"

    def __init__(self, folder: Path) -> None:
        """Start a server, and create the slate; the folder must be the current one."""
        self._stack = ExitStack()
        server = self._stack.enter_context(running())
        older, made = folder / "older.db", folder / "made.db"
        make(made, older)
        url = server.database()
        text = done(*_LEDGER).out
        os.environ["SLATE_DB"] = url
        done("init")
        (folder / "all.slate.ndjson").write_text(text, encoding="utf-8")
        done("import", "all.slate.ndjson")
        done("list")
        (self._copy,) = (folder / "home" / "cache").rglob("*.db")
        with closing(sqlite3.connect(self._copy)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        self._cache = self._copy.parent
        self._kept = folder / "kept"
        shutil.copytree(self._cache, self._kept)
        self._slate = slate_of(older, self._copy, folder)
        self._right = {command: done(*command).out for command in _READING}
        self._ledger = done(*_LEDGER).out.splitlines()[1:]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def attempt(self, seed: int, number: int) -> Attempt:
        """Damage the copy, run some commands, and compare the ledger on the server."""
        random = seeded(seed, self.name, number)
        kind = random.choice(tuple(KINDS))
        files = damage(self._slate, kind, random)
        faults: list[Fault] = []
        is_right = True
        for command in random.sample(_READING, 3):
            self._restore()
            files.write(self._copy)
            must_be_right = is_bad(self._copy)
            files.write(self._copy)
            found = ran(*command)
            faults += faults_of(found)
            has_right = found.code == 0 and found.out == self._right[command]
            is_right = is_right and has_right
            if must_be_right and found.code == 0 and not has_right:
                faults.append(Fault("no wrong answer from a damaged copy", " ".join(command)))
        files.write(self._copy)
        written = ran(*random.choice(_WRITING))
        faults += faults_of(written)
        self._restore()
        ledger = done(*_LEDGER).out.splitlines()[1:]
        if written.code == 0 and len(ledger) > len(self._ledger):
            done("undo")
            faults += faults_of(check := ran("check"))
            if check.code:
                faults.append(Fault("a shared slate is sound after each write", check.out[-300:]))
        if not {*self._ledger} <= {*ledger}:
            faults.append(Fault("the ledger on the server only grows", str(written)))
        return Attempt(kind, is_right, faults)

    def _restore(self) -> None:
        """Bring back the sound copy."""
        shutil.rmtree(self._cache)
        shutil.copytree(self._kept, self._cache)
