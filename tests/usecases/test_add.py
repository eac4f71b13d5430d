from typing import Any

import pytest

from slate.domain.ledger.errors import ManyMatchError, TitleThereError
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.writing import add, batches, record, says, told


def test_add_returns_the_new_title(store: Store) -> None:
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


def test_an_existing_title_is_refused(store: Store) -> None:
    add(store, "Cobra Kai", season=3)
    with pytest.raises(TitleThereError) as error:
        add(store, "COBRA  KAI", season=3, date="2021")
    assert str(error.value).startswith(
        '"Cobra Kai: season 3" is already on the slate (cobra-kai-s3).'
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
def test_another_spelling_of_an_existing_title_is_refused(
    store: Store, there: dict[str, Any], title: str
) -> None:
    slug = add(store, **there).slug
    with pytest.raises(TitleThereError) as error:
        add(store, title)
    assert error.value.slug == slug
    with writing.ledger(store) as book:
        assert book.add_or_update(writing.says(title, tags=("x",))).slug == slug
    assert add(store, title, new=True).outcome == "added"


def test_similar_names_of_different_titles_are_accepted(store: Store) -> None:
    add(store, "Dune: Part Three", year=2026)
    assert add(store, "Dune Part Three", year=1999).slug == "dune-part-three-1999"
    add(store, "???")
    assert add(store, "!!!").slug == "untitled-2"


def test_new_and_remake_add_separate_titles(store: Store) -> None:
    add(store, "Dune", year=1984)
    assert add(store, "Dune", new=True).slug == "dune-2"
    remake = add(store, "Dune", year=2021, links=(("remake-of", "dune"),))
    assert remake.slug == "dune-2021"
    assert record(store, "dune-2021").label == "Remake in development"
    with pytest.raises(ManyMatchError) as error:
        add(store, "Dune")
    assert str(error.value) == ('"Dune" could be dune, dune-2 or dune-2021.')


def test_add_or_update_adds_once_and_then_updates(store: Store) -> None:
    with writing.ledger(store) as book:
        assert book.add_or_update(says("Mank", date="2020-12-04", source="A")).outcome == "added"
        again = book.add_or_update(says("MANK", date="2020-12-11", source="A"))
        assert told(again) == ["dated 2020-12-04 -> 2020-12-11"]
        assert (
            book.add_or_update(says("Mank", date="2020-12-11", source="A")).outcome == "unchanged"
        )
    assert record(store, "mank").title == "Mank"
    assert len(batches(store)) == 1


def test_add_or_update_moves_a_release_that_another_source_reported(store: Store) -> None:
    add(store, "Cobra Kai", season=3, platform="YouTube", date="2021", source="TVLine")
    moved = says("Cobra Kai", season=3, platform="Netflix", source="Deadline")
    for expected in (["moved YouTube -> Netflix"], []):
        with writing.ledger(store) as book:
            assert told(book.add_or_update(moved)) == expected
    shown = record(store, "cobra-kai-s3")
    assert (shown.platform, shown.date, shown.source) == ("Netflix", "2021", "TVLine")


def test_add_or_update_of_a_bare_title_can_be_repeated(store: Store) -> None:
    for outcome in ("added", "unchanged", "unchanged"):
        with writing.ledger(store) as book:
            assert book.add_or_update(says("Lupin", season=1)).outcome == outcome
