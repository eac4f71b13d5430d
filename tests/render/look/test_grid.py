import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from slate.domain.text import safe
from slate.render.look.cells import cell
from slate.render.look.grid import Field, Grid
from slate.render.look.theme import Meaning
from tests.render.samples import HOSTILE, letters, shown

DATE, TITLE, ON, NUMBER = (
    Field("Date", wraps=False),
    Field("Title"),
    Field("On"),
    Field("Titles", is_number=True),
)
MARK = "\u200e"
ROWS = (("Jan 8", "Cobra Kai", "Netflix", "3"), ("Jan 15", "Lupin", "", "1,200"))


def _cells(rows: object) -> list[list[Text]]:
    return [[cell(text) for text in row] for row in rows]  # type: ignore[attr-defined]


def _drawn(
    fields: tuple[Field, ...], rows: object, width: int = 80, indent: int = 0, **options: str
) -> str:
    made = _cells(rows)
    grid = Grid(fields, made, width, indent=indent)
    return shown([grid.header, grid.table(made)], width, options.get("colors"))  # type: ignore[arg-type]


def test_columns_align_and_numbers_stand_at_the_right() -> None:
    assert _drawn((DATE, TITLE, ON, NUMBER), ROWS) == (
        "Date    Title      On       Titles\n"
        "Jan 8   Cobra Kai  Netflix       3\n"
        "Jan 15  Lupin                1,200\n"
    )


def test_the_header_is_dim() -> None:
    assert _drawn((DATE, NUMBER), [("Jan 8", "3")], colors="standard") == (
        "\x1b[2mDate\x1b[0m   \x1b[2mTitles\x1b[0m\nJan 8       3\n"
    )


def test_columns_that_are_empty_are_left_out() -> None:
    rows = [(day, "", on, "") for day, _, on, _ in ROWS]
    assert _drawn((DATE, TITLE, ON, NUMBER), rows) == "Date    On\nJan 8   Netflix\nJan 15\n"
    assert _drawn((DATE, TITLE), [("", "")]) == "\n\n"
    assert _drawn((DATE, TITLE), []) == "\n\n"


def test_rows_are_indented_if_there_is_room() -> None:
    assert _drawn((DATE,), [("Jan 8",)], 20, 2) == "  Date\n  Jan 8\n"
    assert _drawn((DATE,), [("Jan 8",)], 5, 2) == "  Dat\n  e\n  Jan\n  8\n"
    assert _drawn((DATE,), [("Jan 8",)], 4, 2) == "Date\nJan\n8\n"


def test_later_rows_have_the_widths_of_the_first_ones() -> None:
    grid = Grid((DATE, TITLE), _cells([("Jan 8", "Lupin")]), 30)
    tables = [grid.table(_cells([row])) for row in (("Jan 8", "Lupin"), ("Jan 15", "Cobra Kai"))]
    assert shown(tables, 30) == "Jan 8  Lupin\nJan    Cobra\n15     Kai\n"


def test_the_place_and_the_width_of_columns() -> None:
    grid = Grid((DATE, TITLE, ON), _cells([("Jan 8", "", "Netflix")]), 80, indent=2)
    assert (grid.width, grid.start(0), grid.start(1), grid.start(2)) == (14, 2, 9, 18)


def test_a_header_may_name_only_the_first_columns() -> None:
    grid = Grid((DATE, TITLE, ON), _cells([("Jan 8", "", "Netflix")]), 80)
    parts = [grid.header, grid.header_up_to(2), grid.header_up_to(0)]
    assert shown(parts) == "Date   On\nDate\n\n"


def test_short_texts_of_a_column_do_not_wrap() -> None:
    rows = [("Cobra Kai: season 3", "so it was said " * 9)]
    whole = Field("Title", whole=19)
    assert _drawn((whole, ON), rows, 40).splitlines()[1].startswith("Cobra Kai: season 3  so")
    longer = Field("Title", whole=12)
    assert _drawn((longer, ON), rows, 30).splitlines()[1].startswith("Cobra Kai:    so")


def test_a_column_can_have_a_minimum() -> None:
    assert _drawn((Field(least=8), TITLE), [("a", "b")]) == "          Title\na         b\n"


def test_the_last_cells_are_joined_where_columns_do_not_fit() -> None:
    rows = [("Jan 15", "The Adventures", "Netflix", "3")]
    assert _drawn((DATE, TITLE, ON, NUMBER), rows, 24) == (
        "Date    Title  On\n        Titles\nJan 15  The Adventures\n        Netflix  3\n"
    )
    assert _drawn((TITLE, ON), [("The Adventures of Sharkboy", "Paramount+")], 14) == (
        "Title  On\nThe Adventures\nof Sharkboy\nParamount+\n"
    )


def test_a_style_ends_with_its_text() -> None:
    made = [[cell("Gone", Meaning.CANCELED), cell("x")], [cell("Longer"), cell("y")]]
    grid = Grid((TITLE, ON), made, 40)
    assert shown([grid.table(made)], 40, "standard") == ("\x1b[2;9mGone\x1b[0m    x\nLonger  y\n")


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if len(text) < 100])
@pytest.mark.parametrize("place", [1, 2])
def test_columns_after_hostile_texts_stay_aligned(hostile: str, place: int) -> None:
    row = ["Jan 8", "Title", "Netflix", "#"]
    rows = [row, [*row[:place], hostile, *row[place + 1 :]]]
    fields = (DATE, TITLE, ON, Field())
    lines = shown([Grid(fields, _cells(rows), 200).table(_cells(rows))], 200).splitlines()
    assert len({cell_len(line[: line.index("#")]) for line in lines}) == 1
    assert len(lines) == 2


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_hostile_texts_are_escaped_and_fit_the_width(width: int) -> None:
    rows = [("Jan 8", text, text, text) for text in HOSTILE]
    made = _cells(rows)
    text = shown([Grid((DATE, TITLE, ON, Field()), made, width, indent=2).table(made)], width)
    text = text.replace(MARK, "")  # those of the texts themselves are escaped
    assert all(c.isprintable() or c in "\n\u200c\u200d" for c in text)
    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(text) == letters(*(safe(each) for row in rows for each in row))


@given(
    st.lists(st.tuples(*[st.text(max_size=60)] * 3), min_size=1, max_size=5),
    st.integers(20, 130),
    st.integers(0, 4),
)
def test_any_text_fits_the_width_and_no_letter_is_lost(
    rows: list[tuple[str, str, str]], width: int, indent: int
) -> None:
    made = _cells([("Jan 8", *row) for row in rows])
    grid = Grid((DATE, TITLE, ON, NUMBER), made, width, indent=indent)
    text = shown([grid.table(made)], width).replace(MARK, "")
    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(text) == letters(
        "Jan8" * len(rows), *(safe(each) for row in rows for each in row)
    )


@pytest.mark.parametrize("title", ["أبواب", "שלום 2", "Soul: قلب"])
def test_what_follows_a_text_from_right_to_left_keeps_its_place(title: str) -> None:
    text = _drawn((DATE, TITLE, ON), [("Jan 8", title, "2021 → May"), ("Jan 9", "Soul", "May")])
    lines = [line.replace(MARK, "") for line in text.splitlines()]
    assert f"{title}{MARK}" in text
    assert {
        cell_len(line[: line.index(on)])
        for line, on in zip(lines[1:], ("2021", "May"), strict=True)
    } == {cell_len(lines[0][: lines[0].index("On")])}
    assert MARK not in _drawn((DATE, TITLE), [("Jan 8", title)])  # nothing follows
