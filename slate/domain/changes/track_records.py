"""The track record of each source: how many of its claims were right, wrong, first, and so on.

What becomes of a claim is decided in `judged_claims.py`. A row has the record of one source or,
if that is asked for, its record on one platform or for one kind of title. A claim on a status is
counted apart from those on dates, and on the platform of the first release that fits.

Sources are compared by their folded names, and platforms by any of theirs; each is shown as it
was spelled in the first of the reports that are counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slate.domain.changes.judged_claims import JudgedClaim, Verdict
from slate.domain.changes.median import median
from slate.domain.text import folded, values_or_empty
from slate.domain.titles.column_names import parse_key
from slate.domain.titles.release_key import NOTHING_STATED
from slate.domain.titles.title import Release
from slate.domain.titles.vocabulary import platform_key

FitsRelease = Callable[[Release], bool]
_Place = tuple[str | None, ...]
_Order = tuple[str, str, str, int]  # of a report
# What the rows can be grouped by, besides the source.
_SOURCE, _FURTHER = "source", ("platform", "kind")
KEYS = (_SOURCE, *_FURTHER)
# Columns by which the rows can be sorted, highest first.
SORTS = (
    *("right", "claims", "first", "wrong", "slipped", "advanced", "open"),
    *("rate", "ahead", "statuses"),
)
# Columns behind the keys. New ones are added only at the end.
_MEASURES = (
    *("claims", "first", *map(str, Verdict)),
    *("statuses", "statuses_right", "statuses_wrong", "statuses_open"),
    *("rate", "ahead", "exact_to"),
)
# A rate of fewer claims would say more about chance than about the source.
ENOUGH = 10
_NOWHERE = Release(NOTHING_STATED)


@dataclass(slots=True)
class TrackRecord:
    """The record of a source; with a platform or a kind, its record there."""

    keys: _Place  # the source, then the platform and the kind if asked for
    dates: Counter[Verdict] = field(default_factory=Counter)
    statuses: Counter[Verdict] = field(default_factory=Counter)
    first: int = 0
    leads: list[int] = field(default_factory=list)  # days by which claims were ahead of official
    spans: list[int] = field(default_factory=list)  # days that its right claims span

    def add(self, judged: JudgedClaim) -> None:
        """Count one claim."""
        if judged.release is None:
            self.statuses[judged.verdict] += 1
            return
        self.dates[judged.verdict] += 1
        self.first += judged.is_first
        if judged.ahead is not None:
            self.leads.append(judged.ahead)
        if judged.verdict is Verdict.RIGHT and judged.days is not None:
            self.spans.append(judged.days)

    @property
    def claims(self) -> int:
        """The number of claims on dates."""
        return self.dates.total()

    @property
    def decided(self) -> int:
        """The number of claims on dates that were right or wrong."""
        return self.dates[Verdict.RIGHT] + self.dates[Verdict.WRONG]

    @property
    def rate(self) -> float | None:
        """The share of right claims among those that were right or wrong; None if these are few."""
        if self.decided < ENOUGH:
            return None
        return round(self.dates[Verdict.RIGHT] / self.decided, 3)

    @property
    def ahead(self) -> float | None:
        """The median number of days by which its claims were ahead of official ones."""
        return median(self.leads)

    @property
    def exact_to(self) -> float | None:
        """The median number of days that its right claims span: 1 for exact days."""
        return median(self.spans)

    @property
    def row(self) -> tuple[Any, ...]:
        """The values of `columns_of`."""
        return (
            *self.keys,
            *(self.claims, self.first, *(self.dates[verdict] for verdict in Verdict)),
            self.statuses.total(),
            *(self.statuses[each] for each in (Verdict.RIGHT, Verdict.WRONG, Verdict.OPEN)),
            *(self.rate, self.ahead, self.exact_to),
        )


def parse_row_keys(text: str) -> tuple[str, ...]:
    """Parse what there is a row for, besides each source: `source`, `platform`, `platform,kind`.

    Raises KeyChoiceError.
    """
    keys = [parse_key("group", name, KEYS) for name in values_or_empty(text)]
    return (_SOURCE, *(key for key in _FURTHER if key in keys))


def columns_of(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of the rows for some keys."""
    return (*keys, *_MEASURES)


def track_records(
    found: Iterable[JudgedClaim], fits: FitsRelease, keys: Sequence[str], sort: str | None
) -> list[TrackRecord]:
    """Return the records of the sources whose claims fit, sorted: highest first, then by name."""
    rows: dict[_Place, TrackRecord] = {}
    spelled: dict[tuple[str, str | None], tuple[_Order, str | None]] = {}
    for judged in found:
        # A title of which no release fits may still fit, unless releases are asked for.
        release = judged.release or next(filter(fits, judged.title.releases), _NOWHERE)
        if not fits(release):
            continue
        values = {
            "source": judged.source,
            "platform": release.key.platform,
            "kind": judged.title.kind,
        }
        place = tuple(_compared(key, values[key]) for key in keys)
        for named in zip(keys, place, strict=True):
            name = (judged.report.order, values[named[0]])
            if named not in spelled or name[0] < spelled[named][0]:
                spelled[named] = name
        if place not in rows:
            rows[place] = TrackRecord(place)
        rows[place].add(judged)
    for row in rows.values():
        row.keys = tuple(spelled[named][1] for named in zip(keys, row.keys, strict=True))
    return sorted(rows.values(), key=partial(_order, sort or SORTS[0]))


def _compared(key: str, value: str | None) -> str | None:
    if value is None:
        return None
    return platform_key(value) if key == "platform" else folded(value)


def _order(sort: str, row: TrackRecord) -> tuple[object, ...]:
    """Sort key: what cannot be told comes last; equal rows by right claims, claims and names."""
    values = dict(zip(_MEASURES, row.row[len(row.keys) :], strict=True))
    asked = values[sort]
    names = [folded(name or "") for name in row.keys]
    return (asked is None, -(asked or 0), -values["right"], -values["claims"], names)
