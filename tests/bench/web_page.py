"""Measure the page of `slate export slate.html`: its size, how long it takes to write and to open.

Run `python -m tests.bench.web_page [TITLES ...]`; the defaults are 100, 1,000 and 5,000 titles.
Each title has one to six reports, of which some move its date; every fourth is a season. A page is
opened in Chromium, if Playwright and it are installed, from a file, with an empty cache: until it
shows something, until it can be used, and until typing in the search has filtered the table.
The output is the median of 5 rounds. Nothing is asserted, because machines differ.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

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
    if form < 3:
        return f"{day.year}-early"
    return f"{day:%Y-%m}" if form < 5 else day.isoformat()
