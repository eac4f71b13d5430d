from rich.text import Text

from slate.render.look.bars import Part
from slate.render.look.chart import Column, chart, fits
from slate.render.look.grid import Field
from slate.render.look.theme import Meaning
from tests.render.samples import shown

NAMES = Column(Field("Title"), [Text("Black Widow"), Text("Dune")])
NUMBERS = Column(Field("Slips", wraps=False, is_number=True), [Text("3"), Text("12")])
FURTHER = Column(Field("Longest", wraps=False), [Text("30 days"), Text("1,200 days")], omitted=1)
LEAST = Column(Field("Median", wraps=False), [Text("30 days"), Text()], omitted=2)
BARS = Column(Field(wraps=False), bars=[[Part(3, Meaning.LATE)], [Part(12, Meaning.LATE)]])
ALL = [NAMES, NUMBERS, FURTHER, LEAST, BARS]


def test_bars_take_the_room_that_is_left() -> None:
    assert shown(chart(ALL, 72), 72) == (
        "Title        Slips  Longest     Median\n"
        "Black Widow      3  30 days     30 days  ■■■■■■\n"
        "Dune            12  1,200 days           ■■■■■■■■■■■■■■■■■■■■■■■■\n"
    )
    assert shown(chart([NAMES, BARS._replace(longest=4)], 72), 72) == (
        "Title\nBlack Widow  ■\nDune         ■■■■\n"
    )


def test_columns_are_left_out_before_bars_cannot_be_read() -> None:
    assert shown(chart(ALL, 50), 50) == (
        "Title        Slips  Longest\n"
        "Black Widow      3  30 days     ■■■■\n"
        "Dune            12  1,200 days  ■■■■■■■■■■■■■■■■■■\n"
    )
    assert shown(chart(ALL, 40), 40) == (
        "Title        Slips\nBlack Widow      3  ■■■■■\nDune            12  ■■■■■■■■■■■■■■■■■■■■\n"
    )
    assert shown(chart(ALL, 25), 25) == (
        "Title       Slips\n"
        "Black           3  ■■\n"
        "Widow\n"
        "Dune           12  ■■■■■■\n"
    )  # fmt: skip


def test_empty_columns_take_no_room() -> None:
    nothing = Column(Field("Advanced", wraps=False), [Text(), Text()])
    no_bars = Column(Field(wraps=False), bars=[(), ()])
    assert shown(chart([NAMES, nothing, NUMBERS, no_bars], 20), 20) == (
        "Title        Slips\n"
        "Black Widow      3\n"
        "Dune            12\n"
    )  # fmt: skip
    assert fits([NAMES, nothing, NUMBERS, no_bars], 18)
    assert not fits([NAMES, NUMBERS, BARS], 25)


def test_a_line_below_each_row_may_be_longer_than_its_columns() -> None:
    below = [Text("On"), Text("in theaters, or so it was said"), Text("HBO Max")]
    assert shown(chart([NAMES, NUMBERS], 40, below), 40) == (
        "Title        Slips\n"
        "  On\n"
        "Black Widow      3\n"
        "  in theaters, or so it was said\n"
        "Dune            12\n"
        "  HBO Max\n"
    )
