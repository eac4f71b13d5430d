"""Measure the page of `slate export slate.html`: its size, how long it takes to write and to open.

Run `python -m tests.benchmarks.web_page [TITLES ...]`; the defaults are 100, 1,000 and 5,000.
Each title has one to six reports, of which some move its date; every fourth is a season. A page is
opened in Chromium, if Playwright and it are installed, from a file, with an empty cache: until it
shows something, until it can be used, and until what a reader asks for is on the screen (a search,
another order, another view, the page of a title). The output is the median of 5 rounds. Nothing is
asserted, because machines differ.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.browser.chromium import OPTIONS, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_TODAY = date(2021, 1, 7)
_ROUNDS = 5
_PLATFORMS = (
    *("Netflix", "Netflix", "Netflix", "Hulu", "HBO Max", "Disney+", "Prime Video", "Apple TV+"),
    *("Peacock", "Paramount+", "Shudder", "MUBI"),
)
_SOURCES = ("Netflix", "Deadline", "Variety", "TVLine", "Reddit", "The Wrap", "TVmaze")
_WORDS = (
    *("Harbor", "Winter", "Lights", "Valley", "River", "Giants", "Letters", "Night", "Crew"),
    *("Paper", "Planes", "Second", "Castle", "Street", "Guide", "Silence", "Boat", "Deep"),
)


def records(titles: int) -> Iterator[str]:
    """Yield NDJSON records, the same ones on every call: several for most titles."""
    chance = random.Random(1)  # noqa: S311 -- no secret
    for number in range(titles):
        words = " ".join(chance.sample(_WORDS, 3))
        title: dict[str, object] = {"title": f"{words} {number}", "year": 2021}
        title |= {"kind": "series", "season": 1 + number % 5} if number % 4 == 0 else {}
        title |= {} if number % 4 == 0 else {"kind": chance.choice(("film", "documentary"))}
        platform = chance.choice(_PLATFORMS)
        day = _TODAY + timedelta(chance.randrange(-700, 500))
        for step in range(chance.randrange(1, 7)):
            source = chance.choice(_SOURCES)
            said = _TODAY - timedelta(700 - step * 100 - chance.randrange(90))
            yield json.dumps(
                title
                | {
                    "platform": platform,
                    "date": _stated(day, step, chance),
                    "source": source,
                    "url": f"https://example.com/{number}/{step}",
                    "reported_on": said.isoformat(),
                    "confidence": "rumor" if source == "Reddit" else chance.choice(_SURE),
                    "note": "The first two episodes come out together." if step == 1 else None,
                }
            )
            day += timedelta(chance.choice((0, 0, 7, 14, 60)))


_SURE = ("official", "reported", "reported", "listed")


def _stated(day: date, step: int, chance: random.Random) -> str | None:
    form = chance.randrange(10) + step
    if form < 1:
        return None
    if form < 3:  # a share of the dates
        return f"{day.year}-early"
    return f"{day:%Y-%m}" if form < 5 else day.isoformat()


# Each action of a reader, and the address at which it begins.
_ACTIONS = {
    "type in the search": ("#titles", "search.value = 'harbor'; search.dispatchEvent(input)"),
    "clear the search": ("#titles?q=harbor", "search.value = ''; search.dispatchEvent(input)"),
    "choose a service": ("#titles", "document.querySelector('#by-service input').click()"),
    "sort by title": ("#titles", "document.querySelector('thead button').click()"),
    "show the titles": ("#agenda", "document.querySelector('nav [href=\"#titles\"]').click()"),
    "show the months": ("#titles", "document.querySelector('nav [href=\"#months\"]').click()"),
    "open a title": ("#titles", "document.querySelector('tbody tr:last-child a').click()"),
    "back to the titles": ("#titles", "back.click()"),
}
# Milliseconds from an action until the frame after it is painted.
_TIMED = """async action => {
    const search = document.getElementById("search");
    const input = new Event("input", { bubbles: true });
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    let back;
    if (action.startsWith("back")) {
        document.querySelector("tbody tr:last-child a").click();
        await painted(); await painted();
        back = document.querySelector(".back a");
    }
    await painted();
    const start = performance.now();
    %s;
    await new Promise(done => setTimeout(done));
    await painted();
    return performance.now() - start;
}"""
_LOADED = """async () => {
    const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!painted()) await new Promise(done => setTimeout(done, 10));
    const [page] = performance.getEntriesByType("navigation");
    return [painted().startTime, page.domContentLoadedEventEnd, page.loadEventEnd];
}"""


def _opened(browser: "Browser", address: str) -> dict[str, float]:
    """Return how many milliseconds each step of opening and using a page takes."""
    found = {}
    for name, (fragment, action) in _ACTIONS.items():
        context = browser.new_context()  # with an empty cache
        page = context.new_page()
        page.goto(address + fragment)
        times = page.evaluate(_LOADED)
        if name == next(iter(_ACTIONS)):
            found = dict(zip(("first paint", "can be used", "loaded"), times, strict=True))
        found[name] = page.evaluate(_TIMED % action, action)
        context.close()
    return found


def _in_a_browser(address: str) -> None:
    path = program()
    if find_spec("playwright") is None or path is None:
        print("Playwright or Chromium is not installed: the page is not opened.")  # noqa: T201
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- it may not be installed

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        rounds = [_opened(browser, address) for _ in range(_ROUNDS)]
        browser.close()
    for name in rounds[0]:
        print(f"{median(each[name] for each in rounds):10.0f} ms  {name}")  # noqa: T201


def main() -> None:
    """Fill a slate for each number of titles, write its page, open it, and print the times."""
    slate = [str(Path(sys.executable).with_name("slate"))]
    for titles in map(int, sys.argv[1:] or ("100", "1000", "5000")):
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "SLATE_DB": str(Path(folder) / "slate.db"),
                "SLATE_TODAY": _TODAY.isoformat(),
            }
            rows, page = Path(folder) / "titles.ndjson", Path(folder) / "slate.html"
            rows.write_text("\n".join(records(titles)), encoding="utf-8")
            for command, file in (("import", rows), ("export", page)):
                start = time.perf_counter()
                subprocess.run(
                    [*slate, command, str(file)],
                    env=environment,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                taken = time.perf_counter() - start
            size, load = page.stat().st_size / 1e6, os.getloadavg()[0]
            print(f"{titles:,} titles: {size:.1f} MB, written in {taken:.1f} s (load {load:.1f})")  # noqa: T201
            _in_a_browser(page.as_uri())


if __name__ == "__main__":
    main()
