from contextlib import closing
from datetime import date
from typing import Any

import pytest

from slate.domain.dates.as_of import AsOf
from slate.domain.ledger.errors import (
    NotApartError,
    NothingToSplitError,
    NotInBatchError,
    UndoRefusedError,
)
from slate.domain.queries.query import Query
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.store.titles.possible_duplicates import possible_duplicates
from slate.usecases.split import Split
from tests.store import folding, writing
from tests.store.joining import exported, unite
from tests.store.writing import add, merge, records, redo, remove, says, slugs, take, undo, update

NETFLIX: dict[str, Any] = {"source": "Netflix catalogue", "confidence": "listed"}
PRIME: dict[str, Any] = {"source": "Prime catalogue", "confidence": "listed"}


def split(store: Store, text: str, source: str = "Prime catalogue") -> Split:
    with writing.ledger(store) as book:
        found = book.split(text, source, says().origin)
    with store.reading() as connection:
        folding.check(connection)
    return found


@pytest.fixture
def joined(store: Store) -> Store:
    """Return a slate with one title that is two works."""
    take(store, says("Highland Road", kind="film", date="2020-05-01", platform="Netflix",
                     credits=(("director", "Asha Rao"),), **NETFLIX))  # fmt: skip
    take(store, says("Highland Road", kind="film", date="2020-03-01", platform="Prime Video",
                     tags=("drama",), **PRIME))  # fmt: skip
    assert slugs(store) == ["highland-road"]
    return store


def _shown(store: Store) -> list[tuple[str, str | None, str | None]]:
    return sorted((one.slug, one.date, one.platform) for one in records(store))


APART = [
    ("highland-road", "2020-05-01", "Netflix"),
    ("highland-road-2", "2020-03-01", "Prime Video"),
]


def test_what_a_source_said_becomes_a_title_of_its_own(joined: Store) -> None:
    done = split(joined, "highland-road")

    assert _shown(joined) == APART
    assert [(change.outcome, change.slug) for change in done] == [
        ("changed", "highland-road"),
        ("added", "highland-road-2"),
    ]
    assert done.new.title is not None
    assert (done.new.title.name, done.new.title.tags) == ("Highland Road", ("drama",))
    assert done.kept.title is not None
    assert (done.kept.title.credits, done.kept.title.tags) == ((("director", "Asha Rao"),), ())


def test_new_title_has_the_kind_that_its_rows_did_not_have_to_state(store: Store) -> None:
    row: dict[str, Any] = {"kind": "series", "year": 2020}
    take(store, says("Cobra Kai", **row, source="A"))
    take(store, says("Cobra Kai", **row, platform="Hulu", source="B"))
    done = split(store, "cobra-kai", "B")
    assert done.new.title is not None
    assert done.new.title.kind == "series"
    again = take(store, says("Cobra Kai", **row, platform="Hulu", source="B"))
    assert [change.outcome for change in again] == ["unchanged"]
    assert slugs(store) == ["cobra-kai", "cobra-kai-2020"]


def test_new_title_is_not_also_known_by_its_own_name(store: Store) -> None:
    film: dict[str, Any] = {"kind": "film", "year": 2021, "ids": (("imdb", "tt1"),)}
    take(store, says("Free Guy", **film, source="A"))
    take(store, says("The Harder They Fall", **film, source="B"))
    done = split(store, "free-guy", "B")
    assert done.new.title is not None
    assert (done.new.title.title, done.new.title.aka) == ("The Harder They Fall", ())
    assert done.kept.title is not None
    assert done.kept.title.aka == ()
    for name, source in (("The Harder They Fall", "B"), ("Free Guy", "A"), ("Free Guy", "C")):
        (change,) = take(store, says(name, **film, source=source))
        assert change.slug == name.lower().replace(" ", "-")


def test_a_split_is_undone_and_redone(joined: Store) -> None:
    before = _shown(joined)
    split(joined, "highland-road")
    undo(joined)
    assert _shown(joined) == before
    redo(joined)
    assert _shown(joined) == APART
    with joined.reading() as connection:
        folding.check(connection)


def test_later_rows_of_the_source_are_about_the_new_title(joined: Store) -> None:
    split(joined, "highland-road")
    (change,) = take(
        joined, says("Highland Road", date="2020-03-08", platform="Prime Video", **PRIME)
    )
    assert change.slug == "highland-road-2"
    (change,) = take(
        joined, says("Highland Road", date="2020-05-08", platform="Netflix", **NETFLIX)
    )
    assert change.slug == "highland-road"


def test_the_pair_is_dismissed_until_it_is_merged(joined: Store) -> None:
    split(joined, "highland-road")
    with joined.reading() as connection:
        assert possible_duplicates(connection) == []
    merge(joined, "highland-road", "highland-road-2")
    assert slugs(joined) == ["highland-road"]
    # What is merged can be split again.
    split(joined, "highland-road")
    assert len(slugs(joined)) == 2


def test_the_new_title_has_the_name_that_its_source_gave_it(store: Store) -> None:
    add(store, "Money Heist", kind="series", year=2017, ids=(("imdb", "tt1"),), source="A")
    take(
        store,
        says("La casa de papel", kind="series", year=2017, ids=(("imdb", "tt1"),), source="B"),
    )
    done = split(store, "money-heist", "B")
    assert (done.new.slug, done.kept.slug) == ("la-casa-de-papel", "money-heist")
    assert done.kept.title is not None
    assert done.kept.title.aka == ()


def test_a_title_keeps_a_name_and_a_slug_that_only_the_source_had_stated(store: Store) -> None:
    add(store, "Utopia", season=2, slug="u2", date="2021", source="A")
    update(store, "u2", date="2022", platform="Hulu", source="B")
    done = split(store, "u2", "A")
    assert done.kept.title is not None
    assert (done.kept.slug, done.kept.title.name) == ("u2", "Utopia: season 2")
    assert (done.new.slug, done.new.title and done.new.title.name) == (
        *("utopia-s2", "Utopia: season 2"),
    )


def test_a_source_of_a_merged_title_is_split_off_all_of_its_keys(store: Store) -> None:
    add(store, "Dune", date="2021", source="A")
    add(store, "Dune: Part One", date="2022", platform="Hulu", source="A", new=True)
    update(store, "dune-part-one", tags=("x",), source="B")
    merge(store, "dune", "dune-part-one")
    done = split(store, "dune", "A")
    assert done.kept.title is not None
    assert (done.kept.title.tags, done.kept.title.releases) == (("x",), ())
    assert done.new.title is not None
    assert len(done.new.title.releases) == 2


def test_undo_of_a_split_that_states_the_name_again(store: Store) -> None:
    add(store, "Dune", date="2021-10-01", source="B")
    update(store, "dune", tags=("x",), source="A")
    before = records(store)
    split(store, "dune", "B")
    undo(store)
    assert records(store) == before
    with store.reading() as connection:
        folding.check(connection)


@pytest.mark.parametrize("only", ["dune", "dune-2"])
def test_a_split_is_undone_as_a_whole(store: Store, only: str) -> None:
    add(store, "Dune", kind="film", platform="HBO", source="A")
    take(store, says("Dune", kind="film", date="2021-03-01", platform="Netflix", source="B"))
    before = records(store)
    split(store, "dune", "B")
    undo(store, "3", only=(only,))
    assert records(store) == before


def test_undo_of_a_split_is_refused_while_the_new_title_has_other_reports(joined: Store) -> None:
    split(joined, "highland-road")
    update(joined, "highland-road-2", tags=("new",))
    with pytest.raises(UndoRefusedError) as error:
        undo(joined, "3")
    assert "batch 4 has reported on it" in str(error.value)
    undo(joined, "4")
    undo(joined, "3")
    assert slugs(joined) == ["highland-road"]


LATER_ROWS: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, dict[str, Any]]]]] = {
    # What A says, what B's rows say, and what becomes of the title before the split.
    "the slug of the other title": ({}, {"handle": "dune"}, []),
    "a further name": ({"year": 2021}, {"year": 2021, "aka": ("Dune: Part One",)}, []),
    "a former name": ({}, {}, [("dune", {"title": "Arrakis", "source": "A"})]),
    "another name": ({}, {}, [("dune", {"aka": ("Arrakis",), "source": "B"})]),
}


@pytest.mark.parametrize("name", LATER_ROWS)
def test_rows_stay_on_the_new_title_even_if(name: str, store: Store) -> None:
    theirs, ours, updates = LATER_ROWS[name]
    add(store, "Dune", kind="film", platform="HBO", source="A", **theirs)
    row = says("Dune", kind="film", platform="Hulu", source="B", **ours)
    take(store, row)
    for slug, fields in updates:
        update(store, slug, **fields)
    (kept,) = slugs(store)
    new = split(store, kept, "B").new.slug
    for _ in range(2):
        (change,) = take(store, row)
        assert change.slug == new
    assert change.outcome == "unchanged"
    # Rows of others stay on the title.
    (change,) = take(store, says("Dune", kind="film", platform="HBO", source="A", **theirs))
    assert change.slug == kept


def test_rows_of_a_source_with_merged_titles_stay_on_the_new_title(store: Store) -> None:
    row = says("Dark", kind="series", platform="Hulu", source="B")
    add(store, "Dark", kind="series", source="A")
    add(store, "Dork", kind="series", source="B")
    take(store, row)
    merge(store, "dark", "dork")
    new = split(store, "dark", "B").new.slug
    (change,) = take(store, row)
    assert change.slug == new


def test_rows_of_a_new_title_that_was_removed_are_left_out(joined: Store) -> None:
    split(joined, "highland-road")
    remove(joined, "highland-road-2")
    row = says("Highland Road", kind="film", date="2020-03-01", platform="Prime Video", **PRIME)
    assert [change.outcome for change in take(joined, row)] == ["left removed"]
    merged = says("Highland Road", kind="film", platform="Netflix", **NETFLIX)
    assert [change.outcome for change in take(joined, merged)] == ["unchanged"]


def test_a_merge_overrides_where_rows_go(joined: Store) -> None:
    split(joined, "highland-road")
    merge(joined, "highland-road", "highland-road-2")
    (change,) = take(joined, says("Highland Road", kind="film", platform="Prime Video", **PRIME))
    assert (change.slug, change.outcome) == ("highland-road", "unchanged")


def test_two_people_may_split_different_works_off_one_title(store: Store) -> None:
    add(store, "Dune", kind="film", platform="HBO", source="A")
    for source, platform in (("B", "Netflix"), ("C", "Hulu")):
        take(store, says("Dune", kind="film", platform=platform, source=source))
    with closing(Store(None)) as theirs:
        unite(theirs, exported(store))
        split(theirs, "dune", "C")
        split(store, "dune", "B")
        unite(store, exported(theirs))
        unite(theirs, exported(store))
        for each in (store, theirs):
            assert sorted(record.platform or "" for record in records(each)) == [
                *("HBO", "Hulu", "Netflix")
            ]


def test_a_split_title_cannot_be_split_by_the_same_source(joined: Store) -> None:
    split(joined, "highland-road")
    with pytest.raises(NothingToSplitError, match="Only Prime catalogue has reported"):
        split(joined, "highland-road-2")


def test_a_title_that_others_call_otherwise_has_their_name_again(store: Store) -> None:
    add(store, "Dune", kind="film", platform="HBO", source="A")
    take(store, says("Dune", kind="film", platform="Netflix", source="B"))
    update(store, "dune", title="Arrakis", source="B")
    done = split(store, "arrakis", "B")
    assert (done.kept.slug, done.new.slug) == ("dune", "arrakis-2")


def test_kept_title_has_the_kind_that_its_rows_did_not_have_to_state(store: Store) -> None:
    rows = [says("Dark", kind="series", platform="Netflix", source=source) for source in "AB"]
    for row in rows:
        take(store, row)
    done = split(store, "dark", "A")
    assert [change.title and change.title.kind for change in done] == ["series", "series"]
    for row in rows:
        assert [change.outcome for change in take(store, row)] == ["unchanged"]


def test_as_it_was_before_the_split(joined: Store) -> None:
    with writing.ledger(joined, now=writing.NOW.replace(day=9)) as book:
        book.split("highland-road", "Prime catalogue", says(on="2021-01-09").origin)
    then = AsOf(date(2021, 1, 8), None)
    with open_slate(joined, date(2021, 1, 9), then) as slate:
        assert [record.slug for record in slate.listing(Query())] == ["highland-road"]
    with open_slate(joined, date(2021, 1, 9), AsOf(date(2021, 1, 9), None)) as slate:
        assert len(list(slate.listing(Query()))) == 2


def test_undo_of_one_title_of_a_batch_that_was_split(store: Store) -> None:
    take(store, says("Dune", date="2021", **NETFLIX), says("Heat", date="2021", **NETFLIX))
    take(store, says("Dune", date="2020-05", platform="Hulu", **PRIME), says("Heat", **PRIME))
    split(store, "dune")
    assert sorted(slugs(store)) == ["dune", "dune-2", "heat"]
    undo(store, "2", only=("dune-2",))
    (new,) = (record for record in records(store) if record.slug == "dune-2")
    assert (new.date, new.platform) == (None, None)
    with store.reading() as connection:
        folding.check(connection)


def test_undo_of_one_title_needs_all_that_the_batch_reported_on_as_one(store: Store) -> None:
    add(store, "Dark", kind="series", source="C")
    rows = [
        says("Dark", kind="series", platform=platform, source=source)
        for source, platform in (("A", "Netflix"), ("B", "Hulu"))
    ]
    take(store, *rows)
    split(store, "dark", "B")
    for only, other in (("dark", "dark-2"), ("dark-2", "dark")):
        with pytest.raises(NotApartError) as error:
            undo(store, "2", only=(only,))
        assert str(error.value) == (
            f"Batch 2 reported on these as on one title, which was split later: {only}, {other}. "
            "Name all of them, or undo the split first."
        )
    undo(store, "2", only=("dark", "dark-2"))
    assert all(record.platform is None for record in records(store))
    # A batch with reports on one of them only.
    take(store, says("Dark", kind="series", platform="Max", source="B"))
    with pytest.raises(NotInBatchError):
        undo(store, "5", only=("dark",))


def test_removal_of_a_split_title_leaves_the_other(joined: Store) -> None:
    split(joined, "highland-road")
    remove(joined, "highland-road-2")
    assert _shown(joined) == APART[:1]
    with joined.reading() as connection:
        folding.check(connection)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("TMDB", 'TMDB has not reported on "Mank". Variety did.'),
        ("Variety", 'Only Variety has reported on "Mank".'),
    ],
)
def test_nothing_to_split(store: Store, source: str, message: str) -> None:
    add(store, "Mank", date="2020-12-04", source="Variety")
    with pytest.raises(NothingToSplitError) as error:
        split(store, "mank", source)
    assert str(error.value) == message
    assert slugs(store) == ["mank"]


def test_what_was_left_before_a_removal_is_no_title(store: Store) -> None:
    add(store, "Mank", source="A")
    remove(store, "mank")
    take(store, says("Mank", source="B"), restore=True)
    with pytest.raises(NothingToSplitError, match='Only B has reported on "Mank"'):
        split(store, "mank", "B")
