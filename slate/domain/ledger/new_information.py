"""What is new in a report: only what differs from what its source stated last.

If reports were compared with the fold instead, two unchanged feeds that disagree would flip a
date on every import. The same value with more confidence is new; with less it changes nothing.
"""

from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.patch import DATE_FIELDS, MEMBER, Path, claims_in
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report, Said, in_order
from slate.domain.titles.fields import COLLECTIONS
from slate.domain.titles.release_key import NOTHING_STATED, ReleaseKey

_VAGUE = str(NOTHING_STATED)  # the release of a date that may be of any type, anywhere


class _Claim(NamedTuple):
    """A value that a source stated, and its confidence."""

    value: Any
    confidence: Confidence

    def includes(self, other: "_Claim") -> bool:
        """Whether another claim adds nothing to this one."""
        return _repeats(other.value, self.value) and self.confidence.level >= other.confidence.level


def _repeats(value: Any, earlier: Any) -> bool:  # noqa: ANN401 -- JSON
    """Whether a value adds nothing to an earlier one.

    A credit without a place (true) adds nothing to one with a place (1, which Python takes for
    equal), but a place is new.
    """
    if value is True:
        return type(earlier) in {bool, int}
    return earlier is not True and bool(value == earlier)


class _Spoken(NamedTuple):
    """What a source stated at one path, in the last batch in which it stated anything there."""

    batch: str
    claims: list[_Claim]  # newest last: a file may state several

    def add(self, claim: _Claim) -> None:
        """Add a claim, unless the newest one includes it."""
        if not (self.claims and self.claims[-1].includes(claim)):
            self.claims[:] = [*(other for other in self.claims if other != claim), claim]


class SourceClaims:
    """What one source has stated about a title: add its reports in their order."""

    def __init__(self) -> None:
        """Start without any report."""
        self.spoken: dict[Path, _Spoken] = {}
        self.notes: set[tuple[str | None, str | None]] = set()

    def add(self, report: Report) -> None:
        """Add one report, which must come after all those added before."""
        self.notes.add((report.note, report.url))
        if report.said is None:
            self.spoken.clear()
            return
        for path, value in claims_in(report.said):
            if value is None:
                self._forget(path, report.batch)
            claim = _Claim(value, report.confidence)
            there = self.spoken.get(path)
            if there is None or there.batch != report.batch:
                kept = [last for last in there.claims[-1:] if last.includes(claim)] if there else []
                there = self.spoken[path] = _Spoken(report.batch, kept)
            there.add(claim)

    def _forget(self, path: Path, batch: str) -> None:
        """Drop what was stated at and below a path, except by the same batch (one file)."""
        for at, spoken in list(self.spoken.items()):
            if at[: len(path)] == path and spoken.batch != batch:
                del self.spoken[at]


def said_before(draft: Report, reports: Iterable[Report]) -> SourceClaims:
    """Return what the source of a draft has stated, by its day, in the reports on a title."""
    said = SourceClaims()
    for report in in_order(reports):
        if report.source == draft.source and report.last_day <= draft.last_day:
            said.add(report)
    return said


class SourceStatements:
    """A draft beside what its source had last stated about the title by its day."""

    def __init__(self, draft: Report, said: SourceClaims) -> None:
        """Compare a draft with what its source has stated; see `said_before`."""
        self._draft = draft
        self._spoken = said.spoken
        self._notes = said.notes

    @property
    def has_noted(self) -> bool:
        """Whether the note and the URL of the draft are recorded already, or it has neither."""
        noted = (self._draft.note, self._draft.url)
        return noted == (None, None) or noted in self._notes

    def repeats(self, *, last: bool, left_out: Said | None = None) -> bool:
        """Whether the draft repeats one of several values that one file stated for one field.

        With `last`, the last of these values, which counts; otherwise one that the file itself
        replaced later. `left_out` is what the draft would state, too, if it were news.
        """
        for path, value in claims_in({**(self._draft.said or {}), **(left_out or {})}):
            claims = self._spoken[path].claims if path in self._spoken else []
            said = _Claim(value, self._draft.confidence)
            several = len(claims) > 1 and any(claim.includes(said) for claim in claims)
            if several and claims[-1].includes(said) == last:
                return True
        return False

    def withdrawn(self, answer: LiveAnswer) -> dict[str, dict[str, None] | None]:
        """Return what the source stated last of releases, and no longer states in a full answer.

        It is a patch of releases: with null for each date that is withdrawn, and null for the
        release from which another service has taken over, or which a list did not say more about.
        """
        stated = {path for path, _ in claims_in(self._draft.said or {})}
        named = {
            path: identity
            for path, spoken in self._spoken.items()
            if path[0] == "releases"
            and len(path) == MEMBER
            and (identity := spoken.claims[-1].value) is not None
            and answer.covers(ReleaseKey.parse(identity).region)
        }
        gone = [path for path in named if path not in stated]
        has_date = any(path[0] == "releases" and path[-1] == "date" for path in stated)
        found: dict[str, dict[str, None] | None] = {}
        for release, identity in named.items():
            dates = {
                path[-1]: None
                for path in ((*release, field) for field in DATE_FIELDS)
                if path not in stated
                and path in self._spoken
                and self._spoken[path].claims[-1].value is not None
            }
            if dates:
                found[identity] = dates
        if len(gone) == 1 and (taker := self._taker(named[gone[0]], named)) is not None:
            left = named[gone[0]]
            return found | {left: None, taker: found.get(left)}  # or its dates would move along
        if found.get(_VAGUE) and has_date:
            found[_VAGUE] = None
        return found

    def _taker(self, left: str, named: Container[Path]) -> str | None:
        """Return the one release that the draft names and its source did not, on another service.

        Return None if there is none, or if there are several.
        """
        before = ReleaseKey.parse(left)
        new = {
            identity: key
            for identity, item in (self._draft.said or {}).get("releases", {}).items()
            if item is not None
            and ("releases", (key := ReleaseKey.parse(identity)).folded) not in named
        }
        if len(new) != 1 or not before.platform:
            return None
        ((identity, after),) = new.items()
        is_taker = after.platform and after._replace(platform=before.platform) == before
        return identity if is_taker else None

    @property
    def has_typed_date(self) -> bool:
        """Whether the source stands by a date of a release of a type, in a place or on a service.

        A date of which nothing else is stated may be that of any of these.
        """
        return any(
            path[0] == "releases"
            and path[-1] == "date"
            and path[1] != NOTHING_STATED.folded
            and spoken.claims[-1].value is not None
            for path, spoken in self._spoken.items()
        )

    def returns(self, batch: str) -> Said:
        """Return what is new in the draft, including values that a file of another batch replaced.

        Such a value is not new if the rest of that file comes with it again; alone it is.
        """
        self._spoken = {
            path: spoken if spoken.batch == batch else _Spoken(spoken.batch, spoken.claims[-1:])
            for path, spoken in self._spoken.items()
        }
        return self.news()

    def news(self) -> Said:
        """Return the part of the draft that its source did not state last."""
        fresh: dict[str, Any] = {}
        for name, value in (self._draft.said or {}).items():
            if name not in COLLECTIONS:
                if self._is_new((name,), value):
                    fresh[name] = value
                continue
            members: dict[str, Any] = {}
            for identity, item in value.items():
                if name == "releases":
                    self._add_release_news(members, identity, item, value.values())
                elif self._is_new((name, identity), item):
                    members[identity] = item
            if members:
                fresh[name] = members
        return fresh

    def _add_release_news(
        self,
        members: dict[str, Any],
        identity: str,
        item: Any,  # noqa: ANN401 -- JSON
        others: Iterable[Any],
    ) -> None:
        path = ("releases", ReleaseKey.parse(identity).folded)
        spoken = self._spoken.get(path)
        if item is None:
            # A move may also drop a release that only other sources named. A date of None is
            # different: it withdraws only a date that this source stated.
            if spoken is None or self._is_new(path, None):
                members[identity] = None
            return
        # Without its null, a date would move along from the release that is dropped.
        moves = spoken is None and None in others
        dates = {
            name: text for name, text in item.items() if self._is_new((*path, name), text) or moves
        }
        if dates or spoken is None or self._is_named_below(spoken):
            members[identity] = dates

    def _is_named_below(self, spoken: _Spoken) -> bool:
        """Whether a release is named with less confidence than the draft's, or only dropped."""
        named = [claim for claim in spoken.claims if claim.value is not None]
        level = self._draft.confidence.level
        return all(claim.confidence.level < level for claim in named)

    def _is_new(self, path: Path, value: Any) -> bool:  # noqa: ANN401 -- JSON
        spoken = self._spoken.get(path)
        if spoken is None:
            return value is not None
        said = _Claim(value, self._draft.confidence)
        return not any(claim.includes(said) for claim in spoken.claims)
