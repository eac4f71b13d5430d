"""What a reader sees on a page, and does with it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

VIEWS = ("agenda", "months", "titles")
# After what a click or the address has set off.
_SHOWN = """async selector => {
    await new Promise(done => setTimeout(done));
    return [...document.querySelectorAll(selector)]
        .filter(each => each.checkVisibility()).map(each => each.textContent.trim());
}"""
_FOCUSED = """async () => {
    await new Promise(done => setTimeout(done));
    return document.activeElement.textContent.trim() || document.activeElement.tagName;
}"""


def texts(page: "Page", selector: str) -> list[str]:
    """Return the texts of the elements that are shown."""
    found: list[str] = page.evaluate(_SHOWN, selector)
    return found


def names(page: "Page") -> list[str]:
    """Return the names of the releases or titles in the view that is shown."""
    return texts(page, ".view .e .name, .view .e th a")


def view(page: "Page") -> list[str]:
    """Return the headings of the views that are shown, and of the page of a title."""
    return texts(page, "main h2")


def count(page: "Page") -> str:
    """Return how many releases or titles are shown, as the page says."""
    return page.locator("#found").inner_text()


def fragment(page: "Page") -> str:
    """Return the address after the name of the file."""
    found: str = page.evaluate("location.hash")
    return found


def choose(page: "Page", facet: str, *values: str) -> None:
    """Toggle values of a facet: service, kind or sure."""
    page.click(f"#by-{facet} summary")
    for value in values:
        page.click(f'#by-{facet} label:has(input[data-name="{value}"])')
    page.keyboard.press("Escape")


def focused(page: "Page") -> str:
    """Return the text of the element that has the focus; the name of its tag if it has none."""
    found: str = page.evaluate(_FOCUSED)
    return found


def follow(page: "Page", name: str) -> None:
    """Open the page of a title by a link of this name that is shown."""
    page.locator("main a:visible").get_by_text(name, exact=True).first.click()
