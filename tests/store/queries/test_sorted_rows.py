import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from slate.store.queries.sorted_rows import is_few, sorted_rows
from tests.limits import no_file_beyond
from tests.store.plans import steps

_MANY = 3_000
# Rows of 6 MB, which is more than SQLite sorts in memory if it may use a file.
_WIDE = """
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < :many)
    select n, printf('%.2000c', 'x') from numbers order by n * 7919 % 3001
"""


@pytest.fixture
def file(world: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a file, with the setting of every connection of slate."""
    with closing(sqlite3.connect(world / "a.db", isolation_level=None)) as connection:
        connection.execute("pragma temp_store = memory")
        yield connection


@pytest.fixture
def memory() -> Iterator[sqlite3.Connection]:
    """Yield a connection to a database in memory, with the same setting."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("pragma temp_store = memory")
        yield connection


def _numbers(connection: sqlite3.Connection, limit: int | None) -> list[int]:
    return [number for number, _ in sorted_rows(connection, _WIDE, {"many": _MANY}, limit)]


_SORTED = sorted(range(1, _MANY + 1), key=lambda n: n * 7919 % 3001)


@pytest.mark.parametrize("limit", [0, 1, 20, 10_001, None])
def test_rows_are_sorted_and_limited(
    file: sqlite3.Connection, memory: sqlite3.Connection, limit: int | None
) -> None:
    for connection in (file, memory):
        assert _numbers(connection, limit) == _SORTED[:limit]


def _sorting_files() -> list[str]:
    found = []
    for name in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.append(str(name.readlink()))
    return [name for name in found if "etilqs" in name]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="open files are listed in /proc")
def test_all_rows_of_a_file_are_sorted_in_temporary_files(
    file: sqlite3.Connection, memory: sqlite3.Connection
) -> None:
    for connection, number in ((file, 1), (memory, 0)):
        rows = sorted_rows(connection, _WIDE, {"many": _MANY}, None)
        assert len(_sorting_files()) == number
        assert len(list(rows)) == _MANY
        assert _sorting_files() == []


def test_without_room_for_files_rows_are_sorted_in_memory(file: sqlite3.Connection) -> None:
    with no_file_beyond(4_096):
        assert _numbers(file, None) == _SORTED
    assert file.execute("pragma temp_store").fetchone() == (2,)


def test_other_errors_are_raised_and_the_setting_stays(file: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table: none"):
        sorted_rows(file, "select * from none", {}, None)
    assert file.execute("pragma temp_store").fetchone() == (2,)


def test_a_transaction_may_be_open(file: sqlite3.Connection) -> None:
    file.execute("begin")
    assert _numbers(file, None) == _SORTED


def test_sorting_all_rows_takes_no_more_steps_than_the_first_ones(
    file: sqlite3.Connection,
) -> None:
    """With a LIMIT of -1, SQLite would insert each row into a tree."""
    everything, first = (
        steps(file, lambda: _numbers(file, limit))  # noqa: B023 -- called at once
        for limit in (None, 10_000)
    )
    assert everything < first


def test_few_rows_have_a_limit() -> None:
    assert [is_few(limit) for limit in (0, 10_000, 10_001, None)] == [True, True, False, False]
