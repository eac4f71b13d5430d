"""Numbers that tell equal slugs or keys apart: `dune`, `dune-2`, `dune-3`."""

from collections.abc import Callable

_FIRST = 2


def free_number(is_free: Callable[[int], bool]) -> int:
    """Return a number, from 2 on, that is free while the one before it is taken.

    If the taken ones are consecutive, it is the first free one. It takes a few steps for thousands
    of them, where trying one after another would take thousands for each.
    """
    taken, free = _FIRST - 1, _FIRST
    while not is_free(free):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if is_free(middle):
            free = middle
        else:
            taken = middle
    return free
