"""The server of a shared slate: the only module that uses psycopg.

Each operation is one round trip. Everything is sent as one text with the values in it
(`ClientCursor`), and holds for one transaction only, so that a pool of connections such as
pgbouncer may stand between.
"""

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from threading import Event, Thread
from typing import Any, NamedTuple

import psycopg
from psycopg import errors as pg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from slate.domain.errors import StoreError
from slate.domain.ledger.version import NEWEST
from slate.domain.quoting import quoted
from slate.store.shared.address import Address
from slate.store.shared.errors import (
    EncodingError,
    InvalidAddressError,
    LoginRefusedError,
    MayNotCreateError,
    MayNotReadError,
    MayNotWriteError,
    NewerServerError,
    NoDatabaseError,
    NoSharedSlateError,
    ServerBusyError,
    ServerError,
    ServerUnreachableError,
)
from slate.store.shared.news import News, Place
from slate.store.shared.statements import (
    ADD_BATCHES,
    ADD_REPORTS,
    ENCODING,
    EXISTS,
    FORMAT,
    GUARDS,
    HAS_BATCH,
    HAS_BOOKMARKS,
    HOLDER,
    LOCKED,
    PUT_BOOKMARKS,
    READ,
    TABLES,
    UTF8,
    WRITE,
)
from slate.store.sql import chunks

# The driver warns of what it could not cancel, on standard error unless somebody handles it.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

PATIENCE = 30  # seconds to wait for a command that does not show that it is still running
BEAT = 5.0  # seconds after which a command that writes shows that again
# Unless the address or the environment says otherwise: without them, a connection that is gone is
# noticed after hours.
_CONNECTION: dict[str, Any] = {
    "connect_timeout": "10",  # seconds
    "keepalives_idle": "10",  # seconds
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",  # milliseconds
}
_PORTION = 5_000  # rows to send at once
_STEP = 10  # percent, after which those who wait are told again
_LONGEST = 63  # characters of the name of a connection, which are those of ASCII
_CUT = "..."
# The name of a connection: how often it has shown that it is there, how far it is, and who it is.
_NAME = re.compile(r"slate #\d+(?: (?P<percent>\d+)%)?: (?P<user>.*)")


# In what a server says about a connection that it refuses; there is no code.
_REFUSED = (
    *("authentication failed", "valid client certificate", "no such user"),
    *("no pg_hba.conf entry", "pg_hba.conf rejects", 'role "'),
)
_NO_PASSWORD = "no password supplied"  # noqa: S105 -- a message
# Of the server, and of pgbouncer.
_NO_DATABASE = re.compile(r'database "(.*)" does not exist|no such database: (.*)')
_INVALID = ": invalid "  # of a part of the address
# The classes of errors with which a server ends a connection; one that is cut has no code.
_BROKEN = "08000"
_NO_CONNECTION = frozenset({"08", "28", "3D", "57"})


class Sent(NamedTuple):
    """What a command has recorded, to be stored on the server."""

    batches: list[tuple[Any, ...]]  # each with the version of the ledger's format that it needs
    reports: list[tuple[Any, ...]]
    bookmarks: dict[str, str]  # those that it has moved

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not (self.batches or self.reports or self.bookmarks)


def _inserts(sent: Sent) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield statements, each with the rows that it stores."""
    yield ADD_BATCHES, sent.batches
    yield ADD_REPORTS, sent.reports
    yield PUT_BOOKMARKS, sent.bookmarks.items()


def _statements(rows: Iterable[tuple[str, tuple[Any, ...]]]) -> tuple[str, list[Any]]:
    """Return one text with the statements that store some rows, and the values in it."""
    statements, values = [], []
    for insert, found in groupby(rows, itemgetter(0)):
        own = [row for _, row in found]
        marks = f"({', '.join(['%s'] * len(own[0]))})"
        statements.append(insert.format(", ".join([marks] * len(own))))
        values += [value for row in own for value in row]
    return "; ".join(statements), values


class Server:
    """A connection to the server of a shared slate."""

    def __init__(
        self, connection: "psycopg.Connection[Any]", address: Address, user: str = ""
    ) -> None:
        """Use a connection that is open, of a user whom others see; see `connected`."""
        self._connection = connection
        self._address = address
        self._user = user
        self.now: datetime | None = None  # the server's time, when the news was read
        self.may_write = False  # as known then

    def news(self, place: Place) -> News:
        """Return what was recorded after a place."""
        return self._news(self._run(READ, {"last": place.number}), place)

    def locked_news(self, place: Place, say: Callable[[str], None]) -> News:
        """Begin to write: lock the slate, and return what was recorded after a place.

        Others who are writing are waited for as long as they show that they are still running.
        Raises ServerBusyError, MayNotWriteError.
        """
        told: tuple[str, int] | None = None  # who, and how far in steps
        seen = ""
        last_seen = time.monotonic()
        while True:
            try:
                news = self._news(self._run(WRITE, {"last": place.number}), place)
            except pg.LockNotAvailable:
                self._run("rollback")
            else:
                if not self.may_write:
                    raise MayNotWriteError(self._address)
                return news
            rows = self._run(HOLDER)[0]
            name = str(rows[0][0]) if rows else ""
            if name != seen:
                seen, last_seen = name, time.monotonic()
            user, percent = _holder(name)
            if time.monotonic() - last_seen > PATIENCE:
                raise ServerBusyError(self._address, user)
            step = (user, (percent or 0) // _STEP)
            if step != told:
                how_far = "" if percent is None else f" ({percent} % done)"
                text = f"waiting for {self._address}, in use by {user}{how_far}"
                say(text if text.endswith(_CUT) else f"{text}.")
                told = step

    @contextmanager
    def writing(self, how_far: Callable[[], int | None]) -> Iterator[None]:
        """Show others in a block that this command is still running; it may take hours.

        `how_far` returns a percentage, or None if that is not known. The server, and whatever
        stands between, would take a connection that sends nothing for one that is gone.
        """
        ended = Event()

        def show() -> None:
            count = 0
            with suppress(psycopg.Error):  # what is sent next has the same error
                while not ended.wait(BEAT):
                    count += 1
                    name = _name(self._user, count, how_far())
                    self._run("set local application_name = %s", [name])

        thread = Thread(target=show, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join(BEAT)

    def append(self, sent: Sent) -> None:
        """Store what was recorded, and end the transaction; it is committed when this returns.

        Much is sent in portions, as a server takes one that arrives slowly for silence.
        """
        rows = [(insert, row) for insert, found in _inserts(sent) for row in found]
        *before, last = chunks(rows, _PORTION)
        for some in before:
            self._run(*_statements(some))
        text, values = _statements(last)
        self._run(f"{text}; commit", values)

    def release(self) -> None:
        """End the transaction without storing anything."""
        self._run("rollback")

    def is_stored(self, sent: Sent) -> bool:
        """Whether the server has what another connection, which broke off, was to store.

        It may still be about to commit it, and is waited for.
        """
        if sent.batches:
            asked, values = HAS_BATCH, [sent.batches[-1][1]]
        else:
            marks = ", ".join(["(%s, %s)"] * len(sent.bookmarks))
            asked = HAS_BOOKMARKS.format(len(sent.bookmarks), marks)
            values = [value for pair in sent.bookmarks.items() for value in pair]
        if self._run(asked, values)[0][0][0]:
            return True
        return bool(self._run(f"{LOCKED} {asked}; commit", values)[-1][0][0])

    def create(self) -> bool:
        """Create the tables, unless they are there; return whether they were created.

        Of tables of an older slate, the owner adds what guards the ledger.
        """
        *_, [[encoding]], [[is_there]] = self._run(f"{LOCKED} {ENCODING}; {EXISTS}")
        if is_there:
            try:
                self._run(f"{GUARDS} commit")
            except pg.InsufficientPrivilege:  # somebody else's tables
                self.release()
            return False
        if encoding != UTF8:
            raise EncodingError(self._address, encoding)
        try:
            self._run(f"{TABLES} {GUARDS} commit")
        except pg.InsufficientPrivilege as error:
            raise MayNotCreateError(self._address, _first_line(str(error))) from None
        return True

    def _news(self, results: list[list[tuple[Any, ...]]], place: Place) -> News:
        *_, formats, there, batches, reports, bookmarks = results
        if not formats:
            raise NoSharedSlateError(self._address)
        ((found, now, version, self.may_write),) = formats
        self.now = datetime.fromisoformat(now)
        if found > FORMAT:
            raise NewerServerError(self._address, "format", found, FORMAT)
        if version is not None and version > NEWEST:
            raise NewerServerError(self._address, "version", version, NEWEST)
        follows = not place.number or [row[0] for row in there] == [place.uid]
        return News(place, follows, batches, reports, dict(bookmarks))

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
def connected(address: Address, user: str) -> Iterator[Server]:
    """Connect to the server of a shared slate, and raise a StoreError for each error of it.

    `user` is how others see this command while they wait for it.
    """
    with server_errors(address):
        seconds = os.environ.get("PGCONNECT_TIMEOUT")
        environment = {"connect_timeout": seconds} if seconds else {}
        where = make_conninfo(**(_CONNECTION | environment | conninfo_to_dict(address.url)))
        connection = psycopg.connect(
            make_conninfo(where, application_name=_name(user), client_encoding="utf8"),
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
        )
    try:
        with server_errors(address):
            yield Server(connection, address, user)
    finally:
        connection.close()


def _name(user: str, count: int = 0, percent: int | None = None) -> str:
    """Return the name of a connection, which everybody on the server can read."""
    how_far = "" if percent is None else f" {percent}%"
    name = f"slate #{count}{how_far}: {user}".encode("ascii", "replace").decode()
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - len(_CUT)]}{_CUT}"


def _holder(name: str) -> tuple[str, int | None]:
    """Return the user in the name of a connection, and how far the command is in percent."""
    found = _NAME.fullmatch(name)
    if found is None:  # another program
        return name or "another program", None
    return found["user"], int(found["percent"]) if found["percent"] else None


@contextmanager
def server_errors(address: Address) -> Iterator[None]:
    """Raise a StoreError for each error of the server in a block."""
    try:
        yield
    except psycopg.Error as error:
        raise _meant(address, error) from None


def _meant(  # noqa: PLR0911 -- one per kind of error
    address: Address, error: psycopg.Error
) -> StoreError:
    match error:
        case pg.UndefinedTable():
            return NoSharedSlateError(address)
        case pg.ReadOnlySqlTransaction():
            return MayNotWriteError(address)
        case pg.InsufficientPrivilege():
            return MayNotReadError(address, _first_line(str(error)))
        case pg.QueryCanceled():  # by a timeout of the server
            pass
        case pg.IdleInTransactionSessionTimeout():
            return _not_connected(address, str(error))
        case psycopg.OperationalError() if (error.sqlstate or _BROKEN)[:2] in _NO_CONNECTION:
            return _not_connected(address, str(error))
        case psycopg.ProgrammingError() if error.sqlstate is None:
            return InvalidAddressError(address, _first_line(str(error)))
    return ServerError(address, _first_line(str(error)))


def _not_connected(address: Address, text: str) -> StoreError:
    why = _first_line(text)
    if found := _NO_DATABASE.match(why):
        return NoDatabaseError(address, found[1] or found[2])
    if _NO_PASSWORD in why:
        return LoginRefusedError(address, _without_password(address))
    if any(part in why for part in _REFUSED):
        return LoginRefusedError(address, why)
    if _INVALID in why:
        return InvalidAddressError(address, why.rpartition("is bad: ")[2])
    return ServerUnreachableError(address, why)


def _without_password(address: Address) -> str:
    """Return why a login without a password was refused; a service file may name the user."""
    defaults = {option.keyword: option.val for option in psycopg.pq.Conninfo.get_defaults()}
    user = conninfo_to_dict(address.url).get("user") or (defaults[b"user"] or b"").decode()
    return f"there is no password for user {quoted(str(user))}"


def _first_line(text: str) -> str:
    """Return what the server says, without what the driver puts around it."""
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    return lines[0].rpartition("FATAL:  ")[2].rpartition("failed: ")[2].strip().rstrip(".")
