import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from slate.domain.errors import TextError
from slate.domain.text import clean, safe
from slate.formats.write.changes_mail import lines
from slate.wording.changes import MailLine

SLIPPED = "slipped 2021-01-08 -> 2021-01-15, 7 days later"
LINK = "https://example.com/a_b"


def test_mail_of_several_changes() -> None:
    items = [
        ("2020-12-16 Wed", "Gone", "removed", "Variety, reported", None, "not [streaming]"),
        ("2020-12-16 Wed", "Lupin", "added", "", None, "As if."),
        ("2020-12-16 Wed", "", "and 4,384 more reports of batch 83", "", None, None),
        ("Dec 2020", "Cobra Kai: season 3", SLIPPED, "Deadline, rumor", LINK, None),
        ("2020-11-30 Mon", "Heroes", "removed", "", "javascript:alert(1)", None),
    ]
    assert "".join(lines(MailLine(*item) for item in items)) == (
        "## 2020-12-16 Wed\n"
        "\n"
        "- **Gone**: removed (Variety, reported) - not \\[streaming\\]\n"
        "- **Lupin**: added - As if.\n"
        "- and 4,384 more reports of batch 83\n"
        "\n"
        "## Dec 2020\n"
        "\n"
        f"- **Cobra Kai: season 3**: {SLIPPED} (Deadline, rumor, <https://example.com/a_b>)\n"
        "\n"
        "## 2020-11-30 Mon\n"
        "\n"
        "- **Heroes**: removed (javascript:alert(1))\n"
    )


def test_no_changes_give_no_lines() -> None:
    assert list(lines([])) == []


_TEXT = st.text(min_size=1) | st.text(r"*_~`[]()<>!&#\|:;.$@wxyz1 /-{}", min_size=1)


@given(_TEXT, _TEXT, _TEXT)
def test_markdown_in_texts_is_escaped(name: str, who: str, note: str) -> None:
    try:
        name, who, note = clean("title", name), clean("source", who), clean("note", note)
    except TextError:
        return
    text = "".join(lines([MailLine("2020", name, "removed", who, None, note)]))
    assert text.count("\n") == 3
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    inside = re.search(r"<li>(.*)</li>", shown, re.DOTALL)
    assert inside is not None
    expected = f"<strong>{safe(name)}</strong>: removed ({safe(who)}) - {safe(note)}"
    assert html.unescape(inside[1]) == expected
