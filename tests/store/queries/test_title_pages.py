import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TitleAmbiguousError, TitleNotFoundError
from slate.domain.queries.title_page import Link, Page
from slate.domain.titles.relations import Relation
from slate.store.file.connection import Store
from slate.store.queries import title_pages
from tests.store.writing import TODAY, add, remove, undo, update


def page(store: Store, text: str) -> Page:
    with store.reading() as connection:
        return title_pages.gather(connection, title_pages.choose(connection, text, TODAY), TODAY)


def test_page_gathers_everything_known(store: Store) -> None:
    add(store, "Cobra Kai", season=3, date="2021", platform="Netflix", source="A", on="2020-07")
    update(store, "cobra-kai-s3", date="2021-01-08", source="Netflix", on="2020-10-02", note="yes")
    update(
        store, "cobra-kai-s3", date="2021-01-01", source="B", on="2020-12-15", confidence="rumor"
    )
    found = page(store, "cobra kai s3")
    assert (found.slug, found.title.name, found.label, found.today) == (
        *("cobra-kai-s3", "Cobra Kai: season 3", "Upcoming season"),
        TODAY,
    )
    assert found.shown is not None
    assert found.shown.date.text == "2021-01-08"
    assert found.releases == (found.shown,)
    [other] = found.dissent
    assert (other.said, other.report.source) == (parse_date("2021-01-01"), "B")
    assert [[d.name for d in step.differences] for step in found.steps] == [
        ["added"],
        ["narrowed"],
        [],
    ]
    assert [(note, report.source) for note, report in found.notes] == [("yes", "Netflix")]
    assert (found.links, found.followers, found.series) == ((), (), ())


def test_page_without_a_release(store: Store) -> None:
    add(store, "Mank")
    found = page(store, "mank")
    assert (found.shown, found.releases, found.dissent) == (None, (), ())
    assert found.label == "Upcoming film"


def test_page_label_of_a_past_date(store: Store) -> None:
    add(store, "Mank", date="2021-01-05", on="2020-12")
    assert page(store, "mank").label == "Due 2021-01-05, not confirmed"


def test_page_has_links_in_both_directions(store: Store) -> None:
    add(store, "Heroes", year=2005)
    add(store, "Heroes 2", links=(("sequel-of", "heroes"),))
    add(store, "Heroes", season=1, links=(("spin-off-of", "heroes"), ("sequel-of", "heroes-2")))
    first, second, third = (page(store, slug) for slug in ("heroes", "heroes-2", "heroes-s1"))
    assert first.followers == (
        Link(Relation.SEQUEL_OF, "Heroes 2", "heroes-2"),
        Link(Relation.SPIN_OFF_OF, "Heroes: season 1", "heroes-s1"),
    )
    assert second.links == (Link(Relation.SEQUEL_OF, "Heroes", "heroes"),)
    assert [link.slug for link in third.links] == ["heroes-2", "heroes"]
    remove(store, "heroes")
    assert page(store, "heroes-2").links == ()
    undo(store)
    assert page(store, "heroes-2").links == second.links


def test_page_follows_links_to_the_end(store: Store) -> None:
    add(store, "Scream")
    add(store, "Scream 2", links=(("sequel-of", "scream"),))
    add(store, "Scream 3", links=(("sequel-of", "scream-2"), ("remake-of", "scream-2")))
    add(store, "Scare", links=(("spin-off-of", "scream-3"),))
    update(store, "scream", links=(("sequel-of", "scream-3"),))  # a circle
    assert page(store, "scream").followers == (
        Link(Relation.SEQUEL_OF, "Scream 2", "scream-2"),
        Link(Relation.REMAKE_OF, "Scream 3", "scream-3", "Scream 2"),
        Link(Relation.SPIN_OFF_OF, "Scare", "scare", "Scream 3"),
    )
    assert page(store, "scare").links == (
        Link(Relation.SPIN_OFF_OF, "Scream 3", "scream-3"),
        Link(Relation.REMAKE_OF, "Scream 2", "scream-2", "Scream 3"),
        Link(Relation.SEQUEL_OF, "Scream", "scream", "Scream 2"),
    )


def test_page_of_a_series_lists_seasons_with_the_next_first(store: Store) -> None:
    for season, day in ((1, "2018-05-02"), (2, "2019-04-24"), (4, "2022"), (3, "2021-01-08")):
        add(store, "Cobra Kai", season=season, date=day)
    assert page(store, "cobra kai").slug == "cobra-kai-s3"
    found = page(store, "cobra-kai-s2")
    assert [season.slug for season in found.series] == [
        "cobra-kai-s3",
        "cobra-kai-s4",
        "cobra-kai-s1",
    ]
    add(store, "Cobra Kai", kind="series")
    found = page(store, "cobra kai")
    assert found.slug == "cobra-kai"
    assert [season.season for season in found.series] == [3, 4, 2, 1]


def test_series_that_is_over_shows_its_last_season(store: Store) -> None:
    for season, day in ((1, "2018-05-02"), (2, "2019-04-24")):
        add(store, "Dark", season=season, date=day)
    assert page(store, "dark").slug == "dark-s2"
    assert page(store, "da").slug == "dark-s2"


def test_ambiguous_and_unknown_names_are_refused(store: Store) -> None:
    add(store, "Dark")
    add(store, "Darkest Hour")
    with pytest.raises(TitleAmbiguousError):
        page(store, "dar")
    with pytest.raises(TitleNotFoundError):
        page(store, "Light")


def test_history_has_all_reports_in_force_and_their_arrivals(store: Store) -> None:
    add(store, "Mank", source="A", on="2020-10")
    update(store, "mank", date="2020-12-04", source="B", on="2020-11-01")
    update(store, "mank", date="2020-12-05", source="B", on="2020-11-02")
    undo(store)
    with store.reading() as connection:
        life = title_pages.gather_history(connection, title_pages.choose(connection, "mank", TODAY))
    assert (life.slug, life.title.name) == ("mank", "Mank")
    assert [[d.name for d in step.differences] for step in life.steps] == [
        ["added"],
        ["dated", "status"],
    ]
    assert [life.entered(step.report) for step in life.steps] == ["2021-01-07"] * 2
    assert sorted(arrival.number for arrival in life.arrivals.values()) == [1, 2]


def test_a_title_to_edit_has_the_slugs_of_what_it_follows_and_who_stated_each_value(
    store: Store,
) -> None:
    add(store, "Heroes", year=2005)
    add(store, "Gone")
    links = (("sequel-of", "heroes"), ("remake-of", "gone"))
    add(store, "Heroes 2", links=links, source="A", tags=("new",))
    remove(store, "gone")
    with store.reading() as connection:
        found = title_pages.choose(connection, "heroes-2", TODAY)
        shown = title_pages.gather_editable(connection, found)
    assert (shown.slug, shown.title.name) == ("heroes-2", "Heroes 2")
    assert shown.linked == {"heroes|||film|2005": "heroes"}
    assert {path: report.source for path, report in shown.credited.items()} == {
        ("title",): "A",
        ("tags", "new"): "A",
        ("links", "remake-of|gone|||film|"): "A",
        ("links", "sequel-of|heroes|||film|2005"): "A",
    }
