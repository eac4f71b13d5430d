"""What remotes answer, as JSON: only what decides about further requests is read here.

The titles in an answer are read by `slate.formats`.
"""

import json
from collections.abc import Iterator
from typing import Any

from slate.remotes.errors import EmptyAnswerError, OtherTitleError, UnreadableError, WebPageError

# A value needs some 100 bytes of memory, and may have only two in an answer.
_MOST_VALUES = 2_000_000
_BETWEEN = (b",", b"[", b"{")


def parsed(body: bytes) -> Any:  # noqa: ANN401 -- JSON
    """Return what an answer contains; raise RemoteError for one that is not JSON."""
    start = body.lstrip()[:1]
    if not start:
        raise EmptyAnswerError
    if start == b"<":
        raise WebPageError
    if sum(map(body.count, _BETWEEN)) > _MOST_VALUES:
        raise UnreadableError("it has too many values")
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


def has_list(body: bytes, *path: str) -> bool:
    """Whether an answer has a list at a path of members."""
    found = parsed(body)
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return isinstance(found, list)


def texts_in(value: object) -> Iterator[str]:
    """Yield all texts in the content of an answer, the names of members among them."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            waiting += [*found, *found.values()]
        elif isinstance(found, list):
            waiting += found


def whole(value: object) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
