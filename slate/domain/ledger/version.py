"""Which version of the ledger's format a batch or a report needs.

Version 2 adds reports of what catalogs list, thirds of months, places in the order of credits,
titles that differ or are split, undos of single titles, and corrections of times. Whatever needs
none of these is written as version 1, which older slates read.
"""

from collections.abc import Iterable, Iterator

from slate.domain.ledger.patch import DIFFERS, SPLIT
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Batch, Report, Said

OLDEST, NEWEST = 1, 2


def version_of_batch(batch: Batch) -> int:
    """Return the version that a batch needs, apart from its reports."""
    return NEWEST if batch.only or batch.corrects else OLDEST


def versions_of(report: Report) -> Iterator[tuple[str, int]]:
    """Yield (field, version) for the fields of a report that need more than the oldest version."""
    if report.confidence is Confidence.LISTED:
        yield "confidence", NEWEST
    yield from ((f"said: {name}", NEWEST) for name in _new_fields(report.said or {}))


def version_of(batches: Iterable[Batch], reports: Iterable[Report]) -> int:
    """Return the version that a ledger with these batches and reports needs."""
    needed = any(version_of_batch(batch) > OLDEST for batch in batches)
    return NEWEST if needed or any(any(versions_of(report)) for report in reports) else OLDEST


def newer_batches(batches: Iterable[Batch], reports: Iterable[Report]) -> dict[str, int]:
    """Return the versions of the batches that need more than the oldest: uid -> version.

    `reports` are those of any batches, which need not be among `batches`.
    """
    needed = [(batch.uid, version_of_batch(batch)) for batch in batches]
    needed += [(report.batch, version) for report in reports for _, version in versions_of(report)]
    found: dict[str, int] = {}
    for uid, version in needed:
        if version > OLDEST:
            found[uid] = max(version, found.get(uid, OLDEST))
    return found


def _new_fields(said: Said) -> Iterator[str]:
    yield from (name for name in (DIFFERS, SPLIT) if name in said)
    if any(type(place) is int for place in said.get("credits", {}).values()):
        yield "credits"
    details = (release or {} for release in said.get("releases", {}).values())
    if any(_names_third_of_month(when) for each in details for when in each.values()):
        yield "releases"


def _names_third_of_month(text: str | None) -> bool:
    """Whether a date is a third of a month, or a range that begins or ends with one."""
    sides = (text or "").rstrip("?~").split("/")
    return any(side.count("-") > 1 and side[-1].isalpha() for side in sides)
