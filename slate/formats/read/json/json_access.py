"""What foreign JSON holds at a key: it may be missing, null, blank or of another type.

For fields without which a record still stands. What matters more (a title, a date) is
passed on as it is: `record_parser.py` refuses a wrong type by line and field.
"""

from collections.abc import Mapping
from typing import Any

from slate.formats.read.records.fields import says_nothing

Object = Mapping[str, Any]


def text_at(found: Object, key: str) -> str | None:
    """Give the text at a key; None where there is none, or a blank one."""
    value = found.get(key)
    return value if isinstance(value, str) and value.strip() else None


def whole_at(found: Object, key: str) -> int | None:
    """Give the whole number at a key; None where there is none."""
    value = found.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def object_at(found: Object, key: str) -> Object | None:
    """Give the object at a key; None where there is none."""
    value = found.get(key)
    return value if isinstance(value, dict) else None


def objects_at(found: Object, key: str) -> list[Object]:
    """Give the objects of the list at a key; what else is in it is passed over."""
    value = found.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def known_ids(ids: Mapping[str, object]) -> dict[str, str]:
    """Keep of what catalogues call a title what is an id: 0, blank and null are none."""
    texts = {
        scheme: str(value).strip()
        for scheme, value in ids.items()
        if isinstance(value, int | str) and not isinstance(value, bool)
    }
    return {scheme: text for scheme, text in texts.items() if text and text != "0"}


def filled(record: Object) -> dict[str, Any]:
    """Leave out of a record what says nothing: null, blank, empty."""
    return {name: value for name, value in record.items() if not says_nothing(value)}
