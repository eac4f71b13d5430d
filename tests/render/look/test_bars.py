import pytest

from slate.render.look.bars import Part, Scale
from slate.render.look.theme import MISSED, Meaning
from tests.render.samples import shown


def _bar(*numbers: float, greatest: float = 10, cells: int = 10) -> str:
    signs = ("a", "b", "c")
    parts = (
        Part(number, Meaning.PLAIN, sign) for number, sign in zip(numbers, signs, strict=False)
    )
    return Scale(greatest, cells).bar(*parts).plain


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((10,), "aaaaaaaaaa"),
        ((5,), "aaaaa"),
        ((0.1,), "a"),
        ((0,), ""),
        ((), ""),
        ((4, 3, 3), "aaaabbbccc"),
        ((0, 3, 0), "bbb"),
        ((9.9, 0.05, 0.05), "aaaaaaaabc"),
        ((0.01, 0.01, 9.98), "abcccccccc"),
        ((0.1, 0.1, 0.1), "abc"),
    ],
)
def test_each_part_is_as_long_as_its_number_and_seen(
    numbers: tuple[float, ...], expected: str
) -> None:
    assert _bar(*numbers) == expected


@pytest.mark.parametrize(
    ("room", "longest", "cells"), [(3, 24, 6), (17, 24, 17), (90, 24, 24), (17, 4, 4), (3, 2, 2)]
)
def test_the_longest_bar_takes_the_room_within_reason(room: int, longest: int, cells: int) -> None:
    assert Scale.of([3, 7], room, longest) == (7, cells)
    assert Scale.of([], room, longest).bar().plain == ""


def test_parts_differ_in_sign_and_color() -> None:
    bar = Scale(4, 4).bar(Part(2, Meaning.GOOD), Part(2, Meaning.LATE, MISSED))
    assert shown([bar]) == "■■××\n"  # noqa: RUF001 -- the sign of theme.py
    assert shown([bar], colors="standard") == "\x1b[32m■■\x1b[0m\x1b[31m××\x1b[0m\n"  # noqa: RUF001
