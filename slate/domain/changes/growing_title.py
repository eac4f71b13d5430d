"""A title to which reports are added one by one, as the rows of a file do.

To fold all reports again for each row would take a second for a thousandth row.
"""

from collections.abc import Iterable

from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import TitleHistory, history_of
from slate.domain.ledger.fold import Fold
from slate.domain.ledger.new_information import SourceClaims, SourceStatements, said_before
from slate.domain.ledger.patch import SAME
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


class GrowingTitle:
    """The reports in force on a title, what they fold to, and what each source has stated."""

    def __init__(self, key: str, reports: Iterable[Report]) -> None:
        """Start with the reports on the title with this key, in any order."""
        self.key = key
        self._start(reports)

    def _start(self, reports: Iterable[Report]) -> None:
        """Fold these reports, in any order, in place of all others."""
        self.reports: list[Report] = in_order(reports)
        self._fold = Fold(self.key)
        for report in self.reports:
            self._fold.add(report)
        self.title: Title | None = self._fold.title()
        self._history: TitleHistory | None = None
        self._sources = {report.source for report in self.reports}
        self._said: dict[str | None, SourceClaims] = {}

    @property
    def existing(self) -> Title:
        """The title, which is known to exist; raise LookupError if it does not."""
        if self.title is None:
            raise LookupError(self.key)
        return self.title

    def beside(self, draft: Report) -> SourceStatements:
        """Return a draft beside what its source had last stated by its day."""
        source = draft.source
        if self.reports and draft.last_day < self.reports[-1].last_day:
            return SourceStatements(draft, said_before(draft, self.reports))
        if source not in self._said:
            own = self.reports if source in self._sources else ()
            self._said[source] = said_before(draft, own)
        return SourceStatements(draft, self._said[source])

    def add(self, report: Report) -> list[Difference]:
        """Add a report, and return what it changes.

        A date that a release had before is recognized as such. Reports that come after all others
        take the same time each.
        """
        if self.reports and report.order < self.reports[-1].order:
            return self._insert(report)
        self.reports.append(report)
        self._sources.add(report.source)
        if report.source in self._said:
            self._said[report.source].add(report)
        if self._history is not None:
            step = self._history.hear(report)
            self.title = step.title
            return list(step.differences)
        before = self.title
        self._fold.add(report)
        self.title = self._fold.title()
        changed = differences(before, self.title)
        return self._from_history() if before and _is_about_dates(changed) else changed

    def _from_history(self) -> list[Difference]:
        """Return what the last report changes: only the history shows which dates there were."""
        if any(SAME in (report.said or ()) for report in self.reports):
            return list(list(history_of(self.key, self.reports))[-1].differences)
        self._history = TitleHistory(self.key)
        return [list(self._history.hear(report).differences) for report in self.reports][-1]

    def _insert(self, report: Report) -> list[Difference]:
        """Add a report that comes before others."""
        before = self.title
        self._start([*self.reports, report])
        return differences(before, self.title)


def _is_about_dates(changed: list[Difference]) -> bool:
    return any(change.release and change.before and change.after for change in changed)
