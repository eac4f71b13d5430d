"""Comparing the tables, indexes and views of a slate with those that slate creates, and repair."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import NamedTuple

from slate.domain.quoting import clip
from slate.store.file import schema

_OBJECTS = """
    select type, name, tbl_name, sql from sqlite_master
    where name not like 'sqlite!_%' escape '!' and name <> :steps order by rowid
"""
_FOREIGN_KEYS = """
    select distinct m.name, f."table" from sqlite_master m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and m.rootpage > 0 order by 1, 2
"""
_UNIQUE_INDEXES = """
    select m.name, m.tbl_name from sqlite_master m, pragma_index_list(m.tbl_name) i
    where m.type = 'index' and m.sql is not null and i.name = m.name and i."unique" order by 1
"""
_INSERTS = re.compile(r"\s*insert ")
_COMMENT = re.compile(r"--[^\n]*")


class SchemaObject(NamedTuple):
    """A table, an index or a view, as its database describes it."""

    type: str
    name: str
    table: str  # to which it belongs
    sql: str

    @property
    def normalized(self) -> str:
        """Its definition, apart from comments, blanks and the case of keywords."""
        return re.sub(r"\W+", " ", _COMMENT.sub("", self.sql)).strip().lower()


class SchemaFault(NamedTuple):
    """An object of slate's that is missing or differs from what slate creates."""

    name: str
    wanted: str  # type: table, index or view
    found: str | None  # type, None if it is missing

    @property
    def is_about_ledger(self) -> bool:
        """Whether it is about a table of the ledger itself, which no rebuild can repair."""
        return self.name in schema.LEDGER

    def __str__(self) -> str:
        if self.found is None:
            return f"the {self.wanted} {self.name} is missing"
        if self.found != self.wanted:
            return f"{self.name} is a {self.found}, not slate's {self.wanted}"
        return f"the {self.wanted} {self.name} is not as slate creates it"


class OwnRule(NamedTuple):
    """A rule of the user's own that would refuse, or follow, what slate writes."""

    what: str
    remedy: str


def own_rules(connection: sqlite3.Connection) -> list[OwnRule]:
    """Return the foreign keys of others to projections, and their unique indexes on any table."""
    own = schema.objects(schema.FORMAT).keys()
    found = []
    for name, parent in connection.execute(_FOREIGN_KEYS):
        if name.lower() not in own and parent.lower() in own - {*schema.LEDGER}:
            what = f"the table {clip(name)} refers to {parent.lower()}, which slate writes anew"
            found.append(OwnRule(what, "Drop it, or its foreign key"))
    for name, table in connection.execute(_UNIQUE_INDEXES):
        if name.lower() not in own and table.lower() in own:
            what = f"the unique index {clip(name)} of {table.lower()} is not slate's"
            found.append(OwnRule(what, "Drop it"))
    return found


def statements() -> tuple[str, ...]:
    """Return the statements that create a new slate in today's format, without its history."""
    of_all_steps = (statement for _, step in schema.STEPS for statement in step)
    return (*(one.sql for one in _expected()), *filter(_INSERTS.match, of_all_steps))


def faults(connection: sqlite3.Connection) -> list[SchemaFault]:
    """Return what differs from the schema of today's format."""
    there = {one.name: one for one in _objects(connection)}
    found = []
    for wanted in _expected():
        one = there.get(wanted.name)
        if one is None:
            found.append(SchemaFault(wanted.name, wanted.type, None))
        elif (one.type, one.normalized) != (wanted.type, wanted.normalized):
            found.append(SchemaFault(wanted.name, wanted.type, one.type))
    return found


def recreate_projections(connection: sqlite3.Connection) -> None:
    """Create all projections again, empty, and the indexes of the ledger, in a transaction."""
    expected = [one for one in _expected() if one.name not in schema.LEDGER]
    there = {one.name: one.type for one in _objects(connection)}
    # Those that refer to others were created after them.
    for one in reversed(expected):
        if type_ := there.get(one.name):
            connection.execute(f"drop {type_} if exists {one.name}")
    for one in expected:
        connection.execute(one.sql)


def _expected() -> tuple[SchemaObject, ...]:
    return _created_by(schema.STEPS)


@cache
def _created_by(steps: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[SchemaObject, ...]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, statements in steps:
            for statement in statements:
                connection.execute(statement)
        return tuple(_objects(connection))


def _objects(connection: sqlite3.Connection) -> Iterator[SchemaObject]:
    rows = connection.execute(_OBJECTS, {"steps": schema.APPLIED_STEPS}).fetchall()
    return map(SchemaObject._make, rows)
