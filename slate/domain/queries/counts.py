"""Counts of releases by what they have in common: a pivot table.

Each release is certain, possible, known by its year only, or without a date. One that may come
out in any of several months is possible in each of them, but counts once in the totals; so
does a title with several tags.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, assert_never

from slate.domain.dates.calendar_units import UNITS, Sureness, judge
from slate.domain.dates.windows import Window
from slate.domain.errors import KeyChoiceError, TextError
from slate.domain.text import folded
from slate.domain.titles.vocabulary import platform_key

KEYS = ("platform", *UNITS, "kind", "status", "label", "region", "tag")
_MOST_KEYS = 4

Group = str | None  # None if nothing is stated: no platform, no tag, no single month
Place = tuple[Group, ...]
_Sums = defaultdict[Any, Counter[Sureness]]


class Tally(NamedTuple):
    """The number of releases, by how certain it is when they come out.

    The fields are those of Sureness, in its order.
    """

    certain: int = 0
    possible: int = 0
    year_only: int = 0
    no_date: int = 0

    def number(self, sureness: Sureness) -> int:
        """Return the number of releases that are this certain."""
        match sureness:
            case Sureness.CERTAIN:
                return self.certain
            case Sureness.POSSIBLE:
                return self.possible
            case Sureness.YEAR_ONLY:
                return self.year_only
            case Sureness.NO_DATE:
                return self.no_date
            case _:
                assert_never(sureness)


class Alike(NamedTuple):
    """Releases with the same values for all keys."""

    values: Place  # of the keys that are not dates, in their order; tags joined by commas
    date: str | None
    rumored: bool  # or contested: never certain
    number: int


class Count(NamedTuple):
    """The pivot table: a tally for each cell that is not empty, and the totals.

    Rows stand for all keys but the last, columns for the last; with a single key there are only
    rows, and one column without a name.
    """

    keys: tuple[str, ...]
    rows: tuple[Place, ...]  # in their order: dates by time, others by size
    columns: tuple[Place, ...]
    cells: Mapping[tuple[Place, Place], Tally]
    row_totals: Mapping[Place, Tally]
    column_totals: Mapping[Place, Tally]
    total: Tally


def columns_of(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of the data: those that are never empty first."""
    return (*Tally._fields, *keys)


def rows_of(count: Count) -> Iterable[tuple[Any, ...]]:
    """Return a row for each cell that is not empty."""
    return (
        (*count.cells[row, column], *row, *column)
        for row, column in product(count.rows, count.columns)
        if (row, column) in count.cells
    )


def parse_keys(field: str, text: str) -> tuple[str, ...]:
    """Parse the keys to count by: `platform,month`.

    Raises WordError for an unknown key, and TextError, which names `field`, for a list of keys
    that cannot be used.
    """
    keys = tuple(filter(None, (name.strip().lower() for name in text.split(","))))
    for key in keys:
        if key not in KEYS:
            raise KeyChoiceError("count", key, KEYS)
    if not keys:
        raise TextError(field, f"is empty. Write {field} platform,month.")
    if len(set(keys)) < len(keys) or len(keys) > _MOST_KEYS:
        raise TextError(field, f"takes at most {_MOST_KEYS} keys, each once.")
    if len(UNITS.keys() & set(keys)) > 1:
        raise TextError(field, "takes only one of month, quarter and year.")
    return keys


def count(keys: Sequence[str], found: Iterable[Alike], window: Window | None = None) -> Count:
    """Count releases, each of which may come out in the window or has no date."""
    unit = next((key for key in keys if key in UNITS), None)
    split = max(len(keys) - 1, 1)
    spelled: dict[str, str] = {}
    sizes: list[Counter[Group]] = [Counter() for _ in keys]
    cells, rows, columns, whole = (defaultdict[Any, Counter[Sureness]](Counter) for _ in range(4))
    for values, text, rumored, number in found:
        sureness, units = judge(text, unit, window, rumored=rumored)
        waiting = iter(values)
        groups = [units if key == unit else _groups(key, next(waiting), spelled) for key in keys]
        for size, members in zip(sizes, groups, strict=True):
            size.update(dict.fromkeys(members, number))
        across, down = list(product(*groups[:split])), list(product(*groups[split:]))
        for sums, places in (
            (cells, product(across, down)),
            (rows, across),
            (columns, down),
            (whole, [()]),
        ):
            for place in places:
                sums[place][sureness] += number
    ranks = [_ranks(key, size) for key, size in zip(keys, sizes, strict=True)]
    return Count(
        keys=tuple(keys),
        rows=_ordered(rows, ranks[:split]),
        columns=_ordered(columns, ranks[split:]),
        cells=_tallies(cells),
        row_totals=_tallies(rows),
        column_totals=_tallies(columns),
        total=_tally(whole[()]),
    )


def _tally(numbers: Counter[Sureness]) -> Tally:
    return Tally(*(numbers[sureness] for sureness in Sureness))


def _tallies(sums: _Sums) -> dict[Any, Tally]:
    return {place: _tally(numbers) for place, numbers in sums.items()}


def _groups(key: str, value: str | None, spelled: dict[str, str]) -> Place:
    """Return the groups to which a value belongs; with tags, there may be several."""
    if not value:
        return (None,)
    if key == "tag":
        return tuple(value.split(","))
    if key == "platform":
        return (spelled.setdefault(platform_key(value), value),)
    return (value,)


def _ranks(key: str, sizes: Counter[Group]) -> dict[Group, int]:
    """Return the position of each group: dates by time, others by size, None last."""

    def order(group: Group) -> tuple[bool, int, str]:
        return (group is None, 0 if key in UNITS else -sizes[group], folded(group or ""))

    return {group: rank for rank, group in enumerate(sorted(sizes, key=order))}


def _ordered(places: Iterable[Place], ranks: Sequence[Mapping[Group, int]]) -> tuple[Place, ...]:
    return tuple(
        sorted(
            places,
            key=lambda place: [rank[group] for rank, group in zip(ranks, place, strict=True)],
        )
    )
