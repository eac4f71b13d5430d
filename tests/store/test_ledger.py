from typing import Any

import pytest

from slate.domain.dates import parse_date
from slate.domain.errors import (
    LinkToItselfError,
    ManyMatchError,
    NothingSaidError,
    SlugTakenError,
    TitleNotFoundError,
    TitleThereError,
)
from slate.domain.titles import Release, ReleaseKey
from slate.store.connection import Store
from tests.store import writing
from tests.store.writing import add, batches, record, remove, says, slugs, take, told, undo, update

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


def test_new_and_a_remake_are_works_of_their_own(store: Store) -> None:
    add(store, "Dune", year=1984)
    assert add(store, "Dune", new=True).slug == "dune-2"
    remake = add(store, "Dune", year=2021, links=(("remake-of", "dune"),))
    assert remake.slug == "dune-2021"
    assert record(store, "dune-2021").label == "Remake in development"
    with pytest.raises(ManyMatchError) as error:
        add(store, "Dune")
    assert str(error.value) == (
        '"Dune" could be dune, dune-2 or dune-2021. Update one of them by its slug, '
        "say its year or kind, or add --new."
    )


def test_titles_of_one_name_with_one_year_get_keys_of_their_own(store: Store) -> None:
    for _ in range(3):
        add(store, "Dune", new=True)
    with store.reading() as connection:
        keys = connection.execute("select key from titles order by id").fetchall()
    assert keys == [("dune|||film|",), ("dune|||film||2",), ("dune|||film||3",)]


def test_a_slug_that_was_asked_for_must_be_free(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(SlugTakenError) as error:
        add(store, "Roma", slug="mank")
    assert str(error.value) == 'the slug mank belongs to "Mank". Choose another.'
    assert add(store, "Roma", slug="r").slug == "r"


def test_a_link_names_a_title_that_is_there(store: Store) -> None:
    with pytest.raises(TitleNotFoundError):
        add(store, "We Can Be Heroes 2", links=(("sequel-of", "We Can Be Heroes"),))
    assert slugs(store) == []
    add(store, "We Can Be Heroes")
    add(store, "We Can Be Heroes 2", links=(("sequel-of", "We Can Be Heroes"),))
    assert record(store, "we-can-be-heroes-2").label == "Sequel in development"


def test_a_removed_title_is_added_again_as_it_was(store: Store) -> None:
    add(store, "Mank", tags=("oscars",))
    remove(store, "mank")
    assert told(add(store, "Mank", date="2020-12-04")) == ["added -> Mank"]
    assert (record(store, "mank").date, record(store, "mank").tags) == ("2020-12-04", ())


def test_a_removed_title_is_there_again_though_the_news_is_older(store: Store) -> None:
    add(store, "Mank", on="2020-11")
    remove(store, "mank", on="2021-01-07")
    assert add(store, "Mank", on="2020-12-01").slug == "mank"
    assert slugs(store) == ["mank"]
    # A report of an earlier day than the removal cannot live under the same key.
    remove(store, "mank", on="2021-01-07")
    (back,) = take(store, says("Mank", on="2020-12-02"), restore=True)
    assert (back.outcome, back.slug) == ("added", "mank")
    assert slugs(store) == ["mank"]


# Updating


def test_update_says_what_differs(store: Store) -> None:
    add(store, "Cobra Kai", season=3, date="2021-01-08", platform="Netflix")
    change = update(store, "cobra kai s3", date="2021-01-22")
    assert (change.outcome, change.slug) == ("changed", "cobra-kai-s3")
    assert told(change) == ["slipped 2021-01-08 -> 2021-01-22 14 days later"]
    assert told(update(store, "cobra-kai-s3", date="2021-01-08")) == [
        "advanced 2021-01-22 -> 2021-01-08 14 days earlier reverted"
    ]
    assert told(update(store, "cobra-kai-s3", platform="Hulu")) == ["moved Netflix -> Hulu"]


def test_who_insists_is_heard_though_he_said_it_before(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="A")
    update(store, "mank", date="2020-12-11", source="B")
    assert told(update(store, "mank", date="2020-12-04", source="A")) == [
        "advanced 2020-12-11 -> 2020-12-04 7 days earlier reverted"
    ]
    again = update(store, "mank", date="2020-12-04", source="A")
    assert (again.outcome, again.slug, told(again)) == ("unchanged", "mank", [])
    assert len(batches(store)) == 3


def test_another_source_that_says_the_same_is_recorded(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="A")
    change = update(store, "mank", date="2020-12-04", source="B")
    assert (change.outcome, told(change)) == ("changed", [])
    assert record(store, "mank").source == "B"


def test_a_note_alone_is_recorded_once(store: Store) -> None:
    add(store, "Mank", source="A")
    for outcome in ("changed", "unchanged"):
        change = update(store, "mank", source="A", note="in black and white")
        assert (change.outcome, told(change)) == (outcome, [])


def test_an_update_says_something(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(NothingSaidError):
        update(store, "mank", source="A")
    assert update(store, "mank", untag=("not there",)).outcome == "unchanged"
    assert len(batches(store)) == 1


def test_a_late_report_slots_into_its_day(store: Store) -> None:
    add(store, "Mank", date="2020-12", on="2020-09")
    update(store, "mank", date="2020-12-04", on="2020-11-01")
    late = update(store, "mank", date="2020-12-11", on="2020-10-01")
    assert (late.outcome, told(late)) == ("changed", [])
    assert record(store, "mank").date == "2020-12-04"
    # Where it says something that nobody said later, that is the difference now.
    assert told(update(store, "mank", date="2020-12-18", year=2020, on="2020-10-02")) == [
        "edited year -> 2020"
    ]


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


def test_a_rename_keeps_the_former_names(store: Store) -> None:
    add(store, "Untitled Project")
    change = update(store, "untitled-project", title="Mank")
    assert (change.slug, told(change)) == ("mank", ["retitled Untitled Project -> Mank"])
    for text in ("untitled-project", "Untitled Project", "mank", "MANK"):
        with writing.ledger(store) as book:
            assert book.find(text).slug == "mank"
    with pytest.raises(TitleThereError):
        add(store, "Untitled Project")


def test_a_renamed_title_gets_a_free_slug(store: Store) -> None:
    add(store, "Mank", year=2020)
    add(store, "Roma", year=2018)
    assert update(store, "roma", title="Mank").slug == "mank-2018"
    add(store, "Okja")
    assert update(store, "okja", title="Mank", year=2017).slug == "mank-2017"
    assert update(store, "okja", title="Mank!").slug == "mank-2017"


def test_slugs_are_changed_and_refused(store: Store) -> None:
    add(store, "Mank")
    add(store, "Roma")
    with pytest.raises(SlugTakenError) as error:
        update(store, "roma", slug="mank")
    assert str(error.value) == 'the slug mank belongs to "Mank". Choose another.'
    assert told(update(store, "mank", slug="citizen")) == ["edited slug mank -> citizen"]
    assert update(store, "mank", slug="citizen", tags=("a",)).slug == "citizen"
    assert update(store, "citizen", slug="mank").slug == "mank"


def test_a_title_cannot_follow_itself(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(LinkToItselfError) as error:
        update(store, "mank", links=(("sequel-of", "Mank"),))
    assert str(error.value) == '"Mank" cannot follow itself.'
    with pytest.raises(LinkToItselfError):
        take(store, says("Mank", links=(("sequel-of", "mank"),)))


def test_links_are_taken_back(store: Store) -> None:
    add(store, "A")
    add(store, "B", links=(("sequel-of", "a"),))
    assert told(update(store, "b", unlink=("A",))) == [
        "status in-development -> announced",
        "edited links sequel-of a|||film| ->",
    ]


# Importing


def test_the_same_file_twice_says_nothing_new(store: Store) -> None:
    rows = (
        says(
            "Mank", date="2020-12-04", platform="Netflix", source="A", note="b/w", url="https://a"
        ),
        says("Cobra Kai", season=3, date="2021", tags=("karate",), source="A"),
    )
    assert [change.outcome for change in take(store, *rows)] == ["added", "added"]
    assert [change.outcome for change in take(store, *rows)] == ["unchanged", "unchanged"]
    assert [batch.reports for batch in batches(store)] == [2]


def test_an_import_says_what_its_source_says_anew(store: Store) -> None:
    take(store, says("Mank", date="2020-12-04", tags=("a",), source="A"))
    (change,) = take(store, says("Mank", date="2020-12-11", tags=("a",), source="A"))
    assert told(change) == ["slipped 2020-12-04 -> 2020-12-11 7 days later"]
    with store.reading() as connection:
        (said,) = connection.execute("select said from reports where id = 2").fetchone()
    assert said == '{"releases":{"||":{"date":"2020-12-11"}}}'


def test_two_feeds_that_disagree_do_not_flip_a_date(store: Store) -> None:
    feeds = [
        says("Mank", date=day, source=source)
        for source, day in (("A", "2021-01-08"), ("B", "2021-02"))
    ]
    outcomes = [take(store, feed)[0].outcome for feed in feeds * 3]
    assert outcomes == ["added", "changed", *["unchanged"] * 4]


def test_a_row_of_another_name_makes_it_known_by_that(store: Store) -> None:
    take(store, says("Money Heist", ids=(("imdb", "tt1"),)))
    (change,) = take(store, says("La casa de papel", ids=(("imdb", "tt1"),)))
    assert told(change) == ["edited aka -> La casa de papel"]
    assert take(store, says("LA CASA DE PAPEL"))[0].outcome == "unchanged"
    assert slugs(store) == ["money-heist"]


def test_a_removed_title_stays_removed(store: Store) -> None:
    take(store, says("Mank", year=2020), says("Roma"))
    remove(store, "mank")
    row = says("MANK", year=2021, date="2020-12-04")
    (left,) = take(store, row)
    assert (left.outcome, left.slug, left.title) == ("left removed", "mank", None)
    assert len(batches(store)) == 2
    assert take(store, says("Mank", year=1999))[0].outcome == "added"  # another one
    (back,) = take(store, row, restore=True)
    assert (back.outcome, back.slug) == ("added", "mank-2021")


def test_a_row_with_many_releases(store: Store) -> None:
    more = (
        Release(ReleaseKey("limited", "US", None), parse_date("2020-12-09")),
        Release(ReleaseKey(None, None, "Hulu")),
    )
    (change,) = take(store, says("Mank", date="2020-12-23", platform="netflix", releases=more))
    assert change.title is not None
    assert [(str(release.key), release.date.text) for release in change.title.releases] == [
        ("streaming||Netflix", "2020-12-23"),
        ("limited|US|", "2020-12-09"),
        ("streaming||Hulu", "TBA"),
    ]


def test_a_row_that_may_be_several_is_refused(store: Store) -> None:
    add(store, "Dune", year=1984)
    add(store, "Dune", year=2021)
    with pytest.raises(ManyMatchError):
        take(store, says("Dune"))
    assert take(store, says("Dune", year=2020))[0].slug == "dune-2021"


# Removing


def test_remove_takes_a_title_off_and_keeps_its_reports(store: Store) -> None:
    add(store, "Mank", date="2020-12-04")
    change = remove(store, "mank", note="a duplicate")
    assert (change.slug, change.title, told(change)) == ("mank", None, ["removed Mank ->"])
    assert slugs(store) == []
    with store.reading() as connection:
        assert connection.execute("select count(*) from reports").fetchone() == (2,)
        removed = connection.execute("select key, slug, title, kind, year from removed")
        assert removed.fetchall() == [("mank|||film|", "mank", "Mank", None, 2020)]


def test_a_removal_slots_into_its_day(store: Store) -> None:
    add(store, "Mank", on="2021-01-05")
    change = remove(store, "mank", on="2021-01-01")
    assert (change.outcome, told(change)) == ("changed", [])
    assert slugs(store) == ["mank"]
    undo(store)
    assert slugs(store) == ["mank"]


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


def test_dates_that_are_still_to_come_do_not_tell_titles_apart(store: Store) -> None:
    add(store, "Top Gun", date="2021-06-24", source="W")
    (change,) = take(store, says("Top Gun", date="2024-05-27", source="W"))
    assert (change.slug, told(change)) == (
        "top-gun",
        ["slipped 2021-06-24 -> 2024-05-27 1068 days later"],
    )
    # A date that is past, or a year that was said, does.
    assert take(store, says("Top Gun", date="1986-05-16"))[0].outcome == "added"
    assert take(store, says("Top Gun", year=2030, date="2030"))[0].outcome == "added"
    assert slugs(store) == ["top-gun", "top-gun-2030", "top-gun-2"]


def test_rows_of_one_file_with_two_handles_are_two_titles(store: Store) -> None:
    twins = [says("Twin", handle="twin"), says("Twin", handle="twin-2")]
    assert [change.outcome for change in take(store, *twins)] == ["added", "added"]
    assert slugs(store) == ["twin", "twin-2"]
    # The same file again: each finds its own.
    assert [change.slug for change in take(store, *twins)] == ["twin", "twin-2"]
    # One handle in several rows is one title: a release each.
    rows = [says("Twin", handle="twin", platform=name) for name in ("Netflix", "Hulu")]
    assert [change.slug for change in take(store, *rows)] == ["twin", "twin"]
    assert len(slugs(store)) == 2


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
