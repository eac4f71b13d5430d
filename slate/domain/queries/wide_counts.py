"""A count as a pivot table of numbers for a spreadsheet: a column for each value of the last key.

Its numbers add up: a release whose month is not certain is in no month, but in a row or a column
of its own.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from slate.domain.dates.calendar_units import UNITS
from slate.domain.queries.counts import Count, Place
from slate.domain.queries.periods import LEFTOVER

TOTAL = "total"


def wide_columns(count: Count) -> tuple[str, ...]:
    """Return the names of the columns, each of them once: `platform,2021-01,2021-02,total`."""
    *keys, last = count.keys
    names = [*keys, TOTAL]
    for (group,) in _columns(count):
        name = f"no_{last}" if group is None else group
        while name in names:  # a service of that name, or a tag
            name += f" ({last})"
        names.append(name)
    return (*keys, *names[len(keys) + 1 :], TOTAL)


def wide_rows(count: Count) -> Iterator[tuple[Any, ...]]:
    """Yield the groups and the numbers of each row; the last number is that of its releases."""
    columns = _columns(count)
    for row in count.rows:
        numbers = (sum(count.cells.get((row, column), ())) for column in columns)
        yield (*row, *numbers, sum(count.row_totals[row]))


def _columns(count: Count) -> Sequence[Place]:
    """Return the columns; those of dates end with the LEFTOVER, even if there is none."""
    if count.keys[-1] not in UNITS:
        return count.columns
    later: tuple[Place, ...] = tuple((name,) for name in LEFTOVER)
    return (*(column for column in count.columns if column not in later), *later)
