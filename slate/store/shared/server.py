"""The server of a shared slate: the only module that uses psycopg, and SQL of PostgreSQL.

Each operation is one round trip. Everything is sent as one text with the values in it
(`ClientCursor`), and holds for one transaction only, so that a pool of connections such as
pgbouncer may stand between.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

import psycopg
from psycopg import errors as pg

from slate.domain.errors import StoreError
from slate.store.shared.address import Address
from slate.store.shared.errors import (
    LoginRefusedError,
    MayNotWriteError,
    NewerServerError,
    NoDatabaseError,
    NoSharedSlateError,
    ServerBusyError,
    ServerError,
    ServerUnreachableError,
)
from slate.store.shared.news import BATCH_COLUMNS, REPORT_COLUMNS, News, Place

FORMAT = 1
PATIENCE = 30  # seconds to wait for somebody who does not say that it takes long
_ASKS = 2  # seconds between two attempts to get the lock
_CONNECT = 10  # seconds
_LOCK = int.from_bytes(b"slat")  # advisory locks are those of one database
_LONGEST = 63  # characters of the name of a connection, which are those of ASCII
_LONG = "long: "  # of a command that may take long, in the name of its connection


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_TABLES = f"""
    create table slate_ledger (
        only_row boolean primary key default true check (only_row),
        format integer not null
    );
    create table batches (
        id bigint primary key,
        uid text not null unique,
        recorded_at text not null,
        author text not null,
        command text not null,
        undoes text,
        "only" text,
        corrects text,
        arrived text,
        login text not null default session_user,
        stored_at timestamptz not null default clock_timestamp()
    );
    create table reports (
        batch bigint not null references batches (id),
        n bigint not null,
        title_key text not null,
        said text not null,
        source text,
        url text,
        reported_on text not null,
        confidence text not null,
        note text,
        primary key (batch, n)
    );
    create table bookmarks (author text primary key, batch text not null);
    insert into slate_ledger (format) values ({FORMAT});
"""
_EXISTS = "select to_regclass('slate_ledger') is not null"
_NEWS = f"""
    select format, clock_timestamp() from slate_ledger;
    select uid from batches where id = %(last)s;
    select {_columns(BATCH_COLUMNS)} from batches where id > %(last)s order by id;
    select {_columns(REPORT_COLUMNS)} from reports where batch > %(last)s order by batch, n;
    select author, batch from bookmarks
"""
_READ = f"begin isolation level repeatable read read only; {_NEWS}; commit"
# READ COMMITTED, so that each statement sees what was committed before the lock was granted. No
# timeout may end a transaction whose command works for minutes on this machine.
_WRITE = f"""
    begin isolation level read committed;
    set local lock_timeout = '{_ASKS}s';
    set local idle_in_transaction_session_timeout = 0;
    select pg_advisory_xact_lock({_LOCK});
    {_NEWS}
"""
_HOLDER = f"""
    select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = {_LOCK}
        and l.database = (select oid from pg_database where datname = current_database())
"""
# In what a server says about a connection that it refuses; there is no code.
_REFUSED = ("authentication failed", "no password supplied", "no pg_hba.conf entry", 'role "')
# The classes of errors with which a server ends a connection; one that is cut has no code.
_BROKEN = "08000"
_NO_CONNECTION = frozenset({"08", "28", "3D", "57"})
_IS_STORED = "select exists (select 1 from batches where uid = %s)"
_PUT_BOOKMARK = """
    insert into bookmarks (author, batch) values {}
    on conflict (author) do update set batch = excluded.batch
"""


class Sent(NamedTuple):
    """What a command has recorded, to be stored on the server."""

    batches: list[tuple[Any, ...]]
    reports: list[tuple[Any, ...]]
    bookmarks: dict[str, str]  # those that it has moved

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not (self.batches or self.reports or self.bookmarks)


class Server:
    """A connection to the server of a shared slate."""

    def __init__(self, connection: "psycopg.Connection[Any]", address: Address) -> None:
        """Use a connection that is open; see `connected`."""
        self._connection = connection
        self._address = address
        self.now: datetime | None = None  # the server's time, when the news were read

    def news(self, place: Place) -> News:
        """Return what was recorded after a place."""
        return self._news(self._run(_READ, {"last": place.number}), place)

    def locked_news(self, place: Place, say: Callable[[str], None]) -> News:
        """Begin to write: lock the slate, and return what was recorded after a place.

        Others who are writing are waited for: somebody who says that it takes long until it is
        done, anybody else for half a minute. Raises ServerBusyError.
        """
        told = ""
        last_seen = time.monotonic()
        while True:
            try:
                return self._news(self._run(_WRITE, {"last": place.number}), place)
            except pg.LockNotAvailable:
                self._run("rollback")
            rows = self._run(_HOLDER)[0]
            holder = str(rows[0][0]) if rows else ""
            if holder.startswith(_LONG):
                last_seen = time.monotonic()
            shown = holder.removeprefix(_LONG) or "somebody"
            if time.monotonic() - last_seen > PATIENCE:
                raise ServerBusyError(self._address, shown)
            if shown != told:
                say(f"waiting until {shown} has finished writing to {self._address}.")
                told = shown

    def append(self, sent: Sent) -> None:
        """Store what was recorded, and end the transaction; it is committed when this returns."""
        statements: list[str] = []
        values: list[Any] = []
        for table, columns, rows in (
            ("batches", BATCH_COLUMNS, sent.batches),
            ("reports", REPORT_COLUMNS, sent.reports),
        ):
            if rows:
                marks = f"({', '.join(['%s'] * len(columns))})"
                statements.append(
                    f"insert into {table} ({_columns(columns)}) values "
                    f"{', '.join([marks] * len(rows))}"
                )
                values += [value for row in rows for value in row]
        if sent.bookmarks:
            marks = ", ".join(["(%s, %s)"] * len(sent.bookmarks))
            statements.append(_PUT_BOOKMARK.format(marks))
            values += [value for pair in sent.bookmarks.items() for value in pair]
        self._run("; ".join([*statements, "commit"]), values)

    def release(self) -> None:
        """End the transaction without storing anything."""
        self._run("rollback")

    def is_stored(self, uid: str) -> bool:
        """Whether the server has a batch."""
        return bool(self._run(_IS_STORED, [uid])[0][0][0])

    def create(self) -> bool:
        """Create the tables, unless they are there; return whether they were created."""
        if self._run(_EXISTS)[0][0][0]:
            return False
        self._run(f"begin; {_TABLES} commit")
        return True

    def _news(self, results: list[list[tuple[Any, ...]]], place: Place) -> News:
        *_, formats, there, batches, reports, bookmarks = results
        ((found, self.now),) = formats
        if found > FORMAT:
            raise NewerServerError(self._address, found, FORMAT)
        follows = not place.number or [row[0] for row in there] == [place.uid]
        return News(follows, batches, reports, dict(bookmarks))

    def _run(self, text: str, values: Any = None) -> list[list[tuple[Any, ...]]]:  # noqa: ANN401
        """Run statements in one round trip, and return the rows of those that have any."""
        found = []
        with self._connection.cursor() as cursor:
            cursor.execute(text.encode(), values)
            while True:
                if cursor.description is not None:
                    found.append(cursor.fetchall())
                if not cursor.nextset():
                    return found


@contextmanager
def connected(address: Address, name: str, *, is_long: bool = False) -> Iterator[Server]:
    """Connect to the server of a shared slate, and raise a StoreError for each error of it.

    `name` is how others see this command while they wait for it.
    """
    shown = f"{_LONG if is_long else ''}{name}"
    with server_errors(address):
        connection = psycopg.connect(
            address.url,
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
            connect_timeout=_CONNECT,
            application_name=shown.encode("ascii", "replace")[:_LONGEST].decode(),
        )
    try:
        with server_errors(address):
            yield Server(connection, address)
    finally:
        connection.close()


@contextmanager
def server_errors(address: Address) -> Iterator[None]:
    """Raise a StoreError for each error of the server in a block."""
    try:
        yield
    except psycopg.Error as error:
        raise _meant(address, error) from None


def _meant(address: Address, error: psycopg.Error) -> StoreError:
    match error:
        case pg.UndefinedTable():
            return NoSharedSlateError(address)
        case pg.InsufficientPrivilege() | pg.ReadOnlySqlTransaction():
            return MayNotWriteError(address, reads="permission denied for table" in str(error))
        case psycopg.OperationalError() if (error.sqlstate or _BROKEN)[:2] in _NO_CONNECTION:
            return _not_connected(address, str(error))
    return ServerError(address, _first_line(str(error)))


def _not_connected(address: Address, text: str) -> StoreError:
    why = _first_line(text)
    if "does not exist" in why and "database" in why:
        return NoDatabaseError(address)
    if any(part in why for part in _REFUSED):
        return LoginRefusedError(address, why)
    return ServerUnreachableError(address, why)


def _first_line(text: str) -> str:
    """Return what the server says, without what the driver puts around it."""
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    return lines[0].rpartition("FATAL:  ")[2].rpartition("failed: ")[2].strip().rstrip(".")
