from collections.abc import Mapping
from typing import Any

import pytest

from slate.formats.errors import FileError, UnknownJsonError, WrappedRecordsError
from slate.formats.read.json.unknown_json import error_about


def error(first: dict[str, Any], *, is_alone: bool = True) -> FileError:
    return error_about("a", first, _is_record, is_alone=is_alone)


def _is_record(found: Mapping[str, Any]) -> bool:
    return "title" in found


@pytest.mark.parametrize(
    ("first", "path"),
    [
        ({"titles": [{"title": "Soul"}]}, ("titles",)),
        ({"data": {"items": [{"title": "Soul"}]}}, ("data", "items")),
        ({"people": [{"name": "Ann"}], "films": [{"title": "Soul"}]}, ("films",)),
        ({"a": {"b": [{"title": "Soul"}]}, "c": [{"title": "Luca"}]}, ("c",)),
    ],
)
def test_list_of_records_is_found(first: dict[str, Any], path: tuple[str, ...]) -> None:
    found = error(first)
    assert isinstance(found, WrappedRecordsError)
    assert found.path == path


@pytest.mark.parametrize(
    ("first", "path", "likely"),
    [
        ({"data": [{"id": 1}], "meta": {}}, ("data",), {}),
        ({"data": [{"name": "Soul", "show": "x", "premiered": "2020", "year": 2020}]}, ("data",),
         {"name": "title", "premiered": "date", "year": "year"}),
        ({"name": {"en": "Soul"}, "data": []}, (), {}),
        ({"list": [], "texts": ["Soul"], "rows": [[1]]}, (), {}),
        ({"a": {"b": {"c": {"d": [{"title": "Soul"}]}}}}, (), {}),
        ({"name": "Soul", "director": "Pete Docter"}, (), {"name": "title"}),
    ],
)  # fmt: skip
def test_other_json_is_unknown(
    first: dict[str, Any], path: tuple[str, ...], likely: dict[str, str]
) -> None:
    found = error(first)
    assert isinstance(found, UnknownJsonError)
    assert (found.path, found.likely) == (path, likely)
    assert str(found) == f"a: is JSON that slate does not know; its keys are {', '.join(first)}."


def test_lists_in_the_first_of_several_objects_are_not_searched() -> None:
    found = error({"name": "Lupin", "seasons": [{"title": "Part 1"}]}, is_alone=False)
    assert isinstance(found, UnknownJsonError)
    assert (found.path, found.likely) == ((), {"name": "title"})
