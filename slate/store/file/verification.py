"""Whether the content of a slate's file is what slate wrote: what `slate check` finds.

Each part is checked only if those before it are in order, as its result could not be trusted.
"""

import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import NamedTuple

from slate.domain.dates.instants import is_instant_text
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError
from slate.domain.quoting import quoted, several
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import iso
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.store.file import expected_schema, schema
from slate.store.file.in_memory import in_memory
from slate.store.reports import ledger_state
from slate.store.reports.odd_rows import odd_rows
from slate.store.titles import projections

_MOST = 5  # problems of a part that are named
# Bytes; longer than any text that slate writes to a projection, but for lists of tags. The key of a
# title can be 33 times as long as the title, if a letter stands for many.
_LONGEST = 200_000
_TEXTS = """
    select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c
    where m.type = 'table' and upper(c.type) = 'TEXT' and c.name <> 'tags'
"""
_LISTS = (
    ("titles", "status", frozenset(map(str, Stage))),
    ("titles", "kind", frozenset(map(str, Kind))),
    ("releases", "type", frozenset(map(str, ReleaseType))),
)
_DATES = """
    select distinct date, earliest, latest from releases
    union select distinct leaves, leaves_earliest, leaves_latest from releases
"""
_TIMES = """
    select recorded_at from batches
    union select arrived from batches where arrived is not null
"""
_TABLES = "select name from sqlite_master where type = 'table'"
_COLUMNS = "select name, upper(type) from pragma_table_info(:table)"
_KEY_OF = "(select k.key from titles k where k.id = m.title) as title"
_DIFFERING = "select {0} from {1} except select {0} from {2}"


class Part(StrEnum):
    """What is checked, in this order."""

    FILE = "file"  # its pages and indexes, and whether rows refer to rows that exist
    SCHEMA = "schema"  # its tables, indexes and views
    LEDGER = "ledger"  # batches and reports: their number and checksum
    TITLES = "titles"  # the tables that are derived from the reports


class Fault(NamedTuple):
    """What is wrong with a part."""

    part: Part
    what: str  # a phrase
    can_rebuild: bool = False  # what is affected can be derived from the reports
    is_own: bool = False  # nothing is damaged: it is the user's own, and has to be dropped


def faults(connection: sqlite3.Connection, last: Part = Part.TITLES) -> list[Fault]:
    """Return what is wrong with the first part that is not in order; nothing after `last`.

    If everything that is wrong can be derived from the reports again, these are checked, too. The
    connection is to a slate of today's format, and not in a write transaction. Comparing the titles
    takes as long as folding all reports, and a copy of the slate in memory.
    """
    parts = tuple(Part)
    for part in parts[: parts.index(last) + 1]:
        if found := _faults_of(connection, part):
            if all(fault.can_rebuild for fault in found):
                return _faults_of(connection, Part.LEDGER) or found
            return found
    return []


def _faults_of(connection: sqlite3.Connection, part: Part) -> list[Fault]:
    return _found_or_error(part, lambda: list(islice(_CHECKS[part](connection), _MOST)))


def _found_or_error(part: Part, find: Callable[[], list[Fault]]) -> list[Fault]:
    try:
        return find()
    except (MemoryError, OSError):  # of the machine: it shows nothing about the file
        raise
    except Exception as error:  # noqa: BLE001 -- what is not as slate wrote it can raise any
        what = f"it cannot be read ({type(error).__name__}: {_plain(str(error))})"
        return [Fault(part, what, can_rebuild=part in {Part.SCHEMA, Part.TITLES})]


def ledger_faults(connection: sqlite3.Connection) -> list[Fault]:
    """Return what is wrong with the ledger itself, from which everything else is derived."""

    def find() -> list[Fault]:
        schema_faults = expected_schema.faults(connection)
        found = [Fault(Part.SCHEMA, str(one)) for one in schema_faults if one.is_about_ledger]
        return found or list(chain(_of_ledger(connection), _of_rows(connection)))

    return _found_or_error(Part.LEDGER, find)


def _own_tables() -> list[str]:
    return [name for name, type_ in schema.objects(schema.FORMAT).items() if type_ == "table"]


def page_faults(connection: sqlite3.Connection) -> list[Fault]:
    """Return what is wrong with the pages of a slate of any format."""
    try:
        lines = [line for (line,) in connection.execute(f"pragma quick_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        lines = [str(error)]
    return [] if lines == ["ok"] else [Fault(Part.FILE, _plain(line)) for line in lines]


def _of_file(connection: sqlite3.Connection) -> Iterator[Fault]:
    try:
        lines = connection.execute(f"pragma integrity_check({_MOST})").fetchall()
    except sqlite3.DatabaseError as error:
        # The other check may say which page it is.
        yield from page_faults(connection) or [Fault(Part.FILE, str(error))]
        return
    for (line,) in lines:
        if line != "ok":
            yield Fault(Part.FILE, _plain(line))
    there = {name for (name,) in connection.execute(_TABLES)}
    for own in there.intersection(_own_tables()):  # not those of the user
        for table, row, parent, _ in connection.execute(f"pragma foreign_key_check({own})"):
            what = f"row {row} of {table} refers to a row of {parent} that does not exist"
            yield Fault(Part.FILE, what, can_rebuild=table not in schema.LEDGER)


def _plain(line: str) -> str:
    """Return a message of SQLite about a file in one line, without the name of the database."""
    return " ".join(line.removeprefix("*** in database main ***").split())


def _of_schema(connection: sqlite3.Connection) -> Iterator[Fault]:
    for fault in expected_schema.faults(connection):
        yield Fault(Part.SCHEMA, str(fault), can_rebuild=not fault.is_about_ledger)
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'"):
        yield Fault(Part.SCHEMA, f"the trigger {name} is not slate's: drop it", is_own=True)
    yield from _too_long(connection)
    yield from _odd_values(connection)


def _of_ledger(connection: sqlite3.Connection) -> Iterator[Fault]:
    wanted, found = ledger_state.stored(connection), ledger_state.computed(connection)
    if wanted is None:
        yield Fault(Part.LEDGER, "its number of batches and reports, and its checksum, are missing")
    elif (wanted.batches, wanted.reports) != (found.batches, found.reports):
        there = f"{found.batches:,} of {wanted.batches:,} batches"
        what = f"it has {there} and {found.reports:,} of {wanted.reports:,} reports"
        yield Fault(Part.LEDGER, what)
    elif wanted.checksum != found.checksum:
        yield Fault(Part.LEDGER, "its checksum differs: a batch or a report was changed")


def _of_rows(connection: sqlite3.Connection) -> Iterator[Fault]:
    for what in odd_rows(connection):
        yield Fault(Part.LEDGER, what)


def _of_titles(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Fold all reports again in a copy, and compare the result with the tables."""
    if faults := list(islice(_of_rows(connection), _MOST)):
        yield from faults
        return
    if rules := expected_schema.own_rules(connection):  # that could refuse it
        for rule in rules:
            yield Fault(
                Part.SCHEMA, f"{rule.what}: {rule.remedy[0].lower()}{rule.remedy[1:]}", is_own=True
            )
        return
    with in_memory() as copy:
        connection.backup(copy)
        tables = [name for name in _own_tables() if name not in schema.LEDGER]
        copy.execute("begin")
        for table in tables:
            copy.execute(f"create temp table was_{table} as select {_content(copy, table)}")
        projections.rebuild(copy)
        for table in tables:
            copy.execute(f"create temp table is_{table} as select {_content(copy, table)}")
            if found := _difference(copy, table):
                yield Fault(Part.TITLES, found, can_rebuild=True)


def _too_long(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the columns with a text that is longer than any that slate writes."""
    projected = schema.objects(schema.FORMAT).keys() - {*schema.LEDGER}
    for table, column in connection.execute(_TEXTS).fetchall():
        if table in projected:
            longest = f"select max(length(cast({column} as blob))) from {table}"
            (length,) = connection.execute(longest).fetchone()
            if (length or 0) > _LONGEST:
                what = f"{table} has a {column} of {length:,} bytes"
                yield Fault(Part.SCHEMA, what, can_rebuild=True)


def _odd_values(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield the values of closed lists, dates and times that slate does not write."""
    for table, column, known in _LISTS:
        for (value,) in connection.execute(f"select distinct {column} from {table}"):
            if value is not None and value not in known:
                what = f"{table} has the {column} {quoted(str(value))}"
                yield Fault(Part.SCHEMA, what, can_rebuild=True)
    for text, *bounds in connection.execute(_DATES):
        if not _is_date(text, bounds):
            what = f"releases has the date {quoted(str(text))} for {bounds[0]} to {bounds[1]}"
            yield Fault(Part.SCHEMA, what, can_rebuild=True)
    for (time,) in connection.execute(_TIMES):
        if not is_instant_text(time):
            yield Fault(Part.SCHEMA, f"batches has the time {quoted(str(time))}")


def _is_date(text: str | None, bounds: list[str | None]) -> bool:
    if text is None:
        return bounds == [None, None]
    try:
        date = parse_date(text)
    except DateError:
        return False
    return date.text == text and bounds == [iso(date.earliest), iso(date.latest)]


def _content(connection: sqlite3.Connection, table: str) -> str:
    """Return the columns of a table, with the key of a title instead of its number here."""
    columns = [
        _KEY_OF if (name, type_) == ("title", "INTEGER") else f"m.{name}"
        for name, type_ in connection.execute(_COLUMNS, {"table": table})
    ]
    return f"{', '.join(one for one in columns if one != 'm.id')} from {table} m"


def _difference(connection: sqlite3.Connection, table: str) -> str | None:
    """Return how a table differs from what the reports amount to, None if it does not."""
    was, now = f"temp.was_{table}", f"temp.is_{table}"
    names = [name for name, _ in connection.execute(_COLUMNS, {"table": f"was_{table}"})]
    found = [
        connection.execute(_DIFFERING.format("*", one, other)).fetchall()
        for one, other in ((was, now), (now, was))
    ]
    number = max(map(len, found))
    if not number:
        return None
    key = next((place for place, name in enumerate(names) if name in {"key", "title"}), None)
    rows = "row differs" if number == 1 else "rows differ"
    text = f"{table}: {number:,} {rows} from what the reports amount to"
    if key is None:
        return text
    named = sorted({str(row[key]).partition("|")[0] for rows in found for row in rows})
    return f"{text} ({several(named, _MOST)})"


_CHECKS: dict[Part, Callable[[sqlite3.Connection], Iterator[Fault]]] = {
    Part.FILE: _of_file,
    Part.SCHEMA: _of_schema,
    Part.LEDGER: _of_ledger,
    Part.TITLES: _of_titles,
}
