"""Why a text is not a date, and what to write instead."""

import re

from slate.domain.dates import holidays
from slate.domain.dates.release_date import YEARS, day_of
from slate.domain.dates.written_units import DAY_AND_MONTH, PART_NAMES, WEEKDAYS

DATE_EXAMPLES = (
    "write it like 2021-01-05, Jan 5 2021, 2021-01, Jan 2021, Q1 2021, spring 2021, "
    "early 2021, mid-Dec 2021, 2021, 2021-01/2021-03, by 2021-03 or TBA"
)
_NO_YEAR = "the year is missing (four digits, as in Jan 2021)"
_ITSELF = "write the date itself, such as 2021-01-05, Jan 2021 or summer 2021"
_SERIAL = (
    "it looks like a spreadsheet's serial number of a day; format the column as a date, such as "
    "2021-01-05, and save the file again"
)
# Common mistakes -> the reason shown. Tried in this order after everything else has failed.
_YEAR_FIRST = r"(?a)(\d{4})[-./ ](\d\d?)(?:[-./ ](\d\d?)([t ]\d.*)?)?"
_SHORT = r"(?a)([a-z]+)\.?[-/']+(\d\d)"
_REASONS = (
    (r"", "it is empty; write TBA where there is no date"),
    (r"(?:coming )?(?:very )?soon|eventually|someday|later", "it names no days; write TBA"),
    (
        r"(?:postponed|delayed|on hold|cancell?ed|shelved)(?: indefinitely)?|indefinitely",
        "that is a status; write TBA for the date",
    ),
    (r"later this year|.*week ?end", "write the first and the last day, as in Jan 8-10, 2021"),
    (r".*\d(?::\d\d)? ?[ap]\.?m\b.*", "a date has no time of day; write the day alone"),
    (r".*[?~].*", "one ? or ~ may stand at the very end"),
    (r"today|tonight|tomorrow|yesterday|(?:this|next|last|coming)[- ].*", _ITSELF),
    (r"(?:.*[- ])?[qh]\d(?:[- ].*)?", "quarters are Q1 to Q4, halves H1 and H2"),
    (r"\d\d?[-./]\d\d?", _NO_YEAR),
    (r"[1-9]\d{4}(?:\.\d+)?", _SERIAL),
    (r"-\d.*|(?:\d{1,3}|\d{5,})(?:-\d\d?)*", YEARS),
    (r".*[^ -~].*", "only plain letters and the digits 0 to 9 are read"),
)


def reason_for(text: str) -> str:
    """Return what to write instead of a text in lower case that does not have the form of a date.

    Raises NoDateError, with the reason, if it has the form of a day that does not exist.
    """
    named = re.fullmatch(DAY_AND_MONTH, text)
    name = (named[2] or named[3]) if named else text.rstrip(".,")
    if name in PART_NAMES or text in holidays.NAMES:
        return _NO_YEAR
    if text in WEEKDAYS:
        return _ITSELF
    if re.fullmatch(r"(?a)\d{4}\.\d", text):  # 2021.10 as a spreadsheet stores it, perhaps
        year, digit = text.split(".")
        return f"it may be a number; write {year}-0{digit} or {year}-{digit}0"
    if found := re.fullmatch(_YEAR_FIRST, text):
        day = day_of(int(found[1]), int(found[2]), int(found[3] or 1)).text
        timed = "a date has no time of day; " if found[4] else ""
        return f"{timed}write {day if found[3] else day[:7]}"
    short = re.fullmatch(_SHORT, text)
    if short and PART_NAMES.get(short[1], "").isdigit():
        name, number = short[1].capitalize(), short[2]
        unclear = f"whether {number} is the day or the year is not clear"
        return f"{unclear}; write {name} 20{number}, or the day with its year"
    reasons = (reason for form, reason in _REASONS if re.fullmatch(form, text, re.ASCII))
    return next(reasons, DATE_EXAMPLES)
