"""How fast a remote is queried: within its limit, and not while it asks to wait.

Times are seconds of a clock that only runs forward.
"""

from collections import deque
from typing import NamedTuple


class Limit(NamedTuple):
    """The most requests to a remote in some seconds."""

    requests: int
    seconds: float


class Pace:
    """When the next request to one remote may begin."""

    def __init__(self, limit: Limit) -> None:
        """Begin without any request."""
        self._limit = limit
        self._begun: deque[float] = deque(maxlen=limit.requests)
        self.held_until = 0.0

    def begin(self, now: float) -> None:
        """Count a request that begins now."""
        self._begun.append(now)

    def hold(self, until: float) -> None:
        """Delay all requests until a time."""
        self.held_until = max(self.held_until, until)

    def next_start(self) -> float:
        """Return the time from which the next request may begin."""
        if len(self._begun) < self._limit.requests:
            return self.held_until
        return max(self.held_until, self._begun[0] + self._limit.seconds)
