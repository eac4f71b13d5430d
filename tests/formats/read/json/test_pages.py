from typing import Any

import pytest

from slate.formats.errors import RecordError
from slate.formats.read.json.pages import first_on_page, is_page, on_page

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


def test_objects_of_a_page_have_their_places() -> None:
    assert list(on_page(1, page(FOUND, {"id": 2}))) == [
        ("records, number 1: ", {"id": 1}),
        ("records, number 2: ", {"id": 2}),
    ]
    assert list(on_page(1, page())) == []
    assert first_on_page(page(FOUND, {"id": 2})) == FOUND
    assert first_on_page(page()) == {}


def test_object_that_is_no_page_is_the_only_one() -> None:
    assert list(on_page(3, FOUND)) == [("", FOUND)]
    assert first_on_page(FOUND) == FOUND


def test_records_of_another_type_are_refused() -> None:
    found = [
        str(item) if isinstance(item, RecordError) else item
        for item in on_page(3, page(None, "x", FOUND))
    ]
    assert found == [
        "3: records, number 1: this is null, but should be an object.",
        "3: records, number 2: this is a text, but should be an object.",
        ("records, number 3: ", FOUND),
    ]
    (refused,) = on_page(3, page() | {"records": "x"})
    assert str(refused) == "3: records, number 1: this is a text, but should be an object."
    assert first_on_page(page(None, "x", FOUND)) == FOUND
