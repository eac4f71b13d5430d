import pytest
from markdown_it import MarkdownIt

from slate.formats.write.digest_markdown import lines
from tests.formats.write.digests import DIGEST, SLIPPED, with_text
from tests.render.samples import HOSTILE

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_a_digest_in_markdown() -> None:
    assert (
        "".join(lines(DIGEST))
        == """\
# What is new on the slate, 1 to 7 January 2021

## Slipped

- **Soul**, now Friday 22 January; formerly Spirit \
([Netflix](<https://netflix.example/a?b=1&c=2>)); also in theaters (rumor: Reddit)

## Coming, 7 to 13 January 2021

### January

#### Friday 8 January

- **Heat**, film on Hulu
- **Mank**

#### Saturday 9 January

- **Dune**, film in theaters

### Possible

- Sometime in January: **Up**, film on Disney+
- and 2 more

---

As of 2021-01-07, from 2 sources: Netflix, Reddit.
"""
    )


def test_a_title_of_which_nothing_but_the_source_is_known() -> None:
    bare = SLIPPED._replace(phrases=(SLIPPED.phrases[0]._replace(text=""),))
    part = DIGEST.parts[0]._replace(items=(bare,))
    text = "".join(lines(DIGEST._replace(parts=(part,))))
    assert "- **Soul** ([Netflix](<https://netflix.example/a?b=1&c=2>))\n" in text


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_is_literal(text: str) -> None:
    tokens = READER.parse("".join(lines(with_text(text, "javascript:alert(1)"))))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "softbreak", "text_special"}


def test_an_address_cannot_end_its_link() -> None:
    text = "".join(lines(with_text("x", "https://a.example/>) [y](<javascript:b")))
    tokens = READER.parse(text)
    links = {
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    }
    assert links == {"https://a.example/%3E)%20%5By%5D(%3Cjavascript:b"}
