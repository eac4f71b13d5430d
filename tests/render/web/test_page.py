import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from slate.domain.dates.weeks import MONDAY, SUNDAY
from slate.domain.dates.windows import parse_window
from slate.domain.queries.months import Entry, months_of, whole_months
from slate.domain.queries.title_page import Page
from slate.domain.queries.web_page import WebPage
from slate.domain.titles.record import Record
from slate.render.web.page import page_pieces
from tests.render.samples import HOSTILE, TODAY, cobra_kai, record, title

NAMES = {"soul": ["L'\u00e2me"]}
VOID = {"meta", "link", "input", "br", "img", "hr"}
RUMOR = {"confidence": "rumor", "source": "Reddit"}
# As a browser with scripts reads them: their content is text.
WITH_SCRIPTS = {"script", "style", "noscript"}


class Elements(HTMLParser):
    """The elements of a page, with the texts of those that have an id; checks that all end."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] = " ".join(f"{self.texts.get(name, '')} {data}".split())


def content(
    titles: Iterable[Record] = (),
    entries: Iterable[Entry] | None = None,
    when: str = "2021-01",
    pages: Iterable[Page] = (),
    today: date = TODAY,
) -> WebPage:
    titles = list(titles)
    if entries is None:
        entries = [Entry.of(each) for each in titles if each.date]
    window = whole_months(parse_window(when, today))
    months = months_of([each for each in entries if window.touches(each.when)], window)
    return WebPage(today, titles, months, window, NAMES, pages)


def written(found: WebPage, calendar: str = "", week_start: int = MONDAY) -> str:
    return "".join(page_pieces(found, calendar, week_start))


def some() -> list[Record]:
    film: dict[str, Any] = {"kind": "film", "label": "Upcoming film"}
    season = {"kind": "series", "season": 3, "label": "Upcoming season"}
    soul = record(slug="soul", title="Soul", date="2021-01-05", platform="Disney+", **film)
    return [
        soul._replace(overdue=True, earliest="2021-01-05"),
        record(slug="kai", title="Kai", date="2021-01-08", confidence="official", **season),
        record(slug="lupin", title="Lupin", date="2021-01-08", **film | RUMOR),
        record(slug="lost", title="Lost", date="2021-01", **film),
        record(slug="heat", title="Heat", date="2021-early", platform="Hulu", **film),
        record(slug="none", title="None", date=None, platform=None, source=None, **film),
    ]


def test_every_element_ends_and_every_id_is_there_once() -> None:
    found = Elements(written(content(some(), pages=[cobra_kai()])))
    ids = [values["id"] for _, values in found.attributes if "id" in values]
    assert len(ids) == len(set(ids))
    assert {"agenda", "months", "titles", "title/cobra-kai-s3"} <= set(ids)
    linked = {values["href"] for tag, values in found.attributes if tag == "a"}
    inside = {str(href)[1:] for href in linked if str(href).startswith("#title/")}
    assert inside == {f"title/{each.slug}" for each in some()}


def test_the_policy_allows_only_the_style_and_the_script_of_the_page() -> None:
    page = written(content(some()))
    policy = next(
        values["content"] or ""
        for tag, values in Elements(page).attributes
        if values.get("http-equiv") == "Content-Security-Policy"
    )
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_nothing_is_loaded_and_no_attribute_has_style_or_script() -> None:
    found = Elements(written(content(some())))
    for tag, values in found.attributes:
        assert "src" not in values
        assert not [name for name in values if name.startswith("on") or name == "style"]
        if tag == "link":
            assert values == {"rel": "icon", "href": "data:,"}
    assert not {"iframe", "img", "object", "base", "embed"} & set(found.names)


def test_the_agenda_has_what_is_overdue_to_come_and_without_a_date() -> None:
    text = Elements(written(content(some()))).texts["agenda"]
    assert text == (
        "Agenda Due, not confirmed Soul ▌ Disney+ Jan 5, 2021 , film "
        "January 2021 Friday 8 January Kai: season 3 ✓ official ▌ Netflix season "
        "Lupin ▌ Netflix film , rumor "
        "Sometime in January 2021 Lost ▌ Netflix film Early 2021 Heat ▌ Hulu film "
        "No date yet None streaming Upcoming film Nothing matches."
    )


def test_the_agenda_of_a_time_that_is_over_has_all_of_it() -> None:
    titles = [record(slug="old", title="Old", date="2020-12-04", status="released")]
    found = Elements(written(content(titles, when="2020-12")))
    assert "December 2020 Friday 4 December Old" in found.texts["agenda"]
    both = [*titles, *some()]
    found = Elements(written(content(both, when="2020-12/2021-01")))
    assert "December" not in found.texts["agenda"]
    assert "Friday 4 ▌ Old" in found.texts["months"]


def test_a_month_has_all_of_its_days_and_marks_today() -> None:
    page = written(content(some()))
    text = Elements(page).texts["months"]
    assert text.startswith("Months January 2021 Mon Tue Wed Thu Fri Sat Sun Friday 1 Saturday 2")
    assert "Thursday 7 day of this page Friday 8 ▌ Kai: season 3 ✓ official ▌ Netflix " in text
    assert '<li class="day c5" aria-hidden="true">' in page
    assert page.count("day of this page</span>") == 1


def test_a_week_begins_on_the_chosen_day() -> None:
    page = written(content(some()), week_start=SUNDAY)
    assert "January 2021 Sun Mon Tue Wed Thu Fri Sat Friday 1" in Elements(page).texts["months"]
    assert '<li class="day c6" aria-hidden="true">' in page


def test_a_title_with_two_releases_on_a_day_is_there_once_in_a_month() -> None:
    home = record(slug="dune", title="Dune", date="2021-01-22", platform="HBO Max")
    cinema = record(slug="dune", title="Dune", date="2021-01-22", release_type="theatrical")
    found = content([home], [Entry.of(home), Entry.of(cinema)])
    texts = Elements(written(found)).texts
    assert texts["agenda"].count("Dune") == 2
    assert texts["months"].count("Dune") == 1


def test_a_day_with_many_releases_is_folded() -> None:
    titles = [record(slug=f"t{n}", title=f"T{n}", date="2021-01-08") for n in range(8)]
    text = Elements(written(content(titles))).texts["months"]
    assert "T4 ▌ Netflix + 3 more ▌ T5" in text


def test_what_leaves_is_there_on_the_day_it_leaves() -> None:
    old = record(slug="old", title="Old", status="released", date="2013-05-16", leaves="2021-01-31")
    found = content([old], [Entry.of(old, is_leaving=True)])
    texts = Elements(written(found)).texts
    assert "Sunday 31 January Old ▌ Netflix leaves" in texts["agenda"]
    assert "Sunday 31 leaves▌ Old" in texts["months"].replace("leaves ▌", "leaves▌")


def test_the_table_has_all_titles() -> None:
    page = written(content(some()))
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in table.split("</tr>")[:-1]]
    assert rows == [
        "Soul Jan 5, 2021 ▌ Disney+ film Due, not confirmed Netflix",
        "Kai: season 3 ✓ official Jan 8, 2021 ▌ Netflix series Upcoming season Netflix ✓",
        "Lupin Jan 8, 2021 ▌ Netflix film Upcoming film , rumor Reddit, rumor",
        "Lost Jan 2021 ▌ Netflix film Upcoming film Netflix",
        "Heat early 2021 ▌ Hulu film Upcoming film Netflix",
        "None streaming film Upcoming film",
    ]


def test_rows_have_what_they_are_sorted_and_filtered_by() -> None:
    page = written(content(some()))
    row = page.partition("<tbody>")[2].partition(">")[0]
    assert row.strip() == (
        '<tr class="e" data-n="0" data-s="1" data-k="0" data-c="1" data-d="2021-01-05" '
        'data-f="soul  l ame  lame  &#39;"'
    )


def test_sources_are_counted_and_named() -> None:
    page = written(content(some()))
    words = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "As of Thursday 7 January 2021 , from 2 sources Agenda" in words
    assert "from 2 sources: Netflix, Reddit." in words
    nobody = written(content([record(source=None, date=None)]))
    assert "from 0 sources." in nobody


def test_an_empty_slate_is_a_page_too() -> None:
    found = Elements(written(content(when="2021-01/..")))
    assert found.texts["agenda"] == "Agenda Nothing is to come. Nothing matches."
    assert found.texts["months"] == "Months Nothing is to come. Nothing matches."
    assert "calendar" not in found.texts


def test_the_calendar_is_part_of_the_page() -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:\u00c9lan\r\nEND:VCALENDAR\r\n"
    found = Elements(written(content(some()), calendar))
    (values,) = [values for _, values in found.attributes if values.get("id") == "calendar"]
    assert values["download"] == "slate.ics"
    kind, _, data = str(values["href"]).partition(",")
    assert kind == "data:text/calendar;base64"
    assert b64decode(data).decode() == calendar


def facets(page: str) -> list[str]:
    return re.findall(r"<summary>(\w[\w ]*)<span", page)


def test_the_agenda_has_only_what_is_still_to_come() -> None:
    span = record(slug="span", title="Span", date="2020-12-28/2021-01-03", overdue=True)
    out = record(slug="out", title="Out", date="2021-01", status="released")
    past = record(slug="past", title="Past", date="2021-01-04", status="released")
    still = record(slug="still", title="Still", date="2020-06/..")
    old = record(slug="old", title="Old", status="released", leaves="2021-01")
    entries = [*map(Entry.of, (span, out, past, still)), Entry.of(old, is_leaving=True)]
    texts = Elements(written(content([span, out, past, still, old], entries))).texts
    assert texts["agenda"].count("Span") == 1
    assert "Out" not in texts["agenda"]
    assert "Past" not in texts["agenda"]
    assert "Still" in texts["agenda"]
    assert "Old ▌ Netflix leaves" in texts["agenda"]
    assert all(name in texts["months"] for name in ("Span", "Out", "Past", "Still", "Old"))


def test_a_page_has_a_title_of_its_own() -> None:
    page = "".join(page_pieces(content(some()), "", MONDAY, "<Netflix>"))
    assert "<title>&lt;Netflix&gt;, as of Thursday 7 January 2021</title>" in page
    assert "<h1>&lt;Netflix&gt;</h1>" in page


def test_when_a_title_leaves_is_in_the_table() -> None:
    old = record(slug="old", title="Old", date="2019", status="released", leaves="2021-03-01")
    table = written(content([old])).partition("<tbody>")[2]
    assert "leaves Mar 1, 2021" in table.partition("</tbody>")[0]


def test_a_facet_with_one_value_is_left_out() -> None:
    assert facets(written(content(some()))) == ["Service", "Kind", "How sure"]
    assert facets(written(content(some()[:1]))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    fields: dict[str, Any] = {"title": text, "source": text, "platform": text, "url": text}
    hostile = f"</script></noscript></article><img src=x onerror=alert(1)>{text}"
    titles = [
        record(slug="a", date="2021-01-08", **fields),
        record(slug="b", date="2021-01", **fields | {"title": hostile, "source": hostile}),
    ]
    made = title({"title": hostile, "tags": {hostile: True}, "releases": {"streaming||x": {}}})
    pages = [Page("b", made, made.headline, "Upcoming film", TODAY, notes=((text, made.said_by),))]
    page = written(content(titles, pages=pages))
    found = Elements(page)
    assert not {"img", "red"} & set(found.names)
    assert found.names.count("script") == found.names.count("noscript") == 1
    assert "\x1b" not in page
    assert "\u202e" not in page
