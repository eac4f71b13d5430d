"""Names as people and catalogs write them: what they state besides the title.

`Dune (2021)` has a year; `Cobra Kai Season 3`, `Cobra Kai (Season 3)`, `Cobra Kai - S3` and
`Cobra Kai: Season 6 Part 2` have a season. Films have parts in their names, so `Part 2` alone is
one of the title's only if it is written as slate prints it (`: part 2`), or if the title is known
to be a series. Patterns are compiled on first use.
"""

import re
from typing import NamedTuple

from slate.domain.titles.fields import YEARS

# What sets off a season: a colon, a comma, dashes, or only a blank.
_SET_OFF = r"(?:\s*[:,]|\s+[-\u2013\u2014])?\s+"
_PART = r"part\s+(\d{1,4})"
_SEASON = rf"(?:season\s+(\d{{1,4}})|(?-i:S)(\d{{1,2}}))(?:{_SET_OFF}\(?{_PART}\)?)?"
_WITH_SEASON = rf"(?i)(.*[^\s:,(\-\u2013\u2014]){_SET_OFF}(?:{_SEASON}|\({_SEASON}\))"
_WITH_PART = rf"(?i)(.*[^\s:,(\-\u2013\u2014]){_SET_OFF}(?:{_PART}|\({_PART}\))"
_WITH_PRINTED_PART = r"(.*\S): part (\d{1,4})"
_WITH_YEAR = r"(.*\S) \((\d{4})\)"


class Numbered(NamedTuple):
    """A name apart from its season and part."""

    title: str
    season: int | None
    part: int | None


def season_apart(name: str) -> Numbered | None:
    """Split a name into title, season and part; None if it has no season."""
    if (found := re.fullmatch(_WITH_SEASON, name, re.ASCII)) is None:
        return None
    title, *numbers = found.groups()
    season = next(number for number in (numbers[0], numbers[1], numbers[3], numbers[4]) if number)
    part = numbers[2] or numbers[5]
    return Numbered(title, int(season), int(part) if part else None)


def part_apart(name: str, *, is_series: bool) -> Numbered | None:
    """Split a name into title and part; None if it has none.

    Unless the title is known to be a series, only a part as slate prints it counts.
    """
    if found := re.fullmatch(_WITH_PRINTED_PART, name, re.ASCII):
        return Numbered(found[1], None, int(found[2]))
    if is_series and (found := re.fullmatch(_WITH_PART, name, re.ASCII)):
        return Numbered(found[1], None, int(found[2] or found[3]))
    return None


def year_apart(name: str) -> tuple[str, int | None]:
    """Split off the year by which lists distinguish works of one name: `Dune (2021)`."""
    if not name.endswith(")"):  # true of most names
        return name, None
    found = re.fullmatch(_WITH_YEAR, name, re.ASCII)
    if found is None or int(found[2]) not in YEARS:
        return name, None
    return found[1], int(found[2])
