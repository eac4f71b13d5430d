from unittest.mock import patch

import pytest

from slate.domain.ledger.fold import Fold
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.writing import add, record, redo, remove, says, slugs, take, told, undo, update


def test_undo_of_a_batch_undoes_all_its_titles(store: Store) -> None:
    with writing.ledger(store) as book:
        for title in ("B", "A", "C"):
            book.add(writing.says(title))
    undone = undo(store)
    assert undone.batch.reports == 3
    assert [change.slug for change in undone.changes] == ["a", "b", "c"]
    assert slugs(store) == []


@pytest.mark.parametrize("titles", [20, 40])
def test_undo_adds_each_report_to_one_fold(store: Store, titles: int) -> None:
    names = [f"Title {number}" for number in range(titles)]
    for day in ("2021-02-01", "2021-02-08", "2021-02-15"):
        take(store, *(says(name, date=day, source="Variety", on="2021-01-05") for name in names))
    with patch.object(Fold, "add", autospec=True, side_effect=Fold.add) as added:
        undone = undo(store)
    assert len(undone.changes) == titles
    assert added.call_count == 3 * titles


def test_undo_after_other_batches_folds_the_remaining_reports(store: Store) -> None:
    add(store, "Mank", date="2020-12")
    update(store, "mank", date="2020-12-04", source="A")
    update(store, "mank", platform="Netflix", source="B")
    (change,) = undo(store, "2").changes
    shown = record(store, "mank")
    # The report that named the platform stated no date, so the earlier date stands.
    assert (shown.platform, shown.date) == ("Netflix", "2020-12")
    assert told(change) == ["dated 2020-12-04 -> 2020-12 reverted"]


def test_redo_of_an_add_shares_the_key_with_a_later_one(store: Store) -> None:
    add(store, "Mank", date="2020-12-04")
    undo(store)
    add(store, "Mank", tags=("oscars",))
    assert record(store, "mank").date is None
    redo(store, "1")
    shown = record(store, "mank")
    assert (shown.date, shown.tags) == ("2020-12-04", ("oscars",))


def test_slugs_are_reassigned_when_an_undone_title_returns(store: Store) -> None:
    add(store, "Mank", year=2020)
    undo(store)
    add(store, "Mank", year=1999, new=True)
    add(store, "Mank", year=1980, new=True)
    assert slugs(store) == ["mank", "mank-1980"]
    redo(store, "1")  # the first created gets the slug
    assert {r.year: r.slug for r in writing.records(store)} == {
        2020: "mank",
        1999: "mank-1999",
        1980: "mank-1980",
    }
    undo(store, "1")
    assert {r.year: r.slug for r in writing.records(store)} == {1999: "mank", 1980: "mank-1980"}


def test_freed_slug_goes_to_the_title_that_prefers_it(store: Store) -> None:
    add(store, "A", year=2020)
    undo(store)
    add(store, "A", new=True, kind="series")  # the slug is free, so it wants `a`
    add(store, "A-2", slug="a-2")
    redo(store, "1")
    with store.reading() as connection:
        wanted = dict(connection.execute("select wanted_slug || kind, slug from titles").fetchall())
    assert wanted == {"afilm": "a", "aseries": "a-3", "a-2film": "a-2"}
    remove(store, "a-2")  # the fixture compares with a rebuilt slate
    assert sorted(slugs(store)) == ["a", "a-2"]


def test_undo_batches_without_a_target_are_skipped(store: Store) -> None:
    add(store, "Mank")
    with store.writing() as connection:
        connection.execute(
            "insert into batches (uid, recorded_at, author, command, undoes)"
            " values ('beef', '2021-01-08T00:00:00.000000Z', 'desk', 'undo', 'not here')"
        )
    undo(store)
    assert slugs(store) == []
    with store.reading() as connection:
        assert connection.execute("select batch from undone").fetchall() == [(1,)]


def _take(store: Store) -> None:
    take(store, says("B", year=2020), says("A"))


def test_undo_of_single_titles_and_of_the_rest(store: Store) -> None:
    _take(store)
    undone = undo(store, "1", only=("b",))
    assert [change.slug for change in undone.changes] == ["b"]
    assert slugs(store) == ["a"]
    rest = undo(store, "1")
    assert [change.slug for change in rest.changes] == ["a"]
    assert slugs(store) == []
    assert [change.slug for change in redo(store, "1").changes] == ["a", "b"]
    assert sorted(slugs(store)) == ["a", "b"]


def test_undo_of_an_undo_for_single_titles_restores_them(store: Store) -> None:
    _take(store)
    undo(store)
    assert [change.slug for change in undo(store, "2", only=("b",)).changes] == ["b"]
    assert slugs(store) == ["b"]
    redo(store, "2")  # the whole undo again
    assert slugs(store) == []


def test_undo_of_a_merge_for_single_titles(store: Store) -> None:
    for title in ("A", "B", "C", "D"):
        add(store, title)
    with writing.ledger(store) as book:
        origin = writing.says().origin
        book.merge("a", "b", origin)
        book.merge("c", "d", origin)
    undone = undo(store, "5", only=("a",))
    assert [change.slug for change in undone.changes] == ["a", "b"]
    assert sorted(slugs(store)) == ["a", "b", "c"]
    redo(store)
    assert sorted(slugs(store)) == ["a", "c"]


def test_correction_of_a_merge_folds_the_merged_title_again(store: Store) -> None:
    for title in ("A", "B"):
        add(store, title)
    with writing.ledger(store) as book:
        book.merge("a", "b", writing.says().origin)
    uid = writing.batches(store)[2].uid
    # The merge states the name, but now before the report that named the other title.
    (change,) = writing.correct(store, (uid, "2021-01-06T12:00:00.000000Z"))
    assert (change.slug, told(change)) == ("b", ["retitled A -> B"])
    (back,) = undo(store).changes
    assert (back.slug, told(back)) == ("a", ["retitled B -> A"])


def test_undo_of_a_correction_reports_only_what_changes(store: Store) -> None:
    add(store, "A", date="2021-03", source="S", on="2021-01-06")
    update(store, "a", date="2021-04", source="S", on="2021-01")
    add(store, "B")
    early = "2021-01-05T12:00:00.000000Z"
    (change,) = writing.correct(store, ("2", early), ("3", early))
    assert (change.slug, told(change)) == ("a", ["dated 2021-04 -> 2021-03 reverted"])
    (back,) = undo(store).changes
    assert (back.slug, told(back)) == ("a", ["dated 2021-03 -> 2021-04 reverted"])
