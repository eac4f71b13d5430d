"""Next: what comes next, of all titles or of those that are named."""

from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate


class Next(NamedTuple):
    """What comes next, None where nothing does."""

    record: Record | None
    is_empty: bool  # there is no title at all


def next_release(slate: Slate, query: Query, titles: Sequence[str] | None = None) -> Next:
    """Return what comes next of what fits, of titles that are named with all their seasons.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    ids = None
    if titles is not None:
        ids = slate.with_seasons([found for text in titles for found in slate.find(text)])
    return Next(slate.soonest(query, ids), is_empty=not slate.counts().titles)
