from collections.abc import Callable
from typing import Any

import pytest

from slate.remotes.errors import (
    EmptyAnswerError,
    OtherTitleError,
    RemoteError,
    UnreadableError,
    WebPageError,
)
from slate.remotes.json_answers import has_list, of_title, parsed, texts_in, whole

NOT_JSON = (
    UnreadableError,
    "sent an answer that cannot be read: it is not JSON, or is cut off.",
)
EMPTY = (EmptyAnswerError, "sent an empty answer.")
WEB_PAGE = (
    WebPageError,
    "answered with a web page, not data. Does the network want you to log in first?",
)
TOO_DEEP = (UnreadableError, "sent an answer that cannot be read: it is nested too deeply.")
TOO_MANY = (UnreadableError, "sent an answer that cannot be read: it has too many values.")
NO_TITLE = (UnreadableError, "sent an answer that cannot be read: it is not about one title.")


def failure(read: Callable[..., object], *arguments: object) -> tuple[type[RemoteError], str]:
    with pytest.raises(RemoteError) as caught:
        read(*arguments)
    return type(caught.value), str(caught.value)


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (b'{"id": 1}', {"id": 1}),
        (b" \r\n[1, 2]\n", [1, 2]),
        (b" " * 100 + b"[]", []),
        (b"null", None),
        (b'\xef\xbb\xbf{"a": "\xc3\xbc"}', {"a": "ü"}),
        ('{"a": "ü"}'.encode("utf-16"), {"a": "ü"}),
    ],
)
def test_json_is_read(body: bytes, content: object) -> None:
    assert parsed(body) == content


@pytest.mark.parametrize("value", [b"[]", b"{}", b"1", b'{"a":[0,{}]}'])
def test_answer_of_countless_values_is_not_parsed(value: bytes) -> None:
    assert failure(parsed, b"[" + b",".join([value] * 2_000_001) + b"]") == TOO_MANY


def test_answer_about_every_show_is_parsed() -> None:
    assert len(parsed(b"[" + b",".join([b"1609459200"] * 500_000) + b"]")) == 500_000


@pytest.mark.parametrize("body", [b"", b" \r\n", b" " * 1_000])
def test_empty_answer_is_refused(body: bytes) -> None:
    assert failure(parsed, body) == EMPTY


@pytest.mark.parametrize(
    "body", [b"<!doctype html><p>Log in", b"\r\n <html>", b"\n" * 1_000 + b"<p>", b"<"]
)
def test_web_page_is_refused(body: bytes) -> None:
    assert failure(parsed, body) == WEB_PAGE


@pytest.mark.parametrize(
    "body",
    [b'{"id": 1', b"[1, 2", b"hello", b'{"a": "\xff"}', b"[1] [2]", b"\0", b"9" * 5_000],
)
def test_answer_that_is_not_json_is_refused(body: bytes) -> None:
    assert failure(parsed, body) == NOT_JSON


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_answer_that_is_nested_too_deeply_is_refused(opening: bytes) -> None:
    assert failure(parsed, opening * 90_000) == TOO_DEEP


@pytest.mark.parametrize("id_", ["7", '"7"'])
def test_answer_about_a_title_is_returned(id_: str) -> None:
    found = of_title(f'{{"id": {id_}, "name": "Cobra Kai"}}'.encode(), "7")
    assert found["name"] == "Cobra Kai"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b'{"id": 8}', "8"),
        (b'{"id": -7}', "-7"),
        (b'{"id": 7.0}', "something else"),
        (b'{"id": "8"}', "something else"),
        (b'{"id": "key"}', "something else"),
        (b'{"id": true}', "something else"),
        (b'{"id": null}', "something else"),
        (b'{"id": [7]}', "something else"),
        (b"{}", "something else"),
    ],
)
def test_answer_about_another_title_is_refused(body: bytes, shown: str) -> None:
    assert failure(of_title, body, "7") == (
        OtherTitleError,
        f"was asked for 7, but answered with {shown}.",
    )


@pytest.mark.parametrize("body", [b"[]", b'[{"id": 7}]', b"7", b'"7"', b"null"])
def test_answer_without_a_title_is_refused(body: bytes) -> None:
    assert failure(of_title, body, "7") == NO_TITLE


def test_title_is_not_found_in_broken_answers() -> None:
    assert failure(of_title, b"", "7") == EMPTY
    assert failure(of_title, b'{"id": 7', "7") == NOT_JSON


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), (0, 0), (-7, -7), (True, None), (7.0, None), ("7", None), (None, None), ([7], None)],
)
def test_whole_number_is_not_a_text_or_a_truth_value(value: Any, number: int | None) -> None:  # noqa: ANN401 -- JSON
    assert whole(value) == number
    assert type(whole(value)) is type(number)


@pytest.mark.parametrize(
    ("body", "has"),
    [
        (b'{"a": {"b": []}}', True),
        (b'{"a": {"b": null}}', False),
        (b'{"a": []}', False),
        (b"{}", False),
        (b"[]", False),
        (b'{"a": {"b": {}}}', False),
    ],
)
def test_list_at_a_path(body: bytes, has: bool) -> None:  # noqa: FBT001 -- a parameter
    assert has_list(body, "a", "b") is has


def test_texts_are_values_and_names() -> None:
    assert sorted(texts_in({"a": ["b", 1, None, {"c": "d"}], "e": True})) == list("abcde")
