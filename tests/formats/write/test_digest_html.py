import re
from html.parser import HTMLParser

import pytest

from slate.domain.text import safe
from slate.formats.write.digest_html import lines
from tests.formats.write.digests import DIGEST, SLIPPED, with_text
from tests.render.samples import HOSTILE

VOID = {"meta"}


class Reader(HTMLParser):
    """A parser that records elements with their attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def __str__(self) -> str:
        return re.sub(r"\n+", "\n", "".join(self.texts)).strip()


def read(text: str) -> Reader:
    reader = Reader(text)
    assert reader.open == []
    return reader


def test_a_digest_as_html() -> None:
    reader = read("".join(lines(DIGEST)))
    assert (
        str(reader)
        == """\
What is new on the slate, 1 to 7 January 2021
What is new on the slate, 1 to 7 January 2021
Slipped
Soul, now Friday 22 January; formerly Spirit (Netflix); also in theaters (rumor: Reddit)
Coming, 7 to 13 January 2021
January
Friday 8 January
Heat, film on Hulu
Mank
Saturday 9 January
Dune, film in theaters
Possible
Sometime in January: Up, film on Disney+
and 2 more
As of 2021-01-07, from 2 sources: Netflix, Reddit."""
    )


def test_nothing_is_loaded_and_every_style_is_inline() -> None:
    reader = read("".join(lines(DIGEST)))
    names = {name for name, _ in reader.elements}
    assert names == {
        *("html", "head", "meta", "title", "body", "div"),
        *("h1", "h2", "h3", "h4", "p", "strong", "span", "em", "a"),
    }
    assert not any(
        "src" in attributes or "srcset" in attributes for _, attributes in reader.elements
    )
    assert "url(" not in "".join(lines(DIGEST))
    styled = {name for name, attributes in reader.elements if "style" in attributes}
    assert styled == {"body", "div", "h1", "h2", "h3", "h4", "p", "span", "a"}
    [link] = [attributes for name, attributes in reader.elements if name == "a"]
    assert link == {
        "href": "https://netflix.example/a?b=1&c=2",
        "rel": "noopener",
        "style": "color:inherit",
    }


def test_text_and_background_have_no_color_of_their_own() -> None:
    """So that a mail program can show it light or dark."""
    text = "".join(lines(DIGEST))
    assert set(re.findall(r"[\w-]*color:([^;\"]+)", text)) == {"#7a7a7a", "inherit"}
    assert "background" not in text
    assert '<meta name="color-scheme" content="light dark">' in text


def luminance(red: int, green: int, blue: int) -> float:
    """Return the relative luminance of a color, as WCAG defines it."""
    parts = (each / 255 for each in (red, green, blue))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("background", [0x00, 0x12, 0xFF])
def test_what_is_quiet_can_be_read_on_light_and_dark(background: int) -> None:
    both = sorted([luminance(0x7A, 0x7A, 0x7A), luminance(background, background, background)])
    assert (both[1] + 0.05) / (both[0] + 0.05) >= 4.2


def test_a_title_of_which_nothing_but_the_source_is_known() -> None:
    bare = SLIPPED._replace(phrases=(SLIPPED.phrases[0]._replace(text=""),))
    part = DIGEST.parts[0]._replace(items=(bare,))
    assert "\nSoul (Netflix)\n" in str(read("".join(lines(DIGEST._replace(parts=(part,))))))


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "<script>alert(1)</script>", "</title><img src=x onerror=y>", "&lt;b&gt; \" ' `"],
    ids=lambda text: ascii(text)[:20],
)
def test_hostile_text_is_literal(text: str) -> None:
    reader = read("".join(lines(with_text(text, "javascript:alert(1)"))))
    assert {name for name, _ in reader.elements}.isdisjoint({"a", "script", "img", "b"})
    assert reader.texts.count(safe(text)) >= 4


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ('https://a.example/"onclick="b', "https://a.example/%22onclick=%22b"),
        ("https://a.example/?a=1&lt;b", "https://a.example/?a=1&lt;b"),
        ("https://a.example/'x", "https://a.example/'x"),
    ],
)
def test_an_address_cannot_end_its_link(url: str, expected: str) -> None:
    reader = read("".join(lines(with_text("x", url))))
    found = [attributes for name, attributes in reader.elements if name == "a"]
    assert [set(each) for each in found] == [{"href", "rel", "style"}] * 2
    assert {each["href"] for each in found} == {expected}
