"""Parsing of dates: the canonical texts that a slate stores, and the forms that people write."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from slate.domain.dates.release_date import NoDateError, ReleaseDate, canonical, on_day
from slate.domain.errors import DateError
from slate.domain.text import remembered

if TYPE_CHECKING:
    from slate.domain.dates.number_order import NumberOrder


@remembered
def parse_date(
    text: str,
    refusal: Callable[[str, str], Exception] = DateError,
    order: "NumberOrder | None" = None,
) -> ReleaseDate:
    """Parse a date in any of the forms in which people write one.

    `order` is the order of the numbers in dates such as 10/7/2008; without it, those that can be
    read in two ways are refused. Raises DateError, or the exception that `refusal` returns for the
    text and the reason why it is not a date.
    """
    # Days are tried first, since imports have hundreds of thousands of them. The check for
    # hyphens excludes the other forms that `fromisoformat` accepts: 20210105, 2021-W01-1.
    if text[4:8:3] == "--":
        try:
            return on_day(date.fromisoformat(text))
        except ValueError:
            pass  # the parsers below find the reason
    try:
        bare = text[:-1] if text[-1:] in {"?", "~"} else text
        if found := canonical(bare):
            return found._replace(text=found.text + text[len(bare) :])
        from slate.domain.dates.written_dates import read  # noqa: PLC0415 -- not for stored dates

        return read(text, order)
    except NoDateError as refused:
        raise refusal(text, str(refused)) from None
