"""The claims on a title: the latest of each source at each path, as its reports add them.

Which of them is shown follows from these (`domain/reports/claims.py`). The rules are in
`docs/decisions/claims.md`.
"""

from math import inf
from typing import Any

from slate.domain.ledger.patch import DATE, DATE_FIELDS, Path, claims_in
from slate.domain.reports.claims import NO_CLAIMS, Claim, Claims, SettledDate, is_replaced, rank_of
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Report, Said
from slate.domain.titles.release_key import ReleaseKey


class TitleClaims:
    """The claims on one title; `at` holds those at each path."""

    __slots__ = ("_counted", "_number", "at")

    def __init__(self) -> None:
        """Start without any claim."""
        self.at: dict[Path, Claim | Claims] = {}
        self._number = 0
        self._counted: list[tuple[int, Report]] = []

    def add(self, report: Report) -> None:
        """Add the claims of a report, which must come after all those added before."""
        self._number += 1
        if report.said is None:
            self._remove_title(report)
            return
        self._counted.append((self._number, report))
        self._add(report, report.said, self._number)

    def value(self, name: str) -> Any:  # noqa: ANN401 -- JSON
        """Return the value that is shown of a field; None if nothing is stated."""
        claims = self.at.get((name,))
        return claims.stated().value if claims else None

    def settled(self, *path: str) -> SettledDate:
        """Return what is shown of the claims on a date."""
        claims = self.at.get(path)
        return claims.settled() if claims else NO_CLAIMS

    def _add(self, report: Report, said: Said, number: int) -> None:
        if None in (said.get("releases") or {}).values():  # in few reports
            self._move_dates(report, said["releases"])
        at, first_rank = self.at, rank_of(report, ())
        for path, value in claims_in(said):
            if path not in at and value is not None:  # true of most claims
                at[path] = Claim(value, report, first_rank, number, number)
                continue
            there = self._opened(path)
            if len(path) == DATE:
                stays = path[2] == "leaves" and value is None and _was_reported(there)
                there.add_date(value, report, number)
                there.was_out = there.was_out or stays
            elif path[0] != "releases":
                there.add(_with_place(value, there, report), report, number)
            elif value is None:
                self._drop(path, there, report, number)
            else:
                # Keep the spelling that was stated first.
                named = there.base()
                there.add(named.value if named else value, report, number)

    def _opened(self, path: Path) -> Claims:
        """Return the claims at a path, so that others can be added."""
        there = self.at.get(path)
        if not isinstance(there, Claims):
            there = self.at[path] = Claims(*(there.kept if there else ()))
        return there

    def _remove_title(self, report: Report) -> None:
        """Remove the title; for a work with several keys, only what was stated under this one.

        A removal does not count if a claim that is shown has a higher rank; a typed one always
        counts.
        """
        if not report.is_typed and any(
            report.confidence.rank < claim.rank for claim in map(self._shown, self.at) if claim
        ):
            return
        self.at.clear()
        self._counted = [
            (number, other) for number, other in self._counted if other.key != report.key
        ]
        for number, other in self._counted:
            self._add(other, other.said or {}, number)

    def _shown(self, path: Path) -> Claim | None:
        """Return the claim at a path that is shown, or narrowed; None if there is none."""
        claims = self.at[path]
        return claims.base() if path[0] == "releases" else claims.stated()

    def _move_dates(self, report: Report, patch: Said) -> None:
        """Move all claims on the dates of a release that a report drops to the one it names.

        That is a move only if it drops one release that is shown, and names one that is not, or
        only at a lower rank.
        """
        gone, come = [], []
        for name, item in patch.items():
            path = ("releases", ReleaseKey.parse(name).folded)
            named = self.at[path].base() if path in self.at else None
            if item is None:
                gone += [path] if named is not None else []
            elif named is None or named.rank < report.confidence.rank:
                come.append(path)
        if len(gone) != 1 or len(come) != 1 or not _can_drop(self.at[gone[0]], report):
            return
        for field in DATE_FIELDS:
            if (*gone[0], field) in self.at:
                self._opened((*come[0], field)).join(self._opened((*gone[0], field)))
                del self.at[*gone[0], field]

    def _drop(self, path: Path, names: Claims, report: Report, number: int) -> None:
        """Add a claim that drops a release.

        It counts against the older claims on its name and dates, unless another source's claim
        is firmer: then it withdraws only what its own source has stated.
        """
        counts = _can_drop(names, report)
        dates = [(*path, field) for field in DATE_FIELDS if (*path, field) in self.at]
        if counts and report.is_typed:
            # Whoever drops a release by hand does not want to read who still names it.
            del self.at[path]
        else:
            names.add(None, report, number)
            names.floor = number if counts else names.floor
        for date in dates:
            if counts:
                del self.at[date]
            else:
                self.at[date] = self._opened(date).without(report)


def place_of(credit: Claim | Claims) -> float:
    """Return the place of a credit in its role, by the newest claim of the highest rank with one.

    A credit without a place comes last.
    """
    placed = [claim for claim in credit.kept if type(claim.value) is int]
    best = max(reversed(placed), key=lambda claim: claim.rank, default=None)
    return inf if best is None else best.value


def _with_place(value: Any, there: Claims, report: Report) -> Any:  # noqa: ANN401 -- JSON
    """Return a value; for a credit without a place, the one that its source has stated."""
    if value is not True:
        return value
    own = (claim.value for claim in there.kept if claim.report.source == report.source)
    return next((place for place in own if type(place) is int), value)


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
