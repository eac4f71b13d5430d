"""Identity: when two reports are about one work, and the key that a title is given.

Neither title nor date decides alone: 209 families of real titles fold to one text, and
of one film two catalogues give dates years apart.
"""

import re
from typing import NamedTuple

from slate.domain.text import folded
from slate.domain.titles.kinds import Kind, KindGroup
from slate.domain.titles.names import full_name

# Title, season, part, kind group, year; and a number, of a second title with that key.
_KEY = re.compile(r"(.*)\|(\d*)\|(\d*)\|[a-z]+\|\d*(?:\|\d+)?", re.ASCII)


class Identity(NamedTuple):
    """What a title is recognised by; None is "not said", and matches anything."""

    folded: str
    season: int | None
    part: int | None
    group: KindGroup | None  # of the kind, where it was said
    year: int | None
    comes: bool = False  # the year is only that of a date, which is still to come

    def is_numbered_as(self, other: "Identity") -> bool:
        """Tell whether an equal id of one scheme means one work: films and series have their own.

        A catalogue counts its films and its series apart, and its seasons below a series.
        """
        return (self.season, self.part) == (other.season, other.part) and (
            None in (self.group, other.group) or self.group == other.group
        )

    def is_like(self, other: "Identity") -> bool:
        """Tell whether two titles with one name may be the same work.

        The season and part have to be the same; kind groups that were both said have
        to agree; years may be one apart, as catalogues differ by one. Dates that are
        both still to come do not tell titles apart: they slip by years.
        """
        return self.is_numbered_as(other) and (
            self.year is None
            or other.year is None
            or abs(self.year - other.year) <= 1
            or (self.comes and other.comes)
        )


def ids_disagree(one: str, other: str) -> bool:
    """Tell whether two ids of one scheme name two works.

    `1396/season/1` is a season of the series 1396, by whose id people may call it, too.
    """
    return (
        one != other
        and not f"{one}/".startswith(f"{other}/")
        and not f"{other}/".startswith(f"{one}/")
    )


def make_key(title: str, season: int | None, part: int | None, kind: Kind, year: int | None) -> str:
    """Return the key that reports refer to: it is made once, when a title is created."""
    parts = (folded(title), season, part, kind.group, year)
    return "|".join("" if part is None else str(part) for part in parts)


def name_in(key: str) -> str:
    """Return the name of a title as well as its key has it: `cobra kai: season 3`."""
    return full_name(*_named_by(key))


def title_in(key: str) -> str:
    """Return the title that a key has, folded, without its season: `cobra kai`."""
    return _named_by(key)[0]


def _named_by(key: str) -> tuple[str, int | None, int | None]:
    """Return title, season and part; of a key that another program made, all of it as title."""
    if (found := _KEY.fullmatch(key)) is None:
        return key, None, None
    season, part = (int(number) if number else None for number in found.groups()[1:])
    return found[1], season, part
