"""Reports of sources on one title, one batch per report."""

from collections.abc import Sequence
from typing import Any

from slate.domain.reports.report import Report
from tests.domain.slates import report

NETFLIX = "streaming||Netflix"
# (day, source, confidence, said): the source None is what was typed without one.
Told = tuple[str, str | None, str, dict[str, Any] | None]


def on(when: str | None, key: str = NETFLIX) -> dict[str, Any]:
    """Return a patch that states the date of a release."""
    return {"releases": {key: {"date": when}}}


def reports(*told: Told, key: str = "k") -> Sequence[Report]:
    """Return reports in the order recorded; the first one names the title."""
    return [
        report(
            said if n > 1 or said is None else {"title": "Dune"} | said,
            key=key,
            source=source,
            reported_on=day,
            confidence=confidence,
            recorded_at=f"2021-06-01T12:00:{n:02}.000000Z",
            batch=f"b{n}",
        )
        for n, (day, source, confidence, said) in enumerate(told, 1)
    ]
