"""The screen of `count`: a pivot table; columns that do not fit continue below."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.dates.calendar_units import UNITS
from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Count, Tally
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.layout import GAP, width_of
from slate.render.look.cells import cell, service_cell
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import DOT, LINE, Meaning
from slate.render.pivot import Cell, Names, Numbers, Pivot, group_name, pivot, shows_undated
from slate.render.plain.counts import undated_text
from slate.wording.phrases import counted, first_of, opened
from slate.wording.windows import days_of, when_phrase

_INDENT = 2  # of rows below a heading
_LEAST = 16  # cells: longer names of rows wrap if the numbers need the room


class _Column(NamedTuple):
    """A column of numbers as it is drawn."""

    header: str
    cells: Sequence[Text]
    year: str = ""  # above the header

    @property
    def width(self) -> int:
        """The cells that it takes."""
        return max(map(width_of, (self.year, self.header, *map(str, self.cells))))

    @property
    def aligned(self) -> Iterator[Text]:
        """The cells, padded at the left: at the right, a blank stands for what is not possible."""
        return (Text(" " * (self.width - text.cell_len)) + text for text in self.cells)


def count_screen(
    count: Count, window: Window | None, width: int, limit: int
) -> Iterator[RenderableType]:
    """Yield a count, or its first rows, for a terminal."""
    found = pivot(count, limit)
    if not any(numbers.cells for numbers in found.numbers):
        return
    indent = 0
    if window is not None:
        indent = _INDENT
        yield Text.assemble(
            cell(opened(when_phrase(window)), Meaning.HEADING),
            cell(days_of(window), Meaning.QUIET),
        )
    panels = _panels(found, window, width - indent)
    yield from parted(*(_panel(found, columns, width, indent) for columns in panels))


def continues(count: Count, window: Window | None, width: int, limit: int) -> bool:
    """Whether there is no room for all columns side by side."""
    indent = _INDENT if window else 0
    return len(_panels(pivot(count, limit), window, width - indent)) > 1


def _panels(found: Pivot, window: Window | None, width: int) -> list[list[_Column]]:
    """Return the columns of numbers, in parts that each fit into the width."""
    names = ((each.header, *map(str, texts)) for each, texts in _names(found))
    room = width - sum(min(max(map(width_of, texts)), _LEAST) + GAP for texts in names)
    columns = list(_columns(found, window))
    panels = _split(columns, room)
    # None should be left with the last column alone.
    for narrower in range(room - 1, 0, -1):
        tried = _split(columns, narrower)
        if len(tried) > len(panels):
            break
        panels = tried
    return panels


def _split(columns: Iterable[_Column], room: int) -> list[list[_Column]]:
    """Return the columns in parts that each fit into the room, or that are only one column."""
    panels: list[list[_Column]] = [[]]
    left = room
    for column in columns:
        left -= column.width
        if left < 0 and panels[-1]:
            panels.append([])
            left = room - column.width
        panels[-1].append(column)
        left -= GAP
    return panels


def _columns(found: Pivot, window: Window | None) -> Iterator[_Column]:
    """Yield the columns of numbers, with the year of months above them unless the window has it."""
    years = {numbers.period[:4] for numbers in found.numbers if numbers.period}
    is_told = years == {_year(window)}
    for numbers in found.numbers:
        year = numbers.period[:4] if numbers.period else ""
        texts = list(_texts(numbers, has_total=found.has_total))
        if numbers.header == year:
            yield _Column(year, texts)
        else:
            header = numbers.header.removesuffix(f" {year}") if year else numbers.header
            yield _Column(header, texts, "" if is_told else year)


def _year(window: Window | None) -> str | None:
    """Return the year of a window, which its heading shows; None if it is not within one."""
    first, last = (window.start, window.last) if window else (None, None)
    return f"{first.year:04}" if first and last and first.year == last.year else None


def _panel(
    found: Pivot, columns: Sequence[_Column], width: int, indent: int
) -> Iterator[RenderableType]:
    """Yield the rows with some of the columns, and a rule above the totals."""
    names = [texts for _, texts in _names(found)]
    numbers = (column.aligned for column in columns)
    rows: list[Row] = list(zip(*names, *numbers, strict=True))
    fields = [Field(each.header) for each in found.names]
    fields += [Field(column.header.rjust(column.width), wraps=False) for column in columns]
    grid = Grid(fields, rows, width, indent=indent)
    if any(column.year for column in columns):
        years = [Text() for _ in names]
        for year, group in groupby(columns, lambda column: column.year):
            first, *others = group
            years += [cell(year.rjust(first.width), Meaning.HEADER), *(Text() for _ in others)]
        yield grid.table([years])
    yield grid.header
    yield grid.table(rows[:-1] if found.has_total else rows)
    if found.has_total:
        yield Padding(cell(LINE * grid.width, Meaning.QUIET), (0, 0, 0, indent))
        yield grid.table(rows[-1:])


def _names(found: Pivot) -> Iterator[tuple[Names, list[Text]]]:
    """Yield the columns of names; one that is the same as in the row above is not repeated."""
    places = list(zip(*(each.cells for each in found.names), strict=True))
    for at, each in enumerate(found.names):
        texts = [_name(each.key, name) for name in each.cells]
        for row, (above, place) in enumerate(pairwise(places), 1):
            if above[: at + 1] == place[: at + 1]:
                texts[row] = Text()
        if found.has_total:
            texts[-1] = cell(each.cells[-1], Meaning.HEADING)
        yield each, texts


def _name(key: str, name: str) -> Text:
    if key != "platform":
        return cell(name)
    if name == group_name(key, None):
        return cell(f" {name}", Meaning.QUIET)
    return service_cell(ReleaseKey(ReleaseType.STREAMING, None, name))


def _texts(numbers: Numbers, *, has_total: bool) -> Iterator[Text]:
    """Yield the cells of a column, so that its certain, possible and undated numbers align."""
    widths = [max(map(len, texts)) for texts in zip(*map(_parts, numbers.cells), strict=True)]
    for at, each in enumerate(numbers.cells):
        is_total = has_total and at == len(numbers.cells) - 1
        certain, possible, comma, undated = (
            part.rjust(width) for part, width in zip(_parts(each), widths, strict=True)
        )
        main = Meaning.HEADING if is_total else Meaning.PLAIN
        text = cell(certain, main if any(each) else Meaning.QUIET)
        yield text.append(possible + comma + undated, Meaning.QUIET)


def _parts(numbers: Cell) -> tuple[str, str, str, str]:
    """Return what is certain, possible and, behind a comma, without a date; empty for nothing."""
    certain = f"{numbers.number:,}" if numbers.number else "" if any(numbers) else DOT
    possible = f" +{numbers.possible:,}" if numbers.possible else ""
    undated = f" {undated_text(numbers.undated)}" if numbers.undated else ""
    return certain, possible, "," if undated and (certain or possible) else "", undated


def caption(count: Count, limit: int, see_all: str) -> list[str]:
    """Format how many releases were counted, and how to read a cell, as lines.

    `see_all` is how to see all rows, if these are more than the limit.
    """
    lines = [f"{counted(sum(count.total), 'release')}{_legend(count, limit)}."]
    if len(count.rows) > limit:
        lines.insert(0, f"{first_of(limit, len(count.rows), 'row')}. For all:{see_all}")
    unit = next((key for key in count.keys if key in UNITS), None)
    if unit and _has_several(count, unit) and any(map(_is_possible, count.cells.values())):
        lines.append(f"What is possible in several {unit}s counts once in a total.")
    if unit and any(tally.year_only for tally in count.cells.values()):
        lines.append(
            f'Releases under "{group_name(unit, None)}" are also possible in the {unit}s that '
            "their dates allow."
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
        tally = max(both, key=_is_certain)  # the first of them, if any is
        sure = f"{tally.certain:,} " if tally.certain else ""
        certain = f"{sure}certain and " if sure else ""
        legend += f"; {sure}+{tally.possible:,} means {certain}{tally.possible:,} possible"
    undated = next((tally.no_date for tally in tallies if tally.no_date), 0)
    if undated and shows_undated(count):
        legend += f"; {undated_text(undated)} means {undated:,} without a date"
    return legend


def _has_several(count: Count, unit: str) -> bool:
    """Whether a count has more than one month, or whatever the unit is."""
    at = count.keys.index(unit)
    is_row = at < count.split
    places = count.rows if is_row else count.columns
    return len({place[at if is_row else at - count.split] for place in places} - {None}) > 1


def _is_possible(tally: Tally) -> bool:
    return tally.possible > 0


def _is_certain(tally: Tally) -> bool:
    return tally.certain > 0
