"""Slips as a sentence, and as rankings of titles and services."""

from collections.abc import Callable, Iterator, Sequence

from slate.domain.changes.league_tables import PlatformRow, Ranked, SlipTotals, TitleRow
from slate.domain.changes.slips import Slips
from slate.domain.dates.display import screen_date
from slate.domain.dates.distance import Distance, Unit
from slate.domain.text import safe
from slate.render.plain.sheet import Block, Column, Sheet
from slate.wording.distances import length_text
from slate.wording.phrases import counted, date_text, first_of, short_date
from slate.wording.slips import advanced_text, how_far, sums, times_text, unclear_slips

_TITLES = ("Slips", "Title", "How far", "Median", "Waited", "First date", "Now")
_PLATFORMS = ("Slips", "Service", "Titles", "How far", "Median", "Longest", "Waited")


def slips_text(slips: Slips, format_date: Callable[[str], str] = short_date) -> str:
    """Format how often and how far a title slipped, safe to print.

    `slipped 2 times, 97 days in all; first said 2019-05-02`; empty if there is no report.
    """
    if slips.first_said is None:
        return ""
    parts = [_slipped(slips)]
    if slips.advanced:
        parts.append(f"advanced {times_text(slips.advanced)}")
    parts.append(f"first said {format_date(slips.first_said)}")
    return safe("; ".join(parts))


def _slipped(slips: Slips) -> str:
    if not slips.times:
        return "never slipped" if slips.first_dated else "no date yet"
    if slips.times == 1:
        return f"slipped once, {_by(slips)}"
    told = f"slipped {times_text(slips.times)}"
    if totals := sums(slips.each, slips.others):
        told += f", {' and '.join(totals)} in all"
    if unclear := unclear_slips(slips.others):
        told += f", {times_text(unclear)} of unclear length"
    return told


def _by(slips: Slips) -> str:
    """Format the length of the only slip of a title: `by 14 days`, `2021 -> from Jan 2021`."""
    if slips.each:
        return f"by {length_text(slips.days, Unit.DAY, separator=',')}"
    (far,) = slips.others
    if isinstance(far, Distance):
        return f"by {length_text(far.count, far.unit)}"
    return " -> ".join(screen_date(when, weekday=False) for when in far)


def league_sheet(ranked: Sequence[Ranked]) -> Sheet:
    """Return a ranking of titles or platforms as a sheet."""
    if not ranked:
        return Sheet()
    header = _TITLES if isinstance(ranked[0], TitleRow) else _PLATFORMS
    rows = tuple(tuple(_cells(row)[name] for name in header) for row in ranked)
    return Sheet((Block((Column(),) * len(header), rows, header=header),))


def _cells(row: Ranked) -> dict[str, str]:
    own = row.totals
    cells = {
        "Slips": f"{own.slips:>5,}",
        "How far": ", ".join(_far(own)),
        "Median": _short(own.median),
        "Longest": _short(own.longest),
        "Waited": _short(own.wait),
    }
    if isinstance(row, PlatformRow):
        return cells | {"Service": row.name, "Titles": f"{row.titles:>6,}"}
    return cells | {
        "Title": row.name,
        "First date": date_text(row.slips.first_date, weekday=False),
        "Now": date_text(row.record.date, weekday=False),
    }


def _far(own: SlipTotals) -> Iterator[str]:
    yield from how_far(own)
    if own.advanced:
        yield advanced_text(own)


def _short(days: float | None) -> str:
    return "" if days is None else f"{days:,}d"


# What is said if there is nothing to sort by a column.
_NOTHING = {"wait": "No title waited for a date", "advanced": "Nothing advanced"}


def caption(
    ranked: Sequence[Ranked], shown: int, when: str, see_all: str, sort: str | None = None
) -> str:
    """Format the number of rows and, if not all of them are shown, how to see the rest.

    `when` is the phrase for the days whose slips are counted; empty if all are.
    """
    then = f" {when}" if when else ""
    if not ranked:
        return f"{_NOTHING.get(sort or '', 'Nothing slipped')}{then}."
    noun = "title" if isinstance(ranked[0], TitleRow) else "service"
    if shown == len(ranked):
        return f"{counted(shown, noun)}{then}."
    return f"{first_of(shown, len(ranked), noun)}{then}. For all:{see_all}"
