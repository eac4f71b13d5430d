import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file import schema
from slate.store.file.in_memory import as_of_today, empty_slate, in_memory
from slate.store.queries.row_counts import Counts, counts
from tests.store.conftest import NewStore
from tests.store.older import write_older
from tests.store.writing import add

SETTINGS = {"trusted_schema": 0, "foreign_keys": 1, "temp_store": 2}


def settings(connection: sqlite3.Connection) -> dict[str, int]:
    return {name: connection.execute(f"pragma {name}").fetchone()[0] for name in SETTINGS}


def test_database_in_memory_has_the_settings_of_slate_and_ends_with_the_block() -> None:
    with in_memory() as connection:
        assert settings(connection) == SETTINGS
        assert connection.isolation_level is None
        assert connection.execute("select count(*) from sqlite_master").fetchone() == (0,)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("select 1")


def test_empty_slate_has_all_tables_and_no_rows() -> None:
    with closing(empty_slate()) as connection:
        assert settings(connection) == SETTINGS
        assert counts(connection) == Counts(0, 0, 0, 0)


def test_older_slate_is_migrated_in_a_copy(path: Path, new_store: NewStore) -> None:
    ledger = new_store()
    add(ledger, "Mank")
    write_older(path, ledger)
    with closing(sqlite3.connect(path)) as old:
        with as_of_today(old, 1) as copy:
            assert copy.execute("pragma user_version").fetchone() == (schema.FORMAT,)
            assert copy.execute("select slug from titles").fetchall() == [("mank",)]
            assert settings(copy) == SETTINGS
            assert not copy.in_transaction
        assert old.execute("pragma user_version").fetchone() == (1,)


def test_empty_file_is_shown_as_an_empty_slate(path: Path) -> None:
    with closing(sqlite3.connect(path)) as empty, as_of_today(empty, 0) as connection:
        assert counts(connection) == Counts(0, 0, 0, 0)
