import pytest

from slate.formats.write.digest_text import lines
from tests.formats.write.digests import DIGEST, SLIPPED, with_text
from tests.render.samples import HOSTILE


def test_a_digest_as_plain_text() -> None:
    assert (
        "".join(lines(DIGEST))
        == """\
What is new on the slate, 1 to 7 January 2021
=============================================

Slipped
-------
* Soul, now Friday 22 January; formerly Spirit (Netflix); also in
  theaters (rumor: Reddit)
  https://netflix.example/a?b=1&c=2

Coming, 7 to 13 January 2021
----------------------------

January: Friday 8 January
* Heat, film on Hulu
* Mank

January: Saturday 9 January
* Dune, film in theaters

Possible
* Sometime in January: Up, film on Disney+
* and 2 more

--\x20
As of 2021-01-07, from 2 sources: Netflix, Reddit.
"""
    )


def test_a_title_of_which_nothing_but_the_source_is_known() -> None:
    bare = SLIPPED._replace(phrases=(SLIPPED.phrases[0]._replace(text=""),))
    part = DIGEST.parts[0]._replace(items=(bare,))
    assert "* Soul (Netflix)\n" in "".join(lines(DIGEST._replace(parts=(part,))))


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if text.strip()], ids=lambda text: ascii(text)[:20]
)
def test_hostile_text_moves_nothing(text: str) -> None:
    found = "".join(lines(with_text(text, text)))
    assert all(part.isprintable() or part in "\u200c\u200d" for part in found.replace("\n", ""))


def test_only_words_that_are_longer_exceed_a_line() -> None:
    found = list(lines(with_text("word " * 60 + "w" * 100, "https://a.example/" + "b" * 90)))
    exceeding = [line.split() for line in found if len(line) > 73]
    assert exceeding
    assert all(len(words) <= 2 and len(words[-1]) >= 100 for words in exceeding), exceeding


@pytest.mark.parametrize("text", ["~!touch x", "~", ".", ".hidden"])
def test_no_line_is_a_command_of_mail(text: str) -> None:
    """GNU Mailutils runs `~!`, also from a pipe; a lone dot ends what `sendmail` reads."""
    item = DIGEST.parts[0].items[0]._replace(headings=(text,))
    part = DIGEST.parts[0]._replace(heading=text, items=(item,), more=text)
    sources = ("w" * 36, text)  # the second one begins a line
    found = list(lines(DIGEST._replace(title=text, parts=(part,), sources=sources)))
    assert [line for line in found if line.startswith(f" {text}")] == [
        *[f" {text}\n"] * 3,
        f" {text}.\n",
    ]
    assert not any(line.startswith(("~", ".")) for line in found)
