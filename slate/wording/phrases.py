"""The turns of phrase that several screens share: where, when, how far off."""

from datetime import date
from functools import lru_cache

from slate.domain.dates.display import screen_date
from slate.domain.dates.release_date import ReleaseDate, parse_date
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.wording.release_types import WORDS, preposition

_DAYS_TOLD = 120  # of a day farther off, the months are told
_MONTHS_TOLD = 24  # and then the years


def release_words(key: ReleaseKey) -> list[str]:
    """Name a release by what was said of it: platform, way of release, region."""
    type_, region, platform = key
    way = None if type_ is ReleaseType.STREAMING and platform else type_
    words = (platform, WORDS[way].noun if way else None, region)
    return [word for word in words if word]


def on_text(key: ReleaseKey) -> str:
    """Name a release as the column On does: `Netflix`, `Netflix (disc, GB)`, `theaters`."""
    words = release_words(key)
    rest = ", ".join(words[1:])
    return f"{words[0]} ({rest})" if rest else "".join(words)


def place(key: ReleaseKey, status: Stage) -> str:
    """Say where, as a sentence goes on: `on Netflix`, `at Netflix`, `in theaters (US)`."""
    type_, region, platform = key
    if platform:
        return f"{preposition(type_, status)} {on_text(key)}"
    where = WORDS[type_].phrase if type_ else ""
    if not region:
        return where
    return f"{where} ({region})" if where else f"in {region}"


@lru_cache(maxsize=4096)
def date_text(text: str | None, *, weekday: bool = True) -> str:
    """Write a date as the screen shows it; a listing asks for the same ones many times."""
    return "no date" if text is None else screen_date(parse_date(text), weekday=weekday)


def short_date(text: str) -> str:
    """Write a date without its weekday, as it stands among others: `2021-01-08`, `Jan 2021`."""
    return date_text(text, weekday=False)


def away(when: ReleaseDate, today: date) -> str | None:
    """Say how far off a day is: `in 23 days`, `2 years ago`; None for what is no sure day."""
    if when.precision != "day" or when.doubtful or when.earliest is None:
        return None
    days = (when.earliest - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    first, last = sorted((today, when.earliest))
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if abs(days) < _DAYS_TOLD:
        far = f"{abs(days)} days"
    elif months < _MONTHS_TOLD:
        far = f"{months} months"
    else:
        far = f"{months // 12} years"
    return f"in {far}" if days > 0 else f"{far} ago"


def linked(text: str, report: Report) -> str:
    """Add where the report can be read."""
    return f"{text}  {report.url}" if report.url else text


def opened(phrase: str) -> str:
    """Begin a line with a phrase: `in January 2021` -> `In January 2021`."""
    return phrase[:1].upper() + phrase[1:]
