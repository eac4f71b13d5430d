from io import StringIO

import pytest
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from slate.render.look.cells import service_cell
from slate.render.look.drawing import lines_of, parted
from slate.render.look.theme import ARROW, SERVICE_SIGN
from tests.render.samples import NETFLIX, shown


class _Ascii(StringIO):
    """A stream whose encoding has no signs."""

    encoding = "ascii"


def test_lines_have_no_blanks_at_their_ends() -> None:
    table = Table(box=None, show_header=False)
    table.add_column(width=10)
    table.add_row(Text("a"))
    table.add_row(Text(""))
    table.add_row(Text("b", "bold"))
    part = Padding(table, (0, 5, 0, 2))
    assert shown([part], 40) == "   a\n\n   b\n"
    assert shown([part], 40, "standard") == "   a\n\n   \x1b[1mb\x1b[0m\n"
    assert shown([Text("a  ", "bold"), Text("   ")], 40, "standard") == "\x1b[1ma\x1b[0m\n\n"


def test_an_empty_part_is_an_empty_line() -> None:
    assert shown([Text("a"), Text(), Text("b")]) == "a\n\nb\n"
    assert shown([]) == ""


def test_a_sign_that_only_carries_a_color_is_left_out_without_any() -> None:
    part = service_cell(NETFLIX)
    assert shown([part]) == " Netflix\n"
    assert shown([part], 80, "standard") == "\x1b[35m▌\x1b[0mNetflix\n"
    assert shown([Text("▌"), Text("▌", "red")]) == "▌\n▌\n", "of a title"


@pytest.mark.parametrize(
    ("stream", "line"), [(StringIO(), "a → ▌b"), (_Ascii(), "a > |b")], ids=["utf-8", "ascii"]
)
def test_signs_are_ascii_if_the_terminal_is(stream: StringIO, line: str) -> None:
    console = Console(
        file=stream, width=80, force_terminal=True, color_system="standard", legacy_windows=False
    )
    part = Text(f"a {ARROW} {SERVICE_SIGN}b")
    assert list(lines_of(part, console)) == [line]


def test_line_breaks_of_other_kinds_do_not_end_a_line() -> None:
    assert shown([Text("a\u2028b\x1cc")]) == "a\u2028b\x1cc\n"


def test_parts_that_are_not_empty_are_separated() -> None:
    a, b, c, d = map(Text, "abcd")
    assert shown(parted([], [a, b], [], [c], [], [d], [])) == "a\nb\n\nc\n\nd\n"
    assert shown(parted([], [])) == ""
    assert shown(parted()) == ""
