from datetime import date

import pytest

from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import SameTitleError
from slate.store.file.connection import Store
from slate.store.slate import open_slate
from slate.usecases.duplicates import list_duplicates
from tests.store import writing
from tests.store.writing import add, batches, create, merge, says, take, undo


def listed(store: Store, *texts: str) -> list[tuple[str, str]]:
    with open_slate(store, date(2021, 1, 7)) as slate:
        return [(pair.one.slug, pair.other.slug) for pair in list_duplicates(slate, texts)]


@pytest.fixture
def dunes(store: Store) -> Store:
    for slug in ("a", "b", "c"):
        create(store, "Dune", slug=slug)
    create(store, "Heat")
    return store


def test_duplicates_of_all_titles_or_of_some(dunes: Store) -> None:
    assert listed(dunes) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert listed(dunes, "c") == [("a", "c"), ("b", "c")]
    assert listed(dunes, "heat") == []
    with pytest.raises(TitleNotFoundError):
        listed(dunes, "nothing")


def test_dismissal_of_several_titles_is_one_batch(dunes: Store) -> None:
    with writing.ledger(dunes) as book:
        assert book.dismiss("a", "b", "c") == [
            *(("a", "b", True), ("a", "c", True), ("b", "c", True))
        ]
    assert batches(dunes)[-1].reports == 3
    assert listed(dunes) == []
    undo(dunes)
    assert len(listed(dunes)) == 3


def test_what_is_dismissed_is_not_recorded_again(dunes: Store) -> None:
    for expected in ([("a", "b", True)], [("a", "b", False)], [("b", "a", False)]):
        with writing.ledger(dunes) as book:
            assert book.dismiss(*expected[0][:2]) == expected
    assert len(batches(dunes)) == 5
    with writing.ledger(dunes) as book:
        assert book.dismiss("a", "b", "c") == [
            *(("a", "b", False), ("a", "c", True), ("b", "c", True))
        ]
    assert batches(dunes)[-1].reports == 2


def test_a_merge_overrides_a_dismissal(dunes: Store) -> None:
    with writing.ledger(dunes) as book:
        book.dismiss("a", "b")
    merge(dunes, "a", "b")
    assert listed(dunes) == [("a", "c")]
    # Also of a title that was merged since.
    with writing.ledger(dunes) as book:
        book.dismiss("b", "c")
    assert listed(dunes) == []


def test_a_title_is_no_duplicate_of_itself(dunes: Store) -> None:
    with writing.ledger(dunes) as book, pytest.raises(SameTitleError, match="the same title"):
        book.dismiss("a", "a")


def test_a_title_that_is_added_as_another_work_is_no_duplicate(store: Store) -> None:
    add(store, "Godzilla vs. Kong", year=2021)
    add(store, "Godzilla vs Kong", year=2021, new=True)
    add(store, "GODZILLA VS. KONG", year=2022, new=True)
    assert listed(store) == []
    undo(store)
    take(store, says("Godzilla vs. Kong", year=2022))
    assert listed(store) == [
        ("godzilla-vs-kong", "godzilla-vs-kong-2022"),
        ("godzilla-vs-kong-2021", "godzilla-vs-kong-2022"),
    ]
