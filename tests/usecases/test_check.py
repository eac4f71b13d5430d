import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from slate.domain.errors import DamagedError, NotASlateError
from slate.store.file.connection import LongCommand, Store
from slate.store.file.place import Place
from slate.store.file.schema import FORMAT
from slate.store.file.verification import Part
from slate.store.store_check import CheckedContent, StoreCheck
from slate.usecases.backup import back_up
from slate.usecases.check import check, rebuild
from tests.store.conftest import NewStore
from tests.store.damaging import change
from tests.store.joining import exported, unite
from tests.store.older import write_older
from tests.store.writing import NOW, TODAY, add, create, slugs, update

WRITER = LongCommand("check --rebuild", "tester")


def content_of(found: StoreCheck) -> CheckedContent:
    assert found.content is not None
    return found.content


def test_a_slate_in_order(kept: Store) -> None:
    add(kept, "Mank")
    update(kept, "mank", date="2020-12-04")
    found = check(kept, TODAY, NOW)
    assert (found.format, found.faults, found.backups, found.bad_backups) == (FORMAT, [], [], [])
    assert found.is_in_order
    content = content_of(found)
    assert content.counts == (1, 1, 2, 2)
    assert (content.state.batches, content.state.reports) == (2, 2)
    assert (content.ahead, content.duplicates) == ([], 0)


def test_a_slate_that_is_missing_or_empty(path: Path) -> None:
    for _ in range(2):
        found = check(Store(path), TODAY, NOW)
        assert (found.format, found.faults, found.content, found.is_in_order) == (0, [], None, True)
        path.touch()
    assert path.read_bytes() == b""


def test_a_slate_in_memory(store: Store) -> None:
    add(store, "Mank")
    found = check(store, TODAY, NOW)
    assert (found.format, found.is_in_order, found.backups) == (FORMAT, True, [])


def test_the_checksum_is_the_same_whatever_the_order_of_the_batches(
    store: Store, new_store: NewStore
) -> None:
    other = new_store()
    add(store, "Mank")
    add(other, "Roma")
    for there, ledger in ((store, exported(other)), (other, exported(store))):
        unite(there, ledger)
    one, two = (content_of(check(there, TODAY, NOW)).state for there in (store, other))
    assert one == two


def test_batches_well_ahead_of_the_clock(kept: Store) -> None:
    add(kept, "Mank")
    found = check(kept, TODAY, NOW - timedelta(days=3))
    ahead = content_of(found).ahead
    assert ahead is not None
    assert [batch.id for batch in ahead] == [1]
    assert not found.is_in_order
    assert content_of(check(kept, TODAY, NOW - timedelta(days=1))).ahead == []
    assert content_of(check(kept, TODAY, None)).ahead is None


def test_possible_duplicates_and_backups_are_in_order(kept: Store) -> None:
    create(kept, "Dune", year=2020)
    create(kept, "Dune", year=2021)
    first, second = (back_up(kept, None, None).path for _ in range(2))
    os.utime(first, (2, 2))  # as if it had been copied; the times in the names count
    os.utime(second, (1, 1))
    found = check(kept, TODAY, NOW)
    assert (content_of(found).duplicates, found.backups) == (1, [first, second])
    assert found.is_in_order


def test_damaged_backups_are_not_in_order(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    good, bad = (back_up(kept, None, None).path for _ in range(2))
    change(bad, "update reports set note = 'x'")
    text = path.with_name("slate.db.20210101T120000Z.bak")
    text.write_text("no slate", encoding="utf-8")
    found = check(kept, TODAY, NOW)
    assert (set(found.bad_backups), found.good_backups) == ({bad, text}, [good])
    assert (found.faults, found.is_lost, found.is_in_order) == ([], False, False)
    text.unlink()
    bad.unlink()
    assert check(kept, TODAY, NOW).is_in_order


def test_backups_that_may_not_be_read_are_not_called_damaged(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kept, "Mank")
    closed, opened = (back_up(kept, None, None).path for _ in range(2))
    monkeypatch.setattr("slate.usecases.check.os.access", lambda path, _: path != closed)
    found = check(kept, TODAY, NOW)
    assert (found.backups, found.bad_backups, found.is_in_order) == ([opened], [], True)


def test_a_slate_that_is_gone_is_lost_if_there_are_backups(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    backup = back_up(kept, None, None).path
    path.unlink()
    for _ in range(2):
        found = check(kept, TODAY, NOW)
        assert (found.format, found.is_lost, found.is_in_order) == (0, True, False)
        assert (found.backups, found.bad_backups, found.can_rebuild) == ([backup], [], False)
        path.touch()


def test_nothing_else_is_said_of_a_damaged_slate(path: Path) -> None:
    store = Store(path)
    add(store, "Mank")
    change(path, "update reports set note = 'x'")
    found = check(store, TODAY, NOW)
    assert [fault.part for fault in found.faults] == [Part.LEDGER]
    assert (found.content, found.is_in_order) == (None, False)
    before = path.read_bytes()
    with pytest.raises(DamagedError):
        rebuild(store, WRITER)
    assert path.read_bytes() == before


def test_a_check_keeps_nobody_from_writing(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("update titles set title = 'Half'")
        assert check(kept, TODAY, NOW).is_in_order


def test_only_the_pages_of_an_older_slate_are_checked(path: Path, new_store: NewStore) -> None:
    there = new_store()
    add(there, "Mank")
    write_older(path, there, 3)
    found = check(Store(path), TODAY, NOW)
    assert (found.format, found.faults, found.content, found.is_in_order) == (3, [], None, True)


def test_what_is_derived_is_created_again(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    change(path, "delete from titles", "drop view slate")
    assert check(kept, TODAY, NOW).can_rebuild
    faults = check(kept, TODAY, NOW).faults
    assert rebuild(kept, WRITER) == faults
    assert faults
    found = check(kept, TODAY, NOW)
    assert (found.is_in_order, [backup.name for backup in found.backups]) == (
        True, [f"slate.db.before-rebuild-{kept.time}.bak"],
    )  # fmt: skip
    assert slugs(kept) == ["mank"]
    assert rebuild(kept, WRITER) == []


def test_a_rebuild_of_an_older_slate_upgrades_it(path: Path, new_store: NewStore) -> None:
    there = new_store()
    add(there, "Mank")
    write_older(path, there, 3)
    assert rebuild(Store(path), WRITER) == []
    assert check(Store(path), TODAY, NOW).format == FORMAT


def test_a_file_that_is_not_a_slate_is_refused(path: Path) -> None:
    path.write_text("no slate", encoding="utf-8")
    with pytest.raises(NotASlateError):
        check(Store(path), TODAY, NOW)
    with pytest.raises(NotASlateError):
        rebuild(Store(path), WRITER)


def test_the_place_of_the_file_is_no_fault(kept: Store, path: Path) -> None:
    add(kept, "Mank")
    assert check(kept, TODAY, NOW).place == Place()
    change(path, "pragma journal_mode = wal")
    found = check(kept, TODAY, NOW)
    assert (found.place, found.is_in_order) == (Place(uses_wal=True), True)
