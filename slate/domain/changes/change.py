"""What a command did to one title."""

from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.changes.change_name import Outcome
from slate.domain.changes.difference import Difference
from slate.domain.changes.unshown import Unshown
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.file_dates import TwoDates
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title


class Correction(NamedTuple):
    """A date that an author replaced on the day on which they had stated it: a mistake, perhaps.

    It counts as a slip, unless the batch that stated it is undone.
    """

    was: ReleaseDate
    batch: str  # uid of the batch that stated it
    created: bool  # whether that batch created the title


class Change(NamedTuple):
    """What happened to one title."""

    outcome: Outcome
    slug: str
    title: Title | None
    differences: tuple[Difference, ...] = ()
    unshown: Unshown | None = None  # why a report that was recorded changes nothing
    correction: Correction | None = None
    # Of a release for which none was stated: the service that it was taken to be on.
    only_service: str | None = None
    # Of the row of a file: the sources of the title of the same name that it was joined with, None
    # for nobody, if its own source had not reported on it; the name in the row if the title, which
    # was found by an id, had another; and the dates that are not used.
    joined_with: tuple[str | None, ...] = ()
    known_as: str | None = None
    two_dates: tuple[TwoDates, ...] = ()

    def followed_by(self, second: "Change") -> "Change":
        """Return one change for two that one command made of a title in turn."""
        if second.outcome is Outcome.UNCHANGED:
            return self
        if self.outcome is Outcome.UNCHANGED:
            return second
        return self._replace(
            slug=second.slug,
            title=second.title,
            differences=(*self.differences, *second.differences),
            unshown=self.unshown if not second.differences else None,
            correction=self.correction or second.correction,
        )


def correction(
    before: Title, report: Report, differences: Iterable[Difference]
) -> Correction | None:
    """Return the author's own date of the same day that a report replaced, if any.

    An author's own claims are those without a source.
    """
    moved = {change.release for change in differences if change.name.has_a_distance}
    for release in before.releases:
        for claim in release.dates.kept if release.key in moved else ():
            own = claim.report
            if (
                claim.value == release.date.text
                and own.source is report.source is None
                and (own.author, own.reported_on) == (report.author, report.reported_on)
            ):
                return Correction(release.date, own.batch, own.batch == before.created[1])
    return None
