"""The calendar that a page offers to save."""

import pytest

from tests.browser.conftest import Open
from tests.browser.site import Site

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["desk", "long"])
def test_the_calendar_is_the_one_that_slate_exports(opened: Open, site: Site, name: str) -> None:
    page = opened(name=name)
    for _ in range(2):  # as often as it is clicked
        with page.expect_download() as saved:
            page.click("nav >> text=Calendar")
        assert saved.value.suggested_filename == "slate.ics"
        assert saved.value.path().read_bytes() == site.calendar(name)


def test_saving_the_calendar_changes_nothing_else(opened: Open) -> None:
    page = opened("#titles?q=small")
    with page.expect_download():
        page.click("nav >> text=Calendar")
    assert page.evaluate("location.hash") == "#titles?q=small"
