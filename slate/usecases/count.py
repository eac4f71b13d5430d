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


def count_releases(  # noqa: PLR0913 -- two are keyword-only
    slate: Slate,
    query: Query,
    keys: Sequence[str],
    window: Window | None,
    *,
    wide: bool = False,
    once: bool = False,
) -> Counted:
    """Count the releases that fit and that may come out in the window or have no date.

    `wide` and `once` are those of `count`.
    """
    asked = query._replace(window=None, limit=None)
    found = count(keys, slate.alike(asked, keys, window), window, wide=wide, once=once)
    return Counted(found, is_empty=not found.rows and not slate.counts().titles)


def canceled_left_out(slate: Slate, query: Query, window: Window | None) -> int:
    """Return how many canceled titles `count_releases` leaves out."""
    return slate.canceled(query._replace(window=None, limit=None), window)
