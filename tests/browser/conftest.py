"""Fixtures that open the page of an export in Chromium, and watch what it does there."""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.browser.chromium import OPTIONS, program
from tests.browser.site import Site, write_site

if TYPE_CHECKING:  # the tests are skipped where it is not installed
    from playwright.sync_api import Browser, BrowserContext, Page, Request

Open = Callable[..., "Page"]


def _missing(why: str) -> NoReturn:
    """Skip a test for which something is not installed; where it has to be, fail."""
    if os.environ.get("SLATE_NEEDS_BROWSER"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Return a browser that is running, or skip the test if there is none."""
    if find_spec("playwright") is None:
        _missing("Playwright is not installed (pip install playwright)")
    path = program()
    if path is None:
        _missing("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- it may not be installed

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core, or skip the test if the environment does not name it."""
    path = os.environ.get("SLATE_AXE")
    if not path or not Path(path).is_file():
        _missing("SLATE_AXE does not name axe.min.js (npm install axe-core)")
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the pages, which each process of the tests writes once."""
    return write_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def opened(chromium: "Browser", site: Site) -> Iterator[Open]:
    """Return a function that opens a page at a fragment, in a window with settings of its own.

    After the test, nothing may have been printed to the console, and nothing requested but the
    page itself.
    """
    contexts: list[BrowserContext] = []
    seen: list[str] = []

    def note(request: "Request") -> None:
        address = request.url.partition("#")[0]
        if not address.startswith((site.folder.as_uri(), "data:", "blob:")):
            seen.append(f"request: {address}")

    def open_(fragment: str = "", name: str = "desk", **settings: Any) -> "Page":  # noqa: ANN401 -- Playwright's
        context = chromium.new_context(**settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("console", lambda message: seen.append(f"console: {message.text}"))
        context.on("weberror", lambda error: seen.append(f"error: {error.error}"))
        context.on("request", note)
        page = context.new_page()
        page.goto(site.address(fragment, name))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert seen == []
