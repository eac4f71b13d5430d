"""JSON that no reader recognizes: what it holds, and where records may be in it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slate.formats.errors import FileError, UnknownJsonError, WrappedRecordsError
from slate.formats.read.records.field_synonyms import meant
from slate.formats.read.records.record_parser import FIELDS

_DEEPEST = 3  # keys to a list, as in `data.movies.nodes`
_Object = Mapping[str, Any]
_Path = tuple[str, ...]


def error_about(
    name: str, first: _Object, is_record: Callable[[_Object], bool], *, is_alone: bool
) -> FileError:
    """Return the error about a file that begins with this object.

    Lists in the object are searched for records only if it is alone in the file.
    """
    lists = list(_lists(first, ())) if is_alone else []
    for path, item in lists:
        if is_record(item):
            return WrappedRecordsError(name, path)
    path, item = next(iter(lists), ((), first))
    return UnknownJsonError(name, list(first), path, _likely(item))


def _lists(found: _Object, path: _Path) -> Iterator[tuple[_Path, _Object]]:
    """Yield each list of objects as the keys to it and its first object, outer ones first."""
    for key, part in found.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            yield (*path, key), part[0]
    for key, part in found.items():
        if isinstance(part, dict) and len(path) < _DEEPEST - 1:
            yield from _lists(part, (*path, key))


def _likely(item: _Object) -> dict[str, str]:
    """Return the fields that the keys of an object may mean, each once, by key."""
    found: dict[str, str] = {}
    for key, value in item.items():
        fields = [key] if key in FIELDS else meant(key, FIELDS)
        simple = not isinstance(value, list | dict)
        if simple and len(fields) == 1 and fields[0] in FIELDS and fields[0] not in found.values():
            found[key] = fields[0]
    return found
