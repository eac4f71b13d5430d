"""What remotes answer, as JSON: only what decides about further requests is read here.

The titles in an answer are read by `slate.formats`.
"""

import json
from typing import Any

from slate.remotes.errors import EmptyAnswerError, OtherTitleError, UnreadableError, WebPageError


def parsed(body: bytes) -> Any:  # noqa: ANN401 -- JSON
    """Return what an answer contains; raise RemoteError for one that is not JSON."""
    start = body.lstrip()[:1]
    if not start:
        raise EmptyAnswerError
    if start == b"<":
        raise WebPageError
    try:
        return json.loads(body)
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except ValueError:
        raise UnreadableError("it is not JSON, or is cut off") from None


def of_title(body: bytes, number: str) -> dict[str, Any]:
    """Return the object of one title; raise RemoteError for another title, or for none."""
    found = parsed(body)
    if not isinstance(found, dict):
        raise UnreadableError("it is not about one title")
    if str(found.get("id")) != number:
        other = whole(found.get("id"))
        raise OtherTitleError(number, "something else" if other is None else str(other))
    return found


def whole(value: object) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
