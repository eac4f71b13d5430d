from slate.domain.fold import fold
from slate.domain.pages import Link, Page
from tests.domain.slates import TODAY, report


def test_a_page_of_a_title_of_which_little_is_known_is_empty_but_for_its_head() -> None:
    title = fold("k", [report({"title": "Dune"})])
    assert title is not None

    page = Page("dune", title, title.headline, "Upcoming film", TODAY)

    assert page[:5] == ("dune", title, None, "Upcoming film", TODAY)
    assert set(page[5:]) == {()}


def test_a_link_tells_how_what_and_where() -> None:
    assert Link("sequel-of", "Dune", "dune")._asdict() == {
        "relation": "sequel-of",
        "name": "Dune",
        "slug": "dune",
    }
