"""Possible duplicates as text."""

from slate.domain.quoting import several
from slate.domain.titles.duplicates import PossibleDuplicate, Reason

_WORDS = {
    Reason.ID: "an ID in common",
    Reason.NAME: "same name",
    Reason.SPELLING: "same name but for punctuation",
    Reason.OTHER_NAME: "one has the other's name as a further name",
    Reason.YEARS: "same name, one year apart",
    Reason.PEOPLE: "same name, other people",
    Reason.KINDS: "film and documentary of the same name, one year apart",
    Reason.STILL_TO_COME: "same name; one was out long before",
}


def reason_text(pair: PossibleDuplicate) -> str:
    """Return why two titles may be one: `same name, one year apart`."""
    return _WORDS[pair.reason]


def years_text(pair: PossibleDuplicate) -> str:
    """Return the years of two titles, as far as they are known: `2014, 2015`."""
    years = sorted({year for year in (pair.one.year, pair.other.year) if year is not None})
    return several(list(map(str, years)))
