from typing import Any

import pytest

from slate.domain.errors import TextError
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import place_of
from slate.formats.read.json.pages import each_on_page, first_on_page, is_page

FOUND = {"id": 1}


def page(*records: object) -> dict[str, Any]:
    return {"page": 1, "pageSize": 10, "totalRecords": len(records), "records": list(records)}


@pytest.mark.parametrize(
    ("answer", "paged"),
    [
        (page(), True),
        ({"pageSize": 10, "records": []}, True),
        ({"records": []}, False),
        ({"page": 1, "results": []}, False),
        ({}, False),
    ],
)
def test_page_is_recognized_by_its_keys(*, answer: dict[str, Any], paged: bool) -> None:
    assert is_page(answer) is paged


def places(answer: dict[str, Any]) -> list[object]:
    """Return each object with its place, and errors as printed."""
    found = each_on_page(3, answer, lambda record: [(place_of(record), dict(record))])
    return [str(item) if isinstance(item, RecordError) else item for item in found]


def test_objects_of_a_page_have_their_places() -> None:
    assert places(page(FOUND, {"id": 2})) == [
        ("records, number 1: ", {"id": 1}),
        ("records, number 2: ", {"id": 2}),
    ]
    assert places(page()) == []
    assert first_on_page(page(FOUND, {"id": 2})) == FOUND
    assert first_on_page(page()) == {}


def test_object_that_is_no_page_is_the_only_one() -> None:
    assert places(FOUND) == [("", FOUND)]
    assert first_on_page(FOUND) == FOUND


def test_records_of_another_type_are_refused() -> None:
    assert places(page(None, "x", FOUND)) == [
        '3: records, number 2 is "x", but should be an object.',
        ("records, number 3: ", FOUND),
    ]
    assert first_on_page(page(None, "x", FOUND)) == FOUND
    with pytest.raises(TextError) as refused:
        places(page() | {"records": "x"})
    assert str(refused.value) == 'records is "x", but should be a list.'
    assert first_on_page(page() | {"records": "x"}) == {}
