"""The screen of `calendar`: months as grids or, without room for them, small with an agenda."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from slate.domain.dates.release_date import on_day
from slate.domain.queries.months import Entry, Month
from slate.render.look.blocks import rows_of_blocks
from slate.render.look.cells import cell, doubt_cell, joined, linked, service_cell
from slate.render.look.display import TWO_LINES_BELOW, Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Row
from slate.render.look.legend import Legend
from slate.render.look.theme import LEAVES_SIGN, Meaning
from slate.render.screens.agenda import Group, agenda, agenda_rows, agenda_rows_of, day_heading
from slate.render.screens.calendar_titles import is_cut, margin_groups, month_heading
from slate.render.screens.month_grid import month_grid
from slate.render.screens.small_months import small_months

_GAP = 4  # cells between grids
_LEAST = TWO_LINES_BELOW  # cells of a grid


def calendar_screen(
    months: Sequence[Month], week_start: int, most: int, display: Display
) -> Iterator[RenderableType]:
    """Yield months as grids if there is room for all of their days, else small, with an agenda.

    The agenda has the first entries, at most `most`.
    """
    legend = Legend()
    if _has_grids(months, display):
        yield from parted(*_grids(months, week_start, display, legend), _explained(legend, display))
    else:
        yield from parted(
            *small_months(months, week_start, display, legend),
            _explained(legend, display),
            agenda(list(_groups(months, most, display)), display),
        )


def is_complete(months: Sequence[Month], most: int, display: Display) -> bool:
    """Whether the screen of these months names all of their titles."""
    if _has_grids(months, display):
        return not is_cut(months)
    return sum(1 for month in months for _ in month.entries) <= most


def _has_grids(months: Sequence[Month], display: Display) -> bool:
    beside = min(len(months), 2)
    return beside > 0 and display.width >= beside * _LEAST + (beside - 1) * _GAP


def _grids(
    months: Sequence[Month], week_start: int, display: Display, legend: Legend
) -> Iterator[Iterator[Text]]:
    beside = min(len(months), (display.width + _GAP) // (_LEAST + _GAP))
    width = (display.width - _GAP * (beside - 1)) // beside
    blocks = [month_grid(month, week_start, width, display, legend) for month in months]
    yield from rows_of_blocks(blocks, width, _GAP, display.width)


def _explained(legend: Legend, display: Display) -> Iterator[Text]:
    """Yield what the signs mean, if there are any: it is read once they are drawn."""
    if line := legend.line(display.width, has_colors=display.has_colors):
        yield line


def _groups(months: Sequence[Month], most: int, display: Display) -> Iterator[Group]:
    """Yield the days and the margin of each month below its heading, with so many entries."""
    for month in months:
        heading = month_heading(month)
        for name, entries in _days_and_margin(month, display):
            if not most:
                return
            if heading:
                yield heading, []
                heading = Text()
            shown = entries[:most]
            most -= len(shown)
            yield name, [row for entry in shown for row in _rows(entry, display)]


def _days_and_margin(month: Month, display: Display) -> Iterator[tuple[Text, Sequence[Entry]]]:
    for day, found in sorted(month.days.items()):
        yield day_heading(on_day(month.first.replace(day=day)), len(found), display), found
    yield from margin_groups(month, display)


def _rows(entry: Entry, display: Display) -> Iterator[Row]:
    record = entry.record
    if not entry.is_leaving:
        yield from agenda_rows(record, display)
        return
    status = joined(cell("leaves"), doubt_cell(record), separator=", ")
    title = linked(cell(record.name), record.url, display)
    sign = cell(LEAVES_SIGN, Meaning.PLAIN)
    yield from agenda_rows_of(sign, title, service_cell(record.release), status, display)
