"""How often and how far dates slipped, as text: `97 days, 3 quarters`, `slipped twice`."""

from collections import Counter
from collections.abc import Iterable, Iterator

from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.slips import HowFar, Unmeasured
from slate.domain.dates.distance import Distance, Unit
from slate.wording.distances import length_text


def how_far(own: SlipTotals) -> Iterator[str]:
    """Yield the sums of slips, in each unit: `97 days`, `3 quarters`, `1 unclear`."""
    yield from sums(own.each, own.others)
    if unclear := unclear_slips(own.others):
        yield f"{unclear:,} unclear"


def sums(each: Iterable[int], others: Iterable[HowFar]) -> list[str]:
    """Return the sum of slips in each unit; `each` are the days of those between exact days."""
    units = Counter({Unit.DAY: sum(each)})
    for far in others:
        if isinstance(far, Distance):
            units[far.unit] += far.count
    return [length_text(count, unit, separator=",") for unit, count in units.items() if count]


def unclear_slips(others: Iterable[HowFar]) -> int:
    """Return the number of slips whose length is not known."""
    return sum(isinstance(far, Unmeasured) for far in others)


def times_text(number: int) -> str:
    """Return a number of times: `once`, `2 times`."""
    return "once" if number == 1 else f"{number:,} times"


def advanced_text(own: SlipTotals) -> str:
    """Format how often dates advanced: `advanced once`."""
    return f"advanced {times_text(own.advanced)}"


def moved_text(own: SlipTotals) -> str:
    """Format how a date moved: `slipped 14 days`, `slipped twice, 97 days`, `advanced`.

    Empty if it never did.
    """
    if not (own.slips or own.advanced):
        return ""
    if not own.advanced:
        far = ", ".join(how_far(own))
        return f"slipped {far}" if own.slips == 1 else f"slipped {_often(own.slips)}, {far}"
    if not own.slips:
        return "advanced" if own.advanced == 1 else f"advanced {_often(own.advanced)}"
    return f"slipped {_often(own.slips)}, advanced {_often(own.advanced)}"


def _often(number: int) -> str:
    return "twice" if number == 2 else times_text(number)  # noqa: PLR2004 -- the word for it
