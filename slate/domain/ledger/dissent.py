"""Dissent: where the last claim of a source differs from what is shown.

Claims are compared on the dates of the releases, and on whether anything is still to come. A
claim of another platform is not dissent: it is a further release, or the one before a move,
and is shown as a release itself.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from slate.domain.dates.release_date import TBA, ReleaseDate, parse_date
from slate.domain.ledger.fold import Word
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.title import Release, Title

# The last claim of each source, in the order in which the claims were made.
_Words = dict[str | None, Word]


class Dissent(NamedTuple):
    """A date or a status that a source stated last and that is not the one shown."""

    said: ReleaseDate | str  # the status as a word
    report: Report
    release: ReleaseKey | None = None  # the release to which the date belongs


def dissent(title: Title, reports: Iterable[Report]) -> list[Dissent]:
    """Return the last claims that differ from what is shown: dates, then the status.

    The releases are in their order; for each release, the newest claim comes first.
    """
    speaking = [report for report in reports if _speaks(report.said)]
    voices = {(report.source, report.rumored) for report in speaking}
    if len(voices) < 2:  # noqa: PLR2004 -- true of most titles: a single source cannot disagree with itself
        return []
    said = _LatestClaims()
    for report in in_order(speaking):
        said.hear(report)
    found = []
    for release in title.releases:
        for word in reversed(said.dates_of(release.key.folded)):
            when = TBA if word.value is None else parse_date(word.value)
            if _is_disputed(release, when, word.report, title.status):
                found.append(Dissent(when, word.report, release.key))
    denying = (word for word in reversed(said.status.values()) if _is_denied(title, word))
    return found + [Dissent(word.value, word.report) for word in denying]


def _speaks(said: Any) -> bool:  # noqa: ANN401 -- what a report states, or None
    return said is None or "releases" in said or "status" in said


class _LatestClaims:
    """The last claim of each source about the status, and about the date of each release."""

    def __init__(self) -> None:
        self.status: _Words = {}
        self._dates: dict[str, _Words] = {}
        self._there: dict[str, bool] = {}  # release -> whether only rumors name it

    def dates_of(self, release: str) -> list[Word]:
        return list(self._dates.get(release, {}).values())

    def hear(self, report: Report) -> None:
        """Add the claims of the next report."""
        if report.said is None:
            self._forget(report)
            return
        if "status" in report.said:
            _put(self.status, report.said["status"], report)
        named = {
            ReleaseKey.parse(name).folded: item
            for name, item in (report.said.get("releases") or {}).items()
        }
        self._follow_move(named, report)
        for key, item in named.items():
            words = self._dates.setdefault(key, {})
            if item is None:
                words.pop(
                    report.source, None
                )  # a source that drops a release withdraws its date claim
                if not report.rumored:
                    self._there.pop(key, None)
                continue
            self._there[key] = report.rumored and self._there.get(key, True)
            if "date" in item:
                _put(words, item["date"], report)

    def _follow_move(self, named: dict[str, Any], report: Report) -> None:
        """Move the claims about a dropped release to the one that replaces it, as the fold does."""
        gone = [key for key, item in named.items() if item is None and key in self._there]
        come = [key for key, item in named.items() if item is not None]
        come = [key for key in come if self._there.get(key, True)]
        if len(gone) == len(come) == 1 and (not report.rumored or self._there[gone[0]]):
            self._dates[come[0]] = self._dates.get(come[0], {}) | self._dates.pop(gone[0], {})

    def _forget(self, report: Report) -> None:
        """Drop the claims about a title that is removed; a rumor removes nothing."""
        if report.rumored:
            return
        for words in (self.status, *self._dates.values()):
            for source, word in list(words.items()):
                if word.report.title_key == report.title_key:
                    del words[source]


def _put(words: _Words, value: str | None, report: Report) -> None:
    words.pop(report.source, None)  # so that the order is that of the last claims
    words[report.source] = Word(value, report)


def _is_disputed(shown: Release, when: ReleaseDate, report: Report, status: Stage) -> bool:
    """Whether a date contradicts the one shown, and time has not settled which is right."""
    winner = shown.said_by
    if winner is None or not shown.date.known:  # somebody withdrew the date
        return when.known
    if report == winner:
        return False
    if not when.known:
        return _is_later(report, winner)
    return not (
        _allows(when, shown.date)
        or (_is_overtaken(when, shown.date, winner) and not _is_later(report, winner))
        or _is_foretold(report, shown.date, status)
    )


def _allows(other: ReleaseDate, shown: ReleaseDate) -> bool:
    """Whether a date is coarse enough to allow the other: "2021" and 2021-01-08."""
    return (other.earliest or date.min) <= (shown.earliest or date.min) and (
        shown.latest or date.max
    ) <= (other.latest or date.max)


def _is_overtaken(other: ReleaseDate, shown: ReleaseDate, winner: Report) -> bool:
    """Whether a date had passed when the date shown was stated, which had not passed."""
    said = winner.day.earliest or date.min
    return (other.latest or date.max) < said <= (shown.latest or date.max)


def _is_foretold(report: Report, shown: ReleaseDate, status: Stage) -> bool:
    """Whether a date was stated before the day on which the title then came out."""
    return status.out and (report.day.latest or date.max) < (shown.earliest or date.min)


def _is_denied(title: Title, word: Word) -> bool:
    """Whether a source claims that a title is over when the status shown is not, or the reverse.

    Two stages contradict each other only if just one of them is final. A stage before the final
    one is no contradiction if it was claimed earlier than the final one.
    """
    if word.value is None:
        return False
    settled = STAGES[word.value].settled
    if settled == title.status.settled:
        return False
    return settled or _is_later(word.report, title.said_by)


def _is_later(report: Report, other: Report) -> bool:
    """Whether a report came after the one shown; only a rumor does, since it replaces nothing."""
    return report.order > other.order
