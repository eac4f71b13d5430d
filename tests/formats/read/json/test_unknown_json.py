from collections.abc import Mapping
from typing import Any

import pytest

from slate.formats.errors import FileError, UnknownJsonError, WrappedRecordsError
from slate.formats.read.json.unknown_json import error_about


def error(first: dict[str, Any], *, is_alone: bool = True) -> FileError:
    return error_about("a", first, _format_of, is_alone=is_alone)


def _format_of(found: Mapping[str, Any]) -> str | None:
    return "radarr" if "tmdbId" in found else "json" if "title" in found else None


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
    assert (found.path, found.likely) == (path, {})


@pytest.mark.parametrize(
    ("record", "likely"),
    [
        ({"title": "Soul", "rank": 1}, {"title": "title"}),
        ({"title": "Soul", "network": "Hulu"}, {"title": "title", "network": "platform"}),
        ({"title": "Soul", "tmdbId": 1, "network": "Hulu"}, {}),
        ({"title": "Soul", "notes": []}, {}),
    ],
)
def test_fields_of_wrapped_records(record: dict[str, Any], likely: dict[str, str]) -> None:
    found = error({"titles": [record]})
    assert isinstance(found, WrappedRecordsError)
    assert found.likely == likely


@pytest.mark.parametrize(
    ("first", "path", "likely"),
    [
        ({"data": [{"id": 1}], "meta": {}}, ("data",), {}),
        ({"data": [{"name": "Soul", "show": "x", "premiered": "2020", "year": 2020}]}, ("data",),
         {"name": "title", "premiered": "date", "year": "year"}),
        ({"name": {"en": "Soul"}, "data": []}, (), {}),
        ({"Items": [{"Name": "Soul", "PremiereDate": "2020-12-25T00:00:00.0000000Z",
                     "Type": "Movie", "ProductionYear": 2020, "Genres": ["Drama"],
                     "Tags": [], "Id": "a", "UserRating": 5, "DateAdded": "2021-01-05",
                     "Studios": {"a": 1}}]},
         ("Items",),
         {"Name": "title", "PremiereDate": "date", "Type": "kind", "ProductionYear": "year",
          "Genres": "tags"}),
        ({"data": [{"name": "Soul", "release": "2020", "releaseDate": "2020", "status": None}]},
         ("data",), {"name": "title", "release": "date", "status": "status"}),
        ({"data": [{"name": "Soul", "date": "2020", "status": "ended", "my_score": 5}]}, ("data",),
         {"name": "title"}),
        ({"data": [{"name": "Soul", "premiered": "soon", "status": "Watching", "type": "x"}]},
         ("data",), {"name": "title"}),
        ({"people": [{"a": 1}], "films": [{"name": "Soul"}]}, ("films",), {"name": "title"}),
        ({"pages": [{"year": 1, "date": "2020"}], "films": [{"name": "Soul"}]}, ("films",),
         {"name": "title"}),
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
