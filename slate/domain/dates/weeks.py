"""The weeks of a month, and the day on which a week begins, which depends on the region.

The regions are those of Unicode's CLDR 48 (supplemental data, week data, first day); wherever it
names none, a week begins on Monday, as in ISO 8601.
"""

from datetime import date

from slate.domain.dates.release_date import DAYS
from slate.domain.errors import UsageError, WordError
from slate.domain.quoting import either, quoted

# Days of the week are numbers from 0, Monday, to 6, Sunday, as in `date.weekday`.
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
DAYS_OF_WEEK = len(DAYS)
_BEGINNINGS = {
    FRIDAY: "MV",
    SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    SUNDAY: (
        "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM "
        "MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
    ),
}
_BEGINNING = {region: day for day, regions in _BEGINNINGS.items() for region in regions.split()}
Weeks = tuple[tuple[int, ...], ...]


def week_start_in(region: str | None) -> int:
    """Return the day on which a week begins in a region, a two-letter code; None is no region."""
    return _BEGINNING.get(region or "", MONDAY)


def parse_week_start(text: str) -> int:
    """Parse a day of the week by its name or its beginning: `sunday`, `mon`.

    Raises UsageError for any other text, and for one with which several days begin.
    """
    word = text.strip().lower()
    found = [day for day, name in enumerate(DAYS) if word and name.lower().startswith(word)]
    if not found:
        raise WordError("day of the week", text, DAYS)
    if len(found) > 1:
        names = either([DAYS[day] for day in found])
        raise UsageError(f"{quoted(text)} is ambiguous: {names}?")
    return found[0]


def days_from(week_start: int) -> tuple[str, ...]:
    """Return the names of the seven days in the order of a week that begins on a day."""
    return DAYS[week_start:] + DAYS[:week_start]


def weeks_of(month: date, week_start: int) -> Weeks:
    """Return the days of the month of a day, week by week; days of other months are 0."""
    from calendar import Calendar  # noqa: PLC0415 -- it loads `locale`

    weeks = Calendar(week_start).monthdayscalendar(month.year, month.month)
    return tuple(map(tuple, weeks))
