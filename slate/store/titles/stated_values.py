"""The values of open lists that a slate contains, each once and in order, for completion."""

import sqlite3

from slate.store.reports.fragments import in_force

_TAGS = "select distinct tag from tags order by tag"
_REGIONS = "select distinct region from releases where region is not null order by region"
_SOURCES = f"""
    select distinct r.source from reports r
    where r.source is not null and {in_force("r")} order by r.source
"""
_PEOPLE = """
    select distinct name from credits
    where search >= :start and search < :start || '\U0010ffff' order by name limit :limit
"""
_ROLES = "select distinct role from credits order by role"
_SCHEMES = "select distinct scheme from ids order by scheme"


def tags(connection: sqlite3.Connection) -> list[str]:
    """Return the tags of all titles."""
    return _values(connection, _TAGS)


def regions(connection: sqlite3.Connection) -> list[str]:
    """Return the regions of all releases."""
    return _values(connection, _REGIONS)


def sources(connection: sqlite3.Connection) -> list[str]:
    """Return the sources of all reports that are in force, as each was spelled."""
    return _values(connection, _SOURCES)


def people(connection: sqlite3.Connection, start: str, limit: int) -> list[str]:
    """Return at most `limit` people with a credit, whose search keys begin with `start`."""
    found = connection.execute(_PEOPLE, {"start": start, "limit": limit})
    return [name for (name,) in found]


def roles(connection: sqlite3.Connection) -> list[str]:
    """Return the roles of all credits."""
    return _values(connection, _ROLES)


def id_schemes(connection: sqlite3.Connection) -> list[str]:
    """Return the schemes of the IDs of all titles."""
    return _values(connection, _SCHEMES)


def _values(connection: sqlite3.Connection, statement: str) -> list[str]:
    return [value for (value,) in connection.execute(statement)]
