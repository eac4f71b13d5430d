"""Two dates that a file states for one release: the earliest one counts.

Catalogs list a title again when it comes back to a service. Such a date is no news about the first
one, so it does not move it.
"""

from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.statement import Origin
from slate.domain.reports.claims import contains
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.by_number import ByNumber
from slate.domain.titles.release_key import ReleaseKey


class TwoDates(NamedTuple):
    """Two dates that a file states for one release."""

    release: ReleaseKey
    used: ReleaseDate
    other: ReleaseDate


class _First(NamedTuple):
    """What the first row about a title states, if it is about one release."""

    release: str
    date: str
    reported_on: str
    source: str | None
    confidence: Confidence


class FileDates:
    """The dates of the releases that a file has stated so far."""

    def __init__(self) -> None:
        """Start without any date."""
        self._used: dict[tuple[int, Origin, str], ReleaseDate] = {}
        # Most titles have one row, whose date is looked at only if there is a second one.
        self._first = ByNumber[_First]()
        self._compared: set[int] = set()  # titles of which nothing is in `_first` any more

    def use_earliest(self, title: int, said: dict[str, Any], origin: Origin) -> list[TwoDates]:
        """Remove later dates from the patch of a row on the title with this number.

        Return them. A date within a coarser one states the same more exactly. Rows of different
        sources, days or confidences do not count as one statement.
        """
        if title in self._compared:
            return self._use(title, said, origin)
        if (first := self._first.get(title)) is None:
            return self._use_first(title, said, origin)
        self._compared.add(title)
        whose = Origin(first.reported_on, first.source, confidence=first.confidence)
        self._use(title, {"releases": {first.release: {"date": first.date}}}, whose)
        return self._use(title, said, origin)

    def _use_first(self, title: int, said: dict[str, Any], origin: Origin) -> list[TwoDates]:
        releases = said.get("releases", {})
        if len(releases) > 1:
            self._compared.add(title)
            return self._use(title, said, origin)
        for name, release in releases.items():
            if release and (when := release.get("date")):
                whose = origin.reported_on, origin.source, origin.confidence
                self._first.put(title, _First(name, when, *whose))
        return []

    def _use(self, title: int, said: dict[str, Any], origin: Origin) -> list[TwoDates]:
        found = []
        whose = Origin(origin.reported_on, origin.source, confidence=origin.confidence)
        for name, release in said.get("releases", {}).items():
            if not (release and release.get("date")):
                continue
            identity = ReleaseKey.parse(name)
            place = (title, whose, identity.folded)
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
