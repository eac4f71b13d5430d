from typing import Any

import pytest

from slate.domain.errors import (
    ManyMatchError,
    NothingSaidError,
    TitleNotFoundError,
    TitleThereError,
)
from slate.domain.reports.report import in_order
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import lookup
from tests.store import writing
from tests.store.writing import add, batches, record, says, take, told, update

# Adding


def test_add_gives_the_title_as_it_stands(store: Store) -> None:
    change = add(store, "Cobra Kai", season=3, date="2021-01-08", platform="Netflix")
    assert (change.outcome, change.slug) == ("added", "cobra-kai-s3")
    assert told(change) == ["added -> Cobra Kai: season 3"]
    assert change.title is not None
    assert (change.title.kind, change.title.status) == ("series", "scheduled")
    shown = record(store, "cobra-kai-s3")
    assert shown[:7] == (
        *("cobra-kai-s3", "Cobra Kai", "Upcoming season", "scheduled", "series"),
        *("2021-01-08", "day"),
    )
    assert (shown.platform, shown.release_type, shown.season) == ("Netflix", "streaming", 3)


def test_a_title_that_is_there_is_refused(store: Store) -> None:
    add(store, "Cobra Kai", season=3)
    with pytest.raises(TitleThereError) as error:
        add(store, "COBRA  KAI", season=3, date="2021")
    assert str(error.value).startswith(
        '"Cobra Kai: season 3" is on the slate already (cobra-kai-s3).'
    )
    assert add(store, "Cobra Kai", season=4).slug == "cobra-kai-s4"
    assert add(store, "Cobra Kai", season=3, part=1).slug == "cobra-kai-s3-p1"
    assert add(store, "Cobra Kai").slug == "cobra-kai"
    assert len(batches(store)) == 4


@pytest.mark.parametrize(
    ("there", "title"),
    [
        ({"title": "Dune: Part Three"}, "Dune Part Three"),
        ({"title": "One Piece", "season": 3}, "One Piece: season 3"),
        ({"title": "Lupin", "season": 1, "part": 2}, "Lupin: season 1, part 2"),
        ({"title": "Coyote vs. Acme", "year": 2026}, "Coyote vs Acme"),
    ],
)
def test_a_name_that_is_there_in_other_words_is_refused(
    store: Store, there: dict[str, Any], title: str
) -> None:
    slug = add(store, **there).slug
    with pytest.raises(TitleThereError) as error:
        add(store, title)
    assert error.value.slug == slug
    with writing.ledger(store) as book:
        assert book.add_or_update(writing.says(title, tags=("x",))).slug == slug
    assert add(store, title, new=True).outcome == "added"


def test_names_that_only_look_alike_are_titles_of_their_own(store: Store) -> None:
    add(store, "Dune: Part Three", year=2026)
    assert add(store, "Dune Part Three", year=1999).slug == "dune-part-three-1999"
    add(store, "???")
    assert add(store, "!!!").slug == "untitled-2"


def test_new_and_a_remake_are_works_of_their_own(store: Store) -> None:
    add(store, "Dune", year=1984)
    assert add(store, "Dune", new=True).slug == "dune-2"
    remake = add(store, "Dune", year=2021, links=(("remake-of", "dune"),))
    assert remake.slug == "dune-2021"
    assert record(store, "dune-2021").label == "Remake in development"
    with pytest.raises(ManyMatchError) as error:
        add(store, "Dune")
    assert str(error.value) == ('"Dune" could be dune, dune-2 or dune-2021.')


# Updating


def test_who_insists_is_heard_though_he_said_it_before(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="A")
    update(store, "mank", date="2020-12-11", source="B")
    assert told(update(store, "mank", date="2020-12-04", source="A")) == [
        "advanced 2020-12-11 -> 2020-12-04 7 days earlier reverted"
    ]
    again = update(store, "mank", date="2020-12-04", source="A")
    assert (again.outcome, again.slug, told(again)) == ("unchanged", "mank", [])
    assert len(batches(store)) == 3


def test_an_update_says_something(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(NothingSaidError):
        update(store, "mank", source="A")
    assert update(store, "mank", untag=("not there",)).outcome == "unchanged"
    assert len(batches(store)) == 1


def test_a_rename_keeps_the_former_names(store: Store) -> None:
    add(store, "Untitled Project")
    change = update(store, "untitled-project", title="Mank")
    assert (change.slug, told(change)) == ("mank", ["retitled Untitled Project -> Mank"])
    for text in ("untitled-project", "Untitled Project", "mank", "MANK"):
        with writing.ledger(store) as book:
            assert book.find(text).slug == "mank"
    with pytest.raises(TitleThereError):
        add(store, "Untitled Project")


def test_links_are_taken_back(store: Store) -> None:
    add(store, "A")
    add(store, "B", links=(("sequel-of", "a"),))
    assert told(update(store, "b", unlink=("A",))) == [
        "status in-development -> announced",
        "edited links sequel-of a|||film| ->",
    ]


# Adding or updating, as scripts do


def test_add_or_update(store: Store) -> None:
    with writing.ledger(store) as book:
        assert book.add_or_update(says("Mank", date="2020-12-04", source="A")).outcome == "added"
        again = book.add_or_update(says("MANK", date="2020-12-11", source="A"))
        assert told(again) == ["slipped 2020-12-04 -> 2020-12-11 7 days later"]
        assert (
            book.add_or_update(says("Mank", date="2020-12-11", source="A")).outcome == "unchanged"
        )
    assert record(store, "mank").title == "Mank"
    assert len(batches(store)) == 1


def test_a_script_moves_what_another_source_has_named(store: Store) -> None:
    add(store, "Cobra Kai", season=3, platform="YouTube", date="2021", source="TVLine")
    moved = says("Cobra Kai", season=3, platform="Netflix", source="Deadline")
    for expected in (["moved YouTube -> Netflix"], []):
        with writing.ledger(store) as book:
            assert told(book.add_or_update(moved)) == expected
    shown = record(store, "cobra-kai-s3")
    assert (shown.platform, shown.date, shown.source) == ("Netflix", "2021", "TVLine")


def test_a_script_that_adds_a_name_alone_may_run_again(store: Store) -> None:
    for outcome in ("added", "unchanged", "unchanged"):
        with writing.ledger(store) as book:
            assert book.add_or_update(says("Lupin", season=1)).outcome == outcome


# Finding


def test_what_merely_makes_the_slug_of_a_title_does_not_name_it(store: Store) -> None:
    for title in ("C", "Untitled", "Cobra Kai S3"):
        add(store, title)
    add(store, "Cobra Kai", season=3, new=True)
    add(store, "C++")
    with writing.ledger(store) as book:
        for text in ("C#", "!!!", "C!"):
            with pytest.raises(TitleNotFoundError):
                book.find(text)
        assert book.find("C++").name == "C++"
        assert book.find("Cobra Kai S3").season is None
        assert book.find("Cobra Kai: season 3").season == 3


# Late reports


def test_a_late_report_speaks_of_the_releases_of_its_day(store: Store) -> None:
    add(store, "Mover", platform="YouTube", date="2021-05", source="A", on="2020-02-01")
    update(store, "mover", platform="Netflix", source="D", on="2020-02-03")
    # What A says later stands; where it was then, the move finds it.
    assert told(update(store, "mover", date="2021-06", source="E", on="2020-01-15")) == []
    assert told(update(store, "mover", date="2021-07", source="E", on="2020-02-02")) == [
        "slipped 2021-05 -> 2021-07 2 months later"
    ]
    shown = record(store, "mover")
    assert (shown.platform, shown.date, shown.source) == ("Netflix", "2021-07", "E")
    with store.reading() as slate:
        key = lookup.find(slate, "mover").key
        reports = ledger_tables.reports_on(slate, key)
    assert [report.said for report in in_order(reports)] == [
        {"title": "Mover", "releases": {"streaming||YouTube": {"date": "2021-06"}}},
        {"title": "Mover", "releases": {"streaming||YouTube": {"date": "2021-05"}}},
        {"releases": {"streaming||YouTube": {"date": "2021-07"}}},
        {"releases": {"streaming||YouTube": None, "streaming||Netflix": {}}},
    ]


def test_a_report_of_before_a_title_was_known_names_it(store: Store) -> None:
    add(store, "Soul 2", season=1, on="2020-02-01")
    update(store, "soul-2-s1", title="Soul Two", on="2020-02-02")
    update(store, "soul-two-s1", tags=("heard",), on="2020-01-15")
    with store.reading() as slate:
        reports = in_order(ledger_tables.reports_on(slate, lookup.find(slate, "soul-two-s1").key))
    assert reports[0].said == {"title": "Soul 2", "season": 1, "tags": {"heard": True}}
    shown = record(store, "soul-two-s1")
    assert (shown.title, shown.tags) == ("Soul Two", ("heard",))
    # A new name is said with it.
    update(store, "soul-two-s1", title="Soul Zero", on="2020-01-01")
    assert record(store, "soul-two-s1").title == "Soul Two"


def test_a_row_of_before_a_title_was_known_names_it(store: Store) -> None:
    add(store, "Soul", on="2020-02-01")
    row = says("SOUL", tags=("list",), on="2020-01-01", source="A list")
    assert [change.outcome for change in take(store, row)] == ["changed"]
    assert [change.outcome for change in take(store, row)] == ["unchanged"]
    with store.reading() as slate:
        reports = in_order(ledger_tables.reports_on(slate, lookup.find(slate, "soul").key))
    assert reports[0].said == {"title": "SOUL", "tags": {"list": True}}
    assert record(store, "soul").title == "Soul"


def test_what_was_only_a_rumor_is_confirmed(store: Store) -> None:
    add(store, "Mank", date="2021", platform="X", confidence="rumor")
    add(store, "Roma", status="filming", confidence="rumor")
    assert told(update(store, "mank", date="2021", confidence="official", source="S")) == [
        "edited confidence rumor -> official"
    ]
    assert told(update(store, "roma", status="filming", source="S")) == [
        "edited confidence rumor -> reported"
    ]
    assert told(update(store, "mank", date="2021", confidence="official", source="T")) == []
