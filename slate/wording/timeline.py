"""The releases of a timeline as data."""

from typing import Any

from slate.domain.queries.timeline import TimelineRow
from slate.wording.slips import how_far


def timeline_row(shown: TimelineRow) -> tuple[Any, ...]:
    """Return the values of the columns of a timeline, as every format writes them."""
    record, (first, own) = shown.record, shown.moves
    return (
        *(record.slug, record.title, record.name, record.date, record.precision),
        *(record.status, record.confidence, own.slips, own.advanced),
        *(record.earliest, record.latest, record.platform, record.release_type, record.region),
        *(first.text if first.known else None, ", ".join(how_far(own)) or None),
        *(record.leaves, record.source, record.url),
    )
