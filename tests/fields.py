"""A distinct value for every field of a title, and a check that names missing fields."""

from collections.abc import Collection, Iterable
from typing import Any

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.titles.fields import NUMBERS, STATED
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage

ORIGIN = Origin("2021-01-07", "Variety")
# Plain fields: numbers, none of which is part of another; a text field needs its own line.
PLAIN_VALUES: dict[str, Any] = {
    name: bounds[-1 - place] for place, (name, bounds) in enumerate(NUMBERS.items(), 1)
}
VALUES: dict[str, Any] = {
    "title": "Cobra Kai",
    "kind": Kind.DOCUSERIES,
    **PLAIN_VALUES,
    "slug": "karate",
    "status": Stage.FILMING,
    "releases": (
        SaidRelease(
            ReleaseKey(ReleaseType.STREAMING, "US", "Netflix"),
            parse_date("2021-05-14"),
            parse_date("2023"),
        ),
    ),
    "tags": ("dojo",),
    "credits": (("cast", "Ralph Macchio"),),
    "links": (("sequel-of", "the-karate-kid"),),
    "ids": (("imdb", "tt7221388"),),
    "aka": ("Karate Kid: The Series",),
}


def statement() -> Statement:
    """Return a statement with a value for every field."""
    return Statement(ORIGIN, **VALUES)


def check(place: str, found: Collection[str], names: Iterable[str] = STATED) -> None:
    """Fail with the name of the place and of the fields missing there."""
    missing = [name for name in names if name not in found]
    assert not missing, f"{place} lacks {', '.join(missing)}"
