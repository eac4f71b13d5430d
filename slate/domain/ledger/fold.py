"""The fold: the computation of a title, or of none, from the reports in force, in their order.

Each thing that was stated is a claim at a path (`("releases", "streaming||netflix", "date")`).
The fold keeps the latest claim of each source at each path; which of them is shown follows from
these (`domain/reports/claims.py`). The rules are in `docs/decisions/claims.md`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from slate.domain.dates.release_date import TBA, ReleaseDate, parse_date
from slate.domain.reports.claims import NO_CLAIMS, Claim, Claims, SettledDate, is_replaced, rank_of
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report, Said, in_order
from slate.domain.titles.fields import COLLECTIONS, PLAIN
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.members import parts_of
from slate.domain.titles.names import derive_slug
from slate.domain.titles.relations import RELATIONS, Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES, Phase, Stage
from slate.domain.titles.status import DerivedStage, derive_kind, derive_status
from slate.domain.titles.title import DroppedRelease, Release, Title, headline
from slate.domain.titles.vocabulary import platform_key

Path = tuple[str, ...]
# Fields of a patch that are no claims about the title itself. The titles that are the same work
# (key -> slug):
SAME = "same"
# Titles that are different works (key -> slug), and titles to which the reports of a source belong
# (key -> source; empty for reports without one).
DIFFERS = "differs"
SPLIT = "split"
_ABOUT_OTHERS = frozenset({SAME, DIFFERS, SPLIT})
DATE_FIELDS = ("date", "leaves")
_MEMBER, _DATE = 2, 3  # the lengths of the paths of a member, and of a date of a release


def words_of(said: Said) -> Iterator[tuple[Path, Any]]:
    """Yield (path, value) for each claim in a patch; a value of None removes."""
    for name, value in said.items():
        if name in _ABOUT_OTHERS:
            continue
        if name not in COLLECTIONS:
            yield (name,), value
            continue
        for identity, item in value.items():
            if name != "releases":
                yield (name, identity), item
                continue
            path = (name, ReleaseKey.parse(identity).folded)
            yield path, None if item is None else identity
            for field, detail in (item or {}).items():
                yield (*path, field), detail


class Fold:
    """A title under construction: add reports in their order with `add`, then call `title`."""

    def __init__(self, key: str) -> None:
        """Start without any report on the title with this key."""
        self.key = key
        self._claims: dict[Path, Claim | Claims] = {}
        self._number = 0
        self._counted: list[tuple[int, Report]] = []
        self._created: tuple[str, str, int] | None = None
        self._titles: dict[str, None] = {}
        self._slugs: dict[str, None] = {}

    def add(self, report: Report) -> None:
        """Add one report, which must come after all those added before."""
        self._number += 1
        if report.said is None:
            self._remove_title(report)
            return
        self._counted.append((self._number, report))
        self._add_claims(report, report.said, self._number)
        if "title" in report.said:
            mark = (report.recorded_at, report.batch, report.n)
            self._created = min(self._created or mark, mark)
        for slug in report.said.get(SAME, {}).values():
            self._slugs[slug] = None
        self._remember_names()

    def _add_claims(self, report: Report, said: Said, number: int) -> None:
        if None in (said.get("releases") or {}).values():  # in few reports
            self._move_dates(report, said["releases"])
        claims, first_rank = self._claims, rank_of(report, ())
        for path, value in words_of(said):
            if path not in claims and value is not None:  # true of most claims
                claims[path] = Claim(value, report, first_rank, number, number)
                continue
            there = self._opened(path)
            if len(path) == _DATE:
                stays = path[2] == "leaves" and value is None and _was_reported(there)
                there.add_date(value, report, number)
                there.was_out = there.was_out or stays
            elif path[0] != "releases":
                there.add(value, report, number)
            elif value is None:
                self._drop(path, there, report, number)
            else:
                # Keep the spelling that was stated first.
                named = there.base()
                there.add(named.value if named else value, report, number)

    def _opened(self, path: Path) -> Claims:
        """Return the claims at a path, so that others can be added."""
        there = self._claims.get(path)
        if not isinstance(there, Claims):
            there = self._claims[path] = Claims(*(there.kept if there else ()))
        return there

    def _remove_title(self, report: Report) -> None:
        """Remove the title; for a work with several keys, only what was stated under this one.

        A removal does not count if a claim that is shown has a higher rank; a typed one always
        counts.
        """
        if not report.is_typed and any(
            report.confidence.rank < claim.rank for claim in map(self._shown, self._claims) if claim
        ):
            return
        self._claims.clear()
        self._counted = [
            (number, other)
            for number, other in self._counted
            if other.title_key != report.title_key
        ]
        for number, other in self._counted:
            self._add_claims(other, other.said or {}, number)

    def _shown(self, path: Path) -> Claim | None:
        """Return the claim at a path that is shown, or narrowed; None if there is none."""
        claims = self._claims[path]
        return claims.base() if path[0] == "releases" else claims.stated()

    def _move_dates(self, report: Report, patch: Said) -> None:
        """Move all claims on the dates of a release that a report drops to the one it names.

        That is a move only if it drops one release that is shown, and names one that is not, or
        only at a lower rank.
        """
        gone, come = [], []
        for name, item in patch.items():
            path = ("releases", ReleaseKey.parse(name).folded)
            named = self._claims[path].base() if path in self._claims else None
            if item is None:
                gone += [path] if named is not None else []
            elif named is None or named.rank < report.confidence.rank:
                come.append(path)
        if len(gone) != 1 or len(come) != 1 or not _can_drop(self._claims[gone[0]], report):
            return
        for field in DATE_FIELDS:
            if (*gone[0], field) in self._claims:
                self._opened((*come[0], field)).join(self._opened((*gone[0], field)))
                del self._claims[*gone[0], field]

    def _drop(self, path: Path, names: Claims, report: Report, number: int) -> None:
        """Add a claim that drops a release.

        It counts against the older claims on its name and dates, unless another source's claim
        is firmer: then it withdraws only what its own source has stated.
        """
        counts = _can_drop(names, report)
        dates = [(*path, field) for field in DATE_FIELDS if (*path, field) in self._claims]
        if counts and report.is_typed:
            # Whoever drops a release by hand does not want to read who still names it.
            del self._claims[path]
        else:
            names.add(None, report, number)
            names.floor = number if counts else names.floor
        for at in dates:
            if counts:
                del self._claims[at]
            else:
                self._claims[at] = self._opened(at).without(report)

    def _remember_names(self) -> None:
        """Store each name and slug that the title has had: scripts and people still use them."""
        title = self._value("title")
        if title is None:
            return
        self._titles[title] = None
        season, part = self._value("season"), self._value("part")
        self._slugs[self._value("slug") or derive_slug(title, season, part)] = None

    def _value(self, name: str) -> Any:  # noqa: ANN401 -- JSON, None if nothing is stated
        claims = self._claims.get((name,))
        return claims.stated().value if claims else None

    def title(self) -> Title | None:
        """Return the title as it stands, or None if no report states its name."""
        said: dict[str, Any] = {}
        members: dict[str, list[str]] = {}
        releases: list[str] = []
        for path, claims in self._claims.items():
            if path[0] == "releases":
                if len(path) == _MEMBER:
                    releases.append(path[1])
            elif (value := claims.stated().value) is not None:
                if len(path) == _MEMBER:
                    members.setdefault(path[0], []).append(path[1])
                else:
                    said[path[0]] = value
        if "title" not in said or self._created is None:
            return None
        name, season, part = str(said["title"]), said.get("season"), said.get("part")
        shown_releases, dropped = self._releases(releases)
        links = tuple(map(_link, sorted(members.get("links", ()))))
        # One of two merged titles may have been linked to the other: omit that link.
        links = tuple(link for link in links if link[1] != self.key)
        kind, slug, shown = said.get("kind"), said.get("slug"), headline(shown_releases)
        status = self._status(shown)
        why = None
        if status is None:
            status, why = self._derived(shown_releases, follows=bool(links))
        wanted = slug or derive_slug(name, season, part)
        stated = self._claims.get(("status",))
        return Title(
            key=self.key,
            title=name,
            kind=KINDS[kind] if kind else derive_kind(season, part).kind,
            kind_said=kind is not None,
            status=status,
            status_why=why,
            said_by=self._credited(("title",) if why else ("status",)),
            created=self._created,
            slug=slug,
            releases=shown_releases,
            tags=tuple(sorted(members.get("tags", ()))),
            credits=tuple(map(parts_of, sorted(members.get("credits", ())))),
            links=links,
            ids=tuple(
                (scheme, str(self._claims["ids", scheme].stated().value))
                for scheme in sorted(members.get("ids", ()))
            ),
            aka=tuple(sorted(members.get("aka", ()))),
            former_titles=tuple(sorted(self._titles.keys() - {name})),
            former_slugs=tuple(sorted(self._slugs.keys() - {wanted})),
            status_claims=tuple(stated.kept) if stated else (),
            dropped=dropped,
            **{name: said.get(name) for name in PLAIN},
        )

    def _credited(self, path: Path) -> Report:
        claims = self._claims[path]
        return claims.credited(claims.stated().value).report

    def _status(self, shown: Release | None) -> Stage | None:
        """Return the stated stage, None if there is none that counts.

        One of lower rank than the date shown does not count if it is a rumor, or if it denies a
        date that was still to come. One that was typed counts until a date is stated after it.
        """
        claims = self._claims.get(("status",))
        claim = claims.stated() if claims else None
        if claim is None or claim.value is None:
            return None
        stage, report = STAGES[claim.value], claim.report
        when = shown.dates if shown is not None and shown.date.known else NO_CLAIMS
        if when.base is None or claim.rank >= when.rank:
            return stage
        if report.is_typed and claim.number >= when.base.number:
            return stage
        return None if report.rumored or _denies(stage, report, shown) else stage

    def _derived(self, releases: tuple[Release, ...], *, follows: bool) -> DerivedStage:
        """Return the stage derived from the headline release's date, otherwise from the year.

        A release without a date that leaves its service implies that the title is out.
        """
        shown = headline(releases)
        if shown is not None and shown.date.known:
            if shown.dates.was_out:
                return DerivedStage(Stage.RELEASED, "an earlier date was past")
            latest = shown.dates.latest
            day = None if latest is None or latest.rumored else latest.day
            return derive_status(shown.date, day, follows=follows)
        if any(map(_implies_release, releases)):
            return DerivedStage(Stage.RELEASED, "what leaves is out")
        if ("year",) in self._claims:
            year = self._claims["year",].stated()
            if year.value is not None and not year.report.rumored:
                when = parse_date(f"{year.value:04}")
                past = derive_status(when, year.report.day, follows=follows)
                if past.stage is Stage.RELEASED:
                    return past._replace(why="its year is past")
        return derive_status(TBA, None, follows=follows)

    def _releases(
        self, named: Iterable[str]
    ) -> tuple[tuple[Release, ...], tuple[DroppedRelease, ...]]:
        """Return the releases in order, and the dropped ones that a source still names."""
        found: list[Release] = []
        dropped: list[DroppedRelease] = []
        for name in named:
            names = self._claims["releases", name]
            base = names.base()
            if base is None:
                left = tuple(claim for claim in names.kept if claim.value is not None)
                if left:
                    dropped.append(DroppedRelease(ReleaseKey.parse(left[0].value), left))
                continue
            dates = self._settled("releases", name, "date")
            leaves = self._settled("releases", name, "leaves")
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
            found = [
                replace(release, contested=True) if _is_contested(release, found) else release
                for release in found
            ]
            found.sort(key=lambda release: release.order)
        dropped.sort(key=lambda release: str(release.key))
        return tuple(found), tuple(dropped)

    def _settled(self, *path: str) -> SettledDate:
        claims = self._claims.get(path)
        return claims.settled() if claims else NO_CLAIMS


def _can_drop(names: Claim | Claims, report: Report) -> bool:
    """Whether a report can drop a release: unless another source names it more firmly."""
    rank = rank_of(report, names.kept)
    return all(
        claim.rank <= rank or is_replaced(claim, report)
        for claim in names.live()
        if claim.value is not None
    )


def _was_reported(leaves: Claims) -> bool:
    """Whether there is a date on which a release leaves that is no rumor."""
    base = leaves.base()
    return base is not None and base.rank > Rank.RUMOR


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


def _implies_release(release: Release) -> bool:
    """Whether the date on which a release leaves, which is no rumor, implies that it is out.

    If that date is withdrawn, the release stays on its service.
    """
    leaves = release.leave_dates
    is_stated = leaves.was_out or (leaves.shown is not None and leaves.rank > Rank.RUMOR)
    return is_stated and not release.date.known and not release.contested


def _denies(stage: Stage, report: Report, shown: Release | None) -> bool:
    """Whether a stage contradicts a date that lay ahead when the stage was stated."""
    when = TBA if shown is None else shown.date
    day = report.day
    if stage.out:  # it may have come out on the first day that the date allows
        return (when.earliest or date.min) > (day.latest or date.max)
    denies = stage.settled or stage.phase in (Phase.PAUSED, Phase.RUMORED)
    return denies and (when.latest or date.max) > (day.earliest or date.min)


def fold(key: str, reports: Iterable[Report]) -> Title | None:
    """Fold the reports in force on one title, which may be passed in any order."""
    folding = Fold(key)
    for report in in_order(reports):
        folding.add(report)
    return folding.title()


def fold_existing(key: str, reports: Iterable[Report]) -> Title:
    """Fold the reports on a title that is known to exist; raise LookupError if it does not."""
    title = fold(key, reports)
    if title is None:
        raise LookupError(key)
    return title


def _date(claims: SettledDate) -> ReleaseDate:
    return TBA if claims.shown is None else claims.shown.date


def _link(text: str) -> tuple[Relation, str]:
    relation, key = parts_of(text)
    return RELATIONS[relation], key
