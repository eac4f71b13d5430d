"""Small months, as `cal` prints them: a sign behind each day on which something comes out."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from slate.domain.dates.weeks import DAYS_OF_WEEK, days_from, weeks_of
from slate.domain.queries.months import Entry, Month
from slate.render.look.blocks import clipped, rows_needed, rows_of_blocks
from slate.render.look.cells import cell
from slate.render.look.display import Display
from slate.render.look.legend import Legend
from slate.render.look.theme import (
    IS_TODAY,
    LEAVES_SIGN,
    RELEASES,
    TODAY_WITH_RELEASES,
    Meaning,
)
from slate.render.screens.calendar_titles import meaning_in_calendar

_DIGITS = 2
_APART, _CLOSE = 4, 3  # cells of a day: two digits, a sign, and perhaps a blank
_GAP = 3


def small_months(
    months: Sequence[Month], week_start: int, display: Display, legend: Legend
) -> Iterator[Iterator[Text]]:
    """Yield rows of months, as many beside each other as the terminal allows.

    Days have a blank between them unless the months would take more rows.
    """
    rows_apart, rows_close = (
        rows_needed(len(months), _width(cells), _GAP, display.width) for cells in (_APART, _CLOSE)
    )
    cells = _APART if rows_apart <= rows_close and display.width >= _width(_APART) else _CLOSE
    blocks = [_block(month, week_start, cells, display, legend) for month in months]
    yield from rows_of_blocks(blocks, _width(cells), _GAP, display.width)


def _width(cells: int) -> int:
    """Return the width of a month; behind the last day there is only its sign."""
    return cells * DAYS_OF_WEEK - (cells - _CLOSE)


def _block(
    month: Month, week_start: int, cells: int, display: Display, legend: Legend
) -> list[Text]:
    names = "".join(name[:_DIGITS].ljust(cells) for name in days_from(week_start)).rstrip()
    title = clipped(cell(month.name.center(len(names)).rstrip(), Meaning.HEADING), _width(cells))
    lines = [title, cell(names, Meaning.HEADER)]
    for week in weeks_of(month.first, week_start):
        line = Text()
        for day in week:
            line.append_text(_day(month, day, display, legend) if day else Text(" " * _CLOSE))
            line.append(" " * (cells - _CLOSE))
        line.rstrip()
        lines.append(line)
    return lines


def _day(month: Month, day: int, display: Display, legend: Legend) -> Text:
    entries = month.days.get(day, ())
    when = month.first.replace(day=day)
    meaning = _meaning(entries, when, display.today)
    number_meaning = Meaning.TODAY if when == display.today else meaning
    return Text.assemble(
        cell(f"{day:>{_DIGITS}}", number_meaning),
        _sign(entries, meaning, legend, is_today=when == display.today),
    )


def _sign(entries: Sequence[Entry], meaning: Meaning, legend: Legend, *, is_today: bool) -> Text:
    if is_today and entries:
        return legend.noted(TODAY_WITH_RELEASES, "today, see below", Meaning.HEADING)
    if is_today:
        return legend.noted(IS_TODAY, "today", Meaning.HEADING)
    if not entries:
        return Text(" ")
    if all(entry.is_leaving for entry in entries):
        return legend.noted(LEAVES_SIGN, "leaves", meaning)
    return legend.noted(RELEASES, "releases", meaning)


def _meaning(entries: Sequence[Entry], when: date, today: date) -> Meaning:
    """Return what is to be noticed about a day: what is overdue, then what is surest."""
    if not entries:
        return Meaning.QUIET if when < today else Meaning.PLAIN
    found = {meaning_in_calendar(entry) for entry in entries}
    for meaning in (Meaning.LATE, Meaning.OFFICIAL, Meaning.PLAIN, Meaning.VAGUE, Meaning.RUMOR):
        if meaning in found:
            return Meaning.OFFICIAL if meaning is Meaning.PLAIN else meaning
    return Meaning.QUIET
