"""The claims that named sources have made about a title, in the order in which they were made.

A claim is the date that a source states for a release, or the status that it states for the
title. A source that repeats its claim makes no further one; one that changes it, or withdraws it
and states it again, does. As in the fold, a rumor of a source stands beside its own firmer claim.
Dates are the same if they span the same days, and sources if their folded names are. The claims
on a release go with it when it moves. Titles that were merged count as one from the start.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.history import Step, TitleHistory
from slate.domain.changes.slips import date_changes, without_corrections
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.claims import contains
from slate.domain.reports.report import Report, in_order
from slate.domain.text import folded
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.title import Release, Title

_Value = TypeVar("_Value", ReleaseDate, Stage)


@dataclass(slots=True)
class MadeClaim(Generic[_Value]):
    """A value that a source stated, and the first report in which it did."""

    source: str
    value: _Value
    report: Report
    # Of a date: how the date that was shown left its days later, slipped or advanced, if it did.
    moved: ChangeName | None = None

    @property
    def by(self) -> str:
        """The folded name of the source, by which sources are compared."""
        return folded(self.source)


class _Claims(Generic[_Value]):
    """The claims of all sources on one thing."""

    def __init__(self) -> None:
        self.made: list[MadeClaim[_Value]] = []
        # What each source claims at present, by its folded name: firmly, and as a rumor.
        self.present: dict[tuple[str, bool], object] = {}

    def add(self, report: Report, value: _Value | None, compared: object) -> None:
        """Add the claim of a report, unless its source repeats one; None withdraws it.

        Two values are the same if what is `compared` of them is.
        """
        if report.source is None:
            return
        claim = folded(report.source)
        before = [self.present.get((claim, is_rumor)) for is_rumor in (False, True)]
        if value is not None and compared not in before:
            self.made.append(MadeClaim(report.source, value, report))
        if not report.rumored:
            self.present.pop((claim, True), None)
        self.present[claim, report.rumored] = compared


class ReleaseClaims:
    """The claims on the date of one release, and the official ones, also those without a source."""

    def __init__(self, key: ReleaseKey) -> None:
        """Start without any claim on the release with this key."""
        self.key = key
        self.dates = _Claims[ReleaseDate]()
        self.official: list[tuple[ReleaseDate, Report]] = []

    def add(self, report: Report, text: str | None) -> None:
        """Add the claim of a report; None withdraws the date."""
        when = None if text is None else parse_date(text)
        self.dates.add(report, when, when and (when.earliest, when.latest))
        if when is not None and report.confidence.is_official:
            self.official.append((when, report))

    def note_move(self, name: ChangeName, before: ReleaseDate, after: ReleaseDate) -> None:
        """Mark the claims that allowed the date that was shown, and do not allow the new one."""
        for claim in self.dates.made:
            if contains(claim.value, before) and not contains(claim.value, after):
                claim.moved = name

    def join(self, other: "ReleaseClaims") -> None:
        """Add the claims on a release that moved here."""
        self.dates.made = [*other.dates.made, *self.dates.made]
        self.dates.present = other.dates.present | self.dates.present
        self.official = sorted([*other.official, *self.official], key=lambda own: own[1].order)


class MadeClaims(NamedTuple):
    """The title as it stands, and the claims made about it."""

    title: Title | None
    releases: tuple[ReleaseClaims, ...]
    stages: tuple[MadeClaim[Stage], ...]


def claims_made(key: str, reports: Iterable[Report]) -> MadeClaims:
    """Return the claims about a title, from the reports in force on it.

    Those that were made before the title was removed are left out.
    """
    title: Title | None = None
    releases: dict[str, ReleaseClaims] = {}
    stages = _Claims[Stage]()
    for step in without_corrections(map(TitleHistory(key).hear, in_order(reports))):
        if step.report.said is None and step.title is None:
            releases, stages = {}, _Claims[Stage]()
        if (move := _move(title, step)) is not None:
            old, new = move
            moved = releases.pop(old.folded, ReleaseClaims(old))
            releases.setdefault(new.folded, ReleaseClaims(new)).join(moved)
        for name in (ChangeName.SLIPPED, ChangeName.ADVANCED):
            for change, where in date_changes(step, name):
                there = releases.setdefault(where.folded, ReleaseClaims(where))
                there.note_move(name, *change.dates)
        _add(step.report, releases, stages)
        title = step.title
    return MadeClaims(title, tuple(releases.values()), tuple(stages.made))


def _move(before: Title | None, step: Step) -> tuple[ReleaseKey, ReleaseKey] | None:
    """Return the former and the new key of a release that a report moved, None if it moved none.

    The fold moves the claims on its date: see `TitleClaims`.
    """
    said = (step.report.said or {}).get("releases") or {}
    if None not in said.values():  # true of most
        return None
    there = {release.key.folded: release for release in _releases(before)}
    left = {release.key.folded for release in _releases(step.title)}
    gone, come = [], []
    for name, item in said.items():
        key = ReleaseKey.parse(name)
        known = there.get(key.folded)
        if item is None:
            gone += [] if known is None else [key]
        elif known is None or known.rank < step.report.confidence.rank:
            come.append(key)
    if len(gone) != 1 or len(come) != 1 or gone[0].folded in left:
        return None
    return gone[0], come[0]


def _releases(title: Title | None) -> tuple[Release, ...]:
    return title.releases if title else ()


def _add(report: Report, releases: dict[str, ReleaseClaims], stages: _Claims[Stage]) -> None:
    """Add the claims of one report."""
    said = report.said or {}
    for name, item in (said.get("releases") or {}).items():
        if item and "date" in item:
            key = ReleaseKey.parse(name)
            releases.setdefault(key.folded, ReleaseClaims(key)).add(report, item["date"])
    if "status" in said:
        stage = None if said["status"] is None else STAGES[said["status"]]
        stages.add(report, stage, stage)
