"""The state of a title at the end of a day, or before its removal."""

from collections.abc import Iterable

from slate.domain.ledger.fold import Fold
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


def was_named_by(day: str, reports: Iterable[Report]) -> bool:
    """Whether a report had stated the name of a title by the end of a day."""
    return any("title" in (report.said or ()) and report.last_day <= day for report in reports)


def title_as_of_day(day: str, key: str, reports: Iterable[Report]) -> Title:
    """Return a title as it stood at the end of a day; before its first report, as first reported.

    The title must exist today. Raises LookupError if it never existed.
    """
    folding, found = Fold(key), None
    for report in in_order(reports):
        if found is not None and report.last_day > day:
            break
        folding.add(report)
        found = folding.title() or found
    if found is None:
        raise LookupError(key)
    return found


def last_title(key: str, reports: Iterable[Report]) -> Title | None:
    """Return a removed title as it was before its removal, or None if it never existed."""
    folding, last = Fold(key), None
    for report in in_order(reports):
        folding.add(report)
        last = folding.title() or last
    return last
