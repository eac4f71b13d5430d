"""Parsing of single fields of a record, from the values in a file.

Every reader has the name of the field and a JSON value as its parameters, and raises a
UsageError that describes the problem.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from slate.domain.dates.number_order import NumberOrder
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import TextError, WordError
from slate.domain.quoting import quoted
from slate.domain.text import clean_note, clean_to_store, folded, plain
from slate.domain.titles.relations import RELATIONS, Relation
from slate.domain.titles.vocabulary import parse_tag
from slate.domain.web_address import parse_url

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
# What programs write where there is no value, as folded text.
_PLACEHOLDERS = frozenset(
    {"n/a", "#n/a", "n.a.", "na", "<na>", "none", "null", "nan", "nat", "\\n"}
    | {"-", "--", "---", "\u2013", "\u2014", "?", "??"}
)
# The date that programs write where there is none, with or without a time.
_ZERO_DATE = re.compile(
    r"(?:0000-00-00|0001-01-01)(?:[T ]00:00(?::00(?:\.0+)?)? ?(?:Z|UTC|\+00:?00)?)?"
    r"|0+|00?[./-]00?[./-]0000",
    re.ASCII | re.IGNORECASE,
)
_SERIALS = range(10_000, 100_000)  # numbers of days in which spreadsheets store dates
_EXACT = 2**53  # below it, each whole number has a floating-point number of its own
_WHOLE = re.compile(r"\s*([+-]?\d{1,18})(?:\.0*)?\s*", re.ASCII)
_ONE_NUMBER = re.compile(r"[^\d-]*(\d{1,4})(?:\.0*)?[^\d.]*", re.ASCII)
# Files repeat the same few words and dates in many rows, so parsed values are cached.
_remembered = lru_cache(maxsize=4096)
_clean = _remembered(clean_to_store)


def says_nothing(value: object) -> bool:
    """Whether a value is null, blank or empty."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value in ([], {})


def type_of(value: object) -> str:
    """Return the JSON type of a value as words with an article, such as `a list`."""
    return _TYPES.get(type(value), "null")


def text(field: str, value: object) -> str:
    """Return a text unchanged; raise TextError for a value of another type."""
    if isinstance(value, str):
        return value
    advice = ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        advice = f' Write it in quotes: "{value}".'
    raise TextError(field, f"is {type_of(value)}, but should be a text.{advice}")


def line(field: str, value: object) -> str:
    """Return a cleaned text of one line."""
    return clean_to_store(field, text(field, value))


def repeated(field: str, value: object) -> str:
    """Return a cleaned text of one line that many records share, such as a platform."""
    return _clean(field, text(field, value))


def url(field: str, value: object) -> str:
    """Return the URL of a report."""
    return parse_url(text(field, value), field)


def note(field: str, value: object) -> str:
    """Return a cleaned text that may be as long as a note."""
    return clean_note(field, text(field, value))


def word(parse: Callable[[str], _Value]) -> Reader[_Value]:
    """Return a reader for a vocabulary whose words `parse` parses."""
    known = _remembered(parse)
    return lambda field, value: known(text(field, value))


def number(numbers: range) -> Reader[int | None]:
    """Return a reader for whole numbers within a range; None for a text that is a placeholder."""

    def read(field: str, value: object) -> int | None:
        found = whole(value)
        if found is None:
            if isinstance(value, str) and is_placeholder(value):
                return None
            raise not_whole(field, value)
        if found not in numbers:
            bounds = f"from {numbers[0]} to {numbers[-1]}"
            raise TextError(field, f"is {found}, but should be {bounds}.")
        return found

    return read


def not_whole(field: str, value: object) -> TextError:
    """Return the error for a value that should be a whole number, with what to write instead."""
    shown = quoted(value) if isinstance(value, str) else type_of(value)
    likely = number_in(value) if isinstance(value, str) else None
    advice = f" Write {likely}." if likely else ""
    return TextError(field, f"is {shown}, but should be a whole number.{advice}")


def whole(value: object) -> int | None:
    """Return a whole number, also one written as `2021.0` or as a text; None for anything else."""
    if isinstance(value, str):
        written = _WHOLE.fullmatch(value)
        return int(written[1]) if written else None
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number_in(text: str) -> str | None:
    """Return the only number in a text such as `S5` or `2021.0`, for advice, or None."""
    found = _ONE_NUMBER.fullmatch(text)
    return str(int(found[1])) if found else None


def is_placeholder(text: str) -> bool:
    """Whether a text stands for no value: `N/A`, a dash, `null`."""
    return folded(text) in _PLACEHOLDERS


def is_no_date(text: str) -> bool:
    """Whether a text stands for no date, such as `N/A` or `0000-00-00`; TBA withdraws a date."""
    return is_placeholder(text) or _ZERO_DATE.fullmatch(text.strip()) is not None


def release_date(field: str, value: object, order: NumberOrder | None = None) -> ReleaseDate | None:
    """Parse a release date in any form, None if the text stands for no date; TBA withdraws a date.

    `order` is that of the numbers in dates such as 10/7/2008.
    """
    return _date(field, value, order)


def report_date(field: str, value: object, order: NumberOrder | None = None) -> ReleaseDate | None:
    """Parse a report date: a day, a month or a year; raise TextError for any other date.

    Return None if the text stands for no date.
    """
    when = _date(field, value, order)
    return None if when is None else reported(field, when)


def reported(field: str, when: ReleaseDate) -> ReleaseDate:
    """Return the date of a report; raise TextError if it is not a day, a month or a year."""
    if when.precision not in _REPORTED or when.doubtful:
        raise TextError(field, f"is {when.text}, but should be a day, a month or a year.")
    return when


def _date(field: str, value: object, order: NumberOrder | None) -> ReleaseDate | None:
    serial = isinstance(value, int | float) and int(value) in _SERIALS
    return _parsed(str(value) if serial else text(field, value), order)


@_remembered
def _parsed(text: str, order: NumberOrder | None) -> ReleaseDate | None:
    return None if is_no_date(text) else parse_date(text, order=order)


def tags(field: str, value: object) -> tuple[str, ...]:
    """Parse tags: a list, or a text in which they are separated by commas."""
    parts = value.split(",") if isinstance(value, str) else value
    return _once(_tag(field, part) for part in items(parts))


_tag = word(parse_tag)


def names(field: str, value: object) -> tuple[str, ...]:
    """Parse names: a list of texts, or a single text."""
    return _once(line(field, item) for item in items(value))


def people(field: str, value: object) -> tuple[tuple[str, str], ...]:
    """Parse credits: an object of role -> name, or role -> list of names."""
    pairs = _pairs(field, value)
    return _once((key(field, role), line(field, person)) for role, person in pairs)


def links(field: str, value: object) -> tuple[tuple[Relation, str], ...]:
    """Parse what a title follows: an object of relation -> title, or relation -> list of titles."""
    pairs = _pairs(field, value)
    return _once((_relation(relation), line(field, title)) for relation, title in pairs)


def ids(field: str, value: object) -> tuple[tuple[str, str], ...]:
    """Parse ids: an object of scheme -> id, which is a text or a number."""
    return tuple(
        (key(field, scheme), str(item) if type(item) is int else line(field, item))
        for scheme, item in members(field, value).items()
        if not says_nothing(item)
    )


def _once(items: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(items))


def items(value: object) -> Iterator[object]:
    """Return an iterator over a list, or over a single value; null, blank and empty are skipped."""
    found = value if isinstance(value, list) else [value]
    return (item for item in found if not says_nothing(item))


def members(field: str, value: object) -> dict[str, object]:
    """Return an object unchanged; raise TextError for a value of another type."""
    if not isinstance(value, dict):
        raise TextError(field, f"is {type_of(value)}, but should be an object.")
    return value


def _pairs(field: str, value: object) -> Iterator[tuple[str, object]]:
    found = members(field, value).items()
    return ((key, item) for key, listed in found for item in items(listed))


def key(field: str, key: str) -> str:
    """Parse a role or a scheme, as folded text.

    It may not contain `|`, with which the ledger joins it to another text.
    """
    word = folded(_clean(field, key))
    if "|" in word:
        raise TextError(field, f"has {quoted(word)}, which must not contain |.")
    return word


def _relation(word: str) -> Relation:
    if (relation := RELATIONS.get(plain(word).replace(" ", "-"))) is None:
        raise WordError("link", word, tuple(Relation))
    return relation
