"""JSON that no reader recognizes: what it holds, and where records may be in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from slate.domain.errors import UsageError
from slate.domain.text import plain
from slate.formats.errors import FileError, RecordError, UnknownJsonError, WrappedRecordsError
from slate.formats.read.records.field_synonyms import meant
from slate.formats.read.records.record_parser import FIELDS, Defaults, statement_of
from slate.formats.read.records.viewer_fields import is_about_viewer, is_of_watchlist
from slate.formats.read.slate_records import is_exact

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")  # the end of a word in `PremiereDate`
_DEEPEST = 3  # keys to a list, as in `data.movies.nodes`
_Object = Mapping[str, Any]
_Path = tuple[str, ...]


def error_about(
    name: str, first: _Object, format_of: Callable[[_Object], str | None], *, is_alone: bool
) -> FileError:
    """Return the error about a file that begins with this object.

    Lists in the object are searched for records only if it is alone in the file. `format_of`
    returns the format in which an object is a title, None if it is none.
    """
    lists = list(_lists(first, ())) if is_alone else []
    for path, item in lists:
        if found := format_of(item):
            as_it_is = found != "json" or is_exact(item)
            return WrappedRecordsError(name, path, {} if as_it_is else _likely(item))
    # The list with the most fields that slate knows; of equal ones, the outer and first.
    path, item = max(lists, key=lambda found: _rank(_likely(found[1])), default=((), first))
    return UnknownJsonError(name, list(first), path, _likely(item))


def _rank(likely: Mapping[str, str]) -> tuple[bool, int]:
    return "title" in likely.values(), len(likely)


def _lists(found: _Object, path: _Path) -> Iterator[tuple[_Path, _Object]]:
    """Yield each list of objects as the keys to it and its first object, outer ones first."""
    for key, part in found.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            yield (*path, key), part[0]
    for key, part in found.items():
        if isinstance(part, dict) and len(path) < _DEEPEST - 1:
            yield from _lists(part, (*path, key))


def _likely(item: _Object) -> dict[str, str]:
    """Return the fields that the keys of an object may mean, each once, by key.

    They can be read from its values. Keys about the viewer mean none.
    """
    names = {key: _CAMEL.sub(" ", key) for key in item}
    in_watchlist = is_of_watchlist(names.values())
    found: dict[str, str] = {}
    for key, value in item.items():
        field = _field_of(names[key])
        if (
            field is not None
            and field not in found.values()
            and not is_about_viewer(names[key], in_watchlist=in_watchlist)
            and value not in ([], {})
            and _is_read(field, value)
        ):
            found[key] = field
    return found


def _field_of(name: str) -> str | None:
    word = plain(name).replace(" ", "_")
    fields = [word] if word in FIELDS else meant(name, FIELDS)
    if len(fields) != 1 or fields[0] not in FIELDS:
        return None
    return "date" if fields[0] == "release" else fields[0]


def _is_read(field: str, value: object) -> bool:
    """Whether a field can be read from a value; null states nothing."""
    try:
        statement_of(1, {"title": "Title", field: value}, Defaults(date.max))
    except (RecordError, UsageError):
        return value is None
    return True
