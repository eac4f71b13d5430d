"""Past days as people write them: `yesterday`, `monday`, `7d`, `march`, or any date.

Where `windows` parses a name as the next one to come, this module returns the last one that
has begun.
"""

import re
from contextlib import suppress
from datetime import date

from slate.domain.dates.day_counts import COUNT, DayCount, day_count
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.relative_periods import PERIODS
from slate.domain.dates.release_date import DAYS, MONTHS, ReleaseDate
from slate.domain.dates.windows import Window, parse_window, window_of, window_on
from slate.domain.errors import DateError, WindowError

_AGO = re.compile(rf"{COUNT}(?: ago)?", re.ASCII)
_WEEKDAYS = {
    name: number
    for number, day in enumerate(map(str.lower, DAYS))
    for name in (day, day[:3], f"last {day}")
}
_NEAR = {"today": 0, "yesterday": 1}
# Days and periods to choose from; any date that has begun is one, too.
DAY_CHOICES = (*_NEAR, *map(str.lower, DAYS), "7d", "30d", "3m")
PERIOD_CHOICES = (
    *(name for name in PERIODS if not name.startswith("next")),
    *map(str.lower, MONTHS),
)
_WITH_A_YEAR = {"year", "range", "tba"}
_EXAMPLES = (
    "write a day such as 2021-01-05, yesterday, monday, 7d, 2w or 3m, or a month such as 2021-01"
)


def parse_past(text: str, today: date) -> Window:
    """Parse past days as a window; a month stands for all of its days.

    A weekday is the last one before today, `7d` is the day a week ago. Raises WindowError.
    """
    if day := past_day(text, today):
        return window_on(day)
    if begun := _last_begun(text, today):
        return window_of(begun)
    try:
        return parse_window(text, today)
    except WindowError:
        if any(map(str.isdigit, text)):
            raise  # the text was meant as a date: keep the reason why it is not one
        raise WindowError(text, _EXAMPLES) from None


def past_day(text: str, today: date) -> date | None:
    """Parse a day that is relative to today; return None for any other text."""
    said = " ".join(text.lower().replace("-", " ").split())
    if found := _AGO.fullmatch(said):
        return day_count(found).before(today)
    if said in _WEEKDAYS:
        return DayCount((today.weekday() - _WEEKDAYS[said]) % 7 or 7).before(today)
    if said in _NEAR:
        return DayCount(_NEAR[said]).before(today)
    return None


def _last_begun(text: str, today: date) -> ReleaseDate | None:
    """Parse a day, a month or another part of a year without its year, as the last one begun.

    Return None for a text with a year, and for any other text.
    """
    for year in (today.year + 1, today.year, today.year - 1):  # a winter begins in the year before
        with suppress(DateError):
            when = parse_date(f"{text} {year:04}")
            if when.precision not in _WITH_A_YEAR and when.earliest and when.earliest <= today:
                return when
    return None
