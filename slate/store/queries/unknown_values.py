"""The values of a query's filters that the slate does not contain."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import chain

from slate.domain.queries.query import Query
from slate.domain.queries.unknown_values import UnknownValue, unknown_values
from slate.domain.titles.vocabulary import platform_key
from slate.store.titles.stated_values import OpenList, stated_values


def unknown_in(connection: sqlite3.Connection, query: Query) -> list[UnknownValue]:
    """Return the services, tags and regions of a query that no title has."""
    filters: tuple[tuple[OpenList, Sequence[str], Callable[[str], str]], ...] = (
        ("platforms", query.platforms, platform_key),
        ("tags", query.tags, str),
        ("regions", query.regions, str),
    )
    return list(
        chain.from_iterable(
            unknown_values(field, asked, stated_values(connection, field), key_of)
            for field, asked, key_of in filters
            if asked
        )
    )
