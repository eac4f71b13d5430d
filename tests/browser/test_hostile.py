"""Titles, services, sources and notes with markup are text."""

import pytest

from slate.domain.text import safe
from tests.browser.conftest import Open
from tests.browser.site import HOSTILE
from tests.browser.views import VIEWS, follow, names, view

pytestmark = pytest.mark.slow

# Elements and attributes that no page has; a script may only be the page's own.
_FOREIGN = """() => [...document.querySelectorAll("*")].filter(each =>
    ["IMG", "IFRAME", "OBJECT", "BASE"].includes(each.tagName) || each.tagName === "SCRIPT"
    && each !== document.scripts[0] || [...each.attributes].some(a => a.name.startsWith("on"))
    || (each.getAttribute("href") || "").startsWith("javascript:")).map(each => each.outerHTML)"""


@pytest.mark.parametrize("name", VIEWS)
def test_a_hostile_title_is_text_in_all_views(opened: Open, name: str) -> None:
    page = opened(f"#{name}")
    for fold in page.locator(".grid details:visible summary").all():
        fold.click()
    assert {safe(text) for text in HOSTILE} <= set(names(page))
    assert page.evaluate(_FOREIGN) == []
    assert page.locator("h1").all_inner_texts() == ["What is coming"]


def test_a_hostile_title_is_text_on_its_page(opened: Open) -> None:
    page = opened("#titles")
    for number, text in enumerate(HOSTILE):
        follow(page, safe(text))
        assert view(page) == [safe(text)]
        assert page.evaluate(_FOREIGN) == []
        assert safe(text) in page.locator("article dl").inner_text()
        source = page.locator("article a[href^=http]").first
        assert source.get_attribute("href") == f"https://example.com/?a=\"'<b>&lt;{number}"
        page.go_back()


def test_what_is_searched_for_is_text(opened: Open) -> None:
    page = opened("#titles")
    for text in HOSTILE:
        page.fill("#search", text)
        page.reload()
        assert page.locator("#search").input_value() == text
        assert page.evaluate(_FOREIGN) == []


def test_a_hostile_address_is_text(opened: Open) -> None:
    page = opened('#title/x"><img src=x onerror=alert(1)>?q=<img src=x onerror=alert(1)>')
    assert page.evaluate(_FOREIGN) == []
    assert view(page) == ["Agenda"]


def test_a_page_may_run_no_other_script_and_request_nothing(opened: Open) -> None:
    page = opened()
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_all_services_of_hostile_names_can_be_chosen(opened: Open) -> None:
    page = opened("#titles")
    for box in page.locator("#by-service input").all():
        box.evaluate("box => box.click()")
    page.reload()
    boxes = page.locator("#by-service input")
    assert page.locator("#by-service input:checked").count() == boxes.count()
