"""Lenient access to foreign JSON, where a value may be missing, null, blank or of another type.

These functions are for optional fields. More important values (a title, a date) are passed on
unchanged, so that `record_parser.py` refuses a wrong type with its line and field.
"""

from collections.abc import Mapping
from typing import Any

from slate.formats.read.records.fields import says_nothing

Object = Mapping[str, Any]


def text_at(found: Object, key: str) -> str | None:
    """Return the text at a key, None if there is none or it is blank."""
    value = found.get(key)
    return value if isinstance(value, str) and value.strip() else None


def whole_at(found: Object, key: str) -> int | None:
    """Return the whole number at a key, None if there is none."""
    value = found.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number_in(value: object) -> object:
    """Return a whole number that may be written as a text; any other value is returned as it is."""
    digits = value.strip() if isinstance(value, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else value  # noqa: PLR2004 -- as in tables


def object_at(found: Object, key: str) -> Object | None:
    """Return the object at a key, None if there is none."""
    value = found.get(key)
    return value if isinstance(value, dict) else None


def objects_at(found: Object, key: str) -> list[Object]:
    """Return the objects in the list at a key, without its other items."""
    value = found.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def known_ids(ids: Mapping[str, object]) -> dict[str, str]:
    """Return the valid ids by their scheme, as text; 0, blank and null are not ids."""
    texts = {
        scheme: str(value).strip()
        for scheme, value in ids.items()
        if isinstance(value, int | str) and not isinstance(value, bool)
    }
    return {scheme: text for scheme, text in texts.items() if text and text != "0"}


def filled(record: Object) -> dict[str, Any]:
    """Return a record without its null, blank and empty values."""
    return {name: value for name, value in record.items() if not says_nothing(value)}
