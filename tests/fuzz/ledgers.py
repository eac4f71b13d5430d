"""Ledgers that slate did not write, and what an import makes of them.

A ledger is refused as a whole, or it is accepted; then the slate is sound, is what its reports
amount to in any order, and is the same whichever ledger came first; importing it again changes
nothing; an empty slate that imports its export shows the same; and the backup that was made before
brings back the list from before.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple, Self

from slate.store.file.connection import Store
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, Ran, faults_of, ran, seeded
from tests.fuzz.ledger_mutations import added, oddly, oddly_written, parsed, written
from tests.fuzz.made import done, make
from tests.fuzz.stores import READING, WRITING
from tests.store import folding

_FILE = "m.slate.ndjson"
_EXPORT = ("export", "-f", "ledger")
_LIST = ("list", "-f", "json")
# How a refusal of a ledger begins.
_REFUSED = re.compile(rf"(?:{re.escape(_FILE)}(?::\d+)?:|slate: )")


class _State(NamedTuple):
    """What must be the same in two slates."""

    ledger: str
    records: str
    projections: object


class Ledgers:
    """A slate with its ledger, and attempts to join others with it."""

    name = "ledgers"

    def __init__(self, folder: Path) -> None:
        """Create a slate in a folder, which must be the current one."""
        self._folder = folder
        self._path = folder / "slate.db"
        self._made = folder / "made.db"
        make(self._made, titles=10)
        self._base = done(*_EXPORT).out.encode()
        self._batches = parsed(self._base)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._empty()

    def attempt(self, seed: int, number: int) -> Attempt:
        """Join one ledger with an empty slate or the one that was made, and check the result."""
        random = seeded(seed, self.name, number)
        joins, kind, text = self._text(random)
        self._restore(joins=joins)
        before = self._state() if joins else None
        content = self._content()
        (self._folder / _FILE).write_bytes(text)
        joined = ran("import", _FILE)
        faults = [*faults_of(joined)]
        if joined.code:
            faults += self._of_refusal(joined, content)
            return Attempt(kind, accepted=False, faults=faults)
        try:
            after = self._state()
            faults += self._of_slate(random)
            faults += self._of_repetition(after)
            faults += self._of_export(after)
            if joins:
                faults += self._of_other_order(after, text)
            if before is not None:
                faults += self._of_restore(before, after)
        except AssertionError as error:
            faults.append(Fault("a command on an accepted ledger succeeds", str(error)[:1_000]))
        return Attempt(kind, accepted=True, faults=faults)

    def _text(self, random: Random) -> tuple[bool, str, bytes]:
        """Return whether the slate has titles, the kind of change, and the ledger to import."""
        joins = random.random() < 0.5
        new = added(self._batches, random.choice((1, 3, 10, 30)), random)
        batches = new if joins and random.random() < 0.7 else [*self._batches, *new]
        batches = sorted(batches, key=lambda one: (str(one["recorded_at"]), str(one["uid"])))
        match random.randrange(5):
            case 0 | 1:
                return joins, "plausible", written(batches)
            case 2 | 3:
                return joins, "odd", written(oddly(batches, random))
            case _:
                return joins, "bytes", oddly_written(written(batches), random)

    def _restore(self, *, joins: bool) -> None:
        self._empty()
        if joins:
            self._path.write_bytes(self._made.read_bytes())
            found = self._made.stat()
            os.utime(self._path, ns=(found.st_atime_ns, found.st_mtime_ns))

    def _empty(self) -> None:
        for path in self._folder.glob("slate.db*"):
            path.unlink()

    def _content(self) -> bytes | None:
        return self._path.read_bytes() if self._path.exists() else None

    def _state(self) -> _State:
        with Store(self._path).reading() as connection:
            found = folding.contents(connection)
        return _State(done(*_EXPORT).out, done(*_LIST).out, found)

    def _of_refusal(self, joined: Ran, content: bytes | None) -> Iterator[Fault]:
        if joined.code != 1 or not _REFUSED.match(joined.err):
            yield Fault("a refusal names the file or the batch", f"{joined.code} {joined.err!r}")
        if self._content() not in {content, b""}:
            yield Fault("a refused import stores nothing", joined.err)

    def _of_slate(self, random: Random) -> Iterator[Fault]:
        check = ran("check")
        yield from faults_of(check, shows=True)
        if check.code:
            yield Fault("a slate is sound after each import", check.out[-300:])
        with Store(self._path).reading() as connection:
            try:
                folding.check(connection)
            except AssertionError as error:
                yield Fault("the slate is the fold of its reports", str(error)[:300])
        slugs = done("list", "-f", "slugs").out.split()
        shown = [("show", random.choice(slugs))] if slugs else []
        for command in (*shown, *random.sample(tuple(READING), 4)):
            yield from faults_of(ran(*command), shows=READING.get(command, True))
        yield from faults_of(ran(*random.choice((("list",), ("log",), *shown)), is_screen=True),
                             shows=True)  # fmt: skip

    def _of_repetition(self, after: _State) -> Iterator[Fault]:
        again = ran("import", _FILE)
        yield from faults_of(again)
        if self._state() != after:
            yield Fault("importing again changes nothing", f"{again.out[:300]} {again.err[:300]}")

    def _of_export(self, after: _State) -> Iterator[Fault]:
        yield from self._in_empty_slate("an export brings the same list", after,
                                        after.ledger.encode())  # fmt: skip

    def _of_other_order(self, after: _State, text: bytes) -> Iterator[Fault]:
        yield from self._in_empty_slate("the order of joins does not matter", after, text,
                                        self._base)  # fmt: skip

    def _in_empty_slate(self, check: str, after: _State, *texts: bytes) -> Iterator[Fault]:
        """Import ledgers into an empty slate, and compare; then come back to this one."""
        aside = {path: path.rename(f"{path}.aside") for path in self._folder.glob("slate.db*")}
        try:
            for text in texts:
                done("import", "-", stdin=text)
            now = self._state()
        finally:
            self._empty_but_aside()
            for path, other in aside.items():
                other.rename(path)
        for name, was, found in zip(_State._fields, after, now, strict=True):
            if was != found:
                yield Fault(check, f"{name}: {_first_difference(str(was), str(found))}")

    def _empty_but_aside(self) -> None:
        for path in self._folder.glob("slate.db*"):
            if path.suffix != ".aside":
                path.unlink()

    def _of_restore(self, before: _State, after: _State) -> Iterator[Fault]:
        """Write something, and then restore the backup that was made before the import."""
        written = ran(*WRITING[len(after.ledger) % 3])
        yield from faults_of(written)
        if (check := ran("check")).code:
            yield Fault("a slate is sound after each write", f"{written}: {check.out[-300:]}")
        backups = sorted(self._folder.glob("slate.db.before-import-*"))
        if not backups:
            if before.ledger != after.ledger:
                yield Fault("a backup is made before an import", after.ledger[:100])
            return
        done("restore", str(backups[0]))
        if self._state() != before:
            yield Fault("the backup is the slate from before", str(backups[0]))


def _first_difference(was: str, now: str) -> str:
    at = next((at for at, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]),
              min(len(was), len(now)))  # fmt: skip
    return f"{was[max(0, at - 150) : at + 100]!r} became {now[max(0, at - 150) : at + 100]!r}"
