"""The texts on a lasting page; the tests of the screen of `show` have those on a terminal."""

from datetime import date

from slate.domain.queries.title_page import Link, Page
from slate.domain.titles.relations import Relation
from slate.render.look.display import Display
from slate.render.look.title_content import (
    address,
    facts,
    lead,
    release_cells,
    releases_of,
    season_cells,
    sources,
)
from tests.render.samples import COBRA_KAI, cobra_kai, listed, on, title

TERMINAL = Display(80, date(2021, 1, 7))
PAGE = Display(200, date(2021, 1, 7), has_links=True, is_lasting=True)


def page(releases: dict[str, object], today: date = PAGE.today, **parts: object) -> Page:
    made = title({"title": "Soul", "releases": releases})
    shown = made.headline
    return Page("soul", made, shown, "Upcoming film", today, made.releases, **parts)  # type: ignore[arg-type]


def test_dates_on_a_page_have_their_year_and_are_never_near() -> None:
    found = page(on("2021-01-08"))
    assert lead(found, TERMINAL).plain == "Upcoming film on Netflix, Fri Jan 8, tomorrow"
    assert lead(found, PAGE).plain == "Upcoming film on Netflix, Jan 8, 2021"


def test_what_is_overdue_is_so_on_a_page_too() -> None:
    found = page(on("2021-01-05"))
    assert lead(found, PAGE).plain == "Due on Netflix, Jan 5, 2021, not confirmed"


def test_sources_are_links_or_have_their_address() -> None:
    (report, *_) = [each for each in COBRA_KAI if each.url]
    assert address(report, TERMINAL).plain == "https://example.com/a"
    assert address(report, PAGE).plain == ""
    assert [text.plain for text in sources(cobra_kai(), PAGE)] == [
        "Netflix ✓ official, Oct 2, 2020"
    ]


def test_releases_are_there_if_the_sentence_does_not_say_all() -> None:
    assert releases_of(page(on("2021-01-08"))) == []
    leaving = page({"streaming||Netflix": {"date": "2021-01-08", "leaves": "2021-03-01"}})
    (release,) = releases_of(leaving)
    cells = [text.plain for text in release_cells(release, leaving, PAGE)]
    assert cells == ["Jan 8, 2021", "", "▌Netflix", "Mar 1, 2021", "Netflix"]
    both = page(on("2021-01-08") | on("2020-12-25", "theatrical||"))
    assert [each.date.text for each in releases_of(both)] == ["2020-12-25", "2021-01-08"]


def test_linked_titles_have_a_slug_to_type_or_a_link() -> None:
    link = Link(Relation.SEQUEL_OF, "Heat", "heat")
    far = Link(Relation.SPIN_OFF_OF, "Cold", "cold", via="Heat")
    found = page(on("2021-01-08"), links=(link, far), followers=(link, far))
    texts = {label: [text.plain for text in its] for label, its in facts(found, TERMINAL)}
    assert texts["Follows"] == ["sequel of Heat (heat)", "Heat is a spin-off of Cold (cold)"]
    assert texts["Followed"] == ["by the sequel Heat (heat)", "Heat by the spin-off Cold (cold)"]
    texts = {label: [text.plain for text in its] for label, its in facts(found, PAGE)}
    assert texts["Follows"] == ["sequel of Heat", "Heat is a spin-off of Cold"]
    assert texts["Year"] == []


def test_seasons_are_named_within_the_series() -> None:
    (season,) = [each for each in listed() if each.slug == "cobra-kai-s3"]
    cells = [text.plain for text in season_cells(season, PAGE)]
    assert cells == ["season 3", "early 2021", "▌Netflix", "season", "cobra-kai-s3"]
