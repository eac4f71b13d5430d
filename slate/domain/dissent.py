"""Dissent: where the last word of another source differs from the date that is shown."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from slate.domain.dates import ReleaseDate, parse_date
from slate.domain.fold import words_of
from slate.domain.reports import Report, in_order
from slate.domain.titles import Release


class Dissent(NamedTuple):
    """Another date than the one shown, which its source last said."""

    date: ReleaseDate
    report: Report


def dissent(shown: Release, reports: Iterable[Report]) -> list[Dissent]:
    """Find who last said another date of the release than the one shown, newest first.

    A coarser date that allows the one shown ("2021" beside 2021-01-08) is no dissent.
    """
    path = ("releases", shown.key.folded, "date")
    last: dict[str | None, tuple[str | None, Report]] = {}
    for report in in_order(reports):
        if report.said is None:
            last.clear()  # what was said of a removed title is said no more
        for at, value in words_of(report.said or {}):
            if at == path or (at == path[:2] and value is None):
                last.pop(report.source, None)  # so that the order is that of the last words
                last[report.source] = (value, report)
    if shown.said_by is not None:
        last.pop(shown.said_by.source, None)
    found = [Dissent(parse_date(text), report) for text, report in last.values() if text]
    return [other for other in reversed(found) if not _allows(other.date, shown.date)]


def _allows(other: ReleaseDate, shown: ReleaseDate) -> bool:
    if not shown.known:
        return False
    return (other.earliest or date.min) <= (shown.earliest or date.min) and (
        shown.latest or date.max
    ) <= (other.latest or date.max)
