"""A slate on a server, and its copies on two machines."""

import errno
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep
from typing import Any
from unittest.mock import Mock

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slate.domain.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    SlateError,
    TitleNotFoundError,
    UsageError,
)
from slate.domain.ledger.errors import SlugTakenError
from slate.domain.ledger.statement import Origin
from slate.domain.ledger.version import NEWEST
from slate.store.file import connection as connection_module
from slate.store.file import schema, verification
from slate.store.file.connection import LongCommand, Store
from slate.store.ledger import open_ledger
from slate.store.reports import bookmarks, ledger_state
from slate.store.shared import server as servers
from slate.store.shared import shared_store, statements
from slate.store.shared.address import parse_address
from slate.store.shared.copy import Copy
from slate.store.shared.errors import (
    DamagedCopyError,
    GapError,
    MayNotCreateError,
    MayNotReadError,
    MayNotWriteError,
    NewerServerError,
    NoCopyError,
    NoDriverError,
    NoSharedSlateError,
    NotAFileError,
    OfflineError,
    ServerBusyError,
    ServerUnreachableError,
    UncertainError,
)
from slate.store.shared.news import News, Place
from slate.store.shared.server import Sent, Server
from slate.store.shared.shared_store import SharedStore
from slate.store.shared.take_in import place_of
from tests.postgres import Postgres
from tests.store import damaging, writing
from tests.store.joining import exported, unite
from tests.store.shared.conftest import Machine
from tests.store.writing import (
    NOW,
    add,
    batches,
    merge,
    record,
    records,
    remove,
    says,
    slugs,
    undo,
    update,
)

AUTHOR = "tester"
WRITER = LongCommand("check --rebuild", "ann")

pytestmark = pytest.mark.slow


def import_older(store: Store, number: int) -> None:
    """Import what somebody recorded years ago about the first title, in a slate of their own."""
    name = records(store)[0].title
    with closing(Store(None)) as other:
        with writing.ledger(other, now=NOW - timedelta(days=900 - number)) as book:
            book.create(says(name, on="2018-01-07", kind="film", source="Variety", date="2020"))
        told = exported(other)
    unite(store, told)


_PLAYS: dict[str, Callable[[Store, int], object]] = {
    "add": lambda store, number: add(store, f"Title {number}", kind="film", source="Variety"),
    "date": lambda store, number: update(store, slugs(store)[0], date=f"2021-0{number % 9 + 1}"),
    "rename": lambda store, number: update(store, slugs(store)[-1], title=f"Name {number}"),
    "other": lambda store, number: update(store, slugs(store)[0], date="2022", source=f"S{number}"),
    "merge": lambda store, _: merge(store, *slugs(store)[:2]),
    "split": lambda store, _: split(store, slugs(store)[0], "Variety"),
    "remove": lambda store, _: remove(store, slugs(store)[-1]),
    "undo": lambda store, _: undo(store),
    "redo": lambda store, _: redo(store),
    "import": import_older,
}
_STEPS = sorted(_PLAYS)


def redo(store: Store) -> None:
    with writing.ledger(store) as book:
        book.redo()


def split(store: Store, slug: str, source: str) -> None:
    with writing.ledger(store) as book:
        book.split(slug, source, Origin("2021-01-07"))


def _sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def dump(store: SharedStore) -> list[object]:
    """Return the ledger of a copy with all numbers, and what is shown; it must be in order."""
    with store.reading() as connection:
        assert verification.faults(connection) == []
        ledger = [
            connection.execute(f"select * from {table} order by 1, 2, 3").fetchall()  # noqa: S608
            for table in ("batches", "reports")
        ]
        state = ledger_state.stored(connection)
    return [*ledger, state, records(store)]


def test_what_one_records_the_other_sees(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune", date="2021")
    assert slugs(bob) == ["dune"]
    update(bob, "dune", date="2021-10-22")
    assert record(ann, "dune").date == "2021-10-22"
    undo(bob)
    assert record(ann, "dune").date == "2021"
    assert [batch.id for batch in batches(ann)] == [batch.id for batch in batches(bob)] == [1, 2, 3]
    assert dump(ann) == dump(bob)
    with ann.reading() as one, bob.reading() as two:
        assert ledger_state.stored(one) == ledger_state.stored(two) == ledger_state.computed(two)


def test_batches_keep_their_numbers_and_the_time_of_their_arrival(
    machine: Machine, world: Path
) -> None:
    other = Store(world / "film.db", may_make_folder=True)
    add(other, "Mank")
    update(other, "mank", date="2020-12-04")
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    unite(ann, exported(other))
    add(bob, "Soul")
    assert dump(ann) == dump(bob)
    with bob.reading() as connection:
        arrived = connection.execute("select id, arrived is not null from batches order by id")
        assert arrived.fetchall() == [(1, 0), (2, 1), (3, 1), (4, 0)]
    other.close()


def test_what_merges_splits_and_corrects_is_taken_in_as_well(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    for name in ("Dune", "Dune: Part One", "Mank"):
        add(ann, name, kind="film", source="Variety")
    update(ann, "mank", date="2020", source="Deadline")
    assert slugs(bob) == ["dune", "dune-part-one", "mank"]
    merge(ann, "dune", "dune-part-one")
    split(ann, "mank", "Deadline")
    undo(bob)
    assert dump(ann) == dump(bob)
    fresh = machine("cid")
    assert dump(fresh) == dump(bob)


def test_what_was_recorded_elsewhere_before_a_split_is_split_as_well(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune", kind="film", source="Variety")
    update(ann, "dune", date="2021-10", source="Deadline")
    split(ann, "dune", "Variety")
    assert dump(ann) == dump(bob)
    import_older(ann, 3)
    assert dump(ann) == dump(bob)


@given(said=st.lists(st.sampled_from(_STEPS), min_size=1, max_size=12), seen=st.integers(0, 12))
@settings(max_examples=10, deadline=None)
def test_news_in_any_portions_give_the_same_copy(
    postgres: Postgres, said: list[str], seen: int
) -> None:
    with TemporaryDirectory() as folder:
        address = parse_address(postgres.database())
        ann, bob, cid = (
            SharedStore(address, Path(folder, name), user=name, has_fixed_time=True)
            for name in ("ann", "bob", "cid")
        )
        ann.initialize()
        for number, step in enumerate(said):
            with suppress(SlateError, IndexError, TypeError):  # there may be too few titles
                _PLAYS[step](ann, number)
            if number < seen:
                slugs(bob)
        assert dump(ann) == dump(bob) == dump(cid)


def test_bookmarks_are_shared(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    add(ann, "Mank")
    first, second = (batch.uid for batch in batches(ann))
    for store, uid in ((ann, first), (bob, second)):
        with writing.ledger(store) as book:
            book.mark(uid)
    for store in (ann, bob):
        with store.reading() as connection:
            found = bookmarks.find(connection, AUTHOR)
            assert found is not None
            assert found.batch == second


def test_a_command_that_records_nothing_stores_nothing(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with writing.ledger(ann):
        pass
    assert postgres.run(url, "select count(*) from batches") == "1"


def test_a_failed_command_stores_nothing_and_frees_the_slate(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann, bob = machine("ann"), machine("bob")
    with pytest.raises(SlugTakenError), writing.ledger(ann) as book:  # noqa: PT012 -- of the last
        book.create(says("Dune", slug="dune"))
        book.create(says("Mank", slug="dune"))
    assert postgres.run(url, "select count(*) from batches") == "0"
    add(bob, "Mank")
    assert slugs(ann) == ["mank"]


def test_a_dry_run_stores_nothing_and_needs_no_lock(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    with writing.ledger(ann) as book:
        book.create(says("Mank"))
        with bob.writing(dry_run=True) as connection:
            assert place_of(connection).number == 1
            connection.execute("delete from titles")
    assert slugs(bob) == ["dune", "mank"]


def test_the_time_of_the_server_counts_unless_it_is_set(url: str, machine: Machine) -> None:
    ann = SharedStore(parse_address(url), Path("ann.db"), user="ann")
    wrong = datetime(1999, 1, 1, tzinfo=UTC)
    with open_ledger(ann, author="ann", command="add", now=wrong) as book:
        book.create(says("Dune"))
    (batch,) = batches(ann)
    assert datetime.now(UTC) - datetime.fromisoformat(batch.recorded_at) < timedelta(minutes=5)
    assert ann.time_of_writing(wrong) == wrong
    assert machine("bob").time_of_writing(wrong) == wrong


def test_the_server_notes_who_logged_in_and_when(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    add(machine("ann"), "Dune")
    assert (
        postgres.run(
            url, "select login, author, stored_at > now() - interval '1 minute' from batches"
        )
        == f"postgres|{AUTHOR}|t"
    )


# Copies


@pytest.mark.parametrize(
    "harm",
    [
        lambda copy: copy.write_bytes(b"\x00junk" * 10_000),
        lambda copy: copy.write_bytes(b""),
        lambda copy: copy.write_bytes(copy.read_bytes()[:20_000]),
        lambda copy: copy.unlink(),
        lambda copy: _sql(copy, "drop table titles"),
        lambda copy: _sql(copy, "pragma user_version = 1"),
        lambda copy: _sql(copy, "pragma user_version = 99"),
        lambda copy: _sql(copy, "create trigger t after insert on titles begin select 1; end"),
        lambda copy: _sql(copy, "update batches set uid = 'x' where id = 2"),
        lambda copy: _sql(copy, "insert into batches (uid, recorded_at, author, command) "
                                "values ('x', 'y', 'z', 'w')"),
    ],
)  # fmt: skip
def test_a_copy_that_cannot_be_used_is_made_anew(
    machine: Machine, harm: Callable[[Path], object]
) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    add(ann, "Mank")
    slugs(bob)
    harm(Path("bob/copy.db"))
    assert slugs(bob) == ["dune", "mank"]
    harm(Path("ann/copy.db"))
    add(ann, "Soul")
    assert dump(ann) == dump(bob)
    assert batches(bob)[-1].id == 3


def test_a_copy_is_private_and_has_a_write_ahead_log(machine: Machine) -> None:
    add(machine("ann"), "Dune")
    copy = Path("ann/copy.db")
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_a_server_that_was_restored_has_the_last_word(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann = machine("ann")
    for name in ("Dune", "Mank", "Soul"):
        add(ann, name)
    postgres.run(url, "delete from reports where batch > 1", "delete from batches where id > 1")
    assert slugs(ann) == ["dune"]
    bob = machine("bob")
    add(bob, "Heat")
    assert slugs(ann) == ["dune", "heat"]


def test_another_server_at_the_address_makes_the_copy_anew(
    machine: Machine, postgres: Postgres
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    other = machine("ann", url=postgres.database())
    other.initialize()
    add(other, "Mank")
    assert slugs(other) == ["mank"]
    assert slugs(ann) == ["dune"]


def test_a_reader_does_not_hold_up_a_command(machine: Machine) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with ann.reading() as reader:
        add(machine("ann"), "Mank")
        assert reader.execute("select count(*) from titles").fetchone() == (1,)
    assert slugs(ann) == ["dune", "mank"]


def test_a_long_command_here_does_not_hold_up_reading_what_others_record(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    slugs(bob)
    add(ann, "Mank")
    with closing(sqlite3.connect("bob/copy.db")) as connection:
        connection.execute("begin immediate")
        assert slugs(bob) == ["dune", "mank"]
    assert slugs(bob) == ["dune", "mank"]


@pytest.mark.parametrize("error", [BusyError("copy"), DiskFullError("copy"), OSError(28, "full")])
def test_what_the_server_has_stored_has_succeeded_whatever_becomes_of_the_copy(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    real = connection_module._transaction  # noqa: SLF001 -- the commit of the copy

    @contextmanager
    def committing(
        connection: sqlite3.Connection,
        *arguments: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Iterator[None]:
        options["dry_run"] = True
        with real(connection, *arguments, **options):
            yield
        raise error

    monkeypatch.setattr(connection_module, "_transaction", committing)
    add(ann, "Mank")
    monkeypatch.undo()
    assert slugs(ann) == ["dune", "mank"]
    assert [batch.id for batch in batches(ann)] == [1, 2]


# Offline


def test_offline_is_what_this_machine_knows(machine: Machine) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    assert bob.copied_at() is None
    slugs(bob)
    add(ann, "Mank")
    offline = machine("bob", is_offline=True)
    assert slugs(offline) == ["dune"]
    seen = offline.copied_at()
    assert seen is not None
    assert datetime.now(UTC) - seen < timedelta(minutes=5)
    with pytest.raises(UsageError, match="Offline, nothing can be recorded"):
        add(offline, "Soul")
    with pytest.raises(UsageError, match="Offline, the copy cannot be made anew"):
        offline.rebuild(LongCommand("check --rebuild", "bob"))
    assert slugs(offline) == ["dune"]
    with pytest.raises(NoCopyError, match="this machine has no copy of it yet"):
        slugs(machine("cid", is_offline=True))


def test_a_copy_in_which_there_is_nothing_is_none(machine: Machine) -> None:
    add(machine("ann"), "Dune")
    with pytest.raises(TitleNotFoundError):
        update(machine("bob"), "mank", date="2022")
    with pytest.raises(NoCopyError):
        slugs(machine("bob", is_offline=True))
    assert slugs(machine("bob")) == ["dune"]


def test_a_copy_that_another_command_is_making_is_left_alone(machine: Machine) -> None:
    ann, also = machine("ann"), machine("ann")
    with writing.ledger(ann) as book:
        made = Path("ann/copy.db").stat().st_ino
        assert slugs(also) == []
        assert Path("ann/copy.db").stat().st_ino == made
        book.create(says("Dune"))
    assert slugs(also) == ["dune"]
    assert Path("ann/copy.db").stat().st_ino == made


def test_a_copy_that_turns_out_to_be_damaged_is_made_anew(machine: Machine) -> None:
    ann, offline = machine("ann"), machine("ann", is_offline=True)
    add(ann, "Dune")
    copy = Path("ann/copy.db")
    damaging.change(copy, "update reports set said = '5'")
    for _ in range(2):  # it is all that there is
        with pytest.raises(DamagedCopyError, match="is damaged"), offline.reading():
            raise ValueError  # as what reads it does
    with pytest.raises(DamagedCopyError, match="was damaged"), ann.reading():
        raise ValueError
    assert not copy.exists()
    assert slugs(ann) == ["dune"]
    damaging.change(copy, "update reports set said = '5'")
    add(ann, "Mank")
    assert not copy.exists()
    assert slugs(machine("bob")) == ["dune", "mank"]
    assert slugs(ann) == ["dune", "mank"]
    damaging.change(copy, "pragma user_version = 0")  # tables of a slate that is not marked as one
    assert slugs(ann) == ["dune", "mank"]
    assert slugs(ann) == ["dune", "mank"]


def test_a_copy_that_turns_out_to_be_damaged_after_it_was_read_is_discarded(
    machine: Machine,
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with pytest.raises(ValueError, match="a bug"), ann.checked_after_errors():
        raise ValueError("a bug")
    damaging.change(Path("ann/copy.db"), "update batches set recorded_at = 'soon'")
    with pytest.raises(DamagedCopyError, match="was damaged"), ann.checked_after_errors():
        raise ValueError
    assert slugs(ann) == ["dune"]


def test_damage_of_another_file_is_not_that_of_the_copy(machine: Machine) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with pytest.raises(DamagedError, match="other"), ann.reading():
        raise DamagedError(Path("other"))
    assert Path("ann/copy.db").exists()


# Errors


def test_a_database_without_a_slate_is_named(postgres: Postgres, world: Path) -> None:
    url = postgres.database()
    store = SharedStore(parse_address(url), world / "a.db", user="ann")
    for use in (slugs, lambda store: add(store, "Dune")):
        with pytest.raises(NoSharedSlateError, match="there is no slate in this database"):
            use(store)
    assert (store.initialize(), store.initialize()) == (True, False)


def test_a_newer_server_is_refused_and_says_so(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann = machine("ann")
    postgres.run(url, "update slate_ledger set format = 2")
    for use in (slugs, lambda store: add(store, "Dune")):
        with pytest.raises(NewerServerError, match="format 2; this one knows 1"):
            use(ann)


def test_a_batch_that_needs_a_newer_slate_is_refused_and_the_others_are_not(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann, bob = machine("ann"), machine("bob")
    add(ann, "Dune")
    update(ann, "dune", date="2021-10-late")
    assert postgres.run(url, "select version from batches order by id") == "1\n2"
    assert slugs(bob) == ["dune"]
    add(ann, "Mank")
    postgres.run(url, "update batches set version = 9 where id = 3")
    with pytest.raises(NewerServerError, match=f"version 9; this one knows {NEWEST}"):
        add(bob, "Roma")
    assert slugs(ann) == ["dune", "mank"]  # which has it already
    assert slugs(machine("bob", is_offline=True)) == ["dune"]


def test_who_may_only_read_cannot_write_and_knows_it(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    add(machine("ann"), "Dune")
    role = f"reader_{url.rpartition('/')[2]}"
    tables = "slate_ledger, batches, reports, bookmarks"
    postgres.run(url, f"create role {role} login", f"grant select on {tables} to {role}")
    store = machine("bob", url=postgres.url(url.rpartition("/")[2], role))
    store.check_writable()  # nothing is known yet
    assert slugs(store) == ["dune"]
    with pytest.raises(MayNotWriteError, match="you may read this slate, but not write to it"):
        store.check_writable()
    with pytest.raises(MayNotWriteError):
        add(store, "Mank")
    # One grant is not enough.
    postgres.run(url, f"grant insert on batches, reports to {role}")
    with pytest.raises(MayNotWriteError):
        add(store, "Mank")
    postgres.run(url, f"grant insert, update on bookmarks to {role}")
    add(store, "Mank")
    store.check_writable()
    for use in (SharedStore.check_writable, SharedStore.initialize):
        with pytest.raises(OfflineError):
            use(machine("bob", is_offline=True))
    postgres.run(url, f"alter role {role} set default_transaction_read_only = on")
    with pytest.raises(MayNotWriteError):
        add(store, "Roma")
    assert postgres.run(url, "select count(*) from batches") == "2"


def test_who_may_not_even_read_is_told_so(machine: Machine, postgres: Postgres, url: str) -> None:
    role = f"nobody_{url.rpartition('/')[2]}"
    postgres.run(url, f"create role {role} login")
    store = machine("bob", url=postgres.url(url.rpartition("/")[2], role))
    for use in (slugs, lambda store: add(store, "Dune")):
        with pytest.raises(MayNotReadError, match="permission denied for table slate_ledger"):
            use(store)
    empty = machine("bob", url=postgres.url(postgres.database().rpartition("/")[2], role))
    with pytest.raises(MayNotCreateError, match="permission denied for schema public"):
        empty.initialize()


def test_offline_a_dry_run_shows_what_would_change(machine: Machine) -> None:
    add(machine("ann"), "Dune")
    away = machine("ann", is_offline=True)
    with writing.ledger(away, dry_run=True) as book:
        book.create(says("Mank"))
    assert slugs(away) == ["dune"]


_REPORT = """
    insert into public.reports (batch, n, title_key, said, reported_on, confidence)
    values (1, 2, 'dune|||film|', '{"title": "Forged"}', '2021-01-07', 'official')
"""
_BATCH = """
    insert into batches (id, uid, recorded_at, author, command, version, login, stored_at)
    values ({}, 'forged', '2021-01-07T09:00:00Z', 'ann', 'add x', 1, 'ann', '2019-01-01')
"""


def test_a_writer_cannot_change_what_was_recorded(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    role = f"writer_{url.rpartition('/')[2]}"
    postgres.run(
        url,
        f"create role {role} login",
        f"grant select on slate_ledger, batches, reports, bookmarks to {role}",
        f"grant insert on batches, reports, bookmarks to {role}",
        f"grant update on bookmarks to {role}",
    )
    own = postgres.url(url.rpartition("/")[2], role)
    bob = machine("bob", url=own)
    add(bob, "Dune")
    undo(bob)
    with writing.ledger(bob) as book:
        book.mark(batches(bob)[0].uid)
    for statement in ("update reports set note = 'x'", "delete from batches"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(own) as there:
            there.execute(statement)
    # Nor can a program of theirs add to a batch, leave a number out, or use another login.
    for statement, why in (
        (_REPORT, "batch 1 is complete"),
        (f"create temp table batches (id) as select 1; {_REPORT}", "batch 1 is complete"),
        (_BATCH.format(5), "the next batch is 3, not 5"),
    ):
        with (
            pytest.raises(psycopg.errors.RaiseException, match=why),
            psycopg.connect(own) as there,
        ):
            there.execute(statement)
    with psycopg.connect(own) as there:
        there.execute(_BATCH.format(3))
    assert postgres.run(url, "select login, stored_at > '2020-01-01' from batches") == "\n".join(
        [f"{role}|t"] * 3
    )


def test_others_who_write_are_waited_for_and_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    ann, bob = machine("ann"), machine("bob", say=told.append)
    monkeypatch.setattr(servers, "PATIENCE", 0.1)
    with writing.ledger(ann) as book:
        book.create(says("Dune"))
        with pytest.raises(ServerBusyError, match=r"still in use by ann\. Nothing was changed"):
            add(bob, "Mank")
    assert told == [f"waiting for {bob.address}, in use by ann."]
    told.clear()
    long = machine("a" * 70)
    with writing.ledger(long), pytest.raises(ServerBusyError):
        add(bob, "Mank")
    assert told == [f"waiting for {bob.address}, in use by {'a' * 50}..."]


def test_a_command_that_shows_that_it_is_running_is_waited_for(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    ann, bob = machine("ann"), machine("bob", say=told.append)
    monkeypatch.setattr(servers, "PATIENCE", 2.5)
    monkeypatch.setattr(servers, "BEAT", 0.1)
    with ann.writing():
        ann.note_progress(45)
        thread = Thread(target=add, args=(bob, "Mank"))
        thread.start()
        thread.join(6)
        assert thread.is_alive()
        ann.note_progress(99)
        thread.join(3)
        assert thread.is_alive()
    thread.join(30)
    assert slugs(ann) == ["mank"]
    assert [line.rpartition(" in use by ")[2] for line in told] == [
        "ann (45 % done).", "ann (99 % done).",
    ]  # fmt: skip


def test_no_idle_timeout_ends_a_command_that_works_for_long(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = machine("ann")
    write = statements.WRITE.replace("'120s'", "'700ms'")
    assert write != statements.WRITE
    monkeypatch.setattr(servers, "WRITE", write)

    def work(title: str) -> None:
        with writing.ledger(ann) as book:
            book.create(says(title))
            sleep(1.5)

    with pytest.raises(ServerUnreachableError, match="due to idle-in-transaction timeout"):
        work("Dune")  # it does not show that it is running, as a machine that sleeps
    monkeypatch.setattr(servers, "BEAT", 0.1)
    work("Mank")
    assert slugs(ann) == ["mank"]


def test_what_is_wrong_with_the_ledger_itself_is_not_read_around(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann = machine("ann")
    for name in ("Dune", "Mank", "Soul"):
        add(ann, name)
    postgres.run(url, "delete from reports where batch = 2", "delete from batches where id = 2")
    bob = machine("bob")
    for use in (slugs, lambda store: add(store, "Roma")):
        with pytest.raises(GapError, match="no batch 2"):
            use(bob)
    assert postgres.run(url, "select count(*) from batches") == "2"


@pytest.mark.parametrize("day", ["2021", "2020-12", "2020-12-24"])
def test_a_report_may_be_of_a_coarse_day(machine: Machine, day: str) -> None:
    add(machine("ann"), "Dune", on=day)
    assert slugs(machine("bob")) == ["dune"]


def test_much_that_is_new_is_announced(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    ann, bob = machine("ann"), machine("bob", say=told.append)
    monkeypatch.setattr(shared_store, "_MANY", 3)
    add(ann, "Dune")
    add(ann, "Mank")
    assert slugs(bob) == ["dune", "mank"]
    assert told == []
    with writing.ledger(ann) as book:
        for number in range(3):
            book.create(says(f"Title {number}"))
    assert len(slugs(bob)) == 5
    assert told == [f"taking in 3 reports from {bob.address}."]


def test_much_is_sent_in_portions(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = machine("ann"), machine("bob")
    run, sent = Server._run, []  # noqa: SLF001

    def counted(self: Server, text: str, values: Any = None) -> Any:  # noqa: ANN401
        sent.append(text)
        return run(self, text, values)

    monkeypatch.setattr(servers, "_PORTION", 4)
    monkeypatch.setattr(Server, "_run", counted)
    with writing.ledger(ann) as book:
        for number in range(10):
            book.create(says(f"Title {number}"))
    assert [text.count("insert into") for text in sent[1:]] == [2, 1, 1]
    assert [text.endswith("commit") for text in sent[1:]] == [False, False, True]
    assert batches(bob) == batches(ann)
    assert len(slugs(bob)) == 10


def test_a_connection_that_breaks_off_is_looked_into(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = machine("ann")
    append = Server.append
    broken = ServerUnreachableError("desk", "the connection was cut")

    def cut_before(self: Server, _: object) -> None:
        self._connection.close()
        raise broken

    def cut_after(self: Server, sent: Sent) -> None:
        append(self, sent)
        cut_before(self, sent)

    monkeypatch.setattr(Server, "append", cut_before)
    with pytest.raises(ServerUnreachableError, match="Nothing was changed"):
        add(ann, "Dune")
    monkeypatch.setattr(Server, "append", cut_after)
    add(ann, "Mank")  # it is stored
    assert slugs(ann) == ["mank"]
    with writing.ledger(ann) as book:
        book.mark(batches(ann)[0].uid)
    monkeypatch.setattr(Server, "is_stored", cut_before)
    with pytest.raises(UncertainError, match="It may be stored"):
        add(ann, "Soul")
    monkeypatch.undo()
    assert slugs(ann) == ["mank", "soul"]


def test_a_copy_that_is_locked_is_done_without(machine: Machine) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with closing(sqlite3.connect("ann/copy.db")) as connection:
        connection.execute("pragma journal_mode = delete")
        connection.execute("begin exclusive")
        assert slugs(ann) == ["dune"]
        add(ann, "Mank")
        assert slugs(ann) == ["dune", "mank"]
    assert slugs(machine("ann", is_offline=True)) == ["dune"]  # it is still there
    assert slugs(ann) == ["dune", "mank"]
    assert slugs(machine("ann", is_offline=True)) == ["dune", "mank"]


@pytest.mark.parametrize(
    "error",
    [DiskFullError("copy.db"), OSError(errno.ENOSPC, "full"), sqlite3.OperationalError("no")],
)
def test_a_command_does_without_a_copy_that_cannot_be_written(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    told: list[str] = []
    ann = machine("ann", say=told.append)
    add(ann, "Dune")
    seen = ann.copied_at()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Copy, "updating", fail)
    with monkeypatch.context() as patch:
        opened = Mock(wraps=servers.connected)
        patch.setattr(servers, "connected", opened)
        add(ann, "Mank")
        assert opened.call_count == 1  # a pool may have no other connection
    assert slugs(ann) == ["dune", "mank"]
    start = f"the copy of {ann.address} on this machine cannot be used: "
    assert [line.startswith(start) for line in told] == [True, True]
    assert not any("Nothing was changed" in line for line in told)  # as something was stored
    assert ann.copied_at() == seen
    assert slugs(machine("ann", is_offline=True)) == ["dune"]
    monkeypatch.undo()
    assert slugs(ann) == ["dune", "mank"]


def test_a_copy_that_vanishes_or_changes_meanwhile_is_not_shown(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, postgres: Postgres
) -> None:
    ann = machine("ann")
    other = machine("ann", url=postgres.database())  # which has the same copy
    other.initialize()
    add(other, "Heat")
    add(ann, "Dune")
    real = Copy.take_in

    def vanish(self: Copy, news: News) -> None:
        real(self, news)
        self.discard()

    def change(self: Copy, news: News) -> None:
        real(self, news)
        monkeypatch.undo()
        assert slugs(other) == ["heat"]

    monkeypatch.setattr(Copy, "take_in", vanish)
    assert slugs(ann) == ["dune"]
    monkeypatch.setattr(Copy, "take_in", change)
    assert slugs(ann) == ["dune"]
    place = Copy.place

    def placed(self: Copy) -> Place:
        found = place(self)
        monkeypatch.undo()
        assert slugs(other) == ["heat"]
        return found

    monkeypatch.setattr(Copy, "place", placed)
    assert slugs(ann) == ["dune"]
    assert slugs(other) == ["heat"]
    monkeypatch.setattr(Copy, "place", placed)
    add(ann, "Mank")
    assert slugs(ann) == ["dune", "mank"]
    assert slugs(other) == ["heat"]


def test_what_a_machine_knew_is_kept_if_the_server_has_lost_it(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    told: list[str] = []
    ann = machine("ann", say=told.append, time="20210107T120000Z")
    for name in ("Dune", "Mank"):
        add(ann, name)
    lost = exported(Store(Path("ann/copy.db")))
    postgres.run(url, "delete from reports where batch > 1", "delete from batches where id > 1")
    assert slugs(ann) == ["dune"]
    (kept,) = Path("ann").glob("copy.former-*.db")
    assert told[0].startswith(
        f"{ann.address} no longer has batch 2 that this machine knew (was the database restored?)."
        f" What this machine had is kept in {kept.absolute()}: export its ledger and import it"
    )
    assert kept.stat().st_mode & 0o777 == 0o600
    assert exported(Store(kept)) == lost
    unite(ann, exported(Store(kept)))
    assert slugs(ann) == ["dune", "mank"]


def test_what_cannot_be_kept_is_not_replaced(
    machine: Machine, postgres: Postgres, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = machine("ann")
    for name in ("Dune", "Mank"):
        add(ann, name)
    postgres.run(url, "delete from reports where batch > 1", "delete from batches where id > 1")

    def fail(_: Copy) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Copy, "keep_aside", fail)
    assert slugs(ann) == ["dune"]
    add(ann, "Soul")
    assert slugs(ann) == ["dune", "soul"]
    assert slugs(machine("ann", is_offline=True)) == ["dune", "mank"]


def test_the_driver_may_not_be_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = machine("ann")
    monkeypatch.setitem(sys.modules, "slate.store.shared.server", None)
    with pytest.raises(NoDriverError, match="needs the driver for PostgreSQL"):
        slugs(ann)


def test_what_is_about_a_file_is_refused(machine: Machine) -> None:
    ann = machine("ann")
    assert not ann.is_missing()
    assert (ann.name.startswith("postgresql://127.0.0.1:"), ann.is_shared) == (True, True)
    with pytest.raises(NotAFileError, match="is on a server, not a file"):
        ann.existing_path()
    add(ann, "Dune")
    with ann.inspecting() as (connection, found):
        assert (found, place_of(connection).number) == (schema.FORMAT, 1)
    ann.rebuild(WRITER)
    ann.back_up("import")
    assert slugs(ann) == ["dune"]


def test_a_check_compares_the_copy_with_the_server(
    machine: Machine, postgres: Postgres, url: str
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    with ann.inspecting() as (copy, _):
        add(machine("bob"), "Mank")  # what comes after it does not count
        assert ann.agrees(copy)
        postgres.run(url, "update batches set command = 'x' where id = 1")
        assert not ann.agrees(copy)
        assert machine("ann", is_offline=True).agrees(copy)
    ann.rebuild(WRITER)
    with ann.inspecting() as (copy, _):
        assert ann.agrees(copy)


def test_a_copy_stays_if_it_cannot_be_made_anew(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = machine("ann")
    add(ann, "Dune")
    away = machine("ann", is_offline=True)
    with pytest.raises(OfflineError):
        away.rebuild(WRITER)

    def cut(*_: object) -> None:
        raise ServerUnreachableError("desk", "the connection was cut")

    monkeypatch.setattr(Server, "news", cut)
    with pytest.raises(ServerUnreachableError):
        ann.rebuild(WRITER)
    assert slugs(away) == ["dune"]


def test_many_write_at_once(machine: Machine) -> None:
    stores = [machine(f"m{number % 4}") for number in range(8)]

    def write(store: SharedStore, writer: int) -> None:
        for number in range(6):
            add(store, f"Title {writer} {number}")

    threads = [Thread(target=write, args=(store, writer)) for writer, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [batch.id for batch in batches(stores[0])] == list(range(1, 49))
    assert len({batch.uid for batch in batches(stores[0])}) == 48
    assert all(dump(store) == dump(stores[0]) for store in stores[1:4])
