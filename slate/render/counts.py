"""The pivot table of `count`: `67+5` in a cell are 67 certain and 5 possible releases.

What has no date is in a row or a column of its own or, where each column stands for a status or the
like, in its cell: `67+5, 3 TBA`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from slate.domain.dates.calendar_units import UNITS, Sureness
from slate.domain.dates.release_date import TBA
from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Count, Place, Tally
from slate.render.layout import GAP, widest
from slate.render.sheet import Block, Column, Sheet
from slate.render.titles import when_phrase
from slate.wording.phrases import counted, date_text, first_of, group_text, key_word, opened

_NOTHING = "-"
_NAME, _NUMBER = Column("title"), Column(wraps=False)
_INDENT = 2  # of rows below a heading
_LEAST = 16  # cells: longer names of rows wrap if the numbers need the room


class _Line(NamedTuple):
    """A row or column on the screen: a place, or its releases without a month or a date."""

    place: Place
    vague: Sureness | None = None  # YEAR_ONLY or NO_DATE


class Pivot(NamedTuple):
    """A pivot table as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int  # columns that name the rows; the others are numbers


def pivot(count: Count, limit: int | None = None, *, year: int | None = None) -> Pivot:
    """Return a count, or its first rows, as text; `year` is omitted from the column headers."""
    split = count.split
    keys = count.keys[:split]
    lines = _lines(keys, count.rows, count.row_totals)[:limit]
    columns = [
        (opened(key_word(key)), [_name(key, line, at) for line in lines])
        for at, key in enumerate(keys)
    ]
    columns += [(header, _aligned(cells)) for header, cells in _numbers(count, lines, year)]
    if len(lines) > 1:
        for at, (_, cells) in enumerate(columns[:split]):
            cells.append("" if at else "Total")
    return Pivot(
        header=tuple(header for header, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        names=split,
    )


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


def _numbers(
    count: Count, lines: Sequence[_Line], year: int | None
) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns of numbers: header and cells, the last a sum if there are several rows."""
    keys = count.keys[count.split :]
    has_dates = bool(UNITS.keys() & set(count.keys))
    mixes = has_dates and not UNITS.keys() & set(keys)  # a sum mixes dates, years and no date
    shows_undated = _shows_undated(count)
    across = _lines(keys, count.columns, count.column_totals)
    for column in across:
        cells = [
            _cell(
                count.cells.get((line.place, column.place), Tally()),
                line.vague or column.vague,
                shows_undated=shows_undated,
            )
            for line in lines
        ]
        whole = count.column_totals[column.place]
        total = _sum(whole) if mixes else _cell(whole, column.vague, shows_undated=shows_undated)
        cells += [total] * (len(lines) > 1)
        header = _name(keys[0], column, 0) if keys else "Releases"
        yield header.removesuffix(f" {year}") if has_dates and not mixes else header, cells
    totals = [count.row_totals[line.place] for line in lines]
    totals += [count.total] * (len(lines) > 1)
    undated_apart = bool(count.total.no_date) and not keys and not has_dates
    if undated_apart:
        yield "no date", [_cell(tally, Sureness.NO_DATE) for tally in totals]
    if len(across) + undated_apart > 1:
        of_lines = [line.vague for line in lines] + [None]
        yield (
            "Total",
            [
                _cell(tally, vague) if vague else _sum(tally)
                for tally, vague in zip(totals, of_lines, strict=False)
            ],
        )


def _shows_undated(count: Count) -> bool:
    """Whether cells contain what has no date: if no key is a date, and columns are values."""
    return len(count.keys) > count.split and not UNITS.keys() & set(count.keys)


def _cell(tally: Tally, vague: Sureness | None, *, shows_undated: bool = False) -> str:
    """Format what is certain and possible, or the number for `vague`."""
    if vague is not None:
        return f"{tally.number(vague):,}" if tally.number(vague) else _NOTHING
    possible = f"+{tally.possible:,}" if tally.possible else ""
    dated = f"{tally.certain:,}{possible}" if tally.certain or possible else ""
    undated = f"{tally.no_date:,} {TBA.text}" if shows_undated and tally.no_date else ""
    return ", ".join(filter(None, (dated, undated))) or _NOTHING


def _sum(tally: Tally) -> str:
    return f"{sum(tally):,}" if any(tally) else _NOTHING


def _aligned(cells: Sequence[str]) -> list[str]:
    """Pad cells so that their first numbers align."""
    firsts = [len(re.split(r"\+|, | ", cell, maxsplit=1)[0]) for cell in cells]
    width = max(firsts, default=0)
    return [" " * (width - first) + cell for first, cell in zip(firsts, cells, strict=True)]


def _name(key: str, line: _Line, at: int) -> str:
    """Return the name of a group on the screen: `Netflix`, `Jan 2021`, `no date`."""
    group = line.place[at]
    if key in UNITS and group is None:
        if line.vague is Sureness.NO_DATE:
            return "no date"
        return "several years" if key == "year" else "year only"
    if key in UNITS:
        return date_text(group)
    return group_text(key, group)


def count_sheet(count: Count, window: Window | None, width: int, limit: int) -> Sheet:
    """Return a count for a terminal; columns that do not fit its width continue below."""
    found = pivot(count, limit, year=_year(window))
    if not found.rows:
        return Sheet()
    heading = opened(when_phrase(window)) if window else None
    names = found.names
    widths = widest((found.header, *found.rows))
    room = width - (_INDENT if heading else 0)
    room -= sum(min(needed, _LEAST) + GAP for needed in widths[:names]) - GAP
    blocks: list[Block] = []
    for start, end in _panels(widths, names, room):
        kept = [*range(names), *range(start, end)]
        blocks.append(
            Block(
                (_NAME,) * names + (_NUMBER,) * (end - start),
                tuple(tuple(row[at] for at in kept) for row in found.rows),
                heading=None if blocks else heading,
                header=tuple(found.header[at] for at in kept),
            )
        )
    return Sheet(tuple(blocks))


def _panels(widths: Sequence[int], start: int, room: int) -> Iterator[tuple[int, int]]:
    """Split the columns from `start` on into ranges that each fit into the room."""
    left = room
    for at in range(start, len(widths)):
        left -= GAP + widths[at]
        if left < 0 and at > start:
            yield start, at
            start, left = at, room - GAP - widths[at]
    yield start, len(widths)


def _year(window: Window | None) -> int | None:
    """Return the year of a window, which its heading shows; None if it is not within one."""
    first, last = (window.start, window.last) if window else (None, None)
    return first.year if first and last and first.year == last.year else None


def caption(count: Count, limit: int, see_all: str) -> list[str]:
    """Format how many releases were counted, and how to read a cell, as lines.

    `see_all` is how to see all rows, if these are more than the limit.
    """
    lines = [f"{counted(sum(count.total), 'release')}{_legend(count, limit)}."]
    if len(count.rows) > limit:
        lines.insert(0, f"{first_of(limit, len(count.rows), 'row')}. For all: {see_all}")
    unit = next((key for key in count.keys if key in UNITS), None)
    if unit and any(tally.year_only for tally in count.cells.values()):
        name = _name(unit, _Line((None,)), 0)
        lines.append(
            f'Releases under "{name}" are also possible in the {unit}s that their dates allow.'
        )
    return lines


def _legend(count: Count, limit: int) -> str:
    """Return what the parts of a cell mean, with cells of the table as examples."""
    tallies = [
        tally
        for row in count.rows[:limit]
        for column in count.columns
        if (tally := count.cells.get((row, column)))
    ]
    legend = ""
    both = [tally for tally in tallies if tally.possible]
    if both:
        tally = max(both, key=lambda tally: tally.certain > 0)  # the first of them, if any is
        meaning = f"{tally.certain:,} certain and {tally.possible:,} possible"
        legend += f"; {_cell(tally, None)} means {meaning}"
    undated = next((tally.no_date for tally in tallies if tally.no_date), 0)
    if undated and _shows_undated(count):
        legend += f"; {undated:,} {TBA.text} means {undated:,} without a date"
    return legend
