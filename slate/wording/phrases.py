"""Phrases that several screens share: where, when, how far off."""

from datetime import date
from functools import lru_cache

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.wording.release_types import WORDS, preposition

_DAYS_TOLD = 120  # from here on, distances are shown in months
_MONTHS_TOLD = 24  # from here on, in years


def release_words(key: ReleaseKey) -> list[str]:
    """Return the words for a release, as far as they were stated: platform, type, region."""
    type_, region, platform = key
    way = None if type_ is ReleaseType.STREAMING and platform else type_
    words = (platform, WORDS[way].noun if way else None, region)
    return [word for word in words if word]


def on_text(key: ReleaseKey) -> str:
    """Return a release as in the column On: `Netflix`, `Netflix (disc, GB)`, `theaters`."""
    words = release_words(key)
    rest = ", ".join(words[1:])
    return f"{words[0]} ({rest})" if rest else "".join(words)


def place(key: ReleaseKey, status: Stage) -> str:
    """Return the place for a sentence: `on Netflix`, `at Netflix`, `in theaters (US)`."""
    type_, region, platform = key
    if platform:
        return f"{preposition(type_, status)} {on_text(key)}"
    where = WORDS[type_].phrase if type_ else ""
    if not region:
        return where
    return f"{where} ({region})" if where else f"in {region}"


@lru_cache(maxsize=4096)
def date_text(text: str | None, *, weekday: bool = True) -> str:
    """Format a date for the screen; cached, since a list contains the same dates many times."""
    return "no date" if text is None else screen_date(parse_date(text), weekday=weekday)


def short_date(text: str) -> str:
    """Format a date without its weekday, for use among other words: `2021-01-08`, `Jan 2021`."""
    return date_text(text, weekday=False)


def leaves_text(when: ReleaseDate) -> str:
    """Format the date on which a release leaves: `leaves 2021-01-31`; empty if it is not known."""
    return f"leaves {screen_date(when, weekday=False)}" if when.known else ""


def away(when: ReleaseDate, today: date) -> str | None:
    """Return how far off a day is: `in 23 days`, `2 years ago`; None unless it is a certain day."""
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
    """Return the text with the URL of the report, if any, appended."""
    return f"{text}  {report.url}" if report.url else text


def opened(phrase: str) -> str:
    """Return a phrase for the beginning of a line: `in January 2021` -> `In January 2021`."""
    return phrase[:1].upper() + phrase[1:]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 batch`, `1,004 batches`; most plurals add an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def key_word(key: str) -> str:
    """Return the word of a screen for the key of a row: data has platforms, people services."""
    return {"platform": "service"}.get(key, key)


def group_text(key: str, value: str | None) -> str:
    """Return the value of a key for the screen: `Netflix`, `no service`."""
    return f"no {key_word(key)}" if value is None else value


def first_of(shown: int, total: int | None, noun: str, plural: str | None = None) -> str:
    """Return the phrase for the part that is shown: `The first 3 of 12 rows`, `None of 12 rows`.

    `total` is None if it is not known: `The first 3 changes`, `The first change`.
    """
    if total is not None:
        what = f"of {counted(total, noun, plural)}"
    elif shown == 1:
        what = noun
    else:
        what = f"{'' if shown else 'of the '}{plural or f'{noun}s'}"
    first = "The first" if shown == 1 else f"The first {shown:,}" if shown else "None"
    return f"{first} {what}"
