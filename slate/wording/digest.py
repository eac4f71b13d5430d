"""A digest as text: its title, its sections with their items, and its sources.

All forms of a digest, and the values of a template, are made of these texts.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, assert_never

from slate.domain.queries.digest import Digest, DigestDays, DigestSection
from slate.domain.text import folded
from slate.domain.titles.record import Record
from slate.wording.digest_items import (
    DigestItem,
    coming_items,
    leaving_items,
    overdue_items,
    possible_items,
)
from slate.wording.digest_news import news_item
from slate.wording.phrases import counted
from slate.wording.prose_dates import days_text

_HEADINGS = {
    DigestSection.OUT: "Out now",
    DigestSection.NEW: "New",
    DigestSection.DATES: "New dates",
    DigestSection.SLIPPED: "Slipped",
    DigestSection.ADVANCED: "Moved up",
    DigestSection.MOVED: "Changed service",
    DigestSection.CONFIRMED: "Confirmed",
    DigestSection.CHANGED: "Also changed",
    DigestSection.LEAVING: "Leaving",
    DigestSection.OVERDUE: "Overdue",
}
_COMING = "Coming"


class DigestPart(NamedTuple):
    """A section of a digest as text."""

    name: str
    heading: str
    items: tuple[DigestItem, ...]
    more: str  # how many titles are left out: `and 12 more`; mostly empty


class DigestText(NamedTuple):
    """A digest as text."""

    title: str
    period: str  # the days in the title: `1 to 7 January 2021`
    begins: date
    ends: date | None
    as_of: date
    parts: tuple[DigestPart, ...]
    sources: tuple[str, ...]  # named in the digest, in alphabetical order

    @property
    def foot(self) -> str:
        """The last line: `As of 2021-01-07, from 2 sources: Deadline, Netflix.`."""
        if not self.sources:
            return f"As of {self.as_of}."
        number = counted(len(self.sources), "source")
        return f"As of {self.as_of}, from {number}: {', '.join(self.sources)}."


def digest_text(digest: Digest, group: str) -> DigestText:
    """Return a digest as text; what is coming is a list by one of the groups of a list."""
    days = digest.days
    parts = tuple(part for section in DigestSection if (part := _part(digest, section, group)))
    begins, ends = _period(days)
    period = _span(begins, ends)
    what = "What is coming" if days.since is None else "What is new on the slate"
    title = f"{what}, {period}"
    return DigestText(title, period, begins, ends, days.as_of, parts, _sources(parts))


def _period(days: DigestDays) -> tuple[date, date | None]:
    """Return the first and the last day that the title names."""
    if days.since is None:
        return days.ahead.start or days.as_of, days.ahead.last
    return days.since, days.as_of


def _span(first: date, last: date | None) -> str:
    return days_text(first, last) if last else f"from {days_text(first, first)} on"


def _part(digest: Digest, section: DigestSection, group: str) -> DigestPart | None:
    """Return a section as text; what is possible is one with what is coming."""
    if section is DigestSection.POSSIBLE:
        return None
    items = tuple(_items(digest, section, group))
    if not items:
        return None
    left_out = digest.left_out.get(section, 0)
    if section is DigestSection.COMING:
        left_out += digest.left_out.get(DigestSection.POSSIBLE, 0)
    more = f"and {left_out:,} more" if left_out else ""
    return DigestPart(section, _heading(digest.days, section), items, more)


def _heading(days: DigestDays, section: DigestSection) -> str:
    if section is not DigestSection.COMING:
        return _HEADINGS[section]
    if days.since is None:
        return _COMING  # the title has the days
    return f"{_COMING}, {_span(days.ahead.start or days.as_of, days.ahead.last)}"


def _items(digest: Digest, section: DigestSection, group: str) -> Iterable[DigestItem]:
    today = digest.days.as_of
    match section:
        case DigestSection.COMING:
            possible = possible_items(_records(digest, DigestSection.POSSIBLE), today)
            return [*coming_items(_records(digest, section), group, today), *possible]
        case DigestSection.LEAVING:
            return leaving_items(_records(digest, section), today)
        case DigestSection.OVERDUE:
            return overdue_items(_records(digest, section), today)
        case (
            DigestSection.OUT
            | DigestSection.NEW
            | DigestSection.DATES
            | DigestSection.SLIPPED
            | DigestSection.ADVANCED
            | DigestSection.MOVED
            | DigestSection.CONFIRMED
            | DigestSection.CHANGED
            | DigestSection.POSSIBLE
        ):
            return [news_item(each, today) for each in digest.news.get(section, ())]
        case _:
            assert_never(section)


def _records(digest: Digest, section: DigestSection) -> list[Record]:
    return list(digest.records.get(section, ()))


def _sources(parts: Sequence[DigestPart]) -> tuple[str, ...]:
    found = {
        phrase.cited.source
        for part in parts
        for item in part.items
        for phrase in item.phrases
        if phrase.cited.source
    }
    return tuple(sorted(found, key=lambda name: (folded(name), name)))
