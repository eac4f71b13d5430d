"""The values of a change, before and after, and how every format writes them."""

from typing import NamedTuple, assert_never

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey, release_text


class ReleaseOn(NamedTuple):
    """A release that was added or dropped, with its date, or TBA if that is reported separately."""

    key: ReleaseKey
    date: ReleaseDate
    is_first: bool = False  # whether the title had none before


class Credit(NamedTuple):
    """A person, and the role: `director`."""

    role: str
    name: str


class LinkTo(NamedTuple):
    """A link, such as `sequel-of`, to the title that has this key."""

    relation: Relation
    key: str


class ExternalId(NamedTuple):
    """The id of a title in another catalog."""

    scheme: str
    value: str


# A value before or after a change; names, words and texts are str.
Value = str | int | ReleaseDate | ReleaseOn | Credit | LinkTo | ExternalId


def value_text(value: Value | None) -> str | None:
    """Return a value as every format writes it; members of collections as users type them."""
    match value:
        case None | str():
            return value
        case int():
            return str(value)
        case ReleaseDate():
            return value.text
        case ReleaseOn(key, when, _):
            return release_text(key, when.text if when.known else "")
        case Credit(left, right) | ExternalId(left, right):
            return f"{left}={right}"
        case LinkTo(relation, key):
            return f"{relation} {key}"
        case _:
            assert_never(value)
