"""The titles that filters look up, as the filters in Python take them."""

import sqlite3

from slate.domain.queries.query import Query
from slate.domain.queries.selection import TitleSets
from slate.store.sql import marks
from slate.store.titles.franchises import franchises

_DISPUTED = "select key from titles where disputed = 1"


def title_sets(connection: sqlite3.Connection, query: Query) -> TitleSets:
    """Return the titles that the filters of a query look up; none for those not in use.

    Raises TitleNotFoundError, TitleAmbiguousError for the name of a franchise.
    """
    disputed, related = frozenset[str](), frozenset[str]()
    if query.disputed:
        disputed = frozenset(key for (key,) in connection.execute(_DISPUTED))
    if query.franchises:
        numbers = franchises(connection, query.franchises)
        keys = f"select key from titles where id in ({marks(numbers)})"
        related = frozenset(key for (key,) in connection.execute(keys, numbers))
    return TitleSets(disputed, related)
