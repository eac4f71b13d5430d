import pytest

from slate.render.layout import fitted, natural, row_text, widest, width_of
from slate.render.plain.sheet import Column

DAY, TEXT = Column(), Column(wraps=True)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Netflix", 7),
        ("\u5217\u8eca", 4),
        ("Ame\u0301lie", 6),
        ("\U0001f468\u200d\U0001f469", 2),
    ],
)
def test_width_of_counts_terminal_cells(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("cells", "widths", "line"),
    [
        (("a", "b"), (3, 3), "a    b"),
        (("abcd", "b"), (3, 3), "abcd  b"),
        (("\u5217", "b"), (3, 3), "\u5217   b"),
        (("\u5217\u8eca", "b"), (3, 3), "\u5217\u8eca  b"),
        (("a", "", "c"), (1, 0, 1), "a  c"),
        (("a", "", "c"), (1, 2, 1), "a      c"),
        (("a", ""), (3, 3), "a"),
    ],
)
def test_row_text_pads_cells(cells: tuple[str, ...], widths: tuple[int, ...], line: str) -> None:
    assert row_text(cells, widths) == line


def test_natural_widths_are_those_of_the_widest_cells() -> None:
    assert widest([("2021", "abc"), ("2021-01", "")]) == [7, 3]
    assert natural((DAY, TEXT), [("2021", ""), ("2021-01", "")]) == [7, 0]
    assert natural((Column(least=10), TEXT), [("2021", "abc")]) == [10, 3]
    assert natural((Column(least=10), TEXT), []) == [10, 0]


@pytest.mark.parametrize(
    ("cells", "room", "widths"),
    [
        (("2021-01-05", "Locked Down", "Upcoming film"), 38, [10, 11, 13]),
        (("2021-01-05", "Locked Down", "Upcoming film"), 37, [10, 10, 13]),  # one line more
        (("2021-01-05", "Locked Down", "Upcoming film"), 30, [10, 6, 10]),  # words stay whole
        (("2021-01-05", "Locked Down", ""), 20, [10, 8, 0]),
        (("2021-01-05", "Locked Down", "Upcoming film"), 27, [10, 15]),  # the last two are joined
        (("2021-01-05", "Locked Down", "Upcoming film"), 20, [10, 8]),
        (("2021-01-05", "Locked Down", "Upcoming film"), 19, [19]),
        (("2021-01-05", "x" * 4_000, "x" * 4_000), 80, [10, 33, 33]),
        (("2021-01-05", "x" * 4_000, "x" * 4_000), 36, [10, 11, 11]),
        (("2021-01-05", " " * 4_000, ""), 30, [10, 18, 0]),
        (("", "Locked Down", "Upcoming film"), 30, [0, 11, 13]),
        (("2021-01-05", "Title", "theaters (US)"), 27, [10, 5, 8]),
        (("2021-01-05", "Title", " theaters (US)"), 28, [10, 5, 9]),  # with the blank before it
        (("2021-01-05", "Title", "  "), 28, [10, 5, 2]),
    ],
)
def test_fitted_distributes_the_room_among_columns(
    cells: tuple[str, ...], room: int, widths: list[int]
) -> None:
    assert fitted((DAY, TEXT, TEXT), [cells], room) == widths


def test_the_column_that_costs_the_fewest_lines_shrinks() -> None:
    usual: tuple[str, ...] = ("2021-01-05", "Locked Down", "Upcoming documentary")
    long: tuple[str, ...] = (
        "2021-01-05",
        "The Adventures of Sharkboy and Lavagirl in 3-D",
        "Released",
    )
    assert fitted((DAY, TEXT, TEXT), [usual] * 9 + [long], 60) == [10, 26, 20]
    assert fitted((DAY, TEXT, TEXT), [usual] + [long] * 9, 60) == [10, 35, 11]


def test_all_cells_are_joined_if_the_first_column_wraps() -> None:
    assert fitted((TEXT, TEXT), [("x" * 30, "y" * 30)], 17) == [17]
