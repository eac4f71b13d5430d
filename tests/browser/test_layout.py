"""A page on screens of all sizes, with large text, and in print."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Open
from tests.browser.site import HOSTILE
from tests.browser.views import VIEWS, names, texts, view

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

_SHOWN = (*VIEWS, "title/harbor-lights-s3", "title/one-night-out", "title/longggg")
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What cannot be hit by a finger: below 24 px in either direction.
_SMALL = """() => [...document.querySelectorAll("nav a, #filters :is(summary, label, button), "
    + "thead button")].filter(each => each.checkVisibility()).filter(each => {
    const box = each.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
    .map(each => each.textContent)"""
# Texts that stick out of their cells.
_OUT = """() => [...document.querySelectorAll("td, th, .grid li, dd")]
    .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.innerText)"""


def _show(page: "Page", name: str) -> None:
    page.evaluate("name => { location.hash = name }", name)
    assert len(view(page)) == 1
    for fold in page.locator(".grid details:visible summary").all():
        fold.click()


def _pages(page: "Page", *, landscape: bool = False) -> int:
    """Return how many pages are printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", landscape=landscape)))


@pytest.mark.parametrize("width", [80, 320, 390, 721, 768, 1024, 1600])
def test_nothing_scrolls_sideways(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    slug = page.evaluate("""() => /id="(title.longg+)"/.exec(
        document.getElementById("pages").textContent)[1]""")  # fmt: skip
    for name in (*_SHOWN[:-1], slug):
        _show(page, name)
        assert (name, page.evaluate(_OVERFLOW)) == (name, 0)
        assert width < 320 or page.evaluate(_OUT) == []


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_all_that_is_pressed_is_large_enough(opened: Open, width: int) -> None:
    page = opened("#titles?q=a", viewport={"width": width, "height": 800}, has_touch=True)
    page.click("#by-service summary")
    assert page.evaluate(_SMALL) == []


@pytest.mark.parametrize("width", [390, 1200])
def test_text_of_twice_the_size_stays_readable(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
    for name in (*VIEWS, "title/harbor-lights-s3"):
        _show(page, name)
        assert (name, page.evaluate(_OVERFLOW)) == (name, 0)


def test_a_phone_shows_a_month_as_a_list_of_its_days(opened: Open) -> None:
    page = opened("#months?service=disney%2B", viewport={"width": 390, "height": 800})
    assert texts(page, ".months h3, .months h4") == [
        *(
            "January 2021",
            "Thursday 7 day of this page",
            "Friday 15",
            "June 2021",
            "Sometime in June 2021",
        ),
    ]


def test_a_menu_fits_on_a_phone(opened: Open) -> None:
    page = opened(viewport={"width": 320, "height": 500})
    page.click("#by-service summary")
    box = page.locator("#by-service fieldset").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_each_month_is_printed_on_a_page_of_its_own(opened: Open) -> None:
    services = "&".join(f"service={name}" for name in ("netflix", "hbo max", "disney%2b", "hulu"))
    page = opened(f"#months?{services}")
    for landscape in (True, False):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            months = len(texts(page, ".months h3"))
            assert _pages(page, landscape=landscape) == months
    page.fill("#search", "sand")
    assert _pages(page) == 1


def test_what_is_folded_away_is_printed(opened: Open) -> None:
    page = opened("#months")
    page.emulate_media(media="print")
    assert len([name for name in names(page) if name in HOSTILE]) > 5
    assert not page.locator(".grid summary:visible").count()


def test_only_the_content_is_printed(opened: Open) -> None:
    page = opened("#titles?kind=film")
    page.emulate_media(media="print")
    for selector in ("nav", "#filters", ".skip", "#clear"):
        assert not page.locator(selector).is_visible()
    assert page.locator("h1").is_visible()
    assert names(page) != []


def test_a_dark_page_is_printed_on_white(opened: Open) -> None:
    page = opened("#titles", color_scheme="dark")
    color = "() => ['backgroundColor', 'color'].map(each => getComputedStyle(document.body)[each])"
    assert page.evaluate(color) == ["rgb(17, 20, 24)", "rgb(232, 234, 237)"]
    page.emulate_media(media="print")
    assert page.evaluate(color) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_forced_colors_and_reduced_motion_hide_nothing(opened: Open) -> None:
    page = opened(forced_colors="active", reduced_motion="reduce")
    plain = opened()
    for name in VIEWS:
        _show(page, name)
        _show(plain, name)
        assert names(page) == names(plain)
    outline = "getComputedStyle(document.querySelector('nav [aria-current]')).outlineStyle"
    assert page.evaluate(outline) == "solid"
