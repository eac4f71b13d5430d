from typing import NamedTuple

from slate.store.sql import chunks, like_escaped, marks, select_list


class _Row(NamedTuple):
    key: str
    number: int


def test_select_list_has_the_fields_of_a_row_in_order() -> None:
    assert select_list(_Row, "t") == "t.key as key, t.number as number"
    assert select_list(_Row, "t", key="b.uid") == "b.uid as key, t.number as number"


def test_marks_has_a_placeholder_per_value() -> None:
    assert marks("abc") == "?,?,?"
    assert marks(()) == ""


def test_chunks_keep_the_order_and_every_item() -> None:
    assert list(chunks(iter("abcde"), 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(chunks([], 2)) == []


def test_chunks_may_grow() -> None:
    assert [len(chunk) for chunk in chunks(range(30), 2, most=7)] == [2, 4, 7, 7, 7, 3]
    assert list(chunks(iter("abc"), 1, most=1)) == [["a"], ["b"], ["c"]]


def test_escaped_text_stands_for_itself() -> None:
    assert like_escaped("50%_a\\b") == "50\\%\\_a\\\\b"
