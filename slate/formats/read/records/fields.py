"""One field of a record at a time: from the value that a file holds to what it says.

Every reader takes the field's name and a value as JSON has it, and raises a UsageError
that says what is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from slate.domain.dates.release_date import ReleaseDate, parse_date
from slate.domain.errors import TextError, WordError, quoted
from slate.domain.text import NOTE_LIMIT, clean_to_store, folded, plain
from slate.domain.titles.relations import RELATIONS, Relation
from slate.domain.titles.vocabulary import parse_tag

_Value = TypeVar("_Value")
Reader = Callable[[str, object], _Value]

_TYPES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}
_REPORTED = frozenset({"day", "month", "year"})
# How programs write a day that they keep as a time: 2021-01-05T00:00:00.000Z.
_MIDNIGHT = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)? ?(?:Z|UTC|\+00:?00)?\s*",
    re.ASCII | re.IGNORECASE,
)
_ONE_NUMBER = re.compile(r"[^\d-]*(\d{1,4})(?:\.0*)?[^\d.]*", re.ASCII)
# Files repeat few words and dates in many rows: what was read once is not read again.
_remembered = lru_cache(maxsize=4096)
_clean = _remembered(clean_to_store)


def says_nothing(value: object) -> bool:
    """Tell whether a value is null, blank or empty."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value in ([], {})


def type_of(value: object) -> str:
    """Name the type of a value as JSON has it, with its article."""
    return _TYPES.get(type(value), "null")


def text(field: str, value: object) -> str:
    """Take a text as it stands; raises TextError for a value of another type."""
    if isinstance(value, str):
        return value
    advice = ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        advice = f' Write it in quotes: "{value}".'
    raise TextError(field, f"is {type_of(value)}, but should be a text.{advice}")


def line(field: str, value: object) -> str:
    """Read a text of one line."""
    return clean_to_store(field, text(field, value))


def repeated(field: str, value: object) -> str:
    """Read a text of one line that is the same in many records, such as a platform."""
    return _clean(field, text(field, value))


def note(field: str, value: object) -> str:
    """Read a text that may be longer."""
    return clean_to_store(field, text(field, value), NOTE_LIMIT)


def word(parse: Callable[[str], _Value]) -> Reader[_Value]:
    """Make the reader of a vocabulary from what parses its words."""
    known = _remembered(parse)
    return lambda field, value: known(text(field, value))


def number(numbers: range) -> Reader[int]:
    """Make the reader of a whole number within bounds."""

    def read(field: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            advice = number_in(value) if isinstance(value, str) else None
            advice = f" Write {advice}, without quotes." if advice else ""
            raise TextError(field, f"is {type_of(value)}, but should be a whole number.{advice}")
        if value not in numbers:
            bounds = f"from {numbers[0]} to {numbers[-1]}"
            raise TextError(field, f"is {value}, but should be {bounds}.")
        return value

    return read


def number_in(text: str) -> str | None:
    """Find the one number in a text such as `S5` or `2021.0`, for advice; None: it has not one."""
    found = _ONE_NUMBER.fullmatch(text)
    return str(int(found[1])) if found else None


def release_date(field: str, value: object) -> ReleaseDate:
    """Read a date in any of its forms; TBA withdraws one."""
    return _date(text(field, value))


def report_date(field: str, value: object) -> ReleaseDate:
    """Read when something was reported: a day, a month or a year."""
    when = _date(text(field, value))
    if when.precision not in _REPORTED or when.doubtful:
        raise TextError(field, f"is {when.text}, but should be a day, a month or a year.")
    return when


def _date(text: str) -> ReleaseDate:
    """Read a date; the midnight with which its day begins is no time of day."""
    day = _MIDNIGHT.fullmatch(text) if len(text) > len("2021-01-05") else None
    return parse_date(day[1] if day else text)


def tags(field: str, value: object) -> tuple[str, ...]:
    """Read a list of tags, or the text in which commas part them."""
    parts = value.split(",") if isinstance(value, str) else value
    return _once(_tag(field, part) for part in items(parts))


_tag = word(parse_tag)


def names(field: str, value: object) -> tuple[str, ...]:
    """Read a list of texts, or a single one."""
    return _once(line(field, item) for item in items(value))


def people(field: str, value: object) -> tuple[tuple[str, str], ...]:
    """Read credits: an object of role -> name, or list of names."""
    pairs = _pairs(field, value)
    return _once((key(field, role), line(field, person)) for role, person in pairs)


def links(field: str, value: object) -> tuple[tuple[Relation, str], ...]:
    """Read what a title follows: an object of relation -> title, or list of titles."""
    pairs = _pairs(field, value)
    return _once((_relation(relation), line(field, title)) for relation, title in pairs)


def ids(field: str, value: object) -> tuple[tuple[str, str], ...]:
    """Read what catalogues call a title: an object of scheme -> id, a text or a number."""
    return tuple(
        (key(field, scheme), str(item) if type(item) is int else line(field, item))
        for scheme, item in members(field, value).items()
        if not says_nothing(item)
    )


def _once(items: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(items))


def items(value: object) -> Iterator[object]:
    """Go through a list, or the one value that stands for it; null and blank say nothing."""
    found = value if isinstance(value, list) else [value]
    return (item for item in found if not says_nothing(item))


def members(field: str, value: object) -> dict[str, object]:
    """Take an object; raises TextError for a value of another type."""
    if not isinstance(value, dict):
        raise TextError(field, f"is {type_of(value)}, but should be an object.")
    return value


def _pairs(field: str, value: object) -> Iterator[tuple[str, object]]:
    found = members(field, value).items()
    return ((key, item) for key, listed in found for item in items(listed))


def key(field: str, key: str) -> str:
    """Read a role or a scheme: a word in lower case; the ledger joins it to others by `|`."""
    word = folded(_clean(field, key))
    if "|" in word:
        raise TextError(field, f"has {quoted(word)}, which may not hold a |.")
    return word


def _relation(word: str) -> Relation:
    if (relation := RELATIONS.get(plain(word).replace(" ", "-"))) is None:
        raise WordError("link", word, tuple(Relation))
    return relation
