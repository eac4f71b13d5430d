"""Days written with numbers alone, such as 10/7/2008: the order of day and month is not known.

In a file, other dates may prove the order: 25/01/2021 begins with the day.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from slate.domain.dates.release_date import NoDateError, ReleaseDate, day_of
from slate.domain.errors import WordError

# Two numbers and a year behind them, with the same separator twice.
_NUMBERS = r"(?a)(?<![\d./-])(\d\d?)([-./])(\d\d?)\2(\d{4}|\d\d)(?![\d./-]\d|\d)"
_LATEST_SHORT_YEAR = 68  # POSIX: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068


class NumberOrder(StrEnum):
    """The order of the numbers in dates such as 10/7/2008."""

    DMY = "dmy"  # the day first
    MDY = "mdy"  # the month first


class OrderEvidence(NamedTuple):
    """What the dates of a file show about the order of their numbers."""

    unclear: str | None = None  # the first date that can be read in two ways
    proofs: Mapping[NumberOrder, str] = MappingProxyType({})  # the first date that has this order


def parse_order(text: str) -> NumberOrder:
    """Parse the name of an order, `dmy` or `mdy`; raise WordError for any other text."""
    try:
        return NumberOrder(text.lower())
    except ValueError:
        raise WordError("date order", text, tuple(NumberOrder)) from None


def evidence_in(texts: Iterable[str]) -> OrderEvidence:
    """Return what dates show about the order of their numbers; other texts are ignored."""
    unclear: str | None = None
    proofs: dict[NumberOrder, str] = {}
    for text in texts:
        for order in _proven(text):
            proofs.setdefault(order, text)
        try:
            with_iso_days(text, None)
        except NoDateError:
            unclear = unclear or text
    return OrderEvidence(unclear, proofs)


def full_year(digits: str) -> int:
    """Return a year of four digits or of two, as POSIX reads those: 1969 to 2068."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (2000 if year <= _LATEST_SHORT_YEAR else 1900)


def with_iso_days(text: str, order: NumberOrder | None) -> str:
    """Replace the days written with numbers alone by days of ISO 8601.

    Without an order, those that can be read in one way only are replaced. Raises NoDateError for
    any other, and for one that does not exist in this order.
    """
    if order is None and len(_proven(text)) > 1:
        reason = "its dates have two orders; write them like 2008-10-07"
        raise NoDateError(reason)
    return re.sub(_NUMBERS, lambda found: _iso(found, order), text)


def _proven(text: str) -> set[NumberOrder]:
    """Return the orders that the dates in a text prove."""
    readings = map(_readings, re.finditer(_NUMBERS, text))
    return {order for found in readings if len(found) == 1 for order in found}


def _iso(found: re.Match[str], order: NumberOrder | None) -> str:
    if order is not None:
        return _day(found, order).text
    days = list(dict.fromkeys(when.text for when in _readings(found).values()))
    is_short = len(found[4]) < len("2021")  # so the first number may even be the year
    if len(days) == 1 and not is_short:
        return days[0]
    if not days:
        return found[0]  # the parser finds the reason
    unclear = "the year has two digits" if len(days) == 1 else "which is the month is not clear"
    reason = f"{unclear}; write {' or '.join(days)}"
    raise NoDateError(reason)


def _readings(found: re.Match[str]) -> dict[NumberOrder, ReleaseDate]:
    """Return what the text means in each order; without the orders in which it is no day."""
    readings = {}
    for order in (NumberOrder.MDY, NumberOrder.DMY):
        with suppress(NoDateError):
            readings[order] = _day(found, order)
    return readings


def _day(found: re.Match[str], order: NumberOrder) -> ReleaseDate:
    day, month = (found[1], found[3]) if order is NumberOrder.DMY else (found[3], found[1])
    return day_of(full_year(found[4]), int(month), int(day))
