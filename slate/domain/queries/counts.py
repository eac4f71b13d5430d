"""Counts of releases by what they have in common: a pivot table.

Each release is certain, possible or without a date in a cell, as `upcoming` and `list` decide it
with the filters that the cell stands for. One that may come out in any of several months is
possible in each of them, but counts once in the totals; so does a title with several tags.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, assert_never

from slate.domain.dates.calendar_units import UNITS, Sureness, judge
from slate.domain.dates.windows import Window
from slate.domain.errors import TextError
from slate.domain.queries.periods import LEFTOVER, Periods
from slate.domain.text import folded, values_in
from slate.domain.titles.column_names import parse_key
from slate.domain.titles.vocabulary import platform_key

KEYS = ("platform", *UNITS, "kind", "status", "label", "region", "tag")
_MOST_KEYS = 4

Group = str | None  # None if nothing is stated: no platform, no tag, no single month
Place = tuple[Group, ...]


class Tally(NamedTuple):
    """The number of releases, by how certain it is when they come out.

    The fields are those of Sureness, in its order. What is known by its year only is possible in
    each month that it may fall in; as `year_only` it counts again, in a place without a month.
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

    Cells of the periods of a window are there even if they are empty.
    """

    keys: tuple[str, ...]
    split: int  # the number of keys that rows stand for; columns stand for the others
    rows: tuple[Place, ...]  # in their order: dates by time, others by size
    columns: tuple[Place, ...]
    cells: Mapping[tuple[Place, Place], Tally]
    row_totals: Mapping[Place, Tally]
    column_totals: Mapping[Place, Tally]
    total: Tally


def columns_of(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of the data: the keys, and the numbers."""
    return (*keys, *Tally._fields)


def rows_of(count: Count) -> Iterable[tuple[Any, ...]]:
    """Return a row for each cell."""
    return (
        (*row, *column, *count.cells[row, column])
        for row, column in product(count.rows, count.columns)
        if (row, column) in count.cells
    )


def parse_keys(field: str, text: str) -> tuple[str, ...]:
    """Parse the keys to count by: `platform,month`.

    Raises KeyChoiceError for an unknown key, and TextError, which names `field`, for a list of keys
    that cannot be used.
    """
    keys = tuple(parse_key("count", name, KEYS) for name in values_in(text))
    if not keys:
        raise TextError(field, f"is empty. Write {field} platform,month.")
    if len(set(keys)) < len(keys) or len(keys) > _MOST_KEYS:
        raise TextError(field, f"takes at most {_MOST_KEYS} keys, each once.")
    if len(UNITS.keys() & set(keys)) > 1:
        raise TextError(field, "takes only one of month, quarter and year.")
    return keys


def count(
    keys: Sequence[str],
    found: Iterable[Alike],
    window: Window | None = None,
    *,
    wide: bool = False,
    once: bool = False,
) -> Count:
    """Count releases, each of which may come out in the window or has no date.

    Rows stand for all keys but the last, columns for the last. A single key makes rows, and one
    column without a name; if `wide`, it makes columns, and one row. With `once`, each release
    counts in no more than one period, or else among the LEFTOVER.
    """
    found = list(found)
    at = next((at for at, key in enumerate(keys) if key in UNITS), None)
    unit = None if at is None else keys[at]
    judged = {
        (text, rumored): judge(text, unit, window, rumored=rumored)
        for text, rumored in {(each.date, each.rumored) for each in found}
    }
    periods = Periods(unit, window, judged.values(), once=once) if unit else None
    split = len(keys) - 1 if wide else max(len(keys) - 1, 1)
    cells, rows, columns, whole = (
        _Sums(start, end, at)
        for start, end in ((0, len(keys)), (0, split), (split, len(keys)), (0, 0))
    )
    single = [_Sums(place, place + 1, at) for place in range(len(keys))]
    every = (cells, rows, columns, whole, *single)
    spelled: dict[str, str] = {}
    for each in found:
        how = judged[each.date, each.rumored]
        sure = periods.of(how) if periods else {}
        waiting = iter(each.values)
        groups = [
            tuple(sure) if key == unit else _groups(key, next(waiting), spelled) for key in keys
        ]
        for sums in every:
            sums.add(groups, how.sureness, sure, each.number)
    if periods and at is not None:
        others = {(place[:at], place[at + 1 :]) for place in cells.numbers}
        for (before, after), name in product(others, periods.named):
            for sums in every:
                sums.touch((*before, name, *after))
    ranks = [_ranks(key, sums.tallies()) for key, sums in zip(keys, single, strict=True)]
    return Count(
        keys=tuple(keys),
        split=split,
        rows=_ordered(rows.numbers, ranks[:split]),
        columns=_ordered(columns.numbers, ranks[split:]),
        cells={(place[:split], place[split:]): tally for place, tally in cells.tallies().items()},
        row_totals=rows.tallies(),
        column_totals=columns.tallies(),
        total=whole.tallies().get((), Tally()),
    )


class _Sums:
    """The numbers of releases by the groups of some of the keys, which are neighbors."""

    def __init__(self, start: int, end: int, at: int | None) -> None:
        """Begin with none; the keys are those from `start` to `end`, `at` is that of the date."""
        self.numbers: defaultdict[Place, Counter[Sureness]] = defaultdict(Counter)
        self._start, self._end = start, end
        self._at = at - start if at is not None and start <= at < end else None

    def add(
        self,
        groups: Sequence[Place],
        whole: Sureness,
        sure: Mapping[Group, Sureness],
        number: int,
    ) -> None:
        """Add releases to all places where they count.

        `sure` is how certain they are in each period, `whole` in the window as a whole.
        """
        for place in product(*groups[self._start : self._end]):
            how = whole if self._at is None else sure[place[self._at]]
            self.numbers[place][how] += number

    def touch(self, place: Place) -> None:
        """Add the place of a cell, without any releases unless there are some."""
        self.numbers[place[self._start : self._end]]

    def tallies(self) -> dict[Place, Tally]:
        """Return the numbers of each place."""
        return {
            place: Tally(*(numbers[how] for how in Sureness))
            for place, numbers in self.numbers.items()
        }


def _groups(key: str, value: str | None, spelled: dict[str, str]) -> Place:
    """Return the groups to which a value belongs; with tags, there may be several."""
    if not value:
        return (None,)
    if key == "tag":
        return tuple(value.split(","))
    if key == "platform":
        return (spelled.setdefault(platform_key(value), value),)
    return (value,)


def _ranks(key: str, sizes: Mapping[Place, Tally]) -> dict[Group, int]:
    """Return the position of each group: dates by time, others by size, None last.

    Those with more releases in the window come first, and then those with more without a date.
    """

    def order(place: Place) -> tuple[bool, int, int, str]:
        (group,) = place
        if key in UNITS:
            later = LEFTOVER.index(group) + 1 if group in LEFTOVER else 0
            return (group is None, later, 0, group or "")
        size = sizes[place]
        dated = sum(size) - size.no_date
        return (group is None, -dated, -size.no_date, folded(group or ""))

    return {group: rank for rank, (group,) in enumerate(sorted(sizes, key=order))}


def _ordered(places: Iterable[Place], ranks: Sequence[Mapping[Group, int]]) -> tuple[Place, ...]:
    return tuple(
        sorted(
            places,
            key=lambda place: [rank[group] for rank, group in zip(ranks, place, strict=True)],
        )
    )
