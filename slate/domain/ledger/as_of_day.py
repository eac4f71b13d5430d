"""What was known of a title by a day, or before it was removed."""

from collections.abc import Iterable

from slate.domain.ledger.fold import Fold
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


def was_named_by(day: str, reports: Iterable[Report]) -> bool:
    """Tell whether a title had been named by the end of a day."""
    return any("title" in (report.said or ()) and report.last_day <= day for report in reports)


def title_as_of_day(day: str, key: str, reports: Iterable[Report]) -> Title:
    """Give a title as it stood at the end of a day; before it was known, as it came.

    It has to stand today. Raises LookupError where it never did.
    """
    folding, found = Fold(key), None
    for report in in_order(reports):
        if found is not None and report.last_day > day:
            break
        folding.say(report)
        found = folding.title() or found
    if found is None:
        raise LookupError(key)
    return found


def last_title(key: str, reports: Iterable[Report]) -> Title | None:
    """Give a removed title as it was before its removal."""
    folding, last = Fold(key), None
    for report in in_order(reports):
        folding.say(report)
        last = folding.title() or last
    return last
