"""A plain description of a title: what is shown of what its sources said.

It follows the rules of `docs/decisions/claims.md` for titles with one release at most, on one
service. Nothing here uses the code that it describes.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tests.model.ledger import Said, claims_of

# What people write, and what is shown of it: the date, its first and last day, its precision.
DATES = {
    "2021-01-05": ("2021-01-05", "2021-01-05", "2021-01-05", "day"),
    "March 12, 2021": ("2021-03-12", "2021-03-12", "2021-03-12", "day"),
    "19 Mar 2021": ("2021-03-19", "2021-03-19", "2021-03-19", "day"),
    "2021-03-19?": ("2021-03-19?", "2021-03-19", "2021-03-19", "day"),
    "mid-March 2021": ("2021-03-mid", "2021-03-11", "2021-03-20", "month-third"),
    "2021-03": ("2021-03", "2021-03-01", "2021-03-31", "month"),
    "Q1 2021": ("2021-Q1", "2021-01-01", "2021-03-31", "quarter"),
    "early 2021": ("2021-early", "2021-01-01", "2021-04-30", "third"),
    "2021-06/2021-08": ("2021-06/2021-08", "2021-06-01", "2021-08-31", "range"),
    "2021": ("2021", "2021-01-01", "2021-12-31", "year"),
}
TBA = "TBA"
_SPANS = {text: (first, last) for text, first, last, _ in DATES.values()}
_PRECISIONS = {text: precision for text, *_, precision in DATES.values()}
_LEVELS = ("rumor", "listed", "reported", "official")
_RANKS = {"rumor": 0, "listed": 1, "reported": 2, "official": 2}
_OUT = {"released", "ended"}
_DENIES_DATES = {*_OUT, "canceled", "on-hold", "rumored"}


class Claim(NamedTuple):
    """What a source stated last, at one path of a title."""

    value: Any
    said: Said
    rank: int
    number: int  # in the order of reports
    since: int  # the number of the report with which the source began to say so

    @property
    def credit(self) -> int:
        """How much it counts for who is named as the source."""
        confidence = self.said.confidence
        return 1 if self.said.is_typed and confidence != "official" else _LEVELS.index(confidence)

    def is_within(self, other: "Claim") -> bool:
        """Whether its days are some of those of another date, but not all of them."""
        own, others = _SPANS[self.value], _SPANS[other.value]
        return own != others and others[0] <= own[0] and own[1] <= others[1]


class Path:
    """What was stated at one path, of which the latest of each source is kept."""

    def __init__(self) -> None:
        self.kept: list[Claim] = []
        self.floor = 0  # nothing up to this number is shown any longer
        self.retreat = 0  # nothing up to this number makes a date more precise
        self.was_out = False  # an earlier date was past when it was stated

    def add(self, value: Any, said: Said, number: int) -> bool:  # noqa: ANN401 -- JSON
        """Add what a source states; return whether that is newer than what it had stated."""
        since = number
        for place, claim in enumerate(self.kept):
            if claim.said.source != said.source or claim.value != value:
                continue
            own, new = (_LEVELS.index(one.confidence) for one in (claim.said, said))
            if own > new and not said.is_typed:
                return False
            if own > new:
                said, since = claim.said, claim.since
            if own == new:
                since = claim.since
                if said.confidence == "listed" and not said.is_typed:
                    self.kept[place] = claim._replace(said=said)
                    return False
        rank = _rank_of(said, self.kept)
        self.kept = [claim for claim in self.kept if not _replaces(said, claim)]
        self.kept.append(Claim(value, said, rank, number, since))
        return True

    @property
    def top(self) -> Claim:
        """The newest claim of the highest rank."""
        return max(self.kept, key=lambda claim: (claim.rank, claim.number))

    @property
    def base(self) -> Claim | None:
        """The newest claim of the highest rank that states a value and still counts."""
        found = [one for one in self.kept if one.value is not None and one.number > self.floor]
        return max(found, key=lambda claim: (claim.rank, claim.number), default=None)

    @property
    def shown(self) -> Claim | None:
        """The claim on a date that is shown: the base, or a listed one that is more precise."""
        base = self.base
        if base is None:
            return None
        after = max(self.floor, self.retreat, base.number if base.said.is_typed else 0)
        shown = base
        for claim in reversed(self.kept):
            is_listed = claim.rank == 1 and claim.value is not None and claim.number > after
            if is_listed and "?" not in claim.value and claim.is_within(shown):
                shown = claim
        return shown

    def stating(self, value: object) -> list[Claim]:
        """Return the claims that state a value and still count."""
        return [one for one in self.kept if one.value == value and one.number > self.floor]

    def credited(self, value: object) -> Said:
        """Return the report that is named for a value that is shown."""
        return max(self.stating(value), key=lambda claim: (claim.credit, -claim.since)).said

    def latest(self, value: object) -> Said:
        """Return the latest report that states a value, rumors aside."""
        found = self.stating(value)
        return max(found, key=lambda one: (one.said.confidence != "rumor", one.number)).said

    def add_date(self, value: str | None, said: Said, number: int) -> None:
        """Add what a source states of a date."""
        former, shown = self.base, self.shown
        was_out = former is not None and self._is_out(former, said)
        if not self.add(value, said, number):
            return
        newest = self.kept[-1]
        if value is None:
            if said.is_typed or newest.rank == 2:
                self.floor = self.retreat = number
                self.was_out = False
            return
        if former is None or self.base is not newest:
            return
        self.was_out = self.was_out or was_out
        own = former.said.source == said.source
        widens = (former.rank == 2 or own) and former.is_within(newest)
        if widens or (said.is_typed and shown is not None and shown.is_within(newest)):
            self.retreat = number

    def _is_out(self, former: Claim, said: Said) -> bool:
        """Whether the date shown was past when it was stated; the same day corrects mistakes."""
        shown = self.shown
        if self.was_out or shown is None or _SPANS[former.value][1] >= said.first_day:
            return False
        latest = self.latest(shown.value)
        if latest.confidence == "rumor" or "?" in shown.value:
            return False
        typed = shown.said.source is said.source is None
        corrects = typed and shown.said.reported_on == said.reported_on
        return not corrects and _SPANS[shown.value][1] < latest.first_day


def _rank_of(said: Said, there: Iterable[Claim]) -> int:
    rank = _RANKS[said.confidence]
    if said.is_typed and said.confidence != "official":
        rank = max((claim.rank for claim in there), default=0) or 1
    return rank


def _replaces(said: Said, claim: Claim) -> bool:
    own = claim.said.source == said.source
    return own and (claim.said.confidence == "rumor" or said.confidence != "rumor")


class Title:
    """A title, of the reports in force on it in their order."""

    def __init__(self, reports: list[Said]) -> None:
        self.reports = reports
        self.paths: dict[tuple[str, ...], Path] = {}
        self.names: set[str] = set()  # that it has had
        self.slugs: set[str] = set()  # that it has wanted
        self._counted: list[tuple[int, Said]] = []
        for number, said in enumerate(reports, 1):
            if said.patch is None:
                self._remove(said)
            else:
                self._counted.append((number, said))
                self._add(number, said)
            if (name := self.value("title")) is not None:
                self.names.add(name)
                self.slugs.add(self.wanted)

    def _add(self, number: int, said: Said) -> None:
        for path, value in claims_of(said):
            there = self.paths.setdefault(path, Path())
            if path[-1] == "date":
                there.add_date(value, said, number)
            else:
                there.add(value, said, number)

    def _remove(self, said: Said) -> None:
        """Forget what was stated under the key of a removal, if the removal counts."""
        ranks = [
            claim.rank
            for path, there in self.paths.items()
            if (claim := there.base if path[0] == "releases" else there.top)
        ]
        if not said.is_typed and any(_RANKS[said.confidence] < rank for rank in ranks):
            return
        self.paths.clear()
        self._counted = [one for one in self._counted if one[1].key != said.key]
        for one in self._counted:
            self._add(*one)

    def value(self, name: str) -> Any:  # noqa: ANN401 -- JSON
        """Return what is shown of a plain field."""
        there = self.paths.get((name,))
        return there.top.value if there else None

    @property
    def is_there(self) -> bool:
        """Whether there is such a title."""
        return self.value("title") is not None

    @property
    def created(self) -> tuple[str, str, int]:
        """When it was first named."""
        named = [said for said in self.reports if "title" in (said.patch or ())]
        return min((said.recorded_at, said.batch, said.n) for said in named)

    @property
    def wanted(self) -> str:
        """The slug that it has unless another title has it."""
        season = self.value("season")
        slug = self.value("slug") or str(self.value("title")).lower().replace(" ", "-")
        return slug if season is None or self.value("slug") else f"{slug}-s{season}"

    @property
    def release(self) -> tuple[str, ...] | None:
        """The path of its only release."""
        found = [
            path
            for path, there in self.paths.items()
            if path[0] == "releases" and len(path) == 2 and there.base
        ]
        assert len(found) < 2, found
        return found[0] if found else None

    @property
    def date(self) -> Path | None:
        """What was stated of the date of its release."""
        return self.paths.get((*self.release, "date")) if self.release else None

    def status(self) -> tuple[str, Said]:
        """Return the status that is shown, and the report that is named for it."""
        date, stated = self.date, self.paths.get(("status",))
        shown = date.shown if date else None
        if stated and stated.top.value is not None and self._counts(stated.top, date):
            return stated.top.value, stated.credited(stated.top.value)
        name = self.paths["title",]
        return self._derived(date, shown), name.credited(name.top.value)

    def _derived(self, date: Path | None, shown: Claim | None) -> str:
        if date is None or shown is None:
            return "announced"
        latest = date.latest(shown.value)
        is_firm = latest.confidence != "rumor" and "?" not in shown.value
        if date.was_out or (is_firm and _SPANS[shown.value][1] < latest.first_day):
            return "released"
        return "scheduled"

    def _counts(self, stated: Claim, date: Path | None) -> bool:
        base = date.base if date else None
        shown = date.shown if date else None
        if base is None or shown is None or stated.rank >= base.rank:
            return True
        said = stated.said
        if said.is_typed and stated.number >= base.number:
            return True
        first, last = _SPANS[shown.value]
        if stated.value in _OUT:
            denies = first > said.final_day
        else:
            denies = stated.value in _DENIES_DATES and last > said.first_day
        return said.confidence != "rumor" and not denies

    def record(self) -> dict[str, Any]:
        """Return the fields of the title as `slate list -f json` prints them, but for the slug."""
        status, cited = self.status()
        release, date = self.release, self.date
        shown = date.shown if date else None
        if release is not None:
            cited = self._cited(self.paths[release], date, cited)
        first, last = _SPANS[shown.value] if shown else (None, None)
        kind = "film" if self.value("season") is None else "series"
        return {
            "title": self.value("title"),
            "status": status,
            "kind": self.value("kind") or kind,
            "date": shown.value if shown else None,
            "precision": _PRECISIONS[shown.value] if shown else "tba",
            "season": self.value("season"),
            "platform": release[1].rpartition("|")[2] if release else None,
            "earliest": first,
            "latest": last,
            "tags": sorted(
                path[1]
                for path, there in self.paths.items()
                if path[0] == "tags" and there.top.value is not None
            ),
            "source": cited.source,
            "reported_on": cited.reported_on,
            "confidence": cited.confidence,
        }

    def _cited(self, named: Path, date: Path | None, own: Said) -> Said:
        """Return the report that is named for the release."""
        base = named.base
        assert base is not None
        shown = date.shown if date else None
        if date is not None and shown is not None:
            return date.credited(shown.value)
        withdrawn = [claim for claim in date.kept if claim.value is None] if date else []
        stated = self.paths.get(("status",))
        if not withdrawn and base.rank > 0 and stated and stated.top.value is not None:
            return own
        if withdrawn and base.rank > 0:
            return withdrawn[-1].said
        return named.credited(base.value)


def with_slugs(titles: Iterable[Title]) -> dict[str, Title]:
    """Return titles by their slugs: of those that want the same one, the first gets it."""
    found = sorted((one for one in titles if one.is_there), key=lambda title: title.created)
    owners: dict[str, Title] = {}
    for title in found:
        owners.setdefault(title.wanted, title)
    for title in found:
        if owners[title.wanted] is not title:
            number = 2
            while f"{title.wanted}-{number}" in owners:
                number += 1
            owners[f"{title.wanted}-{number}"] = title
    return owners
