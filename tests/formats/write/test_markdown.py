import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from slate.domain.errors import TextError
from slate.domain.text import clean, safe
from slate.formats.write.markdown import lines


def row_of(title: str) -> str:
    return list(lines(["title"], [(title,)]))[2]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Love, Death & Robots", "Love, Death & Robots"),
        ("Headspace: Guide to Meditation", "Headspace: Guide to Meditation"),
        ("M*A*S*H", r"M\*A\*S\*H"),
        ("*batteries not included", r"\*batteries not included"),
        ("[REC]", r"\[REC]"),
        ("[a](https://example.com)", r"\[a](https\://example.com)"),
        ("www.example.com", r"www\.example.com"),
        ("a@example.com", r"a\@example.com"),
        ("<b>x</b>", r"\<b>x\</b>"),
        ("&lt;b&gt; &#60;", r"\&lt;b\&gt; \&#60;"),
        ("a | b", r"a \| b"),
        ("a\\", r"a\\"),
        ("`x` _y_ ~~z~~ $1$", r"\`x\` \_y\_ \~\~z\~\~ \$1\$"),
        (":smile:", r"\:smile:"),
        ("\x1b[31m\u202e", r"\\x1b\[31m\\u202e"),
    ],
)
def test_markdown_in_titles_is_escaped(title: str, cell: str) -> None:
    assert row_of(title) == f"| {cell} |\n"


@pytest.mark.parametrize(
    ("url", "cell"),
    [
        ("https://example.com/a_b?c=d&e=*", "<https://example.com/a_b?c=d&e=*>"),
        ("https://example.com/a|b", r"https\://example.com/a\|b"),
        ("https://example.com/> <b>", r"https\://example.com/> \<b>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (None, ""),
    ],
)
def test_url_of_a_report_is_a_link(url: str | None, cell: str) -> None:
    assert list(lines(["title", "url"], [("x", url)]))[2] == f"| x | {cell} |\n"


def test_column_names_are_escaped() -> None:
    assert next(lines(["release_type"], [])) == "| release\\_type |\n"


@given(st.text(min_size=1) | st.text(r"*_~`[]()<>!&#\|:;.$@wxyz1 /-", min_size=1))
def test_rendered_cell_shows_exactly_the_title(text: str) -> None:
    try:
        title = clean("title", text)
    except TextError:
        return
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = reader.render("".join(lines(["title"], [(title,)])))
    cells = re.findall(r"<td>(.*?)</td>", shown, re.DOTALL)
    # Emphasis, links or images would leave a tag here.
    assert [html.unescape(cell) for cell in cells] == [safe(title).strip()]
    assert "<" not in "".join(cells)
