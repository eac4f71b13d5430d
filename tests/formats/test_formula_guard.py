import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slate.domain.titles.cells import texts
from slate.formats.formula_guard import Guarded, unguarded

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=", "-x", '=HYPERLINK("http://a")']
)
def test_cell_that_starts_a_formula_is_guarded(cell: str) -> None:
    rows = Guarded(["title", "note"], [[cell, "a"], ["b", cell]])
    assert rows.number == 0
    assert list(rows) == [[f"'{cell}", "a"], ["b", f"'{cell}"]]
    assert rows.number == 2


@pytest.mark.parametrize("cell", ["'", "''", "'=1", "'Salem's Lot", "''=1", "'1984'", "'\t"])
def test_cell_that_begins_with_the_mark_is_guarded(cell: str) -> None:
    """So that a mark which slate added can be told from one of the cell."""
    rows = Guarded(["title"], [[cell]])
    assert list(rows) == [[f"'{cell}"]]
    assert rows.number == 1


@pytest.mark.parametrize("cell", ["", "a=1", "1-1", " =1", " '", "007", "2021-01", "\n=1", "Don't"])
def test_other_cells_are_not_guarded(cell: str) -> None:
    rows = Guarded(["title"], [[cell]])
    assert list(rows) == [[cell]]
    assert rows.number == 0


def test_guarded_rows_hold_texts() -> None:
    rows = Guarded(
        ["date", "season", "tags", "certain"],
        [[None, 3, ("-a", "b"), None], ["2021", None, (), True]],
    )
    assert list(rows) == [["TBA", "3", "'-a,b", ""], ["2021", "", "", "true"]]
    assert rows.number == 1
    assert list(texts(["date"], Guarded(["date"], [[None]]))) == [["TBA"]]


def test_guarded_accepts_no_rows() -> None:
    rows = Guarded(["title"], [])
    assert (list(rows), rows.number) == ([], 0)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'-1", "-1"),
        ("'@a", "@a"),
        ("'\tx", "\tx"),
        ("'\rx", "\rx"),
        ("''Salem's Lot", "'Salem's Lot"),
        ("''", "'"),
        ("''=1", "'=1"),
    ],
)
def test_mark_that_slate_added_is_removed(cell: str, text: str) -> None:
    assert unguarded(cell) == text


@pytest.mark.parametrize("cell", ["", "'", "'Salem's Lot", "'1984'", "=1", "a'=1", "' =1", "Don't"])
def test_mark_that_belongs_to_the_cell_is_kept(cell: str) -> None:
    """As in a file that slate did not guard."""
    assert unguarded(cell) == cell


@given(st.text(alphabet="'=+-@\t\r a1", max_size=6) | st.text(max_size=6))
@example("'")
@example("'=")
def test_guarded_cell_reads_back_as_it_was(cell: str) -> None:
    ((guarded,),) = Guarded(["title"], [[cell]])
    assert unguarded(guarded) == cell
    assert not guarded.startswith(_FORMULA)
