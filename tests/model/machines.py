"""The machines: two slates in files, and a slate on a server that two people share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from slate.store.file import opening
from tests.model.exchanging import Exchanging
from tests.model.people import DAYS, PLACES
from tests.model.reading import Reading
from tests.model.recording import Recording
from tests.model.refreshing import Refreshing
from tests.model.shell import same_each_time
from tests.model.slates import Content, Seat, Slate, records
from tests.postgres import Postgres

_EXAMPLE_STEPS = 40
_FOLDERS = ("CACHE", "CONFIG", "DATA")
_SET_UP = opening.set_up
NO_SHRINKING = False  # report the first fault as it was found, which takes no time
# What the environment of a user may set, and no machine does.
_NOT_SET = (
    *("SLATE_DB", "SLATE_TODAY", "SLATE_AUTHOR", "COLUMNS", "FORCE_COLOR", "NO_COLOR"),
    *(f"XDG_{each}_HOME" for each in _FOLDERS),
)


class Files(Recording, Exchanging, Refreshing, Reading):
    """Ann and Cid write to one file, Bob to another; a clock may be that of the machine."""

    days = (*DAYS, None)

    def seat_people(self) -> None:
        """Seat them."""
        one = Slate(self.shell, "a.db", Path("a.db"))
        two = Slate(self.shell, "b.db", Path("b.db"))
        self.slates = [one, two, one]
        for author, slate in zip(("ann", "bob", "cid"), self.slates, strict=True):
            self.seats.append(Seat(author, DAYS[0], (("SLATE_DB", slate.name),)))


class Desk(Recording, Exchanging, Refreshing, Reading):
    """Ann and Bob share a slate on a server; Dan has a file, with which they exchange ledgers."""

    server: ClassVar[Postgres]

    def seat_people(self) -> None:
        """Seat them, each at a machine with folders of its own."""
        self.url = self.server.database()
        shared, own = Slate(self.shell, "the desk", None), Slate(self.shell, "d.db", Path("d.db"))
        self.slates = [shared, shared, own]
        for author, place in (("ann", self.url), ("bob", self.url), ("dan", "d.db")):
            folders = (
                (f"XDG_{each}_HOME", f"{self.folder}/{author}/{each}")
                for each in ("CACHE", "CONFIG", "DATA")
            )
            self.seats.append(Seat(author, DAYS[0], (("SLATE_DB", place), *folders)))
        self.known: dict[int, Content] = {}  # what a machine knows that is offline
        self.shell.run(("init",), self.seats[0].environment)

    def at(self, place: int) -> tuple[Seat, Slate, Content]:
        """Return who is at a place; who is offline leaves it to the other one."""
        return super().at(1 - place if place in self.known else place)

    @rule(place=PLACES)
    def go_offline_or_return(self, place: int) -> None:
        """A machine that is offline shows what it knew, and records nothing."""
        seat, slate, content = super().at(place)
        if place in self.known:
            del self.known[place]
            slate.check_list(seat)
        elif slate.keeps is None and not self.known:
            slate.check_list(seat)
            self.known[place] = content
            slate.fail(seat, "--offline", "add", "Soul", codes=(1, 2))

    @invariant()
    def all_agree(self) -> None:
        """Compare what both machines show with what they must know."""
        for place, slate in enumerate(self.slates[:2]):
            if place not in self.known:
                slate.check_list(self.seats[place])
                continue
            rows = slate.listed(self.seats[place], options_before=("--offline",))
            slate.compare(rows, records(self.known[place].titles), "slate --offline list")

    def teardown(self) -> None:
        """Compare all that both machines print, and drop the database."""
        try:
            one, two = self.seats[:2]
            for asked in ("log", "changes --since 2020-01-01", "duplicates", "check"):
                typed = [*asked.split(), "-f", "json"]
                days = [seat._replace(day=DAYS[-1]) for seat in (one, two)]
                rows = [self.slates[0].read(seat, *typed) for seat in days]
                self.slates[0].compare(rows[0], rows[1], f"slate {asked} of another machine")
        finally:
            super().teardown()
            name = self.url.rpartition("/")[2]
            self.server.run("postgres", f"drop database {name} with (force)")


Machine = Files | Desk


def run(machine: type[Machine], examples: int, seed: int, steps: int = _EXAMPLE_STEPS) -> None:
    """Try examples, the same ones for the same seed; raise Fault for one that goes wrong."""

    class Seeded(machine):  # type: ignore[misc, valid-type]
        _hypothesis_internal_use_seed = seed

        def __init__(self) -> None:
            self._same = same_each_time()
            self._same.__enter__()
            super().__init__()

        def teardown(self) -> None:
            super().teardown()
            self._same.__exit__(None, None, None)

    Seeded.__qualname__ = Seeded.__name__ = machine.__name__
    run_state_machine_as_test(
        Seeded,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[phase for phase in Phase if not (NO_SHRINKING and phase is Phase.shrink)],
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )


@contextmanager
def alone() -> Iterator[None]:
    """Keep the settings of this user and waiting for the disk out, until the end of the block."""

    def set_up(connection: object) -> None:
        _SET_UP(connection)  # type: ignore[arg-type]
        connection.execute("pragma synchronous = off")  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        for name in _NOT_SET:
            patch.delenv(name, raising=False)
        patch.setenv("HOME", "home")  # each example sets its own
        patch.setenv("TZ", "UTC0")
        patch.setattr(opening, "set_up", set_up)
        patch.setattr(os, "fsync", os.fstat)
        yield
