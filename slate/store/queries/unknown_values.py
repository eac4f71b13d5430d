"""The values of a query's filters that the slate does not contain."""

import sqlite3
from itertools import chain

from slate.domain.queries.query import Query
from slate.domain.queries.unknown_values import UnknownValue, unknown_values
from slate.domain.titles.vocabulary import platform_key
from slate.store.titles import stated_values
from slate.store.titles.platforms import platforms


def unknown_in(connection: sqlite3.Connection, query: Query) -> list[UnknownValue]:
    """Return the services, tags and regions of a query that no title has."""
    known = (
        ("platforms", query.platforms, platforms, platform_key),
        ("tags", query.tags, stated_values.tags, str),
        ("regions", query.regions, stated_values.regions, str),
    )
    return list(
        chain.from_iterable(
            unknown_values(field, asked, read(connection), key_of)
            for field, asked, read, key_of in known
            if asked
        )
    )
