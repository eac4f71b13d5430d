"""A page for people who cannot see it, or only some of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Open
from tests.browser.views import VIEWS, view

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ADDRESSES = (
    *VIEWS,
    *("titles?sort=-date&q=zzz", "title/harbor-lights-s3", "title/one-night-out"),
)


def _prepare(page: "Page", axe: str) -> None:
    """Load axe, and lay out all of the page: what is not on the screen has an estimated height."""
    page.evaluate(axe)
    page.add_style_tag(content="* { content-visibility: visible !important }")


def _violations(page: "Page") -> list[tuple[str, str]]:
    """Return what axe finds; in the dark, only the contrast can differ."""
    found = _found(page, _TAGS)
    page.emulate_media(color_scheme="dark")
    found += _found(page, ["color-contrast"])
    page.emulate_media(color_scheme="light")
    return found


def _found(page: "Page", rules: Sequence[str]) -> list[tuple[str, str]]:
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules
    )
    return [
        (violation["id"], node["html"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing(opened: Open, axe: str, width: int) -> None:
    page = opened(bypass_csp=True, viewport={"width": width, "height": 800})
    _prepare(page, axe)
    for address in _ADDRESSES:
        page.evaluate("hash => { location.hash = hash }", address)
        assert len(view(page)) == 1
        assert (address, _violations(page)) == (address, [])
    page.evaluate("location.hash = 'months'")
    page.click("#by-service summary")
    assert _violations(page) == []


def test_axe_finds_nothing_without_filters_or_views(opened: Open, axe: str) -> None:
    """As with scripts off: all views below each other."""
    page = opened(bypass_csp=True)
    _prepare(page, axe)
    page.evaluate("() => document.documentElement.classList.remove('js')")
    assert _violations(page) == []


def test_landmarks_and_headings_have_names(opened: Open) -> None:
    page = opened()
    for role, name in (
        *(("navigation", "Views"), ("search", "Titles"), ("main", ""), ("banner", "")),
        *(("contentinfo", ""), ("region", "Agenda")),
    ):
        assert page.get_by_role(role, name=name or None).count() == 1, role  # type: ignore[arg-type]
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["What is coming"]


def test_the_table_has_headers(opened: Open) -> None:
    for width in (390, 1200):
        page = opened("#titles?q=harbor", viewport={"width": width, "height": 800})
        table = page.get_by_role("table")
        columns = ["Title", "Date", "On", "Status", "Source"]
        assert [each for each in table.get_by_role("columnheader").all_inner_texts() if each] == (
            columns if width == 390 else [*columns[:3], "Kind", *columns[3:]]
        )
        assert table.get_by_role("rowheader").first.inner_text().startswith("Harbor Lights")


def test_a_sorted_column_says_so(opened: Open) -> None:
    page = opened("#titles?sort=-date")
    snapshot = page.get_by_role("row").first.aria_snapshot()
    assert "columnheader" in snapshot
    assert page.locator("th[aria-sort=descending]").inner_text() == "Date"


def test_the_days_of_a_month_are_a_list_with_their_weekdays(opened: Open) -> None:
    page = opened("#months?service=disney%2B")
    days = page.locator(".grid:visible").get_by_role("listitem").filter(
        has=page.get_by_role("heading")
    )  # fmt: skip
    assert days.get_by_role("heading").all_text_contents() == ["Friday 15"]


def test_an_official_date_is_said_in_words(opened: Open) -> None:
    page = opened("#titles?q=harbor")
    assert (
        page.get_by_role("rowheader").first.text_content() == "Harbor Lights: season 3 ✓ official"
    )


def test_the_number_of_matches_is_announced(opened: Open) -> None:
    page = opened()
    assert page.get_by_role("status").get_attribute("aria-live") == "polite"


def test_what_the_screen_reader_skips_cannot_have_the_focus(opened: Open) -> None:
    page = opened("#months?service=netflix")
    hidden = page.locator("[aria-hidden=true]").locator(
        "a:visible, button:visible, summary:visible"
    )
    assert hidden.count() == 0
