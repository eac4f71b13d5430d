"""What all machines share: people at their machines, with slates, and what they may type."""

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.model.ledger import Said
from tests.model.shell import Shell
from tests.model.slates import Content, Seat, Slate
from tests.model.titles import DATES, TBA

SERVICE = "Netflix"
_RELEASE = f"streaming||{SERVICE}"
DAYS = ("2021-01-07", "2021-01-08", "2021-01-03", "2021-03-15", "2020-12-28", "2031-06-01")
NAMES = (("Dune", None), ("Mank", None), ("Cobra Kai", 3))
SOURCES = ("Variety", "Deadline")
_STATUSES = ("announced", "filming", "scheduled", "released", "on-hold", "canceled", "rumored")
_DAYS_REPORTED = (None, None, None, "2021-01-02", "2020-12-20", "2021-01")

RECORDED: Counter[str] = Counter()  # how often each command has recorded something
TOTALS: Counter[str] = Counter()  # of all machines: examples, steps and commands


class Facts(NamedTuple):
    """What somebody states about a title."""

    date: str | None = None  # as it is typed
    status: str | None = None
    tag: str | None = None
    untag: str | None = None

    @property
    def options(self) -> list[str]:
        """The options that state it."""
        found = ["-p", SERVICE, "-d", self.date] if self.date else []
        found += ["-s", self.status] if self.status else []
        found += ["--tag", self.tag] if self.tag else []
        return found + (["--untag", self.untag] if self.untag else [])

    @property
    def patch(self) -> dict[str, Any]:
        """What is recorded of it."""
        found: dict[str, Any] = {}
        if self.date:
            date = None if self.date == TBA else DATES[self.date][0]
            found["releases"] = {_RELEASE: {"date": date}}
        if self.status:
            found["status"] = self.status
        tags: dict[str, Any] = {self.tag: True} if self.tag else {}
        tags |= {self.untag: None} if self.untag else {}
        return found | ({"tags": tags} if tags else {})


class Origin(NamedTuple):
    """Who states it, when, and how sure that is."""

    source: str | None = None
    confidence: str | None = None
    day: str | None = None

    @property
    def options(self) -> list[str]:
        """The options that state it."""
        found = ["--source", self.source] if self.source else []
        found += [f"--{self.confidence}"] if self.confidence else []
        return found + (["--reported-on", self.day] if self.day else [])

    def said(self, seat: Seat, patch: dict[str, Any] | None, key: str = "") -> Said:
        """Return the report that it is, apart from when it is recorded."""
        day, confidence = self.day or seat.today, self.confidence or "reported"
        return Said("~", 1, key, patch, self.source, day, confidence, "")

    def is_from_tomorrow(self, seat: Seat) -> bool:
        """Whether the day reported is still to come."""
        return self.day is not None and self.day > seat.today[: len(self.day)]


_SOMETIMES = st.sampled_from((None, None, None, "kids", "drama"))
FACTS = st.builds(
    Facts,
    date=st.sampled_from((None, *DATES, TBA)),
    status=st.sampled_from((None, None, None, *_STATUSES)),
    tag=_SOMETIMES,
    untag=st.none(),
)
CHANGES = st.builds(
    Facts,
    date=st.sampled_from((None, *DATES, TBA)),
    status=st.sampled_from((None, None, *_STATUSES)),
    tag=_SOMETIMES,
    untag=st.sampled_from((None, None, None, "space")),
).filter(any)
ORIGINS = st.builds(
    Origin,
    source=st.sampled_from((None, *SOURCES)),
    confidence=st.sampled_from((None, None, "rumor", "listed", "reported", "official")),
    day=st.sampled_from(_DAYS_REPORTED),
)
PLACES = st.integers(0, 2)  # of a seat
ANY = st.integers(0, 9)  # of something among what there is


class People(RuleBasedStateMachine):
    """Three people, who take turns; `seats` and `slates` are those of each."""

    days: tuple[str | None, ...] = DAYS

    def __init__(self) -> None:
        super().__init__()
        self._left = Path.cwd()
        self.folder = Path(tempfile.mkdtemp(prefix="slate-model-"))
        os.chdir(self.folder)
        os.environ["HOME"] = f"{self.folder}/home"
        self.shell = Shell()
        self.seats: list[Seat] = []
        self.slates: list[Slate] = []
        self.steps = 0
        self.seat_people()

    def seat_people(self) -> None:
        """Fill `seats` and `slates`."""
        raise NotImplementedError

    def at(self, place: int) -> tuple[Seat, Slate, Content]:
        """Return who is at a place, with the slate there and what it must contain."""
        self.steps += 1
        return self.seats[place], self.slates[place], self.slates[place].content

    def a_title(self, content: Content, which: int) -> str:
        """Return the slug of one of the titles; of none, a slug that no title has."""
        slugs = content.slugs
        return slugs[which % len(slugs)] if slugs else "nothing"

    @initialize(number=st.integers(1, 3), facts=FACTS, origin=ORIGINS)
    def begin(self, number: int, facts: Facts, origin: Origin) -> None:
        """Begin with a few titles in each slate, of which one was reported by somebody."""
        seat, slate, _ = self.at(0)
        for (title, season), source in list(zip(NAMES, (*SOURCES, None), strict=True))[:number]:
            typed = ["--season", str(season)] if season else []
            typed += ["--source", source] if source else facts.options
            slate.write(seat, "add", title, *typed)
        seat, slate, _ = self.at(2 if self.slates[1] is slate else 1)
        if not origin.is_from_tomorrow(seat):
            slate.write(seat, "add", NAMES[0][0], *facts.options, *origin.options)

    @rule(place=PLACES, day=ANY)
    def wait(self, place: int, day: int) -> None:
        """Another day, not always a later one: clocks may be wrong."""
        self.steps += 1
        self.seats[place] = self.seats[place]._replace(day=self.days[day % len(self.days)])

    def teardown(self) -> None:
        """Count what was done, and remove all files."""
        TOTALS.update(examples=1, steps=self.steps, commands=self.shell.commands)
        RECORDED.update(self.shell.done)
        os.chdir(self._left)
        shutil.rmtree(self.folder, ignore_errors=True)
