import random
import sqlite3
import sys
from collections.abc import Callable

import pytest

from slate.store.file.connection import Store
from slate.store.reports import ledger_state
from slate.store.reports.ledger_state import LedgerState
from tests.store import joining, writing
from tests.store.conftest import NewStore
from tests.store.writing import add, redo, remove, take, undo, update

_ZERO = "0" * 32


def states(store: Store) -> tuple[LedgerState | None, LedgerState]:
    """Return what is stored and what is there."""
    with store.reading() as connection:
        return ledger_state.stored(connection), ledger_state.computed(connection)


def state(store: Store) -> LedgerState:
    """Return what is stored, which is what is there."""
    stored, computed = states(store)
    assert stored == computed
    return computed


def test_empty_ledger(store: Store) -> None:
    assert state(store) == LedgerState() == (0, 0, _ZERO)


_WRITES: list[Callable[[Store], object]] = [
    lambda store: add(store, "Mank", date="2020-12-04", note="ü", tags=("x",)),
    lambda store: update(store, "mank", date="2020-12-05"),
    lambda store: take(store, *(writing.says(f"Title {number}") for number in range(20))),
    lambda store: writing.merge(store, "title-1", "title-2"),
    lambda store: remove(store, "title-3"),
    lambda store: undo(store, "3", only=("title-4",)),
    undo,
    redo,
    lambda store: writing.correct(store, ("1", "2021-01-06T12:00:00.000000Z")),
]


def test_every_write_keeps_it_up_to_date(store: Store) -> None:
    found = [state(store)]
    for write in _WRITES:
        write(store)
        found.append(state(store))
    assert len({each.checksum for each in found}) == len(_WRITES) + 1
    assert [each.batches for each in found] == list(range(len(_WRITES) + 1))
    with store.reading() as connection:
        (reports,) = connection.execute("select count(*) from reports").fetchone()
    assert found[-1].reports == reports


def test_dry_run_and_refused_command_leave_it(store: Store) -> None:
    add(store, "Mank")
    before = state(store)
    with writing.ledger(store, dry_run=True) as book:
        book.add(writing.says("Roma"))
    with pytest.raises(KeyError), writing.ledger(store) as book:  # noqa: PT012 -- one command
        book.add(writing.says("Roma"))
        raise KeyError
    assert state(store) == before


def test_two_slates_with_the_same_ledger_have_the_same_checksum(new_store: NewStore) -> None:
    one, two, other = new_store(), new_store(), new_store()
    for write in _WRITES:
        write(one)
    add(two, "Tenet")
    joining.unite(two, joining.exported(one))
    joining.unite(one, joining.exported(two))
    assert state(one) == state(two)
    joining.unite(other, joining.exported(two))  # whose batches have other numbers
    assert state(other) == state(two)
    joining.unite(other, joining.exported(one))  # nothing new
    assert state(other) == state(two)


def test_order_does_not_count() -> None:
    rows = [("uid", number, None, f"título {number}") for number in range(50)]
    total = ledger_state.digests(rows)
    assert ledger_state.digests(random.sample(rows, len(rows))) == total
    parts = (ledger_state.digests(rows[:20]), ledger_state.digests(rows[20:]))
    whole = LedgerState().plus(reports=50, digest=total)
    assert LedgerState().plus(reports=20, digest=parts[0]).plus(
        reports=30, digest=parts[1]
    ) == whole  # fmt: skip
    assert len(whole.checksum) == 32


def test_rows_that_differ_in_anything_have_other_digests() -> None:
    rows = [
        ("a", "b"), ("ab", ""), ("a", None), ("a", "None"), ("a", "null"), ("a", "b", None),
        ("b", "a"), ("a", 1), ("a", "1"), ("a", "b\n"), ('a","b',),
    ]  # fmt: skip
    assert len({ledger_state.digests([row]) for row in rows}) == len(rows)
    # The same row twice is not the same as never.
    assert ledger_state.digests([rows[0], rows[0]]) not in (0, ledger_state.digests([rows[0]]))


@pytest.mark.parametrize("is_private_there", [True, False])
def test_checksum_is_the_same_in_every_version(
    monkeypatch: pytest.MonkeyPatch, *, is_private_there: bool
) -> None:
    """It is compared with those that other versions stored."""
    if not is_private_there:
        monkeypatch.setitem(sys.modules, "_blake2", None)
    digest = ledger_state.digests([("uid", 1, None, "é|||film|"), ("uid", 2, '"x"', "")])
    assert LedgerState().plus(digest=digest).checksum == "ea20d62ea423d7bfac5a61172491098e"


def test_checksum_is_always_32_digits() -> None:
    most = LedgerState(0, 0, "f" * 32)
    assert most.plus(digest=1) == (0, 0, _ZERO)
    assert most.plus(batches=2, digest=3).checksum == f"{'0' * 31}2"


@pytest.mark.parametrize(
    "column", ["uid", "recorded_at", "author", "command", "undoes", "only", "corrects"]
)
def test_changed_batch_changes_the_checksum(new_store: NewStore, column: str) -> None:
    _changed(new_store, f"update batches set {column} = 'x' where id = 1")  # noqa: S608 -- above


@pytest.mark.parametrize(
    "column",
    ["title_key", "said", "source", "url", "reported_on", "confidence", "note"],
)
def test_changed_report_changes_the_checksum(new_store: NewStore, column: str) -> None:
    _changed(new_store, f"update reports set {column} = 'x'")  # noqa: S608 -- above


def test_moved_report_changes_the_checksum(new_store: NewStore) -> None:
    _changed(new_store, "update reports set n = 7")
    _changed(new_store, "update reports set batch = 2")
    _changed(new_store, "update reports set batch = 77")


def _changed(new_store: NewStore, statement: str) -> None:
    store = new_store()
    add(store, "Mank")
    undo(store)
    with store.reading() as connection:
        before = ledger_state.computed(connection)
        connection.execute("pragma foreign_keys = off")
        connection.execute(statement)
        after = ledger_state.computed(connection)
    assert after.checksum != before.checksum
    assert after[:2] == before[:2]


def test_what_is_particular_to_one_slate_does_not_count(store: Store) -> None:
    add(store, "Mank")
    before = state(store)
    with store.writing() as connection:
        connection.execute("update batches set arrived = 'x'")
        connection.execute("insert into bookmarks (author, batch) values ('ann', 'x')")
    assert state(store) == before


def test_many_reports_are_read_in_parts(store: Store) -> None:
    with store.writing() as connection:
        _insert(connection, 2_500)
        assert ledger_state.computed(connection).reports == 2_500
        connection.execute("delete from reports")
        connection.execute("delete from batches")


def _insert(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "insert into batches (id, uid, recorded_at, author, command) values (1, 'u', '', '', '')"
    )
    connection.executemany(
        "insert into reports (batch, n, title_key, said, reported_on, confidence)"
        " values (1, ?, 'k', '{}', '2021', 'reported')",
        ((n,) for n in range(1, number + 1)),
    )


def test_deleted_state_is_none_until_it_is_put_again(store: Store) -> None:
    add(store, "Mank")
    with store.writing() as connection:
        connection.execute("update ledger_state set saved_at = 7")
        wanted = ledger_state.computed(connection)
        ledger_state.put(connection, LedgerState())
        ledger_state.put(connection, wanted)
        assert connection.execute("select id, saved_at from ledger_state").fetchall() == [(1, 7)]
        connection.execute("delete from ledger_state")
        assert ledger_state.stored(connection) is None
        ledger_state.put(connection, wanted)
        assert ledger_state.stored(connection) == wanted
