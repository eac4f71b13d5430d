"""A month as a grid: a row for each week, in whose cells are the titles of a day."""

from collections.abc import Sequence

from rich.text import Text

from slate.domain.dates.release_date import on_day
from slate.domain.dates.weeks import DAYS_OF_WEEK, days_from, weeks_of
from slate.domain.queries.months import Entry, Month, one_per_title
from slate.render.look.blocks import beside, clipped
from slate.render.look.cells import cell
from slate.render.look.display import Display
from slate.render.look.legend import Legend
from slate.render.look.theme import LINE, Meaning
from slate.render.screens.calendar_titles import (
    SHOWN_IN_CELL,
    margin_block,
    month_heading,
    more_line,
    title_line,
)
from slate.wording.days import near_text

_GAP = 1  # cells between days
_WIDEST = 22  # cells of a day: longer lines are hard to read in columns
_MARGIN_FROM = 118  # cells: where a margin fits beside a grid
_MARGIN, _MARGIN_GAP = 27, 3


def month_grid(
    month: Month, week_start: int, width: int, display: Display, legend: Legend
) -> list[Text]:
    """Return the lines of a month: heading, weeks, and the margin beside or below them."""
    has_margin_beside = bool(month.margin) and width >= _MARGIN_FROM
    room = width - (_MARGIN + _MARGIN_GAP if has_margin_beside else 0)
    day_width = min(_WIDEST, (room - _GAP * (DAYS_OF_WEEK - 1)) // DAYS_OF_WEEK)
    grid = _weeks(month, week_start, day_width, display, legend)
    taken = day_width * DAYS_OF_WEEK + _GAP * (DAYS_OF_WEEK - 1)
    heading = clipped(month_heading(month), width)
    if has_margin_beside:
        margin = margin_block(month, _MARGIN, display, legend, names_services=False)
        return [heading, Text(), *beside((grid, margin), (taken, _MARGIN), _MARGIN_GAP)]
    lines = [heading, Text(), *grid]
    if month.margin:
        lines += [Text(), *margin_block(month, taken, display, legend, names_services=True)]
    return lines


def _weeks(
    month: Month, week_start: int, width: int, display: Display, legend: Legend
) -> list[Text]:
    widths = [width] * DAYS_OF_WEEK
    names = [[cell(name[:3], Meaning.HEADER)] for name in days_from(week_start)]
    lines = list(beside(names, widths, _GAP))
    for week in weeks_of(month.first, week_start):
        # A line over days only, not over blanks: so it shows where a month begins and ends.
        rules = [[cell(LINE * width if day else "", Meaning.QUIET)] for day in week]
        lines += beside(rules, widths, _GAP)
        cells = [_cell(month, day, width, display, legend) if day else [] for day in week]
        lines += beside(cells, widths, _GAP)
    return lines


def _cell(month: Month, day: int, width: int, display: Display, legend: Legend) -> list[Text]:
    """Return the number of a day and its titles, at most as many as a cell shows."""
    entries = one_per_title(month.days.get(day, ()))
    lines = [_number(month, day, entries, display)]
    lines += [title_line(entry, width, display, legend) for entry in entries[:SHOWN_IN_CELL]]
    if len(entries) > SHOWN_IN_CELL:
        lines.append(more_line(len(entries) - SHOWN_IN_CELL))
    return lines


def _number(month: Month, day: int, entries: Sequence[Entry], display: Display) -> Text:
    date = month.first.replace(day=day)
    if date == display.today:
        near = near_text(on_day(date), display.today)
        return Text.assemble(cell(f"{day:>2} ", Meaning.TODAY), cell(f" {near}", Meaning.HEADING))
    if entries:
        return cell(f"{day:>2}", Meaning.HEADING)
    return cell(f"{day:>2}", Meaning.QUIET if date < display.today else Meaning.PLAIN)
