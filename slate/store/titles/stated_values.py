"""The values of open lists that a slate contains, each once and in order."""

import sqlite3
from typing import Final, Literal

from slate.store.reports.fragments import in_force
from slate.store.titles.platforms import PLATFORMS

OpenList = Literal["platforms", "tags", "regions", "sources", "roles", "id_schemes"]
_VALUES: Final[dict[OpenList, str]] = {
    "platforms": PLATFORMS,
    "tags": "select distinct tag from tags order by tag",
    "regions": "select distinct region from releases where region is not null order by region",
    # Of all reports that are in force, as each was spelled.
    "sources": f"""
        select distinct r.source from reports r
        where r.source is not null and {in_force("r")} order by r.source
    """,
    "roles": "select distinct role from credits order by role",
    "id_schemes": "select distinct scheme from ids order by scheme",
}
_PEOPLE = """
    select distinct name from credits
    where search >= :start and search < :start || '\U0010ffff' order by name limit :limit
"""


def stated_values(connection: sqlite3.Connection, name: OpenList) -> list[str]:
    """Return the values of an open list that are stated of titles, releases or reports."""
    return [value for (value,) in connection.execute(_VALUES[name])]


def people(connection: sqlite3.Connection, start: str, limit: int) -> list[str]:
    """Return at most `limit` people with a credit, whose search keys begin with `start`."""
    found = connection.execute(_PEOPLE, {"start": start, "limit": limit})
    return [name for (name,) in found]
