"""A digest: what is new on a slate in some days, what comes and leaves in others."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.net_change import NetChange
from slate.domain.changes.severity import badness
from slate.domain.dates.release_date import ONE_DAY
from slate.domain.dates.windows import Window, window_from_to
from slate.domain.reports.report import Report
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Title

_USUAL_DAYS = 7  # of news and of what is coming, today included in both
# Edits of these fields are news; others, such as those of tags and notes, are not.
_NEWS_FIELDS = frozenset({"release", "platform", "date"})


class DigestSection(StrEnum):
    """The sections of a digest, in their order."""

    OUT = "out"
    NEW = "new"
    DATES = "dates"
    SLIPPED = "slipped"
    ADVANCED = "advanced"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    COMING = "coming"
    POSSIBLE = "possible"  # shown below what is coming
    LEAVING = "leaving"
    OVERDUE = "overdue"


_SECTIONS = {
    ChangeName.ADDED: DigestSection.NEW,
    ChangeName.DATED: DigestSection.DATES,
    ChangeName.NARROWED: DigestSection.DATES,
    ChangeName.SLIPPED: DigestSection.SLIPPED,
    ChangeName.UNDATED: DigestSection.SLIPPED,
    ChangeName.WIDENED: DigestSection.SLIPPED,
    ChangeName.ADVANCED: DigestSection.ADVANCED,
    ChangeName.MOVED: DigestSection.MOVED,
    ChangeName.CONFIRMED: DigestSection.CONFIRMED,
    ChangeName.STATUS: DigestSection.CHANGED,
    ChangeName.RETITLED: DigestSection.CHANGED,
    ChangeName.LEAVING: DigestSection.CHANGED,
    ChangeName.EDITED: DigestSection.CHANGED,
}


class DigestDays(NamedTuple):
    """The days that a digest is about."""

    as_of: date  # the state of the slate that it shows: the end of this day
    since: date | None  # the first day of the news; None: only what is to come is wanted
    ahead: Window  # what is coming

    def went_overdue(self, record: Record) -> bool:
        """Whether a title that is overdue became so on one of the days of the news.

        It is overdue from the day after the last one that its date allows.
        """
        if self.since is None or record.latest is None:
            return False
        return date.fromisoformat(record.latest) + ONE_DAY >= self.since


class DigestChange(NamedTuple):
    """One change of a title, the title after it, and the report that is cited, if one is."""

    change: NetChange
    title: Title
    report: Report | None


class TitleNews(NamedTuple):
    """What is new about one title, the worst first."""

    changes: tuple[DigestChange, ...]

    @property
    def section(self) -> DigestSection:
        """The section in which the title stands, that of its worst change."""
        difference = self.changes[0].change.difference
        if isinstance(difference.after, Stage) and difference.after.out:
            return DigestSection.OUT
        return _SECTIONS[difference.name]

    @property
    def order(self) -> tuple[int, date]:
        """Sort key within the section: what is new or got a date by date, else the worst first.

        What is new but settled, such as out for years, comes last.
        """
        first = self.changes[0]
        if self.section in (DigestSection.NEW, DigestSection.DATES):
            return int(first.title.status.settled), _ends(first)
        return badness(first.change.difference), date.min


class Digest(NamedTuple):
    """The content of a digest, section by section, without the sections that are empty."""

    days: DigestDays
    news: Mapping[DigestSection, Sequence[TitleNews]]
    records: Mapping[DigestSection, Sequence[Record]]  # what is coming, leaving, overdue
    left_out: Mapping[DigestSection, int]  # how many titles the limit leaves out


def digest_days(period: Window | None, today: date) -> DigestDays:
    """Return the days of a digest for a period, by default the last and the next 7 days.

    The days of a period up to today are those of the news; those from today on are those of what
    is coming. A period that is over is viewed as of its last day, with what was coming in as many
    days after it. The period must have a first day.
    """
    if period is None:
        since = _moved(today, 1 - _USUAL_DAYS)
        return DigestDays(today, since, window_from_to(today, _moved(today, _USUAL_DAYS - 1)))
    first, last = period.start or today, period.last
    if first > today:
        return DigestDays(today, None, period)
    if last is None or last >= today:
        return DigestDays(today, first, window_from_to(today, last))
    days = (last - first).days + 1
    return DigestDays(last, first, window_from_to(last + ONE_DAY, _moved(last, days)))


def day_before(since: date) -> date:
    """Return the day before the first one of the news, which is compared with."""
    return _moved(since, -1)


def _moved(day: date, days: int) -> date:
    """Return the day so many days later or earlier, within the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(max(1, min(number, date.max.toordinal())))


def _ends(changed: DigestChange) -> date:
    """Return the last day on which a title comes out, by the change or by its headline release."""
    _, when = changed.change.difference.dates
    shown = changed.title.headline
    if not when.known and shown is not None:
        when = shown.date
    return when.latest or date.max


def is_news(change: NetChange) -> bool:
    """Whether a change belongs into a digest, unless the title was removed."""
    difference = change.difference
    return difference.name is not ChangeName.EDITED or difference.field in _NEWS_FIELDS
