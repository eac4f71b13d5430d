"""A slate beside its plain description: whatever a command does to the one must fit the other."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from functools import cached_property
from pathlib import Path
from pprint import pformat
from typing import Any, NamedTuple

from tests.model.ledger import Counted, Recorded, Said, read_ledger
from tests.model.shell import MACHINE, Ran, Shell
from tests.model.titles import Title, with_slugs

_FIELDS = (
    *("slug", "title", "status", "kind", "date", "precision", "season", "platform", "earliest"),
    *("latest", "tags", "source", "reported_on", "confidence"),
)
_STEP = timedelta(microseconds=1)
# A machine whose clock is that of everybody else is at most so far behind, or ahead.
_BEHIND, _AHEAD = timedelta(days=2), timedelta(days=3653)


class Seat(NamedTuple):
    """A person at a machine: the author, the day that SLATE_TODAY sets, and other settings."""

    author: str
    day: str | None
    settings: tuple[tuple[str, str], ...]

    @property
    def now(self) -> datetime:
        """The time of the clock."""
        return datetime.fromisoformat(f"{self.day}T12:00:00Z") if self.day else MACHINE

    @property
    def today(self) -> str:
        """The day of the clock."""
        return self.now.date().isoformat()

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of a command."""
        found = dict(self.settings) | {"SLATE_AUTHOR": self.author}
        return found | ({"SLATE_TODAY": self.day} if self.day else {})


class Content:
    """What a slate must contain, given its batches."""

    def __init__(self, batches: dict[str, Recorded]) -> None:
        self.batches = batches
        self.counted = Counted(batches)

    @cached_property
    def titles(self) -> dict[str, Title]:
        """The titles by their slugs."""
        return with_slugs(map(Title, self.counted.titles()))

    def as_of(self, day: str) -> dict[str, Title]:
        """Return the titles at the end of a day, by their slugs."""
        return with_slugs(map(Title, self.counted.titles(day)))

    @property
    def slugs(self) -> list[str]:
        """The slugs, sorted."""
        return sorted(self.titles)

    def called(self, name: str, season: int | None) -> list[Title]:
        """Return the titles that have or had a name."""
        return [
            title
            for title in self.titles.values()
            if name in title.names and title.value("season") == season
        ]

    @property
    def has_splits(self) -> bool:
        """Whether a split has ever been recorded."""
        return any(said.of_relations("split") for said in self.counted.all_reports)


def records(titles: dict[str, Title]) -> list[dict[str, Any]]:
    """Return what `slate list -f json` must print of titles, sorted by slug."""
    return [{"slug": slug} | titles[slug].record() for slug in sorted(titles)]


class Slate:
    """A slate, and what it must contain; `keeps` is the file that reading must not change."""

    def __init__(self, shell: Shell, name: str, keeps: Path | None) -> None:
        self.shell = shell
        self.name = name
        self.keeps = keeps
        self.content = self._before = Content({})

    # Commands that read

    def read(self, seat: Seat, *arguments: str, codes: Iterable[int] = (0,)) -> str:
        """Run a command that reads; nothing may change."""
        return self._read(seat, arguments, codes, is_check=True)

    def write_file(self, seat: Seat, *arguments: str) -> None:
        """Run a command that reads, and writes a file for others."""
        self._read(seat, arguments, (0,), is_check=False)

    def _read(
        self, seat: Seat, arguments: tuple[str, ...], codes: Iterable[int], *, is_check: bool
    ) -> str:
        before = self._bytes()
        ran = self._run(seat, arguments, codes, is_check=is_check)
        if self._bytes() != before:
            raise self.shell.fault(f"A command that reads has changed the file: {ran.typed}")
        return ran.out

    def listed(
        self, seat: Seat, *options: str, options_before: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        """Return the records that the slate prints, sorted by slug, with the fields to compare."""
        rows = json.loads(self.read(seat, *options_before, "list", "-f", "json", *options))
        found = [{name: row[name] for name in _FIELDS} for row in rows]
        return sorted(found, key=lambda row: row["slug"])

    def check_list(self, seat: Seat) -> None:
        """Compare the titles with those that must be there."""
        self.compare(self.listed(seat), records(self.content.titles), "slate list")

    def compare(self, found: object, wanted: object, what: str) -> None:
        """Raise a fault if what was found is not what must be there."""
        if found != wanted:
            lines = unified_diff(_lines(wanted), _lines(found), "right", "found", n=1, lineterm="")
            difference = "\n".join(lines)
            raise self.shell.fault(f"{what}, of {self.name}, is not right:\n{difference}")

    def numbers(self, seat: Seat) -> dict[str, int]:
        """Return the numbers of the batches in this slate, by uid."""
        rows = json.loads(self.read(seat, "log", "-f", "json", "--columns", "batch,uid"))
        return {row["uid"]: row["batch"] for row in rows}

    # Commands that write

    def fail(self, seat: Seat, *arguments: str, codes: Iterable[int] = (1,)) -> Ran:
        """Run a command that must be refused, and must change nothing."""
        before = self._bytes()
        ran = self._run(seat, arguments, codes, is_check=True)
        if self._bytes() != before:
            raise self.shell.fault(f"A command that was refused has changed the file: {ran.typed}")
        self._learn(seat)
        return ran

    def write(
        self,
        seat: Seat,
        *arguments: str,
        codes: Iterable[int] = (0,),
        most: int = 1,
        corrects: Iterable[str] = (),
    ) -> list[Recorded]:
        """Run a command that records `most` batches at most, and return what it has recorded.

        `corrects` are the uids of the batches whose times it corrects.
        """
        ran = self._run(seat, arguments, codes)
        new = self._learn(seat)
        if ran.code and new:
            raise self.shell.fault(f"A command that was refused has recorded something: {ran}")
        if len(new) > most:
            raise self.shell.fault(f"{len(new)} batches were recorded by: {ran.typed}")
        self.shell.done[arguments[0]] += bool(new)
        now = next_time(self._before, seat.now, corrects)
        for batch in new:
            wanted = (seat.author, _instant(now))
            self.compare((batch.author, batch.recorded_at), wanted, "who recorded it, and when,")
            now += _STEP
        self.check_list(seat)
        return new

    def take_over(self, seat: Seat, batches: dict[str, Recorded], *arguments: str) -> None:
        """Run a command after which the slate must have these batches and no others."""
        self._run(seat, arguments, (0,))
        found = read_ledger(self.read(seat, "export", "-f", "ledger"))
        self.compare(found, batches, "slate export -f ledger")
        self.shell.done[arguments[0]] += batches != self.content.batches
        self.content = Content(batches)
        self.check_list(seat)

    def _learn(self, seat: Seat) -> list[Recorded]:
        """Return the batches that are new; all that were recorded before must still be there."""
        found = read_ledger(self.read(seat, "export", "-f", "ledger"))
        self._before, known = self.content, self.content.batches
        left = {uid: batch for uid, batch in found.items() if uid in known}
        self.compare(left, known, "what was recorded before, in the ledger")
        new = [batch for uid, batch in found.items() if uid not in known]
        self.content = Content(found)
        return new

    def _run(
        self,
        seat: Seat,
        arguments: tuple[str, ...],
        codes: Iterable[int],
        *,
        is_check: bool = False,
    ) -> Ran:
        ran = self.shell.run(arguments, seat.environment, is_check=is_check)
        wrong = _wrong_with(ran, tuple(codes))
        if wrong:
            raise self.shell.fault(f"{wrong}: {ran.typed}\n{ran.out}{ran.err}")
        return ran

    def _bytes(self) -> object:
        if self.keeps is None:
            return None
        return [path.read_bytes() for path in sorted(Path().glob(f"{self.keeps}*"))]


def next_time(content: Content, now: datetime, apart: Iterable[str] = ()) -> datetime:
    """Return when the next batch is recorded: later than all others, whatever the clock."""
    ends = [content.counted.newest_time(apart)]
    ends += [
        batch.recorded_at
        for batch in content.batches.values()
        if not batch.corrects.keys().isdisjoint(apart)
    ]
    return max([now, *(datetime.fromisoformat(end) + _STEP for end in ends if end)])


def refuses_clock(content: Content, seat: Seat, apart: Iterable[str] = ()) -> bool:
    """Whether the clock of a seat is so wrong that nothing is recorded."""
    newest = content.counted.newest_time(apart)
    if seat.day is not None or not newest:
        return False
    then = datetime.fromisoformat(newest)
    return then - seat.now > _BEHIND or seat.now - then > _AHEAD


def drafted(content: Content, seat: Seat, said: Said) -> Said:
    """Return a report as it would be recorded now."""
    return said._replace(recorded_at=_instant(next_time(content, seat.now)))


def _lines(value: object) -> list[str]:
    return value.splitlines() if isinstance(value, str) else pformat(value, width=160).splitlines()


def _instant(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def _wrong_with(ran: Ran, codes: tuple[int, ...]) -> str:
    """Return what is wrong with how a command ended; empty if nothing is."""
    lines = [line for line in ran.err.splitlines() if not line.startswith("slate: offline: ")]
    first, *others = lines or [""]
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("an internal error", lambda: "internal error" in ran.err or "Traceback" in ran.err),
        (f"exit status {ran.code}", lambda: ran.code not in codes),
        ("a failure without a message", lambda: bool(ran.code) and not first.startswith("slate: ")),
        ("output of a failure", lambda: bool(ran.code) and bool(ran.out)),
        ("several lines of error", lambda: bool(ran.code) and len(others) > 0),
        ("a note that is none", lambda: bool(first) and not first.startswith("slate: ")),
    ]
    return next((what for what, is_wrong in checks if is_wrong()), "")
