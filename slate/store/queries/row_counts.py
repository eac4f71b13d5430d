"""How many rows the main tables of a slate have."""

import sqlite3
from typing import NamedTuple


class Counts(NamedTuple):
    """The number of rows of a slate in each of these tables."""

    titles: int
    releases: int
    reports: int
    batches: int


_COUNTS = f"select {', '.join(f'(select count(*) from {name})' for name in Counts._fields)}"


def counts(connection: sqlite3.Connection) -> Counts:
    """Return how many titles, releases, reports and batches there are."""
    return Counts(*connection.execute(_COUNTS).fetchone())
