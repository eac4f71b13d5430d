import os
import subprocess
import sys
from pathlib import Path

import pytest

from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import (
    AlreadyUndoneError,
    BatchNotFoundError,
    NothingToUndoError,
    UndoRefusedError,
)
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.writing import (
    add,
    batches,
    record,
    redo,
    remove,
    says,
    slugs,
    take,
    told,
    undo,
    update,
)

_UNDO_ELSEWHERE = """
from datetime import UTC, datetime
from pathlib import Path
from slate.store.file.connection import Store
from slate.store.ledger import open_ledger
from slate.usecases.undo import {what}

changes = []
now = datetime.now(UTC)
with open_ledger(Store(Path("slate.db")), author={author!r}, command="undo", now=now) as ledger:
    batch = {what}(ledger, {name!r}, changes.append)
print(batch.id, *(change.slug for change in changes))
"""


def elsewhere(author: str, what: str = "undo", name: str | None = None) -> str:
    """Undo or redo in another process; return the batch and the slugs that changed."""
    code = _UNDO_ELSEWHERE.format(author=author, what=what, name=name)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_undo_and_redo_in_another_process(kept: Store, path: Path) -> None:
    add(kept, "Cobra Kai", season=3, date="2021-01-08", platform="Netflix")
    update(kept, "cobra-kai-s3", date="2021-01-22")
    assert path.exists()
    assert elsewhere("tester") == "2 cobra-kai-s3"
    assert record(kept, "cobra-kai-s3").date == "2021-01-08"
    assert elsewhere("tester", "redo") == "2 cobra-kai-s3"
    assert record(kept, "cobra-kai-s3").date == "2021-01-22"
    assert elsewhere("tester") == "2 cobra-kai-s3"
    assert elsewhere("tester") == "1 cobra-kai-s3"
    assert slugs(kept) == []


def test_an_earlier_batch_is_undone_in_another_process(kept: Store) -> None:
    add(kept, "Mank")
    update(kept, "mank", date="2020-12-04")
    update(kept, "mank", tags=("oscars",))
    assert elsewhere("other", name="2") == "2 mank"
    shown = record(kept, "mank")
    assert (shown.date, shown.tags) == (None, ("oscars",))


def test_undo_and_redo_return_what_they_changed(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix")
    update(store, "mank", date="2020-12-11", title="Mank!")
    undone = undo(store)
    assert undone.batch == batches(store)[1]._replace(undone=False)
    (change,) = undone.changes
    assert change.slug == "mank"
    assert told(change) == [
        "retitled Mank! -> Mank",
        "dated 2020-12-11 -> 2020-12-04 reverted",
    ]
    (back,) = redo(store).changes
    assert told(back) == [
        "retitled Mank -> Mank!",
        "dated 2020-12-04 -> 2020-12-11 reverted",
    ]


def test_undo_of_an_add_removes_the_title_and_redo_adds_it_back(
    store: Store,
) -> None:
    add(store, "Mank")
    (gone,) = undo(store).changes
    assert (gone.slug, gone.title, told(gone)) == ("mank", None, ["removed Mank ->"])
    (back,) = redo(store).changes
    assert (back.slug, told(back)) == ("mank", ["added -> Mank"])


def test_repeated_undo_goes_back_batch_by_batch(store: Store) -> None:
    for title in ("A", "B", "C"):
        add(store, title)
    assert [undo(store).batch.id for _ in range(3)] == [3, 2, 1]
    with pytest.raises(NothingToUndoError) as error:
        undo(store)
    assert str(error.value) == "There is nothing of tester's to undo."
    assert [batch.undone for batch in batches(store)] == [True] * 3 + [False] * 3


def test_undo_reverts_the_authors_own_newest_batch(store: Store) -> None:
    add(store, "Mine", by="rewrite")
    add(store, "Theirs", by="desk")
    assert undo(store, by="rewrite").batch.id == 1
    assert slugs(store) == ["theirs"]
    with pytest.raises(NothingToUndoError):
        undo(store, by="rewrite")
    assert redo(store, by="rewrite").batch.id == 1
    with pytest.raises(NothingToUndoError) as error:
        redo(store, by="rewrite")
    assert str(error.value) == "There is nothing of rewrite's to redo."
    assert slugs(store) == ["mine", "theirs"]


def test_another_authors_batch_is_undone_by_its_number_or_uid(store: Store) -> None:
    add(store, "Mine", by="rewrite")
    add(store, "Ours", by="rewrite")
    uid = batches(store)[1].uid
    assert undo(store, "#1", by="desk").batch.id == 1
    assert undo(store, uid[:18], by="desk").batch.id == 2
    assert slugs(store) == []
    # The undo of rewrite skips what desk has undone; the redo of desk restores it.
    with pytest.raises(NothingToUndoError):
        undo(store, by="rewrite")
    assert [redo(store, by="desk").batch.id for _ in range(2)] == [2, 1]
    assert slugs(store) == ["mine", "ours"]


def test_undo_is_refused_while_later_batches_report_on_a_title_it_created(store: Store) -> None:
    add(store, "Mank", by="rewrite")
    update(store, "mank", date="2020-12-04", by="desk")
    with pytest.raises(UndoRefusedError) as error:
        undo(store, by="rewrite")
    assert str(error.value) == (
        "Batch 1 created mank; batch 2 has reported on it since. Undo batch 2 first."
    )
    update(store, "mank", tags=("oscars",), by="desk")
    with pytest.raises(UndoRefusedError) as error:
        undo(store, "1", by="desk")
    assert str(error.value) == (
        "Batch 1 created mank; batches 2, 3 have reported on it since. Undo batches 2, 3 first."
    )
    assert len(batches(store)) == 3
    undo(store, by="desk")
    undo(store, by="desk")
    assert undo(store, by="rewrite").batch.id == 1
    assert slugs(store) == []


def test_an_undo_that_leaves_the_title_in_place_is_not_refused(store: Store) -> None:
    add(store, "Mank", by="rewrite")
    update(store, "mank", date="2020-12-04", by="rewrite")
    update(store, "mank", title="Mank!", by="desk")
    assert undo(store, "2").batch.id == 2
    # The report of desk names the title, so it remains without the batch that created it.
    assert undo(store, "1").batch.id == 1
    assert [shown.title for shown in writing.records(store)] == ["Mank!"]


def test_undoing_a_redo_is_refused_like_the_undo_itself(store: Store) -> None:
    add(store, "Mank")
    undo(store)
    redo(store)
    update(store, "mank", date="2020-12-04", by="desk")
    for command, name in ((undo, "3"), (undo, "1"), (redo, "2")):
        with pytest.raises(UndoRefusedError) as error:
            command(store, name)
        assert str(error.value) == (
            "Batch 1 created mank; batch 4 has reported on it since. Undo batch 4 first."
        )
    assert slugs(store) == ["mank"]


def test_a_redo_can_be_undone_and_redone(store: Store) -> None:
    add(store, "Mank")
    undo(store)
    redo(store)
    assert undo(store, "3").changes[0].slug == "mank"  # undoes the redo
    assert slugs(store) == []
    assert redo(store).batch.id == 1
    assert slugs(store) == ["mank"]
    assert undo(store).batch.id == 1  # undoes the batch again
    assert slugs(store) == []


def test_an_undo_can_be_undone_by_its_number(store: Store) -> None:
    add(store, "Mank")
    undo(store)
    assert undo(store, "2").batch.id == 2
    assert slugs(store) == ["mank"]


def test_redo_reverts_all_undos_of_a_batch(kept: Store) -> None:
    add(kept, "Mank")
    undo(kept)
    # An imported ledger may bring a second undo of the same batch.
    with kept.writing() as connection:
        connection.execute(
            "insert into batches (uid, recorded_at, author, command, undoes)"
            " select 'beef', '2021-01-08T00:00:00.000000Z', 'desk', 'undo', uid"
            " from batches where id = 1"
        )
    assert redo(kept, "1").batch.id == 1
    assert slugs(kept) == ["mank"]
    assert [batch.undone for batch in batches(kept)] == [False, True, True, False, False]


def test_undoing_a_removal_adds_the_title_back(store: Store) -> None:
    add(store, "Mank", date="2020-12-04")
    remove(store, "mank")
    assert slugs(store) == []
    (change,) = undo(store).changes
    assert (change.slug, told(change)) == ("mank", ["added -> Mank"])
    assert record(store, "mank").date == "2020-12-04"
    assert redo(store).changes[0].title is None
    assert slugs(store) == []


def test_undo_of_one_title_may_name_a_removed_one(store: Store) -> None:
    take(store, says("Dune: Part Two"), says("Heat"))
    take(store, says("Dune: Part Two", tags=("x",)), says("Heat", tags=("x",)))
    remove(store, "dune-part-two")
    undo(store, "2", only=("DUNE: Part Two",))
    undo(store, "3")
    assert [record(store, slug).tags for slug in ("dune-part-two", "heat")] == [(), ("x",)]
    with pytest.raises(TitleNotFoundError):
        undo(store, "2", only=("Mank",))


def test_redo_restores_what_there_was_before_the_last_undo(store: Store) -> None:
    take(store, says("Heat"), says("Mank"))
    undo(store, "1", only=("heat",))
    undo(store)
    assert slugs(store) == []
    assert redo(store).batch.id == 1
    assert slugs(store) == ["mank"]
    assert [batch.partly_undone for batch in batches(store) if batch.id == 1] == [True]
    redo(store)  # the undo before it
    assert slugs(store) == ["heat", "mank"]


def test_redo_of_a_batch_by_its_number_restores_all_of_it(store: Store) -> None:
    take(store, says("Heat"), says("Mank"))
    undo(store, "1", only=("heat",))
    undo(store)
    redo(store, "1")
    assert slugs(store) == ["heat", "mank"]


def test_undoing_an_add_is_refused_after_a_later_removal(store: Store) -> None:
    add(store, "Mank")
    remove(store, "mank", by="desk")
    with pytest.raises(UndoRefusedError) as error:
        undo(store)
    assert str(error.value) == (
        "Batch 1 created mank; batch 2 has reported on it since. Undo batch 2 first."
    )


@pytest.mark.parametrize("name", ["1", "#1"])
def test_a_batch_cannot_be_undone_or_redone_twice(store: Store, name: str) -> None:
    add(store, "Mank")
    with pytest.raises(AlreadyUndoneError) as error:
        redo(store, name)
    assert str(error.value) == ("Batch 1 is in force: it was not undone. Nothing was changed.")
    undo(store)
    with pytest.raises(AlreadyUndoneError) as error:
        undo(store, name)
    assert str(error.value) == "Batch 1 is already undone. Nothing was changed."
    assert len(batches(store)) == 2


@pytest.mark.parametrize("name", ["7", "#7", "abc", "beef", "nothing", "%", "0", "1234567890", ""])
def test_unknown_batches_are_refused(store: Store, name: str) -> None:
    add(store, "Mank")
    for command in (undo, redo):
        with pytest.raises(BatchNotFoundError) as error:
            command(store, name)
        assert str(error.value) == f'There is no batch "{name}".'


def test_a_dry_run_undoes_nothing(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    before = path.read_bytes()
    with writing.ledger(kept, dry_run=True) as book:
        assert [told(change) for change in book.undo(None).changes] == [["removed Mank ->"]]
    assert path.read_bytes() == before
    assert slugs(kept) == ["mank"]
