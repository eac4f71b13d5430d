import pytest

from slate.domain.titles.cells import texts
from slate.formats.write.formula_guard import Guarded


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=", "-x", '=HYPERLINK("http://a")']
)
def test_cell_that_starts_a_formula_is_guarded(cell: str) -> None:
    rows = Guarded(["title", "note"], [[cell, "a"], ["b", cell]])
    assert rows.number == 0
    assert list(rows) == [[f"'{cell}", "a"], ["b", f"'{cell}"]]
    assert rows.number == 2


@pytest.mark.parametrize("cell", ["", "a=1", "1-1", " =1", "'=1", "007", "../2021-01", "\n=1"])
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
