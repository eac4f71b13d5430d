"""What a statement states that its title is recognized by."""

from datetime import date

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.statement import Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.text import folded
from slate.domain.titles.identity import NO_EVIDENCE, Evidence, Identity, people_by_role
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import derive_status


def identity_of(statement: Statement) -> Identity:
    """Return the identity of a statement's title.

    A day on which a catalog says that a service has the title is not its first release.
    """
    year, comes = statement.year, None
    dates = [(statement.date, statement.platform)]
    dates += [(release.date, release.key.platform) for release in statement.releases]
    is_listed = statement.origin.confidence is Confidence.LISTED
    known = [
        when
        for when, platform in dates
        if when is not None and when.earliest is not None and not (is_listed and platform)
    ]
    when = min(known, key=_earliest, default=None)
    if year is None and when is not None:
        reported = parse_date(statement.origin.reported_on)
        if derive_status(when, reported, follows=False).stage is Stage.SCHEDULED:
            comes = _earliest(when).year
        else:
            year = _earliest(when).year
    name = folded(statement.title or "")
    return Identity(name, statement.season, statement.part, statement.kind, year, comes)


def evidence_of(statement: Statement) -> Evidence:
    """Return what a statement states of a title besides its identity."""
    if not statement.credits and not statement.aka:  # true of most statements
        return NO_EVIDENCE
    names = frozenset(map(folded, (statement.title or "", *statement.aka)))
    return Evidence(names, people_by_role(statement.credits))


def _earliest(when: ReleaseDate) -> date:
    return when.earliest or date.max
