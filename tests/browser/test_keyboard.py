"""A page without a mouse."""

import pytest

from tests.browser.conftest import Open
from tests.browser.views import count, focused, fragment, names, view

pytestmark = pytest.mark.slow

_OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
# Whether the element with the focus is what a click in its middle would hit.
_UNCOVERED = """() => { const box = document.activeElement.getClientRects()[0];
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return document.activeElement.contains(hit) || hit.contains(document.activeElement); }"""


def test_tab_goes_through_the_page_in_order(opened: Open) -> None:
    page = opened()
    found = []
    for _ in range(10):
        page.keyboard.press("Tab")
        assert page.evaluate(_OUTLINE) != "none"
        found.append(focused(page))
    assert found == [
        *("Skip to the content", "Agenda", "Months", "Titles", "Calendar .ics", "INPUT"),
        *("Service", "Kind", "How sure", "Snowed In"),
    ]


def test_the_first_link_skips_to_the_content(opened: Open) -> None:
    page = opened("#titles?q=small&sort=-title")
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert (fragment(page), len(names(page))) == ("#titles?q=small&sort=-title", 3)
    page.keyboard.press("Tab")
    assert focused(page) == "Title"


def test_a_slash_goes_to_the_search(opened: Open) -> None:
    page = opened("#titles")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("#search").input_value() == "a/b"
    page.goto(page.url.partition("#")[0] + "#title/sand")
    page.keyboard.press("/")
    assert view(page) == ["Sand"]


def test_a_menu_opens_and_toggles_and_escape_closes_it(opened: Open) -> None:
    page = opened("#titles")
    page.focus("#by-kind summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.name") == "film"
    page.keyboard.press("Space")
    assert fragment(page) == "#titles?kind=film"
    page.keyboard.press("Escape")
    assert focused(page) == "Kind1"
    page.locator("#by-kind fieldset").wait_for(state="hidden")
    assert count(page).startswith(f"{len(names(page))} of ")


def test_a_menu_closes_when_the_focus_or_a_click_leaves_it(opened: Open) -> None:
    page = opened("#titles")
    page.click("#by-kind summary")
    page.focus("#by-sure summary")
    page.locator("#by-kind fieldset").wait_for(state="hidden")
    page.click("#by-kind summary")
    page.click("h1")
    page.locator("#by-kind fieldset").wait_for(state="hidden")


def test_the_focus_moves_to_what_was_opened(opened: Open) -> None:
    page = opened()
    page.focus("nav >> text=Titles")
    page.keyboard.press("Enter")
    assert focused(page) == "Titles"
    page.keyboard.press("Tab")
    assert focused(page) == "Title"
    page.focus("table >> text=Guide to Silence")
    page.keyboard.press("Enter")
    assert focused(page) == "Guide to Silence"
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_a_column_sorts_with_the_keyboard_and_keeps_the_focus(opened: Open) -> None:
    page = opened("#titles")
    page.focus("thead button")
    page.keyboard.press("Space")
    assert (focused(page), fragment(page)) == ("Title", "#titles?sort=title")
    page.keyboard.press("Space")
    assert (focused(page), fragment(page)) == ("Title", "#titles?sort=-title")


@pytest.mark.parametrize("name", ["agenda", "titles"])
@pytest.mark.parametrize("size", [(1200, 700), (1200, 320), (400, 600)])
def test_the_filters_do_not_cover_what_has_the_focus(
    opened: Open, name: str, size: tuple[int, int]
) -> None:
    page = opened(f"#{name}", viewport={"width": size[0], "height": size[1]})
    page.locator(".view .e a:visible").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(_UNCOVERED)


def test_all_that_the_tab_key_reaches_is_visible(opened: Open) -> None:
    page = opened("#titles", viewport={"width": 390, "height": 700})
    for _ in range(30):
        page.keyboard.press("Tab")
        box = page.evaluate("(({x, width}) => [x, x + width])(document.activeElement"
                            ".getBoundingClientRect())")  # fmt: skip
        assert 0 <= box[0] <= box[1] <= 390
