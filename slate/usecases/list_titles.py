"""List: the titles that fit a query, as many as fit a screen."""

from typing import NamedTuple

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate


class Listing(NamedTuple):
    """The first titles, and how many there are in all."""

    records: list[Record]
    total: int


def list_titles(slate: Slate, query: Query, most: int) -> Listing:
    """Return the first titles that fit, at most `most` if the query has no limit."""
    limited = query if query.limit is not None else query._replace(limit=most)
    return Listing(list(slate.listing(limited)), slate.count(query))
