"""What a reader returns for a file: rows, and remarks on what it leaves out.

The module of every format has

- `SOURCE`: the source of its records, None if each record names its own;
- `recognises(first)`: whether an object with these keys (for a table: its columns) is in
  this format;
- `items(found, context)`: yields a row for each title in the file. `found` is a `Table`, or an
  iterator over the objects of a JSON file or over the events of a calendar.

A row is a record with slate's own fields. `records/record_parser.py` checks each field, in one
place for all formats.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import Enum, auto
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

from slate.domain.dates.number_order import NumberOrder
from slate.domain.errors import TextError
from slate.domain.text import clean_to_store
from slate.formats.errors import RecordError

# A line number, and what begins there: a JSON object, or the cells of a row by column.
Found = tuple[int, dict[str, Any]]


class Row(NamedTuple):
    """A record, and the line of the file from which it comes."""

    line: int
    record: dict[str, Any]
    where: str = ""  # the place within what begins on the line: `results, number 3: `


class Remark(NamedTuple):
    """A note that something was left out, or kept although unknown; counted by its text.

    One on a title that was left out has its line and its name.
    """

    text: str
    line: int | None = None
    name: str | None = None


class Hint(Enum):
    """Something that an interactive user may want to know once per file; not an error."""

    NO_SOURCE = auto()  # neither the command nor the file names a source


Item = Row | Remark | Hint | RecordError
Items = Iterator[Item]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class FileContext:
    """What the command states about a file, beyond the file's own content."""

    name: str  # of the file
    day: date  # the report date: releases up to this day are out
    zone: tzinfo | None = None  # to which times in UTC are converted
    source: str | None = None
    file_source: str | None = None  # for a file that names no source: after its name
    platform: str | None = None
    # Column -> field of slate; empty for a column that is left out.
    columns: Mapping[str, str] = field(default_factory=dict)
    # Status words of the user's own list -> stage; empty for a word that states none.
    stages: Mapping[str, str] = field(default_factory=dict)
    delimiter: str | None = None  # between the columns of a table
    date_order: NumberOrder | None = None  # of the numbers in dates such as 10/7/2008
    encoding: str | None = None  # None: UTF-8, or what a byte order mark states


def source_named_after(path: str) -> str | None:
    """Return a file's name without folder and suffix, as the source of what the file states.

    None for a name that cannot be stored, such as one with a control character.
    """
    try:
        return clean_to_store("source", PurePath(path).stem)
    except TextError:
        return None


def each(
    found: Iterable[Found | RecordError], read: Callable[[int, dict[str, Any]], Iterable[_Item]]
) -> Iterator[_Item | RecordError]:
    """Yield what `read` returns for each line's content, and pass errors through.

    A value that `read` refuses with TextError becomes an error of the record.
    """
    for item in found:
        if isinstance(item, RecordError):
            yield item
            continue
        try:
            yield from read(*item)
        except TextError as error:
            yield RecordError(item[0], str(error))


def first_release(when: str | None, context: FileContext) -> dict[str, Any]:
    """Return a release without type and platform, as `releases` of a record.

    This is for the "release date" of a catalogue, which is the first release anywhere. A
    platform that the command names becomes a separate release without a date, because the
    date is not about that platform. Returns an empty dictionary if there is neither.
    """
    releases: list[dict[str, Any]] = []
    if when:
        releases.append({"date": when})
    if context.platform:
        releases.append({"platform": context.platform})
    return {"releases": releases} if releases else {}
