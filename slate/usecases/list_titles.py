"""List: the titles that fit a query, as many as fit a screen."""

from typing import NamedTuple

from slate.domain.queries.list_sections import SectionPart, shares
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


def list_sections(slate: Slate, query: Query, most: int) -> list[SectionPart]:
    """Return the titles that fit, section by section, at most `most` if the query has no limit.

    They are read from the slate when they are iterated over. Of what is out, there are only the
    last ones unless the query has a filter or a limit.
    """
    totals = slate.section_totals(query)
    limit = most if query.limit is None else query.limit
    more_out = query.is_filtered or query.limit is not None
    return [
        SectionPart(
            section,
            slate.in_section(query._replace(limit=number), section) if number else (),
            number,
            totals[section],
        )
        for section, number in shares(totals, limit, more_out=more_out).items()
    ]
