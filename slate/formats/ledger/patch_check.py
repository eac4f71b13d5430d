"""Checks of the patches in a ledger file: accepted only exactly as slate writes them.

An imported ledger is permanent on every machine to which it
is copied. So nothing is corrected here: whatever deviates is refused.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import SlateError, TextError
from slate.domain.ledger.patch import DIFFERS, SAME, SPLIT
from slate.domain.quoting import quoted
from slate.domain.text import NOTE_LIMIT, clean, slugify
from slate.domain.titles.fields import NUMBERS
from slate.domain.titles.kinds import Kind
from slate.domain.titles.members import parts_of
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_types import RELEASE_TYPES
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import parse_tag
from slate.formats.read.records import fields

_Check = Callable[[object], bool]


def check_said(said: object) -> None:
    """Check that slate could have recorded a patch; raise TextError if it could not.

    None is valid: it removes the title.
    """
    if said is None:
        return
    for name, value in fields.members("said", said).items():
        check = _FIELDS.get(name)
        if check is None:
            field = quoted(name)
            raise TextError(
                f"said: {field}", "is a field that this version of slate does not know."
            )
        if not holds(check, value):
            raise TextError(f"said: {name}", "is not as slate writes it.")


def is_line(value: object) -> bool:
    """Whether a value is a cleaned text of one line.

    Credentials in addresses are allowed: older versions of slate stored them, and recorded
    reports are never changed.
    """
    return isinstance(value, str) and clean("text", value) == value


def is_note(value: object) -> bool:
    """Whether a value is a cleaned text that may be as long as a note."""
    return isinstance(value, str) and clean("note", value, NOTE_LIMIT) == value


def holds(check: _Check, value: object) -> bool:
    """Whether a value passes a check; a value for which the check raises an error does not."""
    try:
        return check(value)
    except SlateError:
        return False


def _one_of(words: type[StrEnum]) -> _Check:
    known = tuple(words)  # a tuple: unlike a set, it can be searched for unhashable values
    return lambda value: value in known


def _number(numbers: range) -> _Check:
    return lambda value: type(value) is int and value in numbers


def _or_null(check: _Check) -> _Check:
    """Return a check that also accepts None, which withdraws a field."""
    return lambda value: value is None or check(value)


def _each(named: Callable[[str], bool], check: _Check) -> _Check:
    """Return a check of a collection: an object of identities (`named`) and values (`check`)."""

    def holds(value: object) -> bool:
        return isinstance(value, dict) and all(
            named(identity) and check(item) for identity, item in value.items()
        )

    return holds


def _is_true(value: object) -> bool:
    return value is True


def _is_place(value: object) -> bool:
    """Whether a value is a place in the order of credits, or true for one without a place."""
    return value is True or (type(value) is int and value >= 1)


def _is_source(value: object) -> bool:
    """Whether a value is a source; an empty text stands for reports without one."""
    return value == "" or is_line(value)


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and slugify(value) == value


def _is_tag(text: str) -> bool:
    return parse_tag(text) == text


def _is_word(text: str) -> bool:
    return fields.key("word", text) == text


def _is_pair(text: str, first: Callable[[str], bool]) -> bool:
    left, right = parts_of(text)
    return first(left) and is_line(right)


def _is_credit(text: str) -> bool:
    return _is_pair(text, _is_word)


def _is_link(text: str) -> bool:
    return _is_pair(text, tuple(Relation).__contains__)


def _is_release(text: str) -> bool:
    if text.count("|") < 2:  # noqa: PLR2004 -- type, region and platform
        return False
    type_, region, platform = text.split("|", 2)
    return (
        (not type_ or type_ in RELEASE_TYPES)
        and (not region or _is_region(region))
        and (not platform or is_line(platform))
    )


def _is_region(text: str) -> bool:
    # Older slates recorded UK as it was written.
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()  # noqa: PLR2004 -- alpha-2


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    when = parse_date(value)
    return when.known and when.text == value


def _are_dates(value: object) -> bool:
    return isinstance(value, dict) and all(
        name in {"date", "leaves"} and (when is None or _is_date(when))
        for name, when in value.items()
    )


_FIELDS: Mapping[str, _Check] = {
    "title": is_line,
    "kind": _or_null(_one_of(Kind)),
    **{name: _or_null(_number(bounds)) for name, bounds in NUMBERS.items()},
    "slug": _or_null(_is_slug),
    "status": _or_null(_one_of(Stage)),
    "releases": _each(_is_release, _or_null(_are_dates)),
    "tags": _each(_is_tag, _or_null(_is_true)),
    "credits": _each(_is_credit, _or_null(_is_place)),
    "links": _each(_is_link, _or_null(_is_true)),
    "ids": _each(_is_word, _or_null(is_line)),
    "aka": _each(is_line, _or_null(_is_true)),
    SAME: _each(is_line, _is_slug),
    DIFFERS: _each(is_line, _is_slug),
    SPLIT: _each(is_line, _is_source),
}
