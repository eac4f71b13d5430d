"""What a screen is drawn for: a terminal, or a page that is read on any later day."""

from datetime import date, datetime, tzinfo
from typing import NamedTuple

# Narrower screens have two lines for each record.
TWO_LINES_BELOW = 72
# Wider ones have a column for how far off a date is.
_WIDE_FROM = 100


class Display(NamedTuple):
    """The width of a terminal in cells, the day that counts as today, and what it can show."""

    width: int
    today: date
    has_links: bool = False
    has_colors: bool = True  # whether anything may be named by its color
    zone: tzinfo | None = None  # in which times are shown; None is that of the machine
    is_lasting: bool = False  # whether it is read on other days than today, as a page is

    @property
    def is_narrow(self) -> bool:
        """Whether a record takes two lines."""
        return self.width < TWO_LINES_BELOW

    @property
    def read_on(self) -> date:
        """The day on which it is read, for which dates are formatted.

        That of a page is the first day of the calendar: dates on it always have their year, and
        none is said to be near.
        """
        return date.min if self.is_lasting else self.today

    @property
    def is_wide(self) -> bool:
        """Whether there is room for how far off a date is, beside the date."""
        return self.width >= _WIDE_FROM

    def local(self, moment: str) -> datetime:
        """Return an instant, which is ISO 8601, as the clock on the wall showed it."""
        return datetime.fromisoformat(moment).astimezone(self.zone)
