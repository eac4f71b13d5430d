"""Two dates that a file states for one release: the earliest one counts.

Catalogs list a title again when it comes back to a service. Such a date is no news about the first
one, so it does not move it.
"""

from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.statement import Origin
from slate.domain.reports.claims import contains
from slate.domain.reports.report import Said
from slate.domain.titles.release_key import ReleaseKey


class TwoDates(NamedTuple):
    """Two dates that a file states for one release."""

    release: ReleaseKey
    used: ReleaseDate
    other: ReleaseDate


class FileDates:
    """The dates of the releases that a file has stated so far."""

    def __init__(self) -> None:
        """Start without any date."""
        self._used: dict[tuple[str, Origin, str], ReleaseDate] = {}
        # By key, what the first row on a title states of its only release; None once it is in
        # `_used`. Most titles have one row, whose date need not be looked at.
        self._first: dict[str, tuple[Said, Origin] | None] = {}

    def use_earliest(self, key: str, said: dict[str, Any], origin: Origin) -> list[TwoDates]:
        """Remove later dates from the patch of a row on the title with this key, and return them.

        A date within a coarser one states the same more exactly. Rows of different sources, days or
        confidences do not count as one statement.
        """
        releases = said.get("releases", {})
        if key not in self._first and len(releases) == 1:
            self._first[key] = releases, origin
            return []
        if (first := self._first.get(key)) is not None:
            self._first[key] = None
            self._use(key, {"releases": first[0]}, first[1])
        return self._use(key, said, origin)

    def _use(self, key: str, said: dict[str, Any], origin: Origin) -> list[TwoDates]:
        found = []
        whose = Origin(origin.reported_on, origin.source, confidence=origin.confidence)
        for name, release in said.get("releases", {}).items():
            if not (release and release.get("date")):
                continue
            identity = ReleaseKey.parse(name)
            place = (key, whose, identity.folded)
            when = parse_date(release["date"])
            used = self._used.setdefault(place, when)
            if used.text == when.text or contains(used, when) or not used.known:
                self._used[place] = when
                continue
            is_earlier = when.known and not contains(when, used) and _starts(when) < _starts(used)
            if is_earlier:
                self._used[place] = when
                found.append(TwoDates(identity, when, used))
                continue
            said["releases"] = {**said["releases"], name: _without_date(release)}
            if when.known and not contains(when, used):
                found.append(TwoDates(identity, used, when))
        return found


def _starts(when: ReleaseDate) -> str:
    return str(when.earliest or "")


def _without_date(release: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in release.items() if field != "date"}
