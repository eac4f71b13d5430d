"""How far a date moved, in a unit that both dates have."""

from datetime import date

from slate.domain.dates.release_date import Precision, ReleaseDate

# What distances are told in, by length in months: a half is longer than a third.
_UNITS = {"day": 0, "month": 1, "quarter": 3, "season": 3, "third": 4, "half": 6, "year": 12}


def distance(before: ReleaseDate, after: ReleaseDate) -> str | None:
    """Say how far a date moved: `14 days later`, `1 quarter earlier`.

    In days only between two exact days, else in the coarser unit of the two. None where
    that does not tell them apart, or one of them has no unit: a range, or TBA.
    """
    if not (before.earliest and before.latest and after.earliest and after.latest):
        return None
    unit = max(before.precision, after.precision, key=[*_UNITS, "range"].index)
    overlap = before.earliest <= after.latest and after.earliest <= before.latest
    if unit == "range" or overlap:
        return None
    was = _place(before.earliest, before.latest, unit)
    now = _place(after.earliest, after.latest, unit)
    if was is None or now is None:
        return None
    count = abs(now - was)
    name = ("half-year" if unit == "half" else unit) + ("s" if count > 1 else "")
    whole = " of a year" if unit == "third" else ""
    return f"{count} {name}{whole} {'later' if now > was else 'earlier'}"


def _place(first: date, last: date, unit: Precision) -> int | None:
    """Count the units up to the one that holds these days; None: they lie in two."""
    if unit == "day":
        return first.toordinal()
    if unit == "year":
        return last.year  # of a winter: the year to which it belongs
    ahead = unit == "season"  # December begins one
    places = {(day.year * 12 + day.month - 1 + ahead) // _UNITS[unit] for day in (first, last)}
    return places.pop() if len(places) == 1 else None
