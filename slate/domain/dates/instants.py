"""Instants as batches record them: `2021-01-07T18:30:00.000000Z`, in the order of their text."""

from datetime import UTC, datetime


def instant_text(when: datetime) -> str:
    """Return a time, local where it has no zone, as ISO 8601, UTC, to the microsecond."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
