from rich.text import Text

from slate.render.look.blocks import beside, clipped, rows_needed, rows_of_blocks


def test_a_long_text_is_clipped_in_cells() -> None:
    assert clipped(Text("Lupin"), 5).plain == "Lupin"
    assert clipped(Text("Cobra Kai"), 5).plain == "Cobr…"
    assert clipped(Text("千の森"), 4).plain == "千 …"


def test_blocks_are_beside_each_other_whatever_their_height() -> None:
    blocks = [[Text("a"), Text("bcd")], [Text("千")], [Text("x"), Text("y"), Text("z")]]
    assert [line.plain for line in beside(blocks, [3, 3, 1], 1)] == [
        "a   千  x",
        "bcd     y",
        "        z",
    ]
    assert list(beside([], [], 1)) == []


def test_a_row_has_as_many_blocks_as_fit() -> None:
    blocks = [[Text(letter)] for letter in "abc"]

    def drawn(room: int) -> list[list[str]]:
        return [[line.plain for line in row] for row in rows_of_blocks(blocks, 2, 1, room)]

    assert drawn(5) == [["a  b"], ["c"]]
    assert drawn(8) == [["a  b  c"]]
    assert drawn(1) == [["a"], ["b"], ["c"]]
    assert [rows_needed(3, 2, 1, room) for room in (1, 4, 5, 8)] == [3, 3, 2, 1]
