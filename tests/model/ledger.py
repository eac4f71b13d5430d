"""A plain description of a ledger: who said what and when, and which of it counts.

Nothing here uses the code that it describes. A ledger is a set of batches; what counts of them
follows from the set alone:

- A batch is undone, for one title or for all, while a batch that undoes it is in force itself.
- A correction in force states when other batches were recorded; the newest one counts.
- A merge makes one title of two, and a split moves what a source had said before to another title.
"""

import calendar
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=-12)  # the furthest time zones
_RELATIONS = ("same", "split", "differs")


class Said(NamedTuple):
    """What one source said about one title."""

    batch: str
    n: int
    key: str
    patch: Mapping[str, Any] | None  # None removes the title
    source: str | None
    reported_on: str
    confidence: str
    recorded_at: str  # as it counts

    @property
    def order(self) -> tuple[str, str, str, int]:
        """The order in which reports count."""
        return (self.last_day, self.recorded_at, self.batch, self.n)

    @property
    def last_day(self) -> str:
        """The last day on which it may have been said: at most that on which it was recorded."""
        if len(self.reported_on) == len("2021-01-01"):
            if self.reported_on <= self.recorded_at[:10]:
                return self.reported_on
            return min(self.reported_on, _shifted(self.recorded_at, _AHEAD))
        return min(self.final_day, _shifted(self.recorded_at, _BEHIND))

    @property
    def final_day(self) -> str:
        """The last day of the day or the month that it names."""
        if len(self.reported_on) == len("2021-01-01"):
            return self.reported_on
        year, month = map(int, self.reported_on.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1]).isoformat()

    @property
    def first_day(self) -> str:
        """The first day on which it may have been said."""
        return f"{self.reported_on}-01"[: len("2021-01-01")]

    @property
    def is_typed(self) -> bool:
        """Whether somebody typed it without a source."""
        return self.source is None and self.confidence != "rumor"

    def of_relations(self, name: str) -> Mapping[str, str]:
        """What it says of how titles relate: `same`, `split` or `differs`."""
        found: Mapping[str, str] = (self.patch or {}).get(name, {})
        return found


class Recorded(NamedTuple):
    """A batch: what one command recorded."""

    uid: str
    recorded_at: str
    author: str
    command: str
    undoes: str | None
    only: tuple[str, ...]
    corrects: Mapping[str, str]
    reports: tuple[Said, ...]

    @property
    def keys(self) -> set[str]:
        """The titles on which it reports."""
        return {said.key for said in self.reports}


Batches = Mapping[str, Recorded]  # by uid


def read_ledger(text: str) -> dict[str, Recorded]:
    """Return the batches of a ledger as `slate export -f ledger` writes it."""
    found: dict[str, Recorded] = {}
    for line in text.splitlines()[1:]:
        values = json.loads(line)
        if "uid" in values:
            found[values["uid"]] = Recorded(
                values["uid"],
                values["recorded_at"],
                values["author"],
                values["command"],
                values["undoes"],
                tuple(values.get("only", ())),
                values.get("corrects", {}),
                (),
            )
            continue
        batch = found[values["batch"]]
        said = Said(
            batch.uid,
            values["n"],
            values["title_key"],
            values["said"],
            values["source"],
            values["reported_on"],
            values["confidence"],
            batch.recorded_at,
        )
        found[batch.uid] = batch._replace(reports=(*batch.reports, said))
    return found


class Counted:
    """What counts of a set of batches."""

    def __init__(self, batches: Batches) -> None:
        self.batches = batches

    @cached_property
    def _takers(self) -> dict[str, list[Recorded]]:
        found: dict[str, list[Recorded]] = {}
        for batch in self.batches.values():
            if batch.undoes is not None:
                found.setdefault(batch.undoes, []).append(batch)
        return found

    def takers_of(self, uid: str) -> list[Recorded]:
        """Return the batches in force that undo another one."""
        return [one for one in self._takers.get(uid, ()) if not self.is_undone(one.uid)]

    def is_undone_for(self, uid: str, key: str) -> bool:
        """Whether a batch is undone for the title with a key."""
        return any(
            (not taker.only or key in taker.only) and not self.is_undone_for(taker.uid, key)
            for taker in self._takers.get(uid, ())
        )

    def is_undone(self, uid: str) -> bool:
        """Whether a batch is undone for all that it is about."""
        keys = self.about(uid)
        return all(self.is_undone_for(uid, key) for key in keys or {""})

    def is_partly_undone(self, uid: str) -> bool:
        """Whether a batch is undone for some of its titles only."""
        undone = {self.is_undone_for(uid, key) for key in self.about(uid)}
        return undone == {True, False}

    def root_of(self, uid: str) -> Recorded:
        """Return the batch that an undo or redo is about in the end."""
        batch = self.batches[uid]
        return batch if batch.undoes is None else self.root_of(batch.undoes)

    def about(self, uid: str) -> set[str]:
        """Return the keys that a batch, an undo or a redo is about."""
        batch = self.batches[uid]
        if batch.undoes is None:
            return batch.keys
        return set(batch.only) or self.about(batch.undoes)

    @cached_property
    def times(self) -> dict[str, str]:
        """When each batch was recorded, as it counts."""
        found = {uid: batch.recorded_at for uid, batch in self.batches.items()}
        corrections = [batch for batch in self.batches.values() if batch.corrects]
        for one in sorted(corrections, key=lambda batch: (batch.recorded_at, batch.uid)):
            if not self.is_undone_for(one.uid, ""):
                found |= {uid: when for uid, when in one.corrects.items() if uid in found}
        return found

    def newest_time(self, apart: Iterable[str] = ()) -> str:
        """Return the newest time that counts of all batches but some; empty for none."""
        return max((when for uid, when in self.times.items() if uid not in set(apart)), default="")

    @cached_property
    def in_force(self) -> list[Said]:
        """The reports that count, in their order, with the key that each had when recorded."""
        found = [
            said._replace(recorded_at=self.times[batch.uid])
            for batch in self.batches.values()
            for said in batch.reports
            if not self.is_undone_for(batch.uid, said.key)
        ]
        return sorted(found, key=lambda said: said.order)

    def _when(self, said: Said) -> tuple[str, str, int]:
        return self.batches[said.batch].recorded_at, said.batch, said.n

    def split_to(self, reports: list[Said]) -> dict[tuple[str, int], str]:
        """Return the key to which splits move reports: (batch, n) -> key."""
        moved: dict[tuple[str, int], str] = {}
        splits = [said for said in reports if said.of_relations("split")]
        for split in sorted(splits, key=self._when):
            for target, source in split.of_relations("split").items():
                for said in self.all_reports:
                    there = moved.get((said.batch, said.n), said.key)
                    own = (said.source or "") == source and self._when(said) < self._when(split)
                    if there == split.key and own and _is_about_its_title(said):
                        moved[said.batch, said.n] = target
        return moved

    @cached_property
    def all_reports(self) -> list[Said]:
        """All reports, also those that are undone."""
        return [said for batch in self.batches.values() for said in batch.reports]

    def titles(self, by: str = "9999-99-99") -> list[list[Said]]:
        """Return the reports on each title up to a day, in their order."""
        reports = [said for said in self.in_force if said.last_day <= by]
        moved = self.split_to(reports)
        placed = [said._replace(key=moved.get((said.batch, said.n), said.key)) for said in reports]
        above = _merged(placed)
        found: dict[str, list[Said]] = {}
        for said in placed:
            found.setdefault(_top(above, said.key), []).append(said)
        return list(found.values())


def _merged(reports: Iterable[Said]) -> dict[str, str]:
    above: dict[str, str] = {}
    for said in reports:
        for other in said.of_relations("same"):
            above[_top(above, other)] = _top(above, said.key)
    return {key: over for key, over in above.items() if key != over}


def _top(above: Mapping[str, str], key: str) -> str:
    while key in above and above[key] != key:
        key = above[key]
    return key


def _is_about_its_title(said: Said) -> bool:
    return bool(said.patch) and not (said.of_relations("same") or said.of_relations("split"))


def _shifted(instant: str, by: timedelta) -> str:
    return (datetime.fromisoformat(instant) + by).date().isoformat()


def claims_of(said: Said) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield (path, value) for each thing that a report states about its title."""
    for name, value in (said.patch or {}).items():
        if name in _RELATIONS:
            continue
        if not isinstance(value, dict):
            yield (name,), value
            continue
        for member, item in value.items():
            if name != "releases":
                yield (name, member), item
                continue
            yield (name, member), None if item is None else member
            for field, detail in (item or {}).items():
                yield (name, member, field), detail
