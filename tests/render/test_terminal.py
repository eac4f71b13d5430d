import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from slate.domain.text import safe
from slate.render.history import history_sheet
from slate.render.log import log_sheet
from slate.render.sheet import Block, Column, Marked, Sheet
from slate.render.title_page import page_sheet
from slate.render.titles import list_sheet, upcoming_sheet

from .samples import BATCHES, HOSTILE, JANUARY, cobra_kai, cobra_kai_life, coming, drawn, listed

pytestmark = pytest.mark.slow  # together they take seconds

# The expected screens. If one has to change, check the new one and store it here.
SCREENS = Path(__file__).parent / "screens"
NAMES = ("list", "upcoming", "show", "history", "log")
WIDTHS = (60, 80, 120)
COLUMNS = (Column("date", wraps=False), Column("title"), Column(), Column("status"))


CHANGES = {
    "3c5e6f708192": "cobra-kai-s3: dated early 2021",
    "2b4d5e6f7081": "cobra-kai-s3: dated 2021-01-08",
    "1a3c4d5e6f70": "1,204 titles",
}


def screen(name: str, width: int) -> Sheet:
    return {
        "list": lambda: list_sheet(listed(), width),
        "upcoming": lambda: upcoming_sheet(coming(), JANUARY, width),
        "show": lambda: page_sheet(cobra_kai(), "slate show slug --history", width),
        "history": lambda: history_sheet(cobra_kai_life()),
        "log": lambda: log_sheet(BATCHES, changes=CHANGES, width=width),
    }[name]()


def without_colors(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def letters(*texts: str) -> Counter[str]:
    return Counter("".join(texts).replace(" ", "").replace("\n", ""))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_screens_match_the_stored_ones(name: str, width: int) -> None:
    assert drawn(screen(name, width), width) == (SCREENS / f"{name}-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_colors_leave_the_text_unchanged(name: str, width: int) -> None:
    sheet = screen(name, width)
    coloured = drawn(sheet, width, colour=True)
    lines = [line.rstrip(" ") for line in without_colors(coloured).split("\n")]
    assert "\n".join(lines) == drawn(sheet, width)
    assert set(re.findall(r"\x1b\[([0-9;]*)m", coloured)) <= {"0", "1", "2", "31", "35"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [*range(1, 60), 72, 200])
def test_every_width_shows_every_letter(name: str, width: int) -> None:
    sheet = screen(name, width)
    text = drawn(sheet, width)
    assert max(map(len, text.split("\n"))) <= width
    assert letters(text) == letters(drawn(sheet, 500))


def test_wide_terminals_do_not_stretch_a_screen() -> None:
    for name in NAMES:
        sheet = screen(name, 120)
        assert drawn(sheet, 120) == drawn(sheet, 1000)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_hostile_texts_are_escaped_and_fit_the_width(width: int) -> None:
    rows = tuple((text, text, text, text) for text in HOSTILE)
    rows += (("2021-01-05", "Title", "Netflix", "Released"),)
    sheet = Sheet((Block((Column(), *COLUMNS[1:]), rows),), "\x1b[2J", "\u202e[/]", ":smile:\x07")
    text = drawn(sheet, width)
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in text)
    assert max(map(cell_len, text.split("\n"))) <= width
    shown = [safe(cell) for row in rows for cell in row]
    assert letters(text) == letters("\\x1b[2J\\u202e[/]:smile:\\x07", *shown)


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if len(text) < 100])
@pytest.mark.parametrize("place", [1, 2])
def test_columns_after_hostile_texts_stay_aligned(hostile: str, place: int) -> None:
    row = ["2021-01-05", "Title", "Netflix", "#"]
    hostile_row = [*row[:place], hostile, *row[place + 1 :]]
    lines = drawn(Sheet((Block(COLUMNS, (tuple(row), tuple(hostile_row))),)), 200).splitlines()
    starts = {cell_len(line[: line.index("#")]) for line in lines}
    assert len(lines) == 2
    assert len(starts) == 1


@given(st.lists(st.tuples(*[st.text(max_size=60)] * 4), max_size=5), st.integers(16, 130))
def test_any_text_fits_the_width(rows: list[tuple[str, str, str, str]], width: int) -> None:
    looks = (Column("label", wraps=False, least=10), *COLUMNS[1:])
    text = drawn(Sheet((Block(looks, tuple((r[0][:8], *r[1:]) for r in rows)),), "Any"), width)
    assert max(map(cell_len, text.split("\n"))) <= width


def test_marked_cells_stand_out() -> None:
    block = Block((Column("status"),), (("Released",), (Marked("Due 2021-01-01"),)))
    coloured = drawn(Sheet((block,), "Title", lead=Marked("Due on Hulu")), 80, colour=True)
    assert coloured == (
        "\x1b[1mTitle\x1b[0m\n\x1b[31mDue on Hulu\x1b[0m\n\n"
        "  \x1b[2mReleased\x1b[0m\n  \x1b[31mDue 2021-01-01\x1b[0m\n"
    )


def test_slug_goes_below_a_title_that_leaves_no_room() -> None:
    sheet = Sheet((), "The Adventures of Sharkboy", "the-adventures-of-sharkboy")
    assert drawn(sheet, 53) == "The Adventures of Sharkboy\nthe-adventures-of-sharkboy\n"
    assert drawn(sheet, 54) == "The Adventures of Sharkboy  the-adventures-of-sharkboy\n"
    assert drawn(Sheet((), "Title"), 80) == "Title\n"


def test_cells_are_joined_where_columns_do_not_fit() -> None:
    block = Block(COLUMNS, (("2021-01-05", "Locked Down", "", "Due 2021-01-05, not confirmed"),))
    assert drawn(Sheet((block,)), 28) == (
        "2021-01-05  Locked  Due\n"
        "            Down    2021-01-\n"
        "                    05, not\n"
        "                    confirme\n"
        "                    d\n"
    )
    assert drawn(Sheet((block,)), 27) == (
        "2021-01-05  Locked Down\n"
        "            Due 2021-01-05,\n"
        "            not confirmed\n"
    )  # fmt: skip
    assert drawn(Sheet((block,)), 19) == (
        "2021-01-05  Locked\nDown  Due\n2021-01-05, not\nconfirmed\n"
    )


def test_an_empty_sheet_prints_nothing() -> None:
    assert drawn(Sheet(), 80) == ""
    assert drawn(Sheet((Block(COLUMNS, ()),)), 80) == ""


def test_a_header_is_dimmed() -> None:
    block = Block((Column("date"), Column()), (("2021", "a"),), header=("date", "tags"))
    assert drawn(Sheet((block,)), 80, colour=True) == (
        "\x1b[2mdate\x1b[0m  \x1b[2mtags\x1b[0m\n\x1b[35m2021\x1b[0m  a\n"
    )
