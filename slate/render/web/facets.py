"""What the titles of a web page can be filtered by: service, kind, and how sure a date is."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.render.look.theme import service_style
from slate.wording.phrases import opened

Dated = tuple[Record, ReleaseDate]  # a record, and the date that counts
CERTAINTIES = ("Official day", "Exact day", "No exact day", "Rumor", "No date")
_OFFICIAL, _EXACT, _VAGUE, _RUMOR, _NONE = CERTAINTIES
_NO_SERVICE = "No service"


class Value(NamedTuple):
    """A value of a facet, how many titles have it, and the class of its mark, if it has one."""

    name: str  # in the address of the page
    label: str
    number: int
    mark: str = ""


class Facet(NamedTuple):
    """A filter: its key in the address, its name, and its values."""

    key: str
    name: str
    values: tuple[Value, ...]


def certainty_of(record: Record, when: ReleaseDate) -> str:
    """Return how sure a date of a record is, one of CERTAINTIES."""
    if record.contested or record.confidence.is_rumor:
        return _RUMOR
    if not when.known:
        return _NONE
    if when.precision != "day" or when.marked:
        return _VAGUE
    return _OFFICIAL if record.confidence.is_official else _EXACT


def service_of(record: Record) -> str:
    """Return the name of the service of a record, the same one for all its spellings."""
    if record.platform is None:
        return _NO_SERVICE
    return WELL_KNOWN_PLATFORMS.get(platform_key(record.platform), record.platform)


def facets_of(titles: Iterable[Dated], releases: Iterable[Dated]) -> tuple[Facet, ...]:
    """Return the facets of titles, the most common services first.

    Values that only other releases of theirs have are also there, and counted as none.
    """
    services: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    certainties: Counter[str] = Counter()
    for number, found in ((1, titles), (0, releases)):
        for record, when in found:
            services[service_of(record)] += number
            kinds[record.kind] += number
            certainties[certainty_of(record, when)] += number
    common = sorted(services, key=lambda name: (name == _NO_SERVICE, -services[name], name))
    return (
        Facet("service", "Service", _values(common, services, _mark)),
        Facet("kind", "Kind", _values(Kind, kinds)),
        Facet("sure", "How sure", _values(CERTAINTIES, certainties)),
    )


def _values(
    names: Iterable[str], numbers: Counter[str], mark: Callable[[str], str] = lambda _: ""
) -> tuple[Value, ...]:
    return tuple(
        Value(name.lower(), opened(name), numbers[name], mark(name))
        for name in names
        if name in numbers
    )


def _mark(service: str) -> str:
    return "" if service == _NO_SERVICE else service_style(service).rpartition(".")[2]


class Places:
    """The places of records among the values of the facets, and of their titles in the table."""

    def __init__(self, facets: Iterable[Facet], titles: Iterable[Record]) -> None:
        """Store the place of each value of a facet, and of each title."""
        self._places = [
            {value.name: place for place, value in enumerate(facet.values)} for facet in facets
        ]
        self._rows = {record.slug: row for row, record in enumerate(titles)}

    def of(self, record: Record, when: ReleaseDate) -> tuple[int, ...]:
        """Return the row of the title, -1 for none, then the place of each facet's value."""
        names = (service_of(record), record.kind, certainty_of(record, when))
        places = zip(self._places, names, strict=True)
        return (self._rows.get(record.slug, -1), *(at[name.lower()] for at, name in places))
