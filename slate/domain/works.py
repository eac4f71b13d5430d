"""Keys that are one work: titles that came to the slate twice, and were said to be the same."""

from collections import defaultdict
from collections.abc import Iterable


def leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find for each key the one that stands for its work, from pairs (key, same as that).

    It is one that was never said to be the same as another; of several, or where they go
    round in a circle, the first by name. It depends on the pairs alone, not on their order,
    so two slates with the same ledger agree.
    """
    near: dict[str, set[str]] = defaultdict(set)
    taken_in: set[str] = set()
    for key, other in pairs:
        near[key].add(other)
        near[other].add(key)
        taken_in.add(other)
    found: dict[str, str] = {}
    for start in near:
        if start in found:
            continue
        work, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - work
            work |= fresh
            waiting += fresh
        found |= dict.fromkeys(work, min(work - taken_in or work))
    return found
