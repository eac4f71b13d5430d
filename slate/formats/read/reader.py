"""What a reader makes of a file: rows, and remarks on what it leaves out.

Every format's module has

- `SOURCE`: who says what it reads, None where each record says it itself;
- `recognises(first)`: whether an object with these keys (of a table: its columns) is one
  of its own;
- `items(found, context)`: a row for each title that it speaks of. `found` is a `Table`, or
  goes through the objects of a JSON file, or through the events of a calendar.

A row is a record of slate's own fields (`records/record_parser.py`), where each field is
checked once, for all formats alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import Enum, auto
from typing import Any, NamedTuple, TypeVar

from slate.domain.errors import RecordError

# What a file holds at a line: a JSON object, or the cells of a table by their columns.
Found = tuple[int, dict[str, Any]]


class Row(NamedTuple):
    """A record, and the line of the file that it comes from."""

    line: int
    record: dict[str, Any]
    where: str = ""  # in what begins on the line: `results, number 3: `


class Remark(NamedTuple):
    """What was left out, or kept without being understood: counted by its text."""

    text: str


class Hint(Enum):
    """What a person who looks on may want to know of a file, once: nothing is wrong."""

    NO_SOURCE = auto()  # nobody says who says what the file says


Item = Row | Remark | Hint | RecordError
Items = Iterator[Item]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class FileContext:
    """What the command says of a file that the file itself does not."""

    name: str  # of the file
    day: date  # on which it was said
    zone: tzinfo | None = None  # for times in UTC
    source: str | None = None
    platform: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # column -> slate's field
    delimiter: str | None = None  # between the columns of a table


def each(
    found: Iterable[Found | RecordError], read: Callable[[int, dict[str, Any]], Iterable[_Item]]
) -> Iterator[_Item | RecordError]:
    """Yield what `read` makes of what stands at each line; pass on what cannot be read."""
    for item in found:
        if isinstance(item, RecordError):
            yield item
        else:
            yield from read(*item)


def first_release(when: str | None, context: FileContext) -> dict[str, Any]:
    """Word a date of no said type and place: a catalogue's "release date", anywhere.

    A service that the command names is a release of its own, without a date: the
    catalogue did not speak of it.
    """
    releases: list[dict[str, Any]] = []
    if when:
        releases.append({"date": when})
    if context.platform:
        releases.append({"platform": context.platform})
    return {"releases": releases} if releases else {}
