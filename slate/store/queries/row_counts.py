"""How many rows the main tables of a slate have, and the first and the last date."""

import sqlite3
from typing import NamedTuple


class Counts(NamedTuple):
    """The number of rows of a slate in each of these tables."""

    titles: int
    releases: int
    reports: int
    batches: int


_COUNTS = f"select {', '.join(f'(select count(*) from {name})' for name in Counts._fields)}"

_FIRST_AND_LAST = """
    select
        (select date from releases where date is not null
            order by coalesce(earliest, latest), latest limit 1),
        (select date from releases where date is not null
            order by coalesce(latest, earliest) desc, earliest desc limit 1)
"""


def counts(connection: sqlite3.Connection) -> Counts:
    """Return how many titles, releases, reports and batches there are."""
    return Counts(*connection.execute(_COUNTS).fetchone())


def first_and_last_date(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the date that begins first and the one that ends last, None if there is none.

    A date with an open end counts by the end that is known.
    """
    found = connection.execute(_FIRST_AND_LAST).fetchone()
    return None if found[0] is None else (found[0], found[1])
