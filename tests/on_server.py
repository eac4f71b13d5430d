"""A plugin of pytest with which the slates of commands are on a server instead of in files.

The tests of the command line then show that a shared slate does what a file does:

    python -m pytest -p tests.on_server tests/cli tests/journeys

Each path of a file stands for a database of its own, and the file at that path is the copy of this
machine, so that tests can look into it. A slate that is there before the first command on it, such
as one that was made once and copied, is put on the server first.

What stays as it is: the demo, which is in memory; tests about a file, which are marked as such; and
commands in a process of their own, of which this process cannot change the slate. Tests of those
two kinds are left out.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from slate.cli import session
from slate.domain.errors import StoreError, UnreadableError
from slate.store.file.connection import Store
from slate.store.shared.address import parse_address
from slate.store.shared.news import Place
from slate.store.shared.server import connected
from slate.store.shared.shared_store import SharedStore, sent_after
from tests.postgres import Postgres

# It takes 13 ms; with the other strategy, which writes a log of all pages, 22 ms.
_CREATE = SQL("create database {} template {} strategy file_copy")
_DROP = SQL("drop database {} with (force)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about a file, or runs slate in another process."""
    left_out = [item for item in items if _is_left_out(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    is_elsewhere = "installed" in getattr(item, "fixturenames", ())
    return is_elsewhere or item.get_closest_marker("about_files") is not None


class Databases:
    """The databases of one server, each with an empty slate when it is created."""

    def __init__(self, postgres: Postgres, connection: "psycopg.Connection[object]") -> None:
        self._postgres = postgres
        self._connection = connection
        self._numbers = count(1)
        url = postgres.database()
        SharedStore(parse_address(url), Path("none"), user="tests").initialize()
        self._template = url.rpartition("/")[2]

    def create(self) -> str:
        """Create a database, and return its URL."""
        name = f"slate{next(self._numbers)}"
        self._connection.execute(_CREATE.format(Identifier(name), Identifier(self._template)))
        return self._postgres.url(name)

    def drop(self, url: str) -> None:
        self._connection.execute(_DROP.format(Identifier(url.rpartition("/")[2])))


@pytest.fixture(scope="session")
def databases(postgres: Postgres) -> Iterator[Databases]:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        yield Databases(postgres, connection)


@pytest.fixture(autouse=True)
def _on_server(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Open a shared slate wherever a command opens a file."""
    made: dict[Path, str] = {}

    def open_shared(
        path: Path, *, say: Callable[[str], None], day: str, time: str, **_: object
    ) -> SharedStore:
        key = path.resolve()
        if key not in made:
            made[key] = databases.create()
            _put(made[key], path)
        # The time of the server would be that of today: it stands for one whose clock is that of
        # the test, as is the clock of this machine.
        return SharedStore(
            parse_address(made[key]),
            path,
            user="tester",
            has_fixed_time=True,
            say=say,
            day=day,
            time=time,
        )

    monkeypatch.setattr(session, "Store", open_shared)
    yield
    for url in made.values():
        databases.drop(url)


def _put(url: str, path: Path) -> None:
    """Store what is in a file, if there is one, in an empty database."""
    file = Store(path)
    try:
        if file.is_missing():
            return
        with file.reading() as connection:
            sent = sent_after(connection, Place(), {})
    except UnreadableError:  # which the command reports, if it gets there
        return
    except StoreError as error:
        pytest.fail(f"{error} A test that needs such a file is to be marked as about_files.")
    if not sent.is_empty:
        with connected(parse_address(url), "tests") as server:
            server.locked_news(Place(), print)
            server.append(sent)
