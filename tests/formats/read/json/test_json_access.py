from collections.abc import Callable, Iterator

import pytest

from slate.domain.errors import TextError
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import (
    Object,
    day_at,
    each_in,
    filled,
    ids_at,
    inside,
    known_ids,
    object_at,
    objects_at,
    place_of,
    text_at,
    whole_at,
)

MISSING: list[dict[str, object]] = [{}, {"key": None}, {"key": ""}, {"key": " \n"}]


def refusal(read: Callable[[Object, str], object], value: object) -> str:
    with pytest.raises(TextError) as refused:
        read({"key": value}, "key")
    return str(refused.value)


@pytest.mark.parametrize("found", MISSING)
def test_missing_null_and_blank_state_nothing(found: Object) -> None:
    assert text_at(found, "key") is None
    assert whole_at(found, "key") is None
    assert day_at(found, "key", None) is None
    assert object_at(found, "key") == {}
    assert objects_at(found, "key") == []
    assert ids_at(found, {"imdb": "key"}) == {}


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (4, 4),
        (0, 0),
        (-1, -1),
        (2021.0, 2021),
        ("4", 4),
        (" 04 ", 4),
        ("-1", -1),
        ("2021.0", 2021),
        ("2021.", 2021),
    ],
)
def test_whole_number_in_each_spelling(value: object, number: int) -> None:
    assert whole_at({"key": value}, "key") == number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("four", '"four"'),
        ("1.5", '"1.5"'),
        ("٤", '"٤"'),
        ("9" * 19, f'"{"9" * 19}"'),
        (1.5, "1.5"),
        (1e300, "1e+300"),
        (True, "true or false"),
        ([1], "a list"),
        ([], "a list"),
        ({}, "an object"),
    ],
)
def test_other_value_is_no_whole_number(value: object, shown: str) -> None:
    assert refusal(whole_at, value) == f"key is {shown}, but should be a whole number."


@pytest.mark.parametrize(
    ("value", "shown"),
    [(False, "true or false"), ([], "a list"), (["a"], "a list"), ({}, "an object")],
)
def test_other_value_is_no_text(value: object, shown: str) -> None:
    assert refusal(text_at, value) == f"key is {shown}, but should be a text."


def test_number_instead_of_a_text_comes_with_advice() -> None:
    expected = 'key is a number, but should be a text. Write it in quotes: "5".'
    assert refusal(text_at, 5) == expected
    with pytest.raises(TextError) as refused:
        day_at({"key": 5}, "key", None)
    assert str(refused.value) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a", '"a"'), (0, "a number"), (True, "true or false"), ([], "a list")],
)
def test_other_value_is_no_object(value: object, shown: str) -> None:
    assert refusal(object_at, value) == f"key is {shown}, but should be an object."


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a", '"a"'), (0, "a number"), (False, "true or false"), ({}, "an object")],
)
def test_other_value_is_no_list(value: object, shown: str) -> None:
    assert refusal(objects_at, value) == f"key is {shown}, but should be a list."


def test_items_of_a_list_are_objects_or_null() -> None:
    assert objects_at({"key": [{"a": 1}, None, {}]}, "key") == [{"a": 1}, {}]
    assert refusal(objects_at, [{}, 2]) == "key, number 2 is a number, but should be an object."


def test_error_names_the_place_of_the_value() -> None:
    show = object_at({"show": {"seasons": [{}, {"network": {"name": 5, "id": [2]}}]}}, "show")
    network = object_at(objects_at(show, "seasons")[1], "network")
    place = "show: seasons, number 2: network: "
    assert (place_of(network), place_of({})) == (place, "")
    with pytest.raises(TextError) as refused:
        text_at(network, "name")
    assert str(refused.value).startswith(f"{place}name is a number, but should be a text.")
    with pytest.raises(TextError) as refused:
        ids_at(network, {"tvmaze": "id"})
    assert str(refused.value) == (f"{place}id is a list, but should be a text or a whole number.")


def test_each_in_reads_on_after_an_error() -> None:
    def read(item: Object) -> Iterator[int | None]:
        yield whole_at(item, "n")

    found = {"list": [{"n": 1}, 5, {"n": "x"}, None, {"n": "5"}]}
    one, second, third, last = each_in(7, found, "list", read)
    assert (one, last) == (1, 5)
    assert isinstance(second, RecordError)
    assert str(second) == "7: list, number 2 is a number, but should be an object."
    assert str(third) == '7: list, number 3: n is "x", but should be a whole number.'


@pytest.mark.parametrize(
    ("value", "id_"),
    [(" tt0348914", "tt0348914"), (565, "565"), (565.0, "565"), ("00", "00")],
)
def test_id_is_a_text_or_a_number(value: object, id_: str) -> None:
    assert ids_at({"key": value}, {"imdb": "key"}) == {"imdb": id_}


@pytest.mark.parametrize("value", [0, "0", 0.0])
def test_0_is_no_id(value: object) -> None:
    assert ids_at({"key": value}, {"imdb": "key"}) == {}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "true or false"), (1.5, "1.5"), (["x"], "a list"), ({}, "an object")],
)
def test_other_value_is_no_id(value: object, shown: str) -> None:
    assert refusal(lambda found, key: ids_at(found, {"imdb": key}), value) == (
        f"key is {shown}, but should be a text or a whole number."
    )


def test_known_ids_are_filled() -> None:
    ids = {"imdb": " tt0348914", "a": "0", "b": "", "c": " ", "d": None}
    assert known_ids(ids) == {"imdb": "tt0348914"}


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


@pytest.mark.parametrize("found", [{"a": {"b": {"c": 1}}}])
def test_inside_never_fails(found: Object) -> None:
    assert inside(found, "a", "b") == {"c": 1}
    assert inside(found, "a", "b", "c", "d") == inside(found, "x") == {}
