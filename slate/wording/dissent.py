"""Dissent as phrases: what another source claims, and who it is."""

from collections.abc import Callable
from typing import assert_never

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.dissent import Dissent, Subject
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.wording.attribution import cited
from slate.wording.phrases import on_text


def claim_text(other: Dissent, date_text: Callable[[ReleaseDate], str]) -> str:
    """Return what is claimed: `Feb 2021`, `leaves 2021-03-01`, `canceled`, `not Netflix`."""
    match other.said:
        case ReleaseDate() as when:
            left = "leaves " if other.subject is Subject.LEAVES else ""
            return f"{left}{date_text(when)}"
        case Stage() as stage:
            return stage
        case ReleaseKey() as key:
            no = "not " if other.subject is Subject.NO_SERVICE else ""
            return f"{no}{on_text(key)}"
        case _:
            assert_never(other.said)


def claimant(other: Dissent) -> str:
    """Return who claims it: `says Deadline, 2020-12-15, rumor`."""
    return cited(other.report, f"says {other.report.source or 'somebody'}")
