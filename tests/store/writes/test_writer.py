import pytest

from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import SlugTakenError
from slate.store.file.connection import Store
from tests.store.writing import add, record, remove, says, slugs, take, told, update

# Creating titles


def test_titles_with_the_same_name_and_year_get_distinct_keys(store: Store) -> None:
    for _ in range(3):
        add(store, "Dune", new=True)
    with store.reading() as connection:
        keys = connection.execute("select key from titles order by id").fetchall()
    assert keys == [("dune|||film|",), ("dune|||film||2",), ("dune|||film||3",)]


def test_requested_slug_must_be_free(store: Store) -> None:
    add(store, "Mank")
    with pytest.raises(SlugTakenError) as error:
        add(store, "Roma", slug="mank")
    assert str(error.value) == 'The slug mank belongs to "Mank". Choose another.'
    assert add(store, "Roma", slug="r").slug == "r"


def test_link_requires_an_existing_title(store: Store) -> None:
    with pytest.raises(TitleNotFoundError):
        add(store, "We Can Be Heroes 2", links=(("sequel-of", "We Can Be Heroes"),))
    assert slugs(store) == []
    add(store, "We Can Be Heroes")
    add(store, "We Can Be Heroes 2", links=(("sequel-of", "We Can Be Heroes"),))
    assert record(store, "we-can-be-heroes-2").label == "Sequel in development"


def test_removed_title_is_added_again_without_its_old_data(store: Store) -> None:
    add(store, "Mank", tags=("oscars",))
    remove(store, "mank")
    assert told(add(store, "Mank", date="2020-12-04")) == ["added -> Mank"]
    assert (record(store, "mank").date, record(store, "mank").tags) == ("2020-12-04", ())


def test_removed_title_returns_even_with_an_older_report(store: Store) -> None:
    add(store, "Mank", on="2020-11")
    remove(store, "mank", on="2021-01-07")
    assert add(store, "Mank", on="2020-12-01").slug == "mank"
    assert slugs(store) == ["mank"]
    # A report dated before the removal would have no effect under the same key.
    remove(store, "mank", on="2021-01-07")
    (back,) = take(store, says("Mank", on="2020-12-02"), restore=True)
    assert (back.outcome, back.slug) == ("added", "mank")
    assert slugs(store) == ["mank"]


# Updating titles


def test_update_returns_the_differences(store: Store) -> None:
    add(store, "Cobra Kai", season=3, date="2021-01-08", platform="Netflix")
    change = update(store, "cobra kai s3", date="2021-01-22")
    assert (change.outcome, change.slug) == ("changed", "cobra-kai-s3")
    assert told(change) == ["slipped 2021-01-08 -> 2021-01-22 14 days later"]
    assert told(update(store, "cobra-kai-s3", date="2021-01-08")) == [
        "advanced 2021-01-22 -> 2021-01-08 14 days earlier reverted"
    ]
    assert told(update(store, "cobra-kai-s3", platform="Hulu")) == ["moved Netflix -> Hulu"]


def test_same_claim_of_another_source_is_recorded(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", source="A")
    change = update(store, "mank", date="2020-12-04", source="B")
    assert (change.outcome, told(change)) == ("changed", [])
    assert record(store, "mank").source == "A"  # who stated it first


def test_note_alone_is_recorded_once(store: Store) -> None:
    add(store, "Mank", source="A")
    for outcome in ("changed", "unchanged"):
        change = update(store, "mank", source="A", note="in black and white")
        assert (change.outcome, told(change)) == (outcome, [])


def test_late_report_counts_on_its_day(store: Store) -> None:
    add(store, "Mank", date="2020-12", on="2020-09")
    update(store, "mank", date="2020-12-04", on="2020-11-01")
    late = update(store, "mank", date="2020-12-11", on="2020-10-01")
    assert (late.outcome, told(late)) == ("changed", [])
    assert record(store, "mank").date == "2020-12-04"
    # A field that no later report states makes the difference.
    assert told(update(store, "mank", date="2020-12-18", year=2020, on="2020-10-02")) == [
        "edited year -> 2020"
    ]


def test_renamed_title_gets_a_free_slug(store: Store) -> None:
    add(store, "Mank", year=2020)
    add(store, "Roma", year=2018)
    assert update(store, "roma", title="Mank").slug == "mank-2018"
    add(store, "Okja")
    assert update(store, "okja", title="Mank", year=2017).slug == "mank-2017"
    assert update(store, "okja", title="Mank!").slug == "mank-2017"


def test_slug_can_be_changed_unless_taken(store: Store) -> None:
    add(store, "Mank")
    add(store, "Roma")
    with pytest.raises(SlugTakenError) as error:
        update(store, "roma", slug="mank")
    assert str(error.value) == 'The slug mank belongs to "Mank". Choose another.'
    assert told(update(store, "mank", slug="citizen")) == ["edited slug mank -> citizen"]
    assert update(store, "mank", slug="citizen", tags=("a",)).slug == "citizen"
    assert update(store, "citizen", slug="mank").slug == "mank"


# Removing titles
