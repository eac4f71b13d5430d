"""Stop commands on a shared slate at each storage call of the copy, and at each message.

Run `python -m tests.desk.stops [--step N] [OPERATION...]`. After each stop the server has the old
or the new ledger, the exit status and the message are true, and the machine goes on and agrees with
others. The tests run a part of this.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg

from slate.store.shared.address import parse_address
from slate.store.shared.shared_store import SharedStore
from tests.cli.conftest import Ran
from tests.damage.faults import Mode, failing
from tests.damage.operations import run
from tests.desk.conftest import Machine, behind, same
from tests.desk.test_refresh import set_up
from tests.postgres import Postgres, running
from tests.proxy import Proxy, proxied
from tests.remotes.server import Server, serving
from tests.remotes.shapes import SHOW, show

_FIRST_DAY = date(2022, 1, 1)
_MANY = 1_500  # rows: more than SQLite keeps in memory before it writes to the copy
_STATE = (
    "select (select count(*) from batches), (select count(*) from reports), "
    "(select coalesce(string_agg(b::text, ',' order by b::text), '') from bookmarks b)"
)
_WRITING = (
    "select 1 from pg_stat_activity where datname = current_database() "
    "and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')"
)
_NOTHING, _PERHAPS = "Nothing was changed.", "It may be stored."


class Desk:
    """A shared slate, a machine that is stopped, another one, and what they ask."""

    def __init__(self, postgres: Postgres, proxy: Proxy, remotes: Server, folder: Path) -> None:
        """Create the slate, with titles that operations are about."""
        self.proxy, self._folder, self._remotes = proxy, folder, remotes
        self._url = postgres.database()
        SharedStore(parse_address(self._url), Path("none"), user="tests").initialize()
        self._connection = psycopg.connect(self._url, autocommit=True)
        self._numbers = count(1)
        self.ann = self.machine("ann", proxy.port)
        self.bob = self.machine("bob")
        set_up(self.ann, remotes)
        self.ann.done("add", "Dune")
        self.ann.done("add", "Dark", "-k", "series", "--id", "tvmaze=1")
        self.begin()

    def machine(self, name: str, port: int | None = None) -> Machine:
        """Return a machine of a name, behind a port."""
        url = self._url if port is None else behind(self._url, port)
        return Machine(url, self._folder / name, _run)

    def state(self) -> str:
        """Return what the server has."""
        return str(self._connection.execute(_STATE).fetchone())

    def settled(self) -> str:
        """Return what the server has as soon as nobody is storing anything there."""
        while self._connection.execute(_WRITING).fetchone():
            time.sleep(0.05)
        return self.state()

    def close(self) -> None:
        """Close its own connection."""
        self._connection.close()

    def begin(self) -> int:
        """Record something at another machine, and change the answer of the remote."""
        number = next(self._numbers)
        self.bob.done("add", f"Of Bob {number}")
        day = str(_FIRST_DAY + timedelta(number))
        dates = [(2, day)]
        self._remotes.routes[SHOW.format(1)] = show(1, "Dark", dates, updated=number)
        for span in ("day", "week", "month"):
            self._remotes.routes[f"/updates/shows?since={span}"] = {"1": number}
        return number


def _run(*arguments: str, **_: object) -> Ran:
    return Ran(*run(*arguments))


class Operation(NamedTuple):
    """A command, whose words depend on a number, and what precedes it."""

    words: Callable[[int], list[str]]
    precedes: Callable[[Desk], None] = lambda _: None
    writes: bool = True
    is_first: bool = False  # on a machine without a copy


def _rows(number: int, rows: int) -> str:
    path = Path(f"rows{number}.csv")
    text = "title\n" + "".join(f"Row {number} {row}\n" for row in range(rows))
    path.write_text(text, encoding="utf-8")
    return str(path.absolute())


def _add(desk: Desk) -> None:
    desk.ann.done("add", f"To Undo {desk.begin()}")


OPERATIONS = {
    "add": Operation(lambda n: ["add", f"Of Ann {n}"]),
    "update": Operation(lambda n: ["update", "dune", "-d", str(_FIRST_DAY + timedelta(n))]),
    "undo": Operation(lambda _: ["undo"], _add),
    "import": Operation(lambda n: ["import", _rows(n, 30)]),
    "import of many": Operation(lambda n: ["import", _rows(n, _MANY)]),
    "refresh": Operation(lambda _: ["refresh", "--all"]),
    "mark": Operation(lambda _: ["changes", "--since", "last", "--mark"]),
    "news": Operation(lambda _: ["list"], writes=False),
    "first news": Operation(lambda _: ["list"], writes=False, is_first=True),
    "first add": Operation(lambda n: ["add", f"First {n}"], is_first=True),
}


class Stops:
    """An operation that is stopped."""

    def __init__(self, name: str, desk: Desk) -> None:
        self.points = 0
        self._name, self._desk = name, desk
        self._operation = OPERATIONS[name]

    def at_storage(self, mode: Mode, step: int = 1) -> Iterator[str]:
        """Stop it at its storage calls; yield what is wrong."""
        machine, number = self._begin()
        with failing(mode, 0) as faults:
            machine.done(*self._operation.words(number))
        for at in range(1, faults.count + 1, step):
            machine, number = self._begin()
            before = self._desk.state()
            with failing(mode, at):
                ran = machine.run(*self._operation.words(number))
            where = f"{self._name} {mode.value} at {at} of {faults.count}"
            yield from self._wrong(where, machine, before, ran)
        yield from self._unequal()

    def at_messages(self, *, for_good: bool, step: int = 1) -> Iterator[str]:
        """Cut the network at its messages, for a moment or for good; yield what is wrong."""
        proxy = self._desk.proxy
        machine, number = self._begin()
        machine.done(*self._operation.words(number))
        messages = len(proxy.seen)
        for spares in (0, 1):
            for after in range(0, messages, step):
                machine, number = self._begin()
                before = self._desk.state()
                proxy.cut_after, proxy.spares, proxy.refuses_then = after, spares, for_good
                ran = machine.run(*self._operation.words(number))
                proxy.cut_after, proxy.spares, proxy.refuses_then = None, 0, False
                proxy.accept()
                where = f"{self._name} cut after {after} of {messages} (connection {spares})"
                yield from self._wrong(where, machine, before, ran)
        yield from self._unequal()

    def _begin(self) -> tuple[Machine, int]:
        self._operation.precedes(self._desk)
        number = self._desk.begin()
        if self._operation.is_first:
            return self._desk.machine(f"new{number}", self._desk.proxy.port), number
        return self._desk.ann, number

    def _wrong(self, where: str, machine: Machine, before: str, ran: Ran) -> Iterator[str]:
        self.points += 1
        after = self._desk.state()
        is_stored = before != after
        if "internal error" in ran.err or ran.code not in {0, 1}:
            yield f"{where}: {ran}"
        if ran.code == 0 and _NOTHING in ran.err:
            yield f"{where}: succeeded, but says that nothing was changed ({ran})"
        if ran.code == 0 and is_stored is not self._operation.writes:
            yield f"{where}: succeeded, but stored: {is_stored} ({ran})"
        if ran.code and is_stored and (_PERHAPS not in ran.err or _NOTHING in ran.err):
            yield f"{where}: failed, but it is stored ({ran})"
        if ran.code and "slate: " not in ran.err:
            yield f"{where}: failed without a word"
        shown = machine.run("list", "-f", "slugs")
        if (shown.code, shown.out) != (0, self._desk.bob.done("list", "-f", "slugs")):
            yield f"{where}: the machine does not agree: {shown.code} {shown.err}"

    def _unequal(self) -> Iterator[str]:
        fresh = self._desk.machine(f"fresh{self._desk.begin()}")
        fresh.run("list")  # which may say that it takes in a lot
        try:
            same(self._desk.ann, self._desk.bob, fresh)
        except AssertionError as error:
            yield f"{self._name}: machines do not agree: {error!s:.300}"


def main_() -> int:
    """Stop all operations, or those that are named, everywhere; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("operations", nargs="*")
    chosen = parser.parse_args()
    os.environ |= {"SLATE_TODAY": "2021-01-07", "SLATE_AUTHOR": "tester"}  # dates are to come
    points = wrong = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running() as postgres,
        proxied(postgres.port) as proxy,
        serving() as remotes,
    ):
        os.chdir(folder)  # operations write files
        desk = Desk(postgres, proxy, remotes, Path(folder))
        for name in chosen.operations or OPERATIONS:
            step = chosen.step
            stops = Stops(name, desk)
            found = [one for mode in Mode for one in stops.at_storage(mode, step)]
            for for_good in (False, True):
                found += stops.at_messages(for_good=for_good, step=step)
            points, wrong = points + stops.points, wrong + len(found)
            print(f"{name}: {stops.points} stops", *found, sep="\n  ", flush=True)  # noqa: T201
        desk.close()
    print(f"{points:,} stops, of which {wrong} left something wrong")  # noqa: T201
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main_())
