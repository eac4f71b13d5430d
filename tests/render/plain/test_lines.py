import sys
from itertools import count, islice
from subprocess import run

from rich.cells import cell_len

from slate.render.plain.lines import aligned, lines, sheet_lines
from slate.render.plain.log import info_sheet
from slate.render.plain.sheet import Block, Column, Sheet
from slate.render.plain.title_page import page_sheet
from tests.render.samples import HOSTILE, cobra_kai


def test_lines_align_columns() -> None:
    rows = [("2021-01-05 Tue", "Locked Down", "HBO Max"), ("no date", "X", "")]
    assert list(lines(("Date", "Title", "On"), rows)) == [
        "Date            Title        On",
        "2021-01-05 Tue  Locked Down  HBO Max",
        "no date         X",
    ]


def test_without_rows_only_the_header_is_printed() -> None:
    assert list(lines(("Date", "Title"), [])) == ["Date  Title"]


def test_a_longer_cell_after_the_measured_rows_shifts_its_line() -> None:
    rows = [("a", "b")] * 200 + [("a longer one", "b")]
    assert list(lines(("A", "B"), rows))[-2:] == ["a  b", "a longer one  b"]


def test_output_starts_before_the_last_row_is_read() -> None:
    endless = ((str(number), "b") for number in count())
    assert list(islice(lines(("A", "B"), endless), 3)) == ["A    B", "0    b", "1    b"]


def test_hostile_texts_are_escaped_and_stay_aligned() -> None:
    found = list(
        lines(("A", "B", "C"), [(text, text, "#") for text in HOSTILE if text != "%s {x} \\"])
    )
    text = "".join(found)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in text)
    assert "[red]REC[/red]" in text
    assert "\\x1b]0;title\\x07" in text
    assert {cell_len(line[: line.index("#")]) for line in found[1:]} == {8_004}


def test_sheet_lines_of_a_title_page() -> None:
    assert list(sheet_lines(page_sheet(cobra_kai(), "slate show slug --history"))) == [
        "Cobra Kai: season 3  cobra-kai-s3",
        "Upcoming season on Netflix, 2021-01-08 Fri, in 23 days",
        "",
        "  Said by     Netflix, 2020-10-02, official  https://example.com/a",
        "  But         2021-01-01 Fri, says Deadline, 2020-12-15, rumor  https://example.com/b",
        "  Follows     spin-off of The Karate Kid (the-karate-kid)",
        "  Series      season 1  2018-05-02  YouTube  Released  (cobra-kai-s1)",
        "",
        "  2019-05-02  announced, YouTube             TVLine, reported",
        "  2020-06-22  moved YouTube -> Netflix       Deadline, reported",
        "  2020-07-27  dated 2021                     Netflix, official",
        "  2020-10-02  narrowed 2021 -> 2021-01-08    Netflix, official",
        "              status announced -> scheduled",
        "  2020-12-15  said 2021-01-01                Deadline, rumor",
    ]


def test_sheet_lines_of_blocks_with_headings() -> None:
    columns = (Column(), Column())
    one = Block(columns, (("2005-06-10 Fri", "The Adventures"),), heading="Out")
    two = Block(columns, (("no date", "The Society"),), heading="Canceled")
    three = Block(columns, (("2021", ""),), joined=True)
    assert list(sheet_lines(Sheet((one, two, three)))) == [
        "Out",
        "  2005-06-10 Fri  The Adventures",
        "",
        "Canceled",
        "  no date         The Society",
        "  2021",
    ]


def test_blocks_with_equal_columns_align() -> None:
    day, text = Column(4), Column()
    one = Block((day, text), (("2021", "a"),), header=("date", "\x1b"))
    two = Block((day, text), (("2021-01", "b"),))
    other = Block((text,), (("c",),))
    assert aligned([one, other, two]) == {
        (day, text): [("date", "\\x1b"), ("2021", "a"), ("2021-01", "b")],
        (text,): [("c",)],
    }


def test_sheet_lines_of_info() -> None:
    assert list(sheet_lines(info_sheet([("Titles", "11"), ("Slate", "slate.db")]))) == [
        "Titles  11",
        "Slate   slate.db",
    ]


def test_control_characters_in_a_sheet_are_escaped() -> None:
    block = Block((Column(),), (("\x1b[2J",),), heading="\u202e", header=("\x07",))
    assert list(sheet_lines(Sheet((block,), "\x00", "", "\x9b"))) == [
        "\\x00",
        "\\x9b",
        "",
        "\\u202e",
        "  \\x07",
        "  \\x1b[2J",
    ]
    assert list(sheet_lines(Sheet())) == []


def test_ascii_text_does_not_import_rich() -> None:
    code = (
        "import sys; from slate.render.plain.lines import lines; "
        "print(*lines(('A',), [('b',)])); sys.exit('rich' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
