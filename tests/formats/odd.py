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
