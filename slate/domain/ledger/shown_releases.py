"""Which releases of a title are shown, and with which dates."""

from collections.abc import Iterable

from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.ledger.title_claims import TitleClaims
from slate.domain.reports.claims import SettledDate
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import DroppedRelease, Release
from slate.domain.titles.vocabulary import platform_key


def shown_releases(
    claims: TitleClaims, named: Iterable[str]
) -> tuple[tuple[Release, ...], tuple[DroppedRelease, ...]]:
    """Return the releases in order, and the dropped ones that a source still names.

    `named` has the identity (`ReleaseKey.folded`) of each release on which there are claims.
    """
    found: list[Release] = []
    dropped: list[DroppedRelease] = []
    for name in named:
        names = claims.at["releases", name]
        base = names.base()
        if base is None:
            left = tuple(claim for claim in names.kept if claim.value is not None)
            if left:
                dropped.append(DroppedRelease(ReleaseKey.parse(left[0].value), left))
            continue
        dates = claims.settled("releases", name, "date")
        leaves = claims.settled("releases", name, "leaves")
        found.append(
            Release(
                key=ReleaseKey.parse(base.value),
                date=_date(dates),
                leaves=_date(leaves),
                said_by=dates.said_by,
                named_by=names.credited(base.value).report,
                rank=base.rank,
                dates=dates,
                leave_dates=leaves,
                names=names.live(),
            )
        )
    if len(found) > 1:
        highest = max(release.rank for release in found)
        if any(release.rank < highest for release in found):  # true of few titles
            found = [
                release._replace(contested=True) if _is_contested(release, found) else release
                for release in found
            ]
        found.sort(key=lambda release: release.order)
    dropped.sort(key=lambda release: str(release.key))
    return tuple(found), tuple(dropped)


def _is_contested(release: Release, others: Iterable[Release]) -> bool:
    """Whether a release of its kind on another service is named at a higher rank."""
    if any(claim.report.is_typed and claim.value is not None for claim in release.names):
        return False
    key = release.key
    return any(
        other.rank > release.rank
        and (other.key.type, other.key.region) == (key.type, key.region)
        and platform_key(other.key.platform or "") != platform_key(key.platform or "")
        for other in others
    )


def _date(claims: SettledDate) -> ReleaseDate:
    return TBA if claims.shown is None else claims.shown.date
