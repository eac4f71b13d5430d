import pytest

from slate.render.plain.sheet import Block, Column, Sheet

BLOCK = Block((Column(),), (("cell",),))


@pytest.mark.parametrize(
    ("sheet", "indent"),
    [
        (Sheet((BLOCK,)), 0),
        (Sheet((BLOCK,), title="Title"), 2),
        (Sheet((BLOCK, Block((Column(),), (), "Heading"))), 2),
    ],
)
def test_rows_are_indented_below_a_title_or_heading(sheet: Sheet, indent: int) -> None:
    assert sheet.indent == indent


def test_a_sheet_of_one_table_has_a_header_and_rows() -> None:
    sheet = Sheet((Block((Column(),), (("a",), ("b",)), header=("Title",)),))
    assert sheet.table == (("Title",), (("a",), ("b",)))
    assert Sheet((Block((Column(),), (("a",),)),)).table == ((), (("a",),))
    assert Sheet().table == ((), ())
