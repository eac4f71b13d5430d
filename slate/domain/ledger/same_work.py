"""Keys that are one work: titles that came to the slate twice, and were said to be the same."""

from collections.abc import Iterable


def leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find for each key the one that stands for its work, from pairs (key, same as that).

    It is the one that was kept when that was last said of the work: the pairs come in the
    order in which they were said.
    """
    above: dict[str, str] = {}  # a tree for each work

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    kept: dict[str, str] = {}
    for key, other in pairs:
        above[top(other)] = top(key)
        kept[top(key)] = key
    return {key: kept[top(key)] for key in above}
