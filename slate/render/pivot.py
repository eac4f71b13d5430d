"""The pivot table of `count`: the names of its rows and columns, and what each cell says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from slate.domain.dates.calendar_units import UNITS, Sureness
from slate.domain.queries.counts import Count, Group, Place, Tally
from slate.wording.phrases import date_text, group_text, key_word, opened

TOTAL = "Total"


class Cell(NamedTuple):
    """The numbers of a cell; in sums, and for what has no single month, only the first one."""

    number: int = 0
    possible: int = 0
    undated: int = 0


class Names(NamedTuple):
    """A column that names the rows: the key, its header, and its cells."""

    key: str
    header: str
    cells: Sequence[str]


class Numbers(NamedTuple):
    """A column of numbers; its period, if it stands for one: `2021-01`."""

    header: str
    cells: Sequence[Cell]
    period: str | None = None


class Pivot(NamedTuple):
    """A pivot table; its last row has the totals if there are several rows."""

    names: Sequence[Names]
    numbers: Sequence[Numbers]
    has_total: bool


class _Line(NamedTuple):
    """A row or column on the screen: a place, or its releases without a month or a date."""

    place: Place
    vague: Sureness | None = None  # YEAR_ONLY or NO_DATE


def pivot(count: Count, limit: int | None = None) -> Pivot:
    """Return the table of a count, or its first rows."""
    keys = count.keys[: count.split]
    lines = _lines(keys, count.rows, count.row_totals)[:limit]
    has_total = len(lines) > 1
    names = []
    for at, key in enumerate(keys):
        total = ["" if at else TOTAL] * has_total
        cells = [group_name(key, line.place[at], line.vague) for line in lines]
        names.append(Names(key, opened(key_word(key)), cells + total))
    return Pivot(names, tuple(_numbers(count, lines)), has_total)


def _lines(
    keys: Sequence[str], places: Sequence[Place], totals: Mapping[Place, Tally]
) -> list[_Line]:
    """Return a line for each place.

    A place without a month has up to two lines: year only, and no date.
    """
    at = next((at for at, key in enumerate(keys) if key in UNITS), None)
    found = []
    for place in places:
        if at is None or place[at] is not None:
            found.append(_Line(place))
        else:
            vague = (Sureness.YEAR_ONLY, Sureness.NO_DATE)
            found += [_Line(place, each) for each in vague if totals[place].number(each)]
    return found


def _numbers(count: Count, lines: Sequence[_Line]) -> Iterator[Numbers]:
    """Yield the columns of numbers, the last one a sum if there are several."""
    keys = count.keys[count.split :]
    has_dates = bool(UNITS.keys() & set(count.keys))
    mixes = has_dates and not UNITS.keys() & set(keys)  # a sum mixes dates, years and no date
    undated = shows_undated(count)
    across = _lines(keys, count.columns, count.column_totals)
    for column in across:
        cells = [
            _cell(
                count.cells.get((line.place, column.place), Tally()),
                line.vague or column.vague,
                shows_undated=undated,
            )
            for line in lines
        ]
        whole = count.column_totals[column.place]
        total = _sum(whole) if mixes else _cell(whole, column.vague, shows_undated=undated)
        group = column.place[0] if keys else None
        yield Numbers(
            group_name(keys[0], group, column.vague) if keys else "Releases",
            cells + [total] * (len(lines) > 1),
            group if keys and keys[0] in UNITS else None,
        )
    totals = [count.row_totals[line.place] for line in lines]
    totals += [count.total] * (len(lines) > 1)
    undated_apart = bool(count.total.no_date) and not keys and not has_dates
    if undated_apart:
        yield Numbers("no date", [_cell(tally, Sureness.NO_DATE) for tally in totals])
    if len(across) + undated_apart > 1:
        of_lines = [line.vague for line in lines] + [None]
        yield Numbers(
            TOTAL,
            [
                _cell(tally, vague) if vague else _sum(tally)
                for tally, vague in zip(totals, of_lines, strict=False)
            ],
        )


def shows_undated(count: Count) -> bool:
    """Whether cells contain what has no date: if no key is a date, and columns are values."""
    return len(count.keys) > count.split and not UNITS.keys() & set(count.keys)


def _cell(tally: Tally, vague: Sureness | None, *, shows_undated: bool = False) -> Cell:
    if vague is not None:
        return Cell(tally.number(vague))
    return Cell(tally.certain, tally.possible, tally.no_date if shows_undated else 0)


def _sum(tally: Tally) -> Cell:
    return Cell(sum(tally))


def group_name(key: str, group: Group, vague: Sureness | None = None) -> str:
    """Return the name of a group on the screen: `Netflix`, `Jan 2021`, `no date`."""
    if key not in UNITS:
        return group_text(key, group)
    if group is not None:
        return date_text(group)
    if vague is Sureness.NO_DATE:
        return "no date"
    return "several years" if key == "year" else "year only"
