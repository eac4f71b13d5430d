"""The table of the titles, and the page of each."""

import pytest

from tests.browser.conftest import Open
from tests.browser.views import VIEWS, follow, fragment, names, texts, view

pytestmark = pytest.mark.slow

# The values of a column, "" where there is none.
_COLUMN = """number => [...document.querySelectorAll("table.titles tbody tr")].map(row =>
    number === 1 ? row.dataset.d : number === 0 ? row.dataset.f
    : row.cells[number].textContent.toLowerCase())"""

# The addresses of all links of the pages of titles.
_ADDRESSES = """() => { const parser = new DOMParser();
    const pages = parser.parseFromString(document.getElementById("pages").textContent, "text/html");
    return [...pages.querySelectorAll("a")].map(each => each.getAttribute("href")); }"""


@pytest.mark.parametrize(
    ("number", "name"), [*enumerate(("Title", "Date", "On", "Kind", "Status", "Source"))]
)
def test_a_column_sorts_both_ways_and_back(opened: Open, number: int, name: str) -> None:
    page = opened("#titles")
    own = page.evaluate(_COLUMN, number)
    values = sorted(filter(None, own), key=lambda text: text.encode("utf-16-be"))
    none = [""] * (len(own) - len(values))
    head = page.locator("thead th").nth(number)
    for expected, aria, sort in (
        ([*values, *none], "ascending", f"?sort={name.lower()}"),
        ([*values[::-1], *none], "descending", f"?sort=-{name.lower()}"),
        (own, None, ""),
    ):
        head.get_by_role("button", name=name).click()
        assert page.evaluate(_COLUMN, number) == expected
        assert head.get_attribute("aria-sort") == aria
        assert page.locator("[aria-sort]").count() == (aria is not None)
        assert fragment(page) == f"#titles{sort}"


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_titles_without_a_date_come_last(opened: Open, sort: str) -> None:
    page = opened(f"#titles?sort={sort}")
    dates = page.evaluate(_COLUMN, 1)
    known = list(filter(None, dates))
    assert dates == [*known, *[""] * (len(dates) - len(known))]
    assert known == sorted(known, reverse=sort == "-date")


def test_the_page_of_a_title_opens_by_its_address(opened: Open) -> None:
    page = opened("#title/harbor-lights-s3")
    assert view(page) == ["Harbor Lights: season 3"]
    assert page.evaluate("scrollY") == 0
    assert texts(page, "article .lead") == ["Upcoming season on Netflix, Jan 15, 2021"]
    page.reload()
    assert view(page) == ["Harbor Lights: season 3"]
    assert page.evaluate("scrollY") == 0


def test_the_page_of_a_title_has_its_history_and_its_sources(opened: Open) -> None:
    page = opened("#title/harbor-lights-s3")
    assert texts(page, "article h3") == [
        "Dates Never slipped; advanced once; first said May 2, 2019",
        "History",
    ]
    history = page.locator("article table").last.locator("tbody tr")
    assert history.first.locator("td").all_inner_texts() == [
        "Dec 24, 2020",
        "advanced Jan 22, 2021 → Jan 15, 2021, 7 days earlier",
        "Netflix ✓ official",
    ]
    assert texts(page, "article a[href^=http]") == [
        *("TVLine, May 2, 2019", "Netflix ✓ official", "TVLine"),
    ]


def test_a_rumor_is_marked_in_words(opened: Open) -> None:
    page = opened("#title/the-second-winter")
    assert texts(page, "article .lead") == ["Upcoming film on Netflix, Jan 20, 2021, rumor"]
    for name in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"#{name}?q=second+winter")
        page.wait_for_selector(f"[data-view={name}]")
        (text,) = texts(page, ".view .e")
        assert "rumor" in text


def test_only_addresses_of_the_web_are_links(opened: Open) -> None:
    page = opened("#titles")
    found = set(page.evaluate(_ADDRESSES))
    assert {link.partition(":")[0] for link in found if not link.startswith("#")} == {"https"}


def test_titles_that_belong_together_link_to_each_other(opened: Open) -> None:
    page = opened("#title/small-heroes")
    page.locator("article a").get_by_text("Small Heroes sequel").click()
    assert (fragment(page), view(page)) == ("#title/small-heroes-sequel", ["Small Heroes sequel"])
    page.go_back()
    assert view(page) == ["Small Heroes"]


def test_a_title_may_have_the_name_of_a_view(opened: Open) -> None:
    page = opened("#titles")
    follow(page, "Agenda")
    assert (fragment(page), view(page)) == ("#title/agenda", ["Agenda"])
    assert texts(page, "article .lead") != []
    page.click("text=All titles")
    assert "Agenda" in names(page)


def test_a_title_in_another_script_has_a_page(opened: Open) -> None:
    page = opened("#titles")
    for name in ("千の森", "أبواب", "설국열차", "???"):
        follow(page, name)
        assert view(page) == [name]
        page.go_back()


def test_no_id_is_used_twice(opened: Open) -> None:
    page = opened("#title/small-heroes")
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
