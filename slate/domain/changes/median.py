"""The median of numbers of days."""

from collections.abc import Sequence


def median(days: Sequence[int]) -> float | None:
    """Return the middle one of some values, or the mean of the two in the middle."""
    if not days:
        return None
    days = sorted(days)
    both = days[(len(days) - 1) // 2] + days[len(days) // 2]
    return both / 2 if both % 2 else both // 2
