"""Possible duplicates as text."""

from slate.domain.quoting import several
from slate.domain.titles.duplicates import PossibleDuplicate, Reason

_WORDS = {
    Reason.ID: "an ID in common",
    Reason.IDS: "same name and year, but different IDs",
    Reason.NAME: "same name",
    Reason.SPELLING: "nearly the same name",
    Reason.OTHER_NAME: "one has the other's name as a further name",
    Reason.YEARS: "same name, different years",
    Reason.PEOPLE: "same name, different people",
    Reason.KINDS: "film and documentary of the same name, one year apart",
    Reason.STILL_TO_COME: "same name; one was out long before",
}


def reason_text(pair: PossibleDuplicate) -> str:
    """Return why two titles may be one: `same name, different years`."""
    return _WORDS[pair.reason]


def reason_and_years(pair: PossibleDuplicate) -> str:
    """Return why two titles may be one, with their years: `same name (2014)`."""
    years = years_text(pair)
    return f"{reason_text(pair)} ({years})" if years else reason_text(pair)


def years_text(pair: PossibleDuplicate) -> str:
    """Return the years of two titles, as far as they are known: `2014, 2015`."""
    years = sorted({year for year in (pair.one.year, pair.other.year) if year is not None})
    return several(list(map(str, years)))
