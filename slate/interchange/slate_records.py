"""Slate's own records, as JSON or NDJSON: each is one report of one source on one title."""

from collections.abc import Iterator, Mapping
from typing import Any

from slate.domain.errors import RecordError
from slate.interchange.items import Found, Items, Row, Told

SOURCE = None


def recognises(first: Mapping[str, Any]) -> bool:  # noqa: ARG001 -- every format is asked so
    """Take any object: a field that slate does not know is refused by its name."""
    return True


def items(found: Iterator[Found | RecordError], told: Told) -> Items:  # noqa: ARG001 -- as above
    """Take each object as the record that it is."""
    for item in found:
        yield item if isinstance(item, RecordError) else Row(*item)
