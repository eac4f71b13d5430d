"""Titles of reports under several keys, some of which may be merged."""

from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.ledger.fold import fold
from slate.domain.ledger.patch import SAME
from slate.domain.ledger.same_work import leaders
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.title import Title


class Works(NamedTuple):
    """Titles, and for each key in a merge the one that stands for its title."""

    titles: dict[str, Title]
    led: dict[str, str]


def works_of(in_force: Iterable[Report]) -> Works:
    """Fold the reports in force on several titles, each by the key that stands for it."""
    reports = in_order(in_force)
    pairs = [
        (report.key, other) for report in reports for other in (report.said or {}).get(SAME, ())
    ]
    led = leaders(pairs)
    own: dict[str, list[Report]] = {}
    for report in reports:
        own.setdefault(led.get(report.key, report.key), []).append(report)
    folded = ((key, fold(key, found)) for key, found in own.items())
    return Works({key: title for key, title in folded if title is not None}, led)
