"""Two states of a title, of which the later one usually has all reports of the earlier one."""

from collections.abc import Iterable

from slate.domain.ledger.fold import Fold
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


def fold_both(
    key: str, fewer: Iterable[Report], more: Iterable[Report]
) -> tuple[Title | None, Title | None]:
    """Return what two collections of reports in force on one title fold to.

    If the one begins with all reports of the other, in the order of the fold, these are added only
    once.
    """
    first, second = in_order(fewer), in_order(more)
    begins_alike = second[: len(first)] == first
    folding = Fold(key)
    for report in first:
        folding.add(report)
    before = folding.title()
    if not begins_alike:
        folding = Fold(key)
    for report in second[len(first) :] if begins_alike else second:
        folding.add(report)
    return before, folding.title()
