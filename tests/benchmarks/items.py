"""The same items for every program: titles with a day and a service, a few of one month."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTH = "2021-01"
WORD = "dragon"  # in the names of a fifth of the items
_WORDS = ("river", "night", "crown", "glass", WORD)
_SERVICES = ("Netflix", "Hulu", "HBO Max")
_FIRST, _FIRST_OF_MONTH = date(2020, 1, 1), date(2021, 1, 1)
_DAYS_BEFORE, _DAYS_OF_MONTH = 300, 31
_ONE_IN = 25  # is in the month


class Item(NamedTuple):
    """A title that comes out on a day."""

    title: str
    day: date
    service: str


def items(number: int) -> Iterator[Item]:
    """Yield items, the same ones on every call."""
    chance = random.Random(2)  # noqa: S311 -- no secret
    for place in range(number):
        title = f"Title {place} {chance.choice(_WORDS)}"
        in_month = place % _ONE_IN == 0
        first, days = (_FIRST_OF_MONTH, _DAYS_OF_MONTH) if in_month else (_FIRST, _DAYS_BEFORE)
        yield Item(title, first + timedelta(chance.randrange(days)), chance.choice(_SERVICES))
