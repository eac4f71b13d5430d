"""Slips: titles, or platforms, ranked by how often and how far their dates slipped."""

from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.changes.league_tables import (
    Ranked,
    rank_platforms,
    rank_titles,
)
from slate.domain.changes.slips import Fits
from slate.domain.dates.day_span import Span
from slate.domain.queries.query import Query
from slate.domain.queries.selection import fits_release
from slate.domain.titles.title import Release
from slate.store.slate import Slate


class Ranking(NamedTuple):
    """The rows of a ranking, the highest first."""

    rows: Sequence[Ranked]
    is_empty: bool  # the slate has no titles


def rank_slips(
    slate: Slate, query: Query, span: Span, *, by_title: bool, sort: str | None
) -> Ranking:
    """Rank the titles that fit, or the platforms on which they slipped, by slips in a span."""
    lives = slate.slipped(query, span, waits=not by_title or sort == "wait")
    rows: Sequence[Ranked] = (
        rank_titles(lives, _fits(query), sort, span)
        if by_title
        else rank_platforms(lives, _fits(query), sort, span)
    )
    return Ranking(rows, is_empty=not rows and not slate.counts().titles)


def _fits(query: Query) -> Fits:
    """Return the test for slips: their releases must fit the query's filters, except the window."""
    asked = query._replace(window=None)
    return lambda key: fits_release(asked, Release(key))
