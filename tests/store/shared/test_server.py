"""What the server answers, and in how many round trips."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import psycopg
import psycopg.errors
import pytest

from slate.domain.errors import StoreError
from slate.store.shared.address import parse_address
from slate.store.shared.errors import (
    EncodingError,
    InvalidAddressError,
    LoginRefusedError,
    NoDatabaseError,
    NoSharedSlateError,
    ServerError,
    ServerUnreachableError,
)
from slate.store.shared.news import Place
from slate.store.shared.server import Sent, _holder, connected, server_errors
from tests.postgres import Postgres
from tests.store.shared.conftest import Machine
from tests.store.writing import add, records, slugs

DESK = parse_address("postgresql://ann:hunter2@desk/slate")


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the texts that are sent to the server in a block."""
    sent: list[str] = []
    run = psycopg.ClientCursor.execute

    def execute(self: Any, query: bytes, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        sent.append(query.decode())
        return run(self, query, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.ClientCursor, "execute", execute)
        yield sent


@pytest.mark.slow
def test_reading_is_one_round_trip_and_writing_two(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = machine("ann"), machine("bob")
    with counted(monkeypatch) as sent:
        add(ann, "Dune")
    assert len(sent) == 2
    for _ in range(2):
        with counted(monkeypatch) as sent:
            assert slugs(bob) == ["dune"]
        assert len(sent) == 1


@pytest.mark.slow
def test_nothing_is_sent_that_outlives_its_transaction(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a pool of connections may stand between."""
    with counted(monkeypatch) as sent:
        add(machine("ann"), "Dune")
    texts = " ".join(sent).lower()
    assert "set local" in texts
    assert "pg_advisory_xact_lock" in texts
    assert not any(word in texts for word in ("set session", "prepare", "listen", "temp"))


@pytest.mark.slow
def test_errors_of_a_connection_are_told_apart(postgres: Postgres) -> None:
    def error(url: str) -> tuple[type[StoreError], str]:
        with pytest.raises(StoreError) as raised, connected(parse_address(url), "ann"):
            raise AssertionError("connected")
        return type(raised.value), str(raised.value).partition(": ")[2]

    there = f"postgresql://postgres:hunter2@127.0.0.1:{postgres.port}"
    assert error(f"{there}/nope") == (NoDatabaseError, 'the server has no database "nope".')
    assert error(postgres.url("postgres", "nobody")) == (
        LoginRefusedError,
        'the server refuses the login: role "nobody" does not exist.',
    )
    assert error("postgresql://ann:hunter2@127.0.0.1:1/slate") == (
        ServerUnreachableError,
        "cannot be reached: Connection refused. Nothing was changed.",
    )
    assert error("postgresql://desk/slate?nonsense=hunter2") == (
        InvalidAddressError,
        'this address is not valid: invalid URI query parameter: "nonsense".',
    )
    assert error("postgresql://127.0.0.1/slate?sslmode=none") == (
        InvalidAddressError,
        'this address is not valid: invalid sslmode value: "none".',
    )


@pytest.mark.slow
def test_a_connection_that_is_cut_is_an_error(machine: Machine, postgres: Postgres) -> None:
    machine("ann")
    url = postgres.database()
    kill = (
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%ann'"
    )
    with pytest.raises(ServerUnreachableError, match="cannot be reached: terminating connection"):
        _use_after(url, postgres, kill)


def _use_after(url: str, postgres: Postgres, statement: str) -> None:
    with connected(parse_address(url), "ann") as server:
        postgres.run(url, statement)
        server.create()


@pytest.mark.slow
def test_tables_are_created_once(postgres: Postgres) -> None:
    with connected(parse_address(postgres.database()), "ann") as server:
        assert (server.create(), server.create()) == (True, False)
        news = server.news(Place())
        assert news == (Place(), True, [], [], {})
        assert server.news(Place(7, "uid")).follows is False


@pytest.mark.slow
def test_the_owner_of_older_tables_adds_what_guards_them(postgres: Postgres) -> None:
    url = postgres.database()
    name = url.rpartition("/")[2]
    guards = "select count(*) from pg_trigger where tgname = 'slate_guard'"
    with connected(parse_address(url), "ann") as server:
        server.create()
        postgres.run(url, *(f"drop trigger slate_guard on {one}" for one in ("batches", "reports")))
        postgres.run(url, f"create role another_{name} login")
        other = parse_address(postgres.url(name, f"another_{name}"))
        with connected(other, "bob") as of_another:
            assert of_another.create() is False
            assert postgres.run(url, guards) == "0"
        assert server.create() is False
    assert postgres.run(url, guards) == "2"


def test_a_timeout_of_the_server_is_no_lost_connection() -> None:
    error = psycopg.errors.QueryCanceled("canceling statement due to statement timeout")
    with pytest.raises(ServerError, match="the server says: canceling"), server_errors(DESK):
        raise error


@pytest.mark.slow
def test_several_may_create_the_tables_at_once(postgres: Postgres) -> None:
    address = parse_address(postgres.database())
    created: list[bool] = []

    def create() -> None:
        with connected(address, "ann") as server:
            created.append(server.create())

    threads = [Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False, False, False, True]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_store_all_characters_is_refused(
    postgres: Postgres, encoding: str
) -> None:
    name = f"in_{encoding.lower()}"
    postgres.run("postgres", f"create database {name} template template0 encoding '{encoding}' "
                             "lc_collate 'C' lc_ctype 'C'")  # fmt: skip
    with (
        pytest.raises(EncodingError, match=f"has the encoding {encoding}, and a slate needs UTF8"),
        connected(parse_address(postgres.url(name)), "ann") as server,
    ):
        server.create()


@pytest.mark.slow
@pytest.mark.parametrize(
    "setting", ["datestyle = 'German'", "timezone = '<X>+3'", "client_encoding = 'LATIN1'"]
)
def test_settings_of_a_database_do_not_matter(
    machine: Machine, postgres: Postgres, url: str, setting: str
) -> None:
    name = url.rpartition("/")[2]
    postgres.run("postgres", f"alter database {name} set {setting}")
    add(machine("ann"), "映画")
    assert [title.title for title in records(machine("bob"))] == ["映画"]
    with connected(parse_address(url), "ann") as server:
        server.news(Place())
        assert server.now is not None
        assert abs(datetime.now(UTC) - server.now) < timedelta(minutes=5)


@pytest.mark.slow
def test_a_slate_without_its_format_is_none(machine: Machine, postgres: Postgres, url: str) -> None:
    machine("ann")
    postgres.run(url, "delete from slate_ledger")
    with pytest.raises(NoSharedSlateError):
        slugs(machine("ann"))


@pytest.mark.slow
def test_the_name_of_a_connection_is_cut_where_the_server_would(postgres: Postgres) -> None:
    url = postgres.database()
    with connected(parse_address(url), "é" * 60):
        names = postgres.run(url, "select application_name from pg_stat_activity "
                                  "where application_name like 'slate #%'")  # fmt: skip
    assert names == f"slate #0: {'?' * 50}..."


@pytest.mark.slow
def test_the_address_has_the_last_word_about_the_connection(postgres: Postgres) -> None:
    url = postgres.database()
    with connected(parse_address(f"{url}?keepalives_idle=77&application_name=x"), "ann") as server:
        found = server._connection.info.get_parameters()  # noqa: SLF001
    names = ("keepalives_idle", "keepalives_interval", "tcp_user_timeout", "application_name")
    assert [found[name] for name in names] == ["77", "5", "30000", "slate #0: ann"]


@pytest.mark.parametrize(
    ("name", "holder"),
    [
        ("slate #0: ann since 09:12: add x", ("ann since 09:12: add x", None)),
        ("slate #12 45%: ann: slate #3 4%: x", ("ann: slate #3 4%: x", 45)),
        ("psql", ("psql", None)),
        ("", ("another program", None)),
    ],
)
def test_who_holds_the_lock_is_in_the_name_of_a_connection(
    name: str, holder: tuple[str, int | None]
) -> None:
    assert _holder(name) == holder


def test_nothing_to_send_is_nothing() -> None:
    assert Sent([], [], {}).is_empty
    assert not Sent([], [], {"ann": "uid"}).is_empty


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (psycopg.OperationalError("connection failed: FATAL:  out of memory\nhint"),
         "postgresql://desk/slate: cannot be reached: out of memory. Nothing was changed."),
        (psycopg.OperationalError(""),
         "postgresql://desk/slate: cannot be reached: . Nothing was changed."),
        (psycopg.OperationalError("FATAL:  password authentication failed for user"),
         ("postgresql://desk/slate: the server refuses the login: password authentication failed "
          "for user.")),
        (psycopg.OperationalError("connection failed: FATAL:  no such database: nope"),  # a pool
         'postgresql://desk/slate: the server has no database "nope".'),
        (psycopg.OperationalError("FATAL:  no such user"),
         "postgresql://desk/slate: the server refuses the login: no such user."),
        (psycopg.errors.DiskFull("no space left on device"),
         "postgresql://desk/slate: the server says: no space left on device."),
        (psycopg.DataError("a value is wrong.\nDETAIL: hunter2"),
         "postgresql://desk/slate: the server says: a value is wrong."),
    ],
)  # fmt: skip
def test_what_the_server_says_is_repeated_without_what_is_around_it(
    error: psycopg.Error, text: str
) -> None:
    with pytest.raises(StoreError) as raised, server_errors(DESK):
        raise error
    assert str(raised.value) == text
