"""Keys of the same work: titles that were recorded twice, and were merged later."""

from collections.abc import Iterable


def leaders(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each key the one that stands for its work, from pairs (key kept, key merged).

    It is the key that was kept in the last merge of the work: the pairs are in the order in
    which they were reported.
    """
    above: dict[str, str] = {}  # key -> key above it: one tree for each work

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
