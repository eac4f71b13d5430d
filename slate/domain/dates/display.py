"""Dates as the screen shows them; `parse_date` accepts all of these forms."""

from slate.domain.dates.release_date import DAYS, MONTHS, PARTS, THIRDS, ReleaseDate


def screen_date(when: ReleaseDate, *, weekday: bool = True) -> str:
    """Format a date for the screen; `parse_date` accepts the result."""
    if not when.known:
        return "no date"
    if weekday and when.precision == "day" and when.earliest:
        return f"{when.text} {DAYS[when.earliest.weekday()][:3]}"
    text = when.text.rstrip("?~")
    start, _, end = text.partition("/")
    first, last = _screen_unit(start), _screen_unit(end)
    if not end:
        shown = first
    elif ".." in {start, end}:
        shown = f"by {last}" if start == ".." else f"from {first}"
    elif joins_months(when):
        shown = f"{first[:3]}-{last}"
    else:
        shown = f"{first} to {last}"
    return shown + when.text[len(text) :]


def joins_months(when: ReleaseDate) -> bool:
    """Whether a range runs from one month to another of the same year: `Jan-Mar 2021`."""
    start, _, end = when.text.rstrip("?~").partition("/")
    return start[:4] == end[:4] and start[5:].isdigit() and end[5:].isdigit()


def _screen_unit(text: str) -> str:
    year, _, rest = text.partition("-")
    if rest.isdigit():
        return f"{MONTHS[int(rest) - 1][:3]} {year}"
    month, _, third = rest.partition("-")
    if third in THIRDS:
        return f"{third} {MONTHS[int(month) - 1][:3]} {year}"
    if rest == "winter":
        return f"winter {int(year) - 1:04}/{year[2:]}"
    return f"{rest} {year}" if rest and rest in PARTS else text  # else a year or a day
