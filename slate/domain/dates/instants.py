"""Times of batches as text, `2021-01-07T18:30:00.000000Z`, which sorts in order of time."""

from datetime import UTC, datetime


def instant_text(when: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the microsecond; one without a zone is local time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
