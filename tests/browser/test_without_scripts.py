"""A page in a browser that runs no scripts.

Without them, Playwright does not wait for what a click has set off.
"""

import pytest

from tests.browser.conftest import Open
from tests.browser.site import Site

pytestmark = pytest.mark.slow


def test_all_views_can_be_read(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("main h2:visible").all_inner_texts() == ["Agenda", "Months", "Titles"]
    for name in ("#agenda", "#months", "#titles"):
        assert page.locator(f"{name} >> text=Small Gods").first.is_visible()


def test_there_are_no_filters(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    assert page.locator("button:visible").count() == 0


def test_the_page_of_a_title_opens_and_returns(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("article:visible").count() == 0
    page.locator("#titles >> text=Harbor Lights: season 3").click()
    page.locator("article:visible").wait_for()
    assert page.locator("main h2:visible").all_inner_texts() == ["Harbor Lights: season 3"]
    assert page.locator("article:visible h3").last.inner_text() == "History"
    page.click("article:visible >> text=All titles")
    page.locator("#titles h2").wait_for()
    assert page.locator("article:visible").count() == 0


def test_a_folded_day_opens(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    fold = page.locator(".grid details").filter(has_text="Tom & Jerry")
    # By the keyboard: on a busy machine, a click may miss what is scrolled into view.
    fold.locator("summary").press("Enter")
    fold.get_by_role("link", name="Tom & Jerry").wait_for()


def test_the_calendar_is_saved(opened: Open, site: Site) -> None:
    page = opened(java_script_enabled=False)
    with page.expect_download() as saved:
        page.click("nav >> text=Calendar")
    assert saved.value.path().read_bytes() == site.calendar()


def test_all_views_are_printed(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator("main h2:visible").all_inner_texts() == ["Agenda", "Months", "Titles"]
