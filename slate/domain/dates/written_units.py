"""Single dates in the forms in which people and programs write them: `mid-December 2021`, `Q1`.

Every text here is lower-case ASCII with single blanks; see `written_dates.read`.
"""

import re

from slate.domain.dates import holidays
from slate.domain.dates.number_order import full_year
from slate.domain.dates.release_date import (
    DAYS,
    MONTHS,
    PARTS,
    YEARS,
    NoDateError,
    ReleaseDate,
    canonical,
    day_of,
    month_of,
    on_day,
    part_of_year,
    span,
    third_of,
)

# What people write next to the year -> the canonical text after the year.
PART_NAMES = {
    **{name.lower(): name for name in PARTS if name and not name.isdigit()},
    **{name.lower(): f"{month:02}" for month, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): f"{month:02}" for month, name in enumerate(MONTHS, 1)},
    "sept": "09",
    "autumn": "fall",
    **{f"{number}q": f"Q{number}" for number in range(1, 5)},
    **{f"{number}h": f"H{number}" for number in (1, 2)},
    **{
        f"{ordinal} {unit}": f"{letter}{number}"
        for number, ordinals in enumerate(
            (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th", "last")), 1
        )
        for ordinal in ordinals
        for unit, letter in (("quarter", "Q"), ("half", "H"))
        if f"{letter}{number}" in PARTS
    },
    "last half": "H2",
}
# What people write before a month or a longer unit -> its third.
_THIRDS = {
    **dict.fromkeys(("early", "early in", "beginning of", "start of"), "early"),
    **dict.fromkeys(("mid", "middle of"), "mid"),
    **dict.fromkeys(("late", "late in", "end of"), "late"),
}
WEEKDAYS = {
    word: number for number, name in enumerate(DAYS) for word in (name.lower(), name[:3].lower())
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
ORDINAL = r"(\d\d?)(?:st|nd|rd|th)?"
DAY_AND_MONTH = rf"(?a){ORDINAL} (?:of )?([a-z]+)\.?|([a-z]+)\.? {ORDINAL}"
_JOINTS = tuple(" -/")  # between the year and the rest
_TO_COME = {"tba", "tbc", "tbd"}  # beside a year: only that is known so far
# Patterns are compiled on first use.
_LEAD = r"^(?:(?:sometime )?(?:in|on|during) |sometime )?(?:the )?"
# Not a year and a month with a dot, which may be a number: 2021.1 was 2021.10, perhaps.
_YEAR_FIRST = r"(?a)(\d{4})([-/])(\d\d?)(?:\2(\d\d?))?|(\d{4})\.(\d\d?)\.(\d\d?)"
_MONTH_AND_YEAR = r"(?a)(\d\d?)[-./](\d{4})"
_COMPACT = r"(?a)(\d{4})(\d\d)(\d\d)"
_SHORT_YEAR = r"(?a)(\d\d?)([- /])([a-z]+)\.?\2(\d\d)"
_YEARS_OF_WINTER = r"(\d{4}) ?[-/] ?(\d{4}|\d\d)"
_WINTER = rf"(?a)winter (?:of )?{_YEARS_OF_WINTER}|{_YEARS_OF_WINTER} winter"
_BARE_WINTER = r"(?a)winter(?:-| of | )(\d{4})|(\d{4})[- ]winter"
_EDGE = r"(?:the )?(?:(end)|beginning|start) of "
_HALF_OF_MONTH = r"(first|second|1st|2nd) half of (.+)"
_MENTIONED_WINTER = r"(?a)\bwinter(?:-| +of +| +)(\d{4})(?! ?[-/] ?\d)"
_THIRD_WORD = "|".join(sorted(_THIRDS, key=len, reverse=True))
_THIRD = rf"(?:the )?({_THIRD_WORD})[ -](?:the )?(?:year )?(.+)"


def with_full_years(text: str) -> str:
    """Replace years of two digits behind an apostrophe: `spring '21`."""
    return re.sub(r"(?a)(?<![\w'])'(\d\d)(?!\w)", lambda found: f"{full_year(found[1]):04}", text)


def parse_unit(text: str) -> ReleaseDate | None:
    """Parse a date other than a range; return None for another form.

    Raises NoDateError for a date that does not exist or is not clear.
    """
    text = re.sub(_LEAD, "", text)
    if found := _stated(text) or _to_be_announced(text):
        return found
    name, rest = split_third(text)
    if name:
        return _third(name, rest)
    if half := _half_of_month(text):
        return half
    first, _, behind = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for word, rest in ((first.rstrip(".,"), behind), (last, before)):
        found = _stated(rest) if word in WEEKDAYS else None
        if found and found.earliest and found.precision == "day":
            weekday = found.earliest.weekday()
            if weekday != WEEKDAYS[word]:
                reason = f"{found.text} is a {DAYS[weekday]}"
                raise NoDateError(reason)
            return found
    return None


def split_third(text: str) -> tuple[str, str]:
    """Split `mid-december 2021` into the third and the rest; no third is an empty text."""
    if text in _THIRDS:
        return _THIRDS[text], ""
    found = re.fullmatch(_THIRD, text)
    return (_THIRDS[found[1]], found[2]) if found else ("", text)


def is_bare_winter(text: str) -> bool:
    """Whether a text is a winter with one year, which may be that of its begin or of its end."""
    return re.fullmatch(_BARE_WINTER, text) is not None


def winter_note(text: str) -> str | None:
    """Return a note on how a `winter 2021` in a date was understood; None if it has none."""
    found = re.search(_MENTIONED_WINTER, text.lower())
    if found is None:
        return None
    year = int(found[1])
    return (
        f"winter {year:04} is taken as December {year - 1:04} to February {year:04} "
        f"(it ends in {year:04})"
    )


def edge_in(text: str) -> str:
    """Return `end` or `start` for a text that begins with the end or the start of a period."""
    found = re.match(_EDGE, text)
    return "" if found is None else "end" if found[1] else "start"


def _stated(text: str) -> ReleaseDate | None:
    return _numbers(text) or _winter(text) or _with_short_year(text) or _with_year(text)


def _numbers(text: str) -> ReleaseDate | None:
    """Parse a canonical unit, and others of numbers with the year in front or behind."""
    if "/" not in text and (found := canonical(text)):
        return found
    if numbers := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = (
            (numbers[1], numbers[3], numbers[4]) if numbers[1] else numbers.group(5, 6, 7)
        )
        return day_of(int(year), int(month), int(day)) if day else _month(year, month)
    if numbers := re.fullmatch(_MONTH_AND_YEAR, text):
        return _month(numbers[2], numbers[1])
    if numbers := re.fullmatch(_COMPACT, text):
        return day_of(*map(int, numbers.groups()))
    return None


def _month(year: str, month: str) -> ReleaseDate:
    return month_of(int(year), int(month))


def _winter(text: str) -> ReleaseDate | None:
    found = re.fullmatch(_WINTER, text)
    if found is None:
        return None
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    year = f"{int(first) + 1:04}"
    if not year.endswith(second):
        reason = f"a winter is one December to February; write winter {first}/{year[-2:]}"
        raise NoDateError(reason)
    return part_of_year(year, "winter")


def _with_short_year(text: str) -> ReleaseDate | None:
    """Parse `5-Jan-21`, as spreadsheets write a day."""
    found = re.fullmatch(_SHORT_YEAR, text)
    if found is None:
        return None
    day, _, name, year = found.groups()
    month = PART_NAMES.get(name, "")
    return day_of(full_year(year), int(month), int(day)) if month.isdigit() else None


def _with_year(text: str) -> ReleaseDate | None:
    if text[:4].isdigit() and text[4:5] in _JOINTS:
        return _named(text[:4], text[5:])
    if text[-4:].isdigit() and text[-5:-4] in _JOINTS:
        return _named(text[-4:], text[:-5])
    return None


def _named(year: str, rest: str) -> ReleaseDate | None:
    """Parse the text next to a year: `q1`, `first half of`, `jan. 5th,`, `christmas`."""
    rest = rest.replace("-", " ").replace("/", " ").rstrip(".,").removesuffix(" of")
    if rest in PART_NAMES:
        return part_of_year(year, PART_NAMES[rest])
    if rest in holidays.NAMES:
        if year == "0000":
            raise NoDateError(YEARS)
        return holidays.holiday(rest, int(year))
    if named := re.fullmatch(DAY_AND_MONTH, rest):
        month = PART_NAMES.get(named[2] or named[3], "")
        if month.isdigit():
            return day_of(int(year), int(month), int(named[1] or named[4]))
    return None


def _to_be_announced(text: str) -> ReleaseDate | None:
    """Parse a part of a year or a year, the day of which is to be announced: `2021 TBA`."""
    first, _, behind = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for word, rest in ((first, behind), (last, before)):
        if word.strip("()") in _TO_COME and (found := _stated(rest)) and found.precision != "day":
            return found
    return None


def _half_of_month(text: str) -> ReleaseDate | None:
    """Parse `second half of march 2021`, a range from the 16th to its end."""
    found = re.fullmatch(_HALF_OF_MONTH, text)
    month = _stated(found[2]) if found else None
    if found is None or month is None or month.precision != "month" or month.latest is None:
        return None
    first, last = (1, 15) if found[1] in {"first", "1st"} else (16, month.latest.day)
    days = (month.latest.replace(day=day) for day in (first, last))
    return span(*map(on_day, days))


def _third(name: str, rest: str) -> ReleaseDate | None:
    """Parse the early, mid or late part of the rest, a month or longer."""
    if name == "early" and (winter := re.fullmatch(_BARE_WINTER, rest)):
        year = int(winter[1] or winter[2])
        either = f"early winter {year - 1:04}/{year % 100:02} or {year:04}/{(year + 1) % 100:02}"
        reason = f"which winter is not clear; write {either}"
        raise NoDateError(reason)
    whole = _stated(rest)
    return third_of(whole, name) if whole else None
