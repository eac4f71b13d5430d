"""Times of batches as text, `2021-01-07T18:30:00.000000Z`, which sorts in order of time."""

import re
from datetime import UTC, datetime

_INSTANT = re.compile(r"(?a)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def instant_text(when: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the microsecond; one without a zone is local time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def is_instant_text(value: object) -> bool:
    """Whether a value is a time as `instant_text` writes it."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
