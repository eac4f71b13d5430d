"""The platforms that a slate knows."""

import sqlite3

# Steps through the index from each platform to the next, instead of scanning all of it.
PLATFORMS = """
    with recursive p (name) as (
        select min(platform) from releases
        union all
        select (select min(platform) from releases where platform > p.name) from p
        where p.name is not null
    )
    select name from p where name is not null
"""


def platforms(connection: sqlite3.Connection) -> list[str]:
    """Return the platforms that the slate knows, each as it was first spelled."""
    return [name for (name,) in connection.execute(PLATFORMS)]
