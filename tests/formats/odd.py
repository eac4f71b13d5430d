"""Malformed variants of foreign JSON: odd values in place of every part of a sample."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from slate.formats.errors import RecordError
from slate.formats.read.reader import FileContext, Found, Items, Row
from slate.formats.read.records.record_parser import Defaults, statement_of

Read = Callable[[Iterator[Found | RecordError], FileContext], Items]

_ODD: list[object] = [None, "", "x", 0, -7, 1.5, True, [], ["x"], [None, 3], {}, {"x": 1}]


def bent(value: object) -> Iterator[Any]:
    """Yield variants: each odd value in place of each part in turn, and each key left out."""
    yield from _ODD
    if isinstance(value, dict):
        for key, part in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield from (value | {key: other} for other in bent(part))
    if isinstance(value, list):
        for place, part in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in bent(part))


def read_or_refused(items: Read, sample: dict[str, Any], told: FileContext) -> int:
    """Read all variants of a sample and count them; any error but RecordError fails the test."""
    count = 0
    for other in bent(sample):
        for item in items(iter([(1, other)]), told) if isinstance(other, dict) else ():
            try:
                if isinstance(item, Row):
                    statement_of(item.line, item.record, Defaults(date(2026, 11, 22)))
            except RecordError:
                continue
        count += 1
    return count


_WRONG: dict[type, list[object]] = {
    str: [5, True, ["x"], [], {"x": 1}, {}],
    int: ["x", 1.5, True, [1], [], {"x": 1}, {}],
    list: ["x", 5, True, {"x": 1}, {}],
    dict: ["x", 5, True, ["x"], []],
}


def read_as_missing(items: Read, sample: dict[str, Any], told: FileContext) -> list[str]:
    """Return where a value of the wrong type is read as if there were none, with that value."""
    original = _read(items, sample, told)
    places = []
    for path, value in _paths(sample):
        without = _read(items, _changed(sample, path), told)
        if without == original or any(isinstance(item, str) for item in without):
            continue  # it is not read at all, or refused if it is missing
        places += [
            f"{'.'.join(map(str, path))}: {wrong}"
            for wrong in _WRONG.get(type(value), ())
            if _read(items, _changed(sample, path, wrong), told) == without
        ]
    return places


def _read(items: Read, record: dict[str, Any], told: FileContext) -> list[object]:
    found = items(iter([(1, record)]), told)
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, object]]:
    members = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else members:
        yield (*path, key), part
        yield from _paths(part, (*path, key))


def _changed(value: Any, path: tuple[Any, ...], *new: object) -> Any:  # noqa: ANN401 -- JSON
    """Return a copy with a new value at a path, or without the value there."""
    key, *rest = path
    copy = list(value) if isinstance(value, list) else dict(value)
    if rest:
        copy[key] = _changed(value[key], tuple(rest), *new)
    elif new:
        copy[key] = new[0]
    else:
        del copy[key]
    return copy
