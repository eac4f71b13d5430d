"""Upcoming: the releases in a window, and what leaves in it, as many as fit a screen."""

from slate.domain.dates.windows import Window
from slate.domain.queries.query import Query
from slate.domain.queries.upcoming import Upcoming
from slate.store.slate import Slate


def upcoming(
    slate: Slate, query: Query, window: Window, most: int, *, certain: bool = False
) -> Upcoming:
    """Return the first releases in a window, at most `most` if the query has no limit.

    What leaves in the window is returned as far as the limit allows.
    """
    limit = most if query.limit is None else query.limit
    records = list(slate.upcoming(query._replace(limit=limit), window, certain=certain))
    within = query._replace(window=window, limit=limit - len(records))
    leaves = [record for record, _ in slate.leaving(within, certain=certain)]
    number, possible = slate.count_upcoming(query, window, certain=certain)
    return Upcoming(
        records,
        leaves,
        certain=number,
        possible=possible,
        leaving=slate.count_leaving(within, certain=certain),
        undated=slate.count_undated(query),
        is_empty=not (records or leaves) and not slate.counts().titles,
    )


def leaving(
    slate: Slate, query: Query, window: Window, most: int, *, certain: bool = False
) -> Upcoming:
    """Return only what leaves in a window, at most `most` if the query has no limit."""
    limit = most if query.limit is None else query.limit
    within = query._replace(window=window, limit=limit)
    leaves = [record for record, _ in slate.leaving(within, certain=certain)]
    return Upcoming(
        [],
        leaves,
        certain=0,
        possible=0,
        leaving=slate.count_leaving(within, certain=certain),
        undated=0,
        is_empty=not leaves and not slate.counts().titles,
    )
