"""Sources: how many of the claims of each were right, wrong, first and so on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from slate.domain.changes.judged_claims import JudgedClaim, judged_claims
from slate.domain.changes.track_records import TrackRecord, track_records
from slate.domain.queries.query import Query
from slate.domain.queries.selection import fits_release
from slate.store.slate import Slate


class Sources(NamedTuple):
    """The track record of each source, the highest first."""

    rows: Sequence[TrackRecord]
    is_empty: bool  # the slate has no titles


def track_sources(slate: Slate, query: Query, keys: Sequence[str], sort: str | None) -> Sources:
    """Return the track records of the sources of what fits the query, grouped by some keys."""
    rows = track_records(
        _judged(slate, query), lambda release: fits_release(query, release), keys, sort
    )
    return Sources(rows, is_empty=not rows and not slate.counts().titles)


def _judged(slate: Slate, query: Query) -> Iterator[JudgedClaim]:
    for key, reports in slate.sourced_titles(query):
        yield from judged_claims(key, reports, slate.today)
