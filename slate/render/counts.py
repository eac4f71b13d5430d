"""The pivot table of `count`: `67+5` in a cell are 67 certain and 5 possible releases."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from slate.domain.dates.calendar_units import UNITS, Sureness
from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Count, Place, Tally
from slate.render.layout import GAP, widest
from slate.render.sheet import Block, Column, Sheet
from slate.render.titles import when_phrase
from slate.wording.phrases import date_text, opened

# Counts that belong to no month, and their names on the screen.
_VAGUE = {Sureness.YEAR_ONLY: "year only", Sureness.NO_DATE: "no date"}
_NOTHING = "-"
_NAME, _NUMBER = Column("title"), Column(wraps=False)
_INDENT = 2  # of rows below a heading
_LEAST = 16  # cells: longer names of rows wrap if the numbers need the room


class _Line(NamedTuple):
    """A row or column on the screen: a place, or its releases without a month or a date."""

    place: Place
    vague: Sureness | None = None  # one of _VAGUE


class Pivot(NamedTuple):
    """A pivot table as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int  # columns that name the rows; the others are numbers


def pivot(count: Count, limit: int | None = None, *, year: int | None = None) -> Pivot:
    """Return a count, or its first rows, as text; `year` is omitted from the column headers."""
    split = max(len(count.keys) - 1, 1)
    keys = count.keys[:split]
    lines = _lines(keys, count.rows, count.row_totals)[:limit]
    columns = [
        (opened(key), [_name(key, line, at) for line in lines]) for at, key in enumerate(keys)
    ]
    columns += [(header, _aligned(cells)) for header, cells in _numbers(count, split, lines, year)]
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
            found += [_Line(place, vague) for vague in _found_vague(totals[place])]
    return found


def _numbers(
    count: Count, split: int, lines: Sequence[_Line], year: int | None
) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns of numbers: header and cells, the last a sum if there are several rows."""
    mixes = bool(UNITS.keys() & set(count.keys[:split]))  # a sum mixes dates, years and no date
    key = count.keys[-1] if count.keys[split:] else None
    across = _lines(count.keys[split:], count.columns, count.column_totals)
    for column in across:
        cells = [
            _cell(count.cells.get((line.place, column.place), Tally()), line.vague or column.vague)
            for line in lines
        ]
        whole = count.column_totals[column.place]
        cells += [_sum(whole) if mixes else _cell(whole, column.vague)] * (len(lines) > 1)
        header = _name(key, column, 0) if key else "Releases"
        yield header.removesuffix(f" {year}") if key in UNITS else header, cells
    has_dates = bool(UNITS.keys() & set(count.keys))
    further = [] if has_dates else _found_vague(count.total)
    totals = [count.row_totals[line.place] for line in lines]
    totals += [count.total] * (len(lines) > 1)
    for vague in further:
        yield _VAGUE[vague], [_cell(tally, vague) for tally in totals]
    if len(across) + len(further) > 1:
        of_lines = [line.vague for line in lines] + [None]
        yield (
            "Total",
            [
                _cell(tally, vague) if vague else _sum(tally)
                for tally, vague in zip(totals, of_lines, strict=False)
            ],
        )


def _found_vague(tally: Tally) -> list[Sureness]:
    return [vague for vague in _VAGUE if tally.number(vague)]


def _cell(tally: Tally, vague: Sureness | None) -> str:
    """Format what is certain and possible, or the number for `vague`."""
    if vague is not None:
        return f"{tally.number(vague):,}" if tally.number(vague) else _NOTHING
    possible = f"+{tally.possible:,}" if tally.possible else ""
    return f"{tally.certain:,}{possible}" if tally.certain or possible else _NOTHING


def _sum(tally: Tally) -> str:
    return f"{sum(tally):,}"


def _aligned(cells: Sequence[str]) -> list[str]:
    """Pad cells so that the certain numbers align."""
    width = max((len(cell.partition("+")[0]) for cell in cells), default=0)
    return [" " * (width - len(cell.partition("+")[0])) + cell for cell in cells]


def _name(key: str, line: _Line, at: int) -> str:
    """Return the name of a group on the screen: `Netflix`, `Jan 2021`, `no date`."""
    group = line.place[at]
    if key in UNITS:
        return _VAGUE[line.vague] if line.vague else date_text(group)
    return f"no {key}" if group is None else group


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


def caption(count: Count, limit: int) -> list[str]:
    """Format how many releases were counted, and how to read a cell, as lines."""
    total = count.total
    number = sum(total)
    told = f"{number:,} release{'' if number == 1 else 's'}"
    if total.possible:
        cell = f"{total.certain:,}+{total.possible:,}"
        told += f"; {cell} means {total.certain:,} certain and {total.possible:,} possible"
    lines = [f"{told}."]
    if len(count.rows) > limit:
        lines.insert(0, f"The first {limit:,} of {len(count.rows):,} rows are shown.")
    return lines
