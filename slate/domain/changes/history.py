"""The history of a title, report by report: what each changed, in the order of the fold."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.ledger.fold import Fold
from slate.domain.ledger.patch import SAME
from slate.domain.ledger.same_work import leaders
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


class Step(NamedTuple):
    """One report of a history, what it changed, and the title after it."""

    report: Report
    differences: tuple[Difference, ...]
    title: Title | None
    key: str  # of that title: titles that were merged later were still separate then


def history_of(key: str, reports: Iterable[Report]) -> Iterator[Step]:
    """Return the steps of a title's history, one for each report, in the order of the fold.

    Titles that were merged have separate histories until the merge.
    """
    ordered = in_order(reports)
    if any(SAME in (report.said or ()) for report in ordered):
        return _joining(ordered)
    return map(TitleHistory(key).hear, ordered)


def _joining(ordered: list[Report]) -> Iterator[Step]:
    """Yield the steps of titles that are merged, each under the key that stands for its title."""
    lives: dict[str, TitleHistory] = {}
    pairs: list[tuple[str, str]] = []
    led: dict[str, str] = {}
    for number, report in enumerate(ordered):
        joined: list[TitleHistory] = []
        key = report.key
        if same := (report.said or {}).get(SAME):
            pairs += [(key, other) for other in same]
            led = leaders(pairs)
            key = led[key]
            keys = {other for other, leader in led.items() if leader == key}
            joined = [lives.pop(other) for other in keys - {key} if other in lives]
            heard = [earlier for earlier in ordered[:number] if earlier.key in keys]
            lives.setdefault(key, TitleHistory(key)).begin_anew(heard)
        key = led.get(key, key)
        life = lives.setdefault(key, TitleHistory(key))
        yield life.hear(report)
        for other in joined:
            life.remember(other)


class TitleHistory:
    """The history of one title that was not merged, and the dates that its releases have had."""

    def __init__(self, key: str) -> None:
        """Start without any report on the title with this key."""
        self._key = key
        self._folding = Fold(key)
        self._title: Title | None = None
        self._dates: dict[str, set[str]] = {}

    def begin_anew(self, reports: Iterable[Report]) -> None:
        """Start again from these reports; their changes are returned with the next report."""
        self._folding = Fold(self._key)
        for report in reports:
            self._folding.add(report)

    def remember(self, other: "TitleHistory") -> None:
        """Add the dates that another title has had: this one may return to them."""
        for release, dates in other._dates.items():  # noqa: SLF001 -- the same class
            self._dates.setdefault(release, set()).update(dates)

    def hear(self, report: Report) -> Step:
        """Add the next report, and return what it changed."""
        self._folding.add(report)
        before, self._title = self._title, self._folding.title()
        found = tuple(map(self._marked, differences(before, self._title)))
        for release in self._title.releases if self._title else ():
            self._dates.setdefault(release.key.folded, set()).add(release.date.text)
        return Step(report, found, self._title, self._key)

    def _marked(self, change: Difference) -> Difference:
        """Return the change, marked if the release returns to a date that it had before."""
        before, after = change.dates
        if not (change.release and change.is_about_a_date and before.known and after.known):
            return change
        had = self._dates.get(change.release.folded, ())
        return change._replace(reverted=True) if after.text in had else change
