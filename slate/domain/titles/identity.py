"""Identity: whether two reports are about the same work, and the key of a new title.

Neither the title nor the date is sufficient: 209 groups of real titles share their folded
text, and the dates of one film in two catalogs can be years apart.
"""

import re
from typing import NamedTuple

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind, KindGroup
from slate.domain.titles.names import full_name

# Title, season, part, kind group, year; then a number, if another title had that key already.
_KEY = re.compile(r"(.*)\|(\d*)\|(\d*)\|[a-z]+\|\d*(?:\|\d+)?", re.ASCII)


class Identity(NamedTuple):
    """The values by which a title is recognized; None is "not stated" and matches anything."""

    folded: str
    season: int | None
    part: int | None
    group: KindGroup | None  # of the kind, if it was stated
    year: int | None
    comes: bool = False  # the year is only that of a date that is still to come

    def is_numbered_as(self, other: "Identity") -> bool:
        """Whether equal ids of one scheme mean the same work, by season, part and kind group.

        A catalog numbers its films and its series separately, and its seasons below a series.
        """
        return (self.season, self.part) == (other.season, other.part) and (
            None in (self.group, other.group) or self.group == other.group
        )

    def is_like(self, other: "Identity") -> bool:
        """Whether two titles with the same name may be the same work.

        Season and part must be the same; kind groups must agree if both were stated; years may
        be one apart, since catalogs differ by one. Two dates that are both still to come do not
        distinguish titles: they slip by years.
        """
        return self.is_numbered_as(other) and (
            self.year is None
            or other.year is None
            or abs(self.year - other.year) <= 1
            or (self.comes and other.comes)
        )


def ids_disagree(one: str, other: str) -> bool:
    """Whether two ids of one scheme mean different works.

    `1396/season/1` is a season of the series 1396, and may also be identified by the id of the
    series.
    """
    return (
        one != other
        and not f"{one}/".startswith(f"{other}/")
        and not f"{other}/".startswith(f"{one}/")
    )


def make_key(title: str, season: int | None, part: int | None, kind: Kind, year: int | None) -> str:
    """Return the key that reports refer to; it is made once, when a title is created."""
    parts = (folded(title), season, part, kind.group, year)
    return "|".join("" if part is None else str(part) for part in parts)


def name_in(key: str) -> str:
    """Return the name of a title as far as its key contains it: `cobra kai: season 3`."""
    return full_name(*_named_by(key))


def title_in(key: str) -> str:
    """Return the folded title in a key, without its season: `cobra kai`."""
    return _named_by(key)[0]


def _named_by(key: str) -> tuple[str, int | None, int | None]:
    """Return title, season and part; a key made by another program is returned as the title."""
    if (found := _KEY.fullmatch(key)) is None:
        return key, None, None
    season, part = (int(number) if number else None for number in found.groups()[1:])
    return found[1], season, part
