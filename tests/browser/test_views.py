"""The views of a page, and their addresses."""

import pytest

from tests.browser.conftest import Open
from tests.browser.views import (
    VIEWS,
    choose,
    count,
    focused,
    follow,
    fragment,
    names,
    texts,
    view,
)

pytestmark = pytest.mark.slow


def test_a_page_opens_with_its_agenda(opened: Open) -> None:
    page = opened()
    assert page.title() == "What is coming, as of Thursday 7 January 2021"
    assert view(page) == ["Agenda"]
    assert texts(page, "header p") == ["As of Thursday 7 January 2021, from 21 sources"]
    assert names(page)[:3] == ["Snowed In", "A City, Explained", "Lantern Street: season 1"]


def test_what_is_due_says_when_it_was(opened: Open) -> None:
    page = opened()
    assert texts(page, ".view .group:has(.late) .e") == ["Snowed In▌HBO MaxJan 5, 2021, film"]


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_has_an_address(opened: Open, name: str) -> None:
    page = opened(f"#{name}")
    assert view(page) == [name.capitalize()]
    assert texts(page, "nav [aria-current=page]") == [name.capitalize()]
    assert page.evaluate("scrollY") == 0


def test_a_view_opens_by_its_link_and_back_returns(opened: Open) -> None:
    page = opened()
    page.click("nav >> text=Months")
    assert (view(page), fragment(page)) == (["Months"], "#months")
    page.click("nav >> text=Titles")
    assert view(page) == ["Titles"]
    page.go_back()
    assert view(page) == ["Months"]
    page.go_back()
    assert (view(page), fragment(page)) == (["Agenda"], "")


def test_reloading_keeps_what_is_chosen(opened: Open) -> None:
    page = opened("#titles")
    page.fill("#search", "the")
    choose(page, "service", "netflix")
    page.click("thead >> text=Title")
    before = (names(page), fragment(page), count(page))
    assert before[1] == "#titles?q=the&service=netflix&sort=title"
    page.reload()
    assert (names(page), fragment(page), count(page)) == before
    assert page.locator("#search").input_value() == "the"


def test_an_address_opens_in_another_window_as_it_was(opened: Open) -> None:
    page = opened("#months")
    page.fill("#search", 'small & "heroes" 100% #1 +')
    page.fill("#search", "s")
    choose(page, "sure", "official day", "rumor")
    other = opened(fragment(page))
    assert names(other) == names(page) != []
    assert count(other) == count(page)


def test_a_search_with_signs_survives_in_the_address(opened: Open) -> None:
    page = opened("#titles")
    page.fill("#search", "a&b=#1 100% + ü?")
    other = opened(fragment(page))
    assert other.locator("#search").input_value() == "a&b=#1 100% + ü?"


@pytest.mark.parametrize(
    "address",
    [
        "#",
        "#%",
        "#%E0%A4%A",
        "#title/",
        "#nonsense",
        "#agenda?q",
        "#a?=&&service",
    ],
)
def test_an_address_that_means_nothing_shows_the_agenda(opened: Open, address: str) -> None:
    page = opened(address)
    assert view(page) == ["Agenda"]
    assert count(page) == f"{len(names(page))} entries"


def test_an_unknown_title_is_said_to_be_none(opened: Open) -> None:
    page = opened("#title/unknown")
    assert view(page) == ["Agenda"]
    assert count(page) == "There is no such title on this page."


def test_values_that_a_page_does_not_have_are_ignored(opened: Open) -> None:
    page = opened("#titles?sort=nonsense&service=nobody&x=y")
    assert count(page) == f"{len(names(page))} titles"
    page.click("nav >> text=Agenda")
    assert fragment(page) == "#agenda"


def test_back_goes_to_the_view_before_and_not_through_letters(opened: Open) -> None:
    page = opened("#agenda")
    page.click("nav >> text=Titles")
    page.locator("#search").press_sequentially("small")
    page.go_back()
    assert (view(page), page.locator("#search").input_value()) == (["Agenda"], "")
    page.go_forward()
    assert page.locator("#search").input_value() == "small"
    assert names(page) == ["Small Gods: season 1", "Small Heroes sequel", "Small Heroes"]


def test_what_is_chosen_stays_in_all_views(opened: Open) -> None:
    page = opened("#titles")
    page.fill("#search", "small")
    page.click("nav >> text=Agenda")
    assert fragment(page) == "#agenda?q=small"
    assert names(page) == ["Small Gods: season 1", "Small Heroes sequel"]


def test_a_title_opens_by_a_click_and_goes_back_with_its_filters(opened: Open) -> None:
    page = opened("#months?q=small")
    follow(page, "Small Gods: season 1")
    assert (fragment(page), view(page)) == ("#title/small-gods-s1", ["Small Gods: season 1"])
    assert page.title() == "Small Gods: season 1 (What is coming, as of Thursday 7 January 2021)"
    assert not page.locator("#filters").is_visible()
    page.click("text=Back to the months")
    assert (fragment(page), names(page)) == ("#months?q=small", ["Small Gods: season 1"])


def test_back_from_a_title_goes_to_the_place_where_it_was_opened(opened: Open) -> None:
    page = opened("#titles")
    follow(page, "The Islanders: season 2")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    assert focused(page) == "The Islanders: season 2"
    assert page.evaluate("scrollY") > 0
    page.keyboard.press("Enter")
    page.click("text=All titles")
    assert focused(page) == "The Islanders: season 2"
    assert page.evaluate("scrollY") > 0
