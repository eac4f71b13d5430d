"""Next: the next release, of all titles or of those that are named."""

from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate


class Next(NamedTuple):
    """The next release, None if there is none."""

    record: Record | None
    is_empty: bool  # the slate has no titles


def next_release(slate: Slate, query: Query, titles: Sequence[str] | None = None) -> Next:
    """Return the next release that fits, of all titles or of those that `titles` names.

    If a text names a season, all seasons of its series are included.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    ids = None
    if titles is not None:
        ids = slate.with_seasons([found for text in titles for found in slate.find(text)])
    return Next(slate.soonest(query, ids), is_empty=not slate.counts().titles)
