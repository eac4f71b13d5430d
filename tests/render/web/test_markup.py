from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from rich.text import Text

from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.look.cells import cell, joined, linked, service_cell, title_link
from slate.render.look.display import Display
from slate.render.look.theme import Meaning
from slate.render.web.markup import anchor, finalized, fragment, html_of
from tests.render.samples import HOSTILE, NETFLIX

PAGE = Display(200, date(2021, 1, 7), has_links=True, is_lasting=True)
LINK = "https://example.com/?a=1&b=2"


def html(text: Text, *slugs: str) -> str:
    return str(html_of(text, slugs))


def test_meanings_are_classes() -> None:
    assert html(cell("Soul")) == "Soul"
    assert html(cell("Soul", Meaning.RUMOR)) == '<span class="rumor">Soul</span>'
    assert html(Text()) == ""


def test_texts_are_escaped() -> None:
    assert html(cell("<b>&\"'")) == "&lt;b&gt;&amp;&#34;&#39;"
    assert html(cell("a\x1b\u202eb")) == "a\\x1b\\u202eb"


def test_parts_of_the_same_look_are_one() -> None:
    quiet = joined(cell("Deadline", Meaning.QUIET), cell("Jan 1", Meaning.QUIET), separator=", ")
    assert html(quiet) == '<span class="quiet">Deadline, Jan 1</span>'
    words = joined(cell("says", Meaning.QUIET), cell("he", Meaning.QUIET), cell("x"))
    assert html(words) == '<span class="quiet">says he </span>x'


def test_addresses_of_the_web_are_links() -> None:
    both = joined(cell("Reddit"), cell("rumor", Meaning.RUMOR), separator=", ")
    assert html(linked(both, LINK, PAGE)) == (
        '<a href="https://example.com/?a=1&amp;b=2">'
        'Reddit<span class="quiet">, </span><span class="rumor">rumor</span></a>'
    )
    for address in ("javascript:alert(1)", "data:text/html,x", "webcal://x.example", None):
        assert html(linked(cell("Reddit"), address, PAGE)) == "Reddit"


def test_names_of_titles_on_the_page_are_links_to_them() -> None:
    name = joined(cell("sequel of"), title_link(cell("Soul"), "soul", LINK, PAGE))
    assert html(name, "soul") == 'sequel of <a href="#title/soul">Soul</a>'
    assert html(name, "heat") == "sequel of Soul"


def test_a_sign_that_is_only_a_color_is_hidden_from_screen_readers() -> None:
    assert html(service_cell(NETFLIX)) == '<i class="service0" aria-hidden="true">▌</i>Netflix'
    key = ReleaseKey(ReleaseType.THEATRICAL, None, None)
    assert html(service_cell(key)) == " theaters"


def test_the_address_of_a_title_is_escaped_as_in_links() -> None:
    assert (anchor("soul"), fragment("soul")) == ("title/soul", "#title/soul")
    assert fragment("\u6620\u753b") == "#title/%E6%98%A0%E7%94%BB"


def test_what_a_template_prints_is_safe_to_show() -> None:
    assert finalized("a\u202eb") == "a\\u202eb"
    assert finalized(Markup("\u202e")) == "\u202e"
    assert finalized(7) == 7


@given(st.text() | st.sampled_from(HOSTILE), st.sampled_from(list(Meaning)))
def test_no_text_becomes_markup(text: str, meaning: Meaning) -> None:
    made = html(linked(cell(text, meaning), LINK, PAGE))
    inner = made.removeprefix(f'<a href="{Markup.escape(LINK)}">').removesuffix("</a>")
    inner = inner.removeprefix(f'<span class="{meaning.removeprefix("slate.")}">')
    inner = inner.removesuffix("</span>")
    assert not set(inner) & set("<>\"'")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_keep_their_words(text: str) -> None:
    plain = cell(text).plain
    assert unescape(html(cell(text))) == plain
