"""Distances between dates as text: `14 days later`, `3 quarters`, `2 thirds of a year`."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from slate.domain.dates.days_ahead import days_ahead
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.release_date import ReleaseDate

if TYPE_CHECKING:  # commands that write need this module, but not the league tables
    from slate.domain.changes.league_tables import Ranked
    from slate.domain.changes.slips import HowFar

# The singular and plural of each unit.
_WORDS = {
    Unit.DAY: ("day", "days"),
    Unit.MONTH: ("month", "months"),
    Unit.QUARTER: ("quarter", "quarters"),
    Unit.SEASON: ("season", "seasons"),
    Unit.HALF: ("half-year", "half-years"),
    Unit.YEAR: ("year", "years"),
}


def length_text(count: int, unit: Unit, *, separator: Literal["", ","] = "") -> str:
    """Return a number of units: `3 quarters`; `separator` is put between thousands."""
    if unit is Unit.MONTH_THIRD:  # nobody counts in thirds
        return f"about {length_text(count * 10, Unit.DAY, separator=separator)}"
    if unit is Unit.THIRD:  # of a year
        return f"about {length_text(count * unit.months, Unit.MONTH, separator=separator)}"
    return f"{count:{separator}} {_WORDS[unit][count > 1]}"


def distance_text(distance: Distance) -> str:
    """Return how far a date moved: `14 days later`, `about 8 months later`."""
    way = "later" if distance.later else "earlier"
    return f"{length_text(distance.count, distance.unit)} {way}"


def days_ahead_text(when: ReleaseDate, today: date) -> str:
    """Return how many days a date is ahead, for a status bar: `1`, `25-52`, `25+`, `?` for TBA.

    It ends with the ? or ~ of the date. What is past has a negative number.
    """
    ahead = days_ahead(when, today)
    if ahead is None:
        return "?"
    text = f"{ahead.least}"
    if ahead.most is None:
        text += "+"
    elif ahead.most > ahead.least:
        text += f"-{ahead.most}"
    return text + when.text[-1] if when.marked else text


def slip_text(slip: "HowFar") -> str:
    """Return how far a date slipped, as data: `1 quarter`, `2021-06/.. -> 2021-09/..`."""
    if isinstance(slip, Distance):
        return length_text(slip.count, slip.unit)
    return f"{slip.before.text} -> {slip.after.text}"


def league_row(ranked: "Ranked") -> tuple[Any, ...]:
    """Return the values of a league table's row as every format writes them, slips as text."""
    return tuple(
        tuple(map(slip_text, value)) if value is ranked.totals.others else value
        for value in ranked.row
    )
