"""The search and the filters of a page."""

import pytest

from tests.browser.conftest import Open
from tests.browser.site import HOSTILE, Site
from tests.browser.views import VIEWS, choose, count, fragment, names, texts, view
from tests.readme import run

pytestmark = pytest.mark.slow

SEARCHED = (
    *("cafe", "CAFÉ", "noir cafe", "wall-e", "wall e", "walle", "spiderman", "spider man"),
    *("SPIDER-MAN", "grosse", "große", "GROSSE SOHNE", "smorre", "smørrebrød", "설국", "설국열차"),
    *("οδυσσευς", "ΟΔΥΣΣΕΎΣ", "?", "???", "&", "tom & jerry", "  small   heroes "),
    *("千の", "أبواب", "3-d", "zzz", "<script>", "100%", "_", "\\", "🎬"),
)


@pytest.fixture(scope="module")
def listed(site: Site) -> dict[str, list[str]]:
    """What `slate list --search` finds, by what is searched for."""
    command = "; ".join(
        f"slate list -f tsv --columns title --search {_quoted(text)}; echo ----"
        for text in SEARCHED
    )
    printed = run(f"({command}) | cat", site.folder, SLATE_DB="desk.db")
    parts = printed.split("----\n")
    return {text: sorted(part.splitlines()) for text, part in zip(SEARCHED, parts, strict=False)}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def test_the_search_finds_what_the_command_line_finds(
    opened: Open, listed: dict[str, list[str]]
) -> None:
    page = opened("#titles")
    found = {}
    for text in SEARCHED:
        page.fill("#search", text)
        found[text] = sorted(name.partition(": season")[0].partition(": part")[0]
                             for name in names(page))  # fmt: skip
    assert found == listed
    assert found["spiderman"] == ["Spider-Man"]
    assert found["zzz"] == []


def test_the_count_says_how_many_match(opened: Open) -> None:
    page = opened("#titles")
    number = len(names(page))
    assert count(page) == f"{number} titles"
    page.fill("#search", "small")
    assert count(page) == f"3 of {number} titles"
    page.fill("#search", "   ")
    assert (count(page), fragment(page)) == (f"{number} titles", "#titles")


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_says_that_nothing_matches(opened: Open, name: str) -> None:
    page = opened(f"#{name}?q=zzz")
    assert texts(page, "main p, main h3, main h4, main .e") == ["Nothing matches."]
    page.fill("#search", "small")
    assert "Nothing matches." not in texts(page, "main p")


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [
        ("service", "disney+", "Disney+"),
        ("kind", "docuseries", "Docuseries"),
        ("sure", "rumor", "Rumor"),
    ],
)
def test_a_value_shows_the_titles_that_it_counts(
    opened: Open, facet: str, value: str, label: str
) -> None:
    page = opened("#titles")
    choose(page, facet, value)
    box = page.locator(f'#by-{facet} label:has(input[data-name="{value}"])')
    counted = box.locator(".quiet").text_content()
    assert count(page).startswith(f"{counted} of ")
    assert label in str(box.text_content())
    assert page.locator(f"#by-{facet} summary .chosen").inner_text() == "1"


def test_values_of_a_facet_add_up_and_facets_restrict_each_other(opened: Open) -> None:
    page = opened("#titles")
    choose(page, "service", "apple tv+")
    assert names(page) == ["The Tenant: season 2"]
    choose(page, "service", "disney+")
    assert names(page) == [
        *("Small Gods: season 1", "The Tenant: season 2", "The Trickster: season 1"),
    ]
    choose(page, "sure", "no exact day")
    assert names(page) == ["The Trickster: season 1"]
    page.fill("#search", "small")
    assert names(page) == []
    assert (
        fragment(page) == "#titles?q=small&service=disney%2B&service=apple+tv%2B&sure=no+exact+day"
    )


@pytest.mark.parametrize("name", VIEWS)
def test_filters_apply_to_all_views(opened: Open, name: str) -> None:
    page = opened(f"#{name}?service=disney%2B")
    assert names(page) == ["Small Gods: season 1", "The Trickster: season 1"]
    assert count(page).startswith("2 of ")


def test_months_and_days_without_a_match_are_left_out(opened: Open) -> None:
    page = opened("#agenda?service=disney%2B")
    found = ["January 2021", "June 2021"]
    assert texts(page, "main h3") == found
    assert texts(page, "main h4") == ["Friday 15 January", "Sometime in June 2021"]
    page.click("nav >> text=Months")
    assert texts(page, "main h3") == found
    assert texts(page, ".grid > li:not([aria-hidden]) h4") == ["Friday 15"]


def test_clear_removes_everything_but_the_order(opened: Open) -> None:
    page = opened("#titles?q=small&kind=film&sort=title")
    page.click("text=Clear")
    assert fragment(page) == "#titles?sort=title"
    assert count(page) == f"{len(names(page))} titles"
    page.locator("text=Clear").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "search"


def test_many_titles_of_a_day_are_folded_away(opened: Open) -> None:
    page = opened("#months")
    more = len(HOSTILE) + 1 - 5
    fold = page.locator(".grid details:visible").filter(has_text="more").last
    assert fold.locator("summary").inner_text().split() == [f"+{more}", "more"]
    fold.locator("summary").press("Enter")
    fold.get_by_role("link", name="Tom & Jerry").wait_for()


def test_a_match_that_was_folded_away_is_shown(opened: Open) -> None:
    page = opened("#months?q=jerry")
    assert names(page) == ["Tom & Jerry"]
    page.fill("#search", "")
    assert "Tom & Jerry" not in names(page)
    assert view(page) == ["Months"]
