"""Pages that the tests open in a browser: slates are recorded, and exported, by commands."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.readme import run
from tests.screens import record

# Titles and notes with what a browser would act on if it were not text.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</noscript><script>alert(1)</script>",
    "</article></main><h1>Hello</h1>",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &amp; &#60;",
    "\" onclick=alert(1) x=\"' onfocus='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} ${alert(1)}",
    "\u202eevil \u2066isolated",
    f"Long{'g' * 300}",
    "Tom & Jerry",
)
# Titles for the search and the views.
_PLAIN: tuple[dict[str, object], ...] = (
    {"title": "Agenda", "date": "2021-02-20", "platform": "MUBI"},
    {"title": "Café Noir", "date": "2021-02-03", "platform": "MUBI"},
    {"title": "Spider-Man", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "WALL·E", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "Große Söhne", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "Smørrebrød", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "설국열차", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "Οδυσσεύς", "date": "2021-02-03", "platform": "Hulu"},
    {"title": "???", "date": "2021-02-03", "platform": "Hulu", "kind": "documentary"},
)
_LONG = 3_000_000  # bytes of a calendar, of which Chromium saves none if they are an address


class Site(NamedTuple):
    """A folder with pages, and calendars of the same names."""

    folder: Path

    def address(self, fragment: str = "", name: str = "desk") -> str:
        """Return the address of a page."""
        return (self.folder / f"{name}.html").as_uri() + fragment

    def calendar(self, name: str = "desk") -> bytes:
        """Return the calendar that the page of a name contains."""
        return (self.folder / f"{name}.ics").read_bytes()


def write_site(folder: Path) -> Site:
    """Write the pages into a folder: `desk` has a bit of everything, `long` a long calendar."""
    record(folder)
    rows = "".join(json.dumps(each) + "\n" for each in (*_hostile(), *_PLAIN))
    (folder / "rows.ndjson").write_text(rows, encoding="utf-8")
    for command in (
        "slate import rows.ndjson",
        "slate export desk.html --notes",
        "slate export desk.ics --from 2021-01-01",
    ):
        run(command, folder, SLATE_DB="desk.db")
    site = Site(folder)
    calendar = site.calendar()
    longer = calendar.replace(b"END:VCALENDAR", b"X-FILLER:" + b"x" * _LONG + b"\r\nEND:VCALENDAR")
    page = (folder / "desk.html").read_bytes()
    (folder / "long.html").write_bytes(page.replace(b64encode(calendar), b64encode(longer)))
    (folder / "long.ics").write_bytes(longer)
    return site


def _hostile() -> Iterator[dict[str, object]]:
    for number, text in enumerate(HOSTILE):
        yield {
            "title": text,
            "platform": text[:100],
            "source": text[:100],
            "date": "2021-02-20",
            "url": f"https://example.com/?a=\"'<b>&lt;{number}",
            "note": text,
        }
