"""Access to foreign JSON, where a value may be missing, null, blank or of another type.

A value that is missing, null or blank states nothing. A value of the wrong type is never treated
as missing: it raises TextError, with its place in the record, and `reader.each` makes that an
error of the record. Only `inside` is lenient, because it serves to recognize a format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any, TypeVar

from slate.domain.errors import TextError
from slate.domain.quoting import quoted
from slate.formats.errors import RecordError
from slate.formats.read.records import fields
from slate.formats.read.records.local_days import day_of

Object = Mapping[str, Any]
_Item = TypeVar("_Item")


class Part(Mapping[str, Any]):
    """An object inside a record, and its place there: `show: `, or `seasons, number 2: `."""

    def __init__(self, members: Object, place: str) -> None:
        self._members = members
        self.place = place

    def __getitem__(self, key: str) -> object:
        return self._members[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def place_of(found: Object) -> str:
    """Return the place of an object in its record, as an error begins; empty for the record."""
    return found.place if isinstance(found, Part) else ""


def text_at(found: Object, key: str) -> str | None:
    """Return the text at a key, None if there is none or it is blank."""
    value = _value_at(found, key)
    return None if value is None else fields.text(f"{place_of(found)}{key}", value)


def whole_at(found: Object, key: str) -> int | None:
    """Return the whole number at a key, also one written as `"4"` or `4.0`; None if none."""
    value = _value_at(found, key)
    if value is None:
        return None
    number = fields.whole(value)
    if number is None:
        raise _wrong(found, key, value, "a whole number")
    return number


def wholes_at(found: Object, key: str) -> list[int]:
    """Return the whole numbers in the list at a key, without its nulls."""
    items = Part(dict(_named_items(found, key)), place_of(found))
    return [number for name in items if (number := whole_at(items, name)) is not None]


def day_at(found: Object, key: str, zone: tzinfo | None) -> str | None:
    """Return the date at a key as `day_of` does, None if there is none."""
    when = text_at(found, key)
    return None if when is None else day_of(when, zone)


def object_at(found: Object, key: str) -> Object:
    """Return the object at a key, an empty one if there is none."""
    value = _value_at(found, key)
    return _part(found, key, {} if value is None else value)


def objects_at(found: Object, key: str) -> list[Object]:
    """Return the objects in the list at a key, without its nulls."""
    return [_part(found, name, item) for name, item in _named_items(found, key)]


def each_in(
    line: int, found: Object, key: str, read: Callable[[Object], Iterable[_Item]]
) -> Iterator[_Item | RecordError]:
    """Yield what `read` returns for each object in the list at a key.

    An item of the wrong type, or with a value of one, is an error of its own, so that the
    others are read.
    """
    for name, item in _named_items(found, key):
        try:
            part = _part(found, name, item)
        except TextError as error:
            yield RecordError(line, str(error))
        else:
            yield from guarded(line, read, part)


def texts_at(found: Object, key: str) -> list[str]:
    """Return the texts in the list at a key, or the only one, without nulls and blanks."""
    value = _value_at(found, key)
    items = value if isinstance(value, list) else [value]
    name = f"{place_of(found)}{key}"
    return [fields.text(name, item) for item in items if item is not None]


def guarded(
    line: int, read: Callable[[Object], Iterable[_Item]], part: Object
) -> Iterator[_Item | RecordError]:
    """Yield what `read` returns for a part of a record; a value of the wrong type ends that."""
    try:
        yield from read(part)
    except TextError as error:
        yield RecordError(line, str(error))


def ids_at(found: Object, keys: Mapping[str, str]) -> dict[str, str]:
    """Return the ids by their scheme; `keys` has the key of each."""
    texts = {scheme: _id(found.get(key), found, key) for scheme, key in keys.items()}
    return {scheme: text for scheme, text in texts.items() if text}


def known_ids(ids: Mapping[str, object]) -> dict[str, str]:
    """Return the valid ids by their scheme, as text."""
    return ids_at(ids, {scheme: scheme for scheme in ids})


def filled(record: Object) -> dict[str, Any]:
    """Return a record without its null, blank and empty values."""
    return {name: value for name, value in record.items() if not fields.says_nothing(value)}


def inside(found: Object, *keys: str) -> Object:
    """Return the object below these keys, an empty one if there is none or something else."""
    for key in keys:
        value = found.get(key)
        found = value if isinstance(value, dict) else {}
    return found


def _value_at(found: Object, key: str) -> object:
    """Return the value at a key, None also for a blank text."""
    value: object = found.get(key)
    return None if isinstance(value, str) and not value.strip() else value


def _id(value: object, found: Object, key: str) -> str | None:
    """Return an id as text; 0, blank and null are not ids."""
    number = None if isinstance(value, str) else fields.whole(value)
    text = value.strip() if isinstance(value, str) else "" if number is None else str(number)
    if value is not None and not isinstance(value, str) and number is None:
        raise _wrong(found, key, value, "a text or a whole number")
    return None if text in {"", "0"} else text


def _named_items(found: Object, key: str) -> Iterator[tuple[str, object]]:
    """Yield the items of the list at a key, without nulls, each with its name there."""
    items = _value_at(found, key)
    if items is None:
        return
    if not isinstance(items, list):
        raise _wrong(found, key, items, "a list")
    for number, item in enumerate(items, 1):
        if item is not None:
            yield f"{key}, number {number}", item


def _part(found: Object, name: str, value: object) -> Part:
    if not isinstance(value, dict):
        raise _wrong(found, name, value, "an object")
    return Part(value, f"{place_of(found)}{name}: ")


def _wrong(found: Object, key: str, value: object, wanted: str) -> TextError:
    shown = quoted(value) if isinstance(value, str) else fields.type_of(value)
    if isinstance(value, float):
        shown = str(value)
    return TextError(f"{place_of(found)}{key}", f"is {shown}, but should be {wanted}.")
