import pytest

from slate.formats.read.json.json_access import (
    filled,
    known_ids,
    number_in,
    object_at,
    objects_at,
    text_at,
    whole_at,
)

OTHERS = [None, "", " ", 0, 7, 1.5, True, "a", [], ["a"], [{"a": 1}, 2], {}, {"a": 1}]


@pytest.mark.parametrize("value", OTHERS)
def test_value_of_another_type_is_ignored(value: object) -> None:
    found = {"key": value}
    assert text_at(found, "key") == ("a" if value == "a" else None)
    assert whole_at(found, "key") == (value if type(value) is int else None)
    assert object_at(found, "key") == (value if isinstance(value, dict) else None)
    assert objects_at(found, "key") == ([{"a": 1}] if value == [{"a": 1}, 2] else [])


def test_missing_key_is_none() -> None:
    assert text_at({}, "key") is None
    assert whole_at({}, "key") is None
    assert object_at({}, "key") is None
    assert objects_at({}, "key") == []


def test_known_ids_keep_texts_and_numbers() -> None:
    ids = {"imdb": " tt0348914", "tvmaze": 565, "a": 0, "b": "0", "c": "", "d": " ", "e": None}
    others = {"f": True, "g": 1.5, "h": ["x"], "i": {}}
    assert known_ids(ids | others) == {"imdb": "tt0348914", "tvmaze": "565"}


def test_filled_drops_empty_values() -> None:
    record: dict[str, object] = {
        "a": None,
        "b": "",
        "c": " ",
        "d": [],
        "e": {},
        "f": 0,
        "g": False,
        "h": "x",
    }
    assert filled(record) == {"f": 0, "g": False, "h": "x"}


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), ("7", 7), (" 07 ", 7), ("x", "x"), ("-7", "-7"), ("7.0", "7.0"), ("\u0667", "\u0667"),
     ("1" * 10, "1" * 10), ("", ""), (None, None), (True, True), ([7], [7])],
)  # fmt: skip
def test_number_may_be_a_text(value: object, number: object) -> None:
    assert number_in(value) == number
    assert type(number_in(value)) is type(number)
