"""Count: how many releases there are, by what they have in common."""

from collections.abc import Sequence
from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.queries.counts import Count, count
from slate.domain.queries.query import Query
from slate.store.slate import Slate


class Counted(NamedTuple):
    """The pivot of a slate's releases."""

    pivot: Count
    is_empty: bool  # the slate has no titles


def count_releases(
    slate: Slate, query: Query, keys: Sequence[str], window: Window | None
) -> Counted:
    """Count the releases that fit and that may come out in the window or have no date."""
    asked = query._replace(window=None, limit=None)
    found = count(keys, slate.alike(asked, keys, window), window)
    return Counted(found, is_empty=not found.rows and not slate.counts().titles)
