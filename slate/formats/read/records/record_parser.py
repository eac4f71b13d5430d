"""Parsing of a record, from a file of any format, into a statement.

The readers of all formats produce records, so that each field is checked in one place.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from slate.domain.dates.number_order import NumberOrder
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import StatusError, TextError, UsageError
from slate.domain.ledger.statement import (
    Origin,
    OtherStatement,
    SaidRelease,
    Statement,
    with_name_parsed,
)
from slate.domain.quoting import clip, either
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence, parse_confidence
from slate.domain.titles.fields import NUMBERS
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.record import COLUMNS
from slate.domain.titles.regions import parse_region
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.domain.titles.status import parse_status
from slate.formats.errors import RecordError, StatusWordError
from slate.formats.read.records import fields
from slate.formats.read.records.field_synonyms import meant

# The fields of a statement about its release.
_OF_RELEASE = frozenset({"date", "leaves", "platform", "release_type", "region"})
_DATES = ("date", "release", "leaves", "reported_on")
# A number in a cell: spreadsheets and pandas also write `2021.0`.
# Field -> its name in a statement, and its reader; None: derived, so it is skipped.
_Readers = dict[str, tuple[str, fields.Reader[object]] | None]


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values for every record of a file that does not state its own."""

    today: date
    source: str | None = None
    url: str | None = None
    reported_on: str | None = None  # canonical date text; None: today
    confidence: Confidence = DEFAULT_CONFIDENCE
    platform: str | None = None  # not for a record that lists its releases
    tags: tuple[str, ...] = ()  # added to those of the record
    release_type: ReleaseType | None = None  # of each release that states none
    region: str | None = None  # of each release that states none
    date_order: NumberOrder | None = None  # of the numbers in dates such as 10/7/2008


def statement_of(line: int, record: Mapping[str, object], defaults: Defaults) -> Statement:
    """Parse a record into a statement; raise RecordError, with the field, if it is invalid.

    A record has one source, but its releases, and the date on which one leaves, may have others.
    """
    try:
        said = _said_in(record, defaults)
    except TextError as error:
        raise RecordError(line, str(error)) from None
    except StatusError as error:
        reason = f"status: {error}"
        raise StatusWordError(line, reason, error.word, of_viewer=error.of_viewer) from None
    when: ReleaseDate | None = said.pop("reported_on", None)
    origin = Origin(
        reported_on=when.text if when else defaults.reported_on or defaults.today.isoformat(),
        source=said.pop("source", defaults.source),
        url=said.pop("url", defaults.url),
        confidence=said.pop("confidence", defaults.confidence),
        note=said.pop("note", None),
    )
    if defaults.platform and "releases" not in said:
        said.setdefault("platform", defaults.platform)
    if defaults.release_type or defaults.region:
        _complete(said, defaults)
    leaving = origin
    if "leaves_source" in said or "leaves_confidence" in said:
        leaving = _leaving_origin(said, origin, defaults)
    if "releases" in said:
        if _key_in(said).completed in [_key_in(one).completed for one in said["releases"]]:
            # The list states whose release it is; the record may be cited for something else.
            said = {name: value for name, value in said.items() if name not in _OF_RELEASE}
        said["releases"], said["by_others"] = _by_origin(said["releases"], origin, defaults)
    if leaving != origin and "leaves" in said:
        release = SaidRelease(_key_in(said), leaves=said.pop("leaves"))
        said["by_others"] = (*said.get("by_others", ()), OtherStatement(leaving, (release,)))
    if defaults.tags:
        said["tags"] = tuple(dict.fromkeys((*said.get("tags", ()), *defaults.tags)))
    return with_name_parsed(Statement(origin, **said))


def _complete(said: dict[str, Any], defaults: Defaults) -> None:
    """Add the release type and the region of a list to the releases that state none."""
    releases = list(said.get("releases", ()))
    if "date" in said or "leaves" in said or "platform" in said:
        releases.append(said)
    for release in releases:
        for name in ("release_type", "region"):
            if (value := getattr(defaults, name)) is not None:
                release.setdefault(name, value)


def _by_origin(
    releases: Iterable[dict[str, Any]], record: Origin, defaults: Defaults
) -> tuple[tuple[SaidRelease, ...], tuple[OtherStatement, ...]]:
    """Return what the record's own source states about releases, and what others state."""
    found: dict[Origin, list[SaidRelease]] = {record: []}
    for said in releases:
        origin = _release_origin(said, record, defaults)
        leaving = _leaving_origin(said, origin, defaults)
        release = SaidRelease(_key_in(said), said.get("date"), said.get("leaves"))
        if leaving != origin and release.leaves is not None:
            found.setdefault(leaving, []).append(release._replace(date=None))
            release = release._replace(leaves=None)
        found.setdefault(origin, []).append(release)
    own = tuple(found.pop(record))
    return own, tuple(OtherStatement(origin, tuple(several)) for origin, several in found.items())


def _key_in(said: Mapping[str, Any]) -> ReleaseKey:
    return ReleaseKey(said.get("release_type"), said.get("region"), said.get("platform"))


def _leaving_origin(said: dict[str, Any], origin: Origin, defaults: Defaults) -> Origin:
    """Return who stated the date on which a release leaves: the source of the rest, or another."""
    source = said.pop("leaves_source", origin.source)
    confidence = said.pop("leaves_confidence", None)
    return _other(origin, source, confidence, None, defaults)


def _release_origin(said: dict[str, Any], origin: Origin, defaults: Defaults) -> Origin:
    """Return who stated a release in a list: the source of the record, or another."""
    source = said.get("source", origin.source)
    return _other(origin, source, said.get("confidence"), said.get("url"), defaults)


def _other(
    origin: Origin,
    source: str | None,
    confidence: Confidence | None,
    url: str | None,
    defaults: Defaults,
) -> Origin:
    """Return an origin as it is, with its note, unless source or confidence differ from it.

    Without either, nothing is stated about the origin; only a confidence means that nobody is
    named.
    """
    if source is None and confidence is None:
        return origin
    source, confidence = source or defaults.source, confidence or origin.confidence
    if (source, confidence) == (origin.source, origin.confidence):
        return origin
    return replace(origin, source=source, confidence=confidence, url=url, note=None)


def _said_in(record: Mapping[str, object], defaults: Defaults) -> dict[str, Any]:
    said = _read(record, _readers(defaults.date_order), ("leaves_source",))
    today = defaults.today
    if "title" not in said:
        raise TextError("title", "is missing. Every record names the title it is about.")
    if "reported_on" in said and said["reported_on"].earliest > today:
        reason = f"is {said['reported_on'].text}, which is in the future (today is {today})."
        raise TextError("reported_on", f"{reason} It is the day of the report, not of the release.")
    return said


def dates_in(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield the texts of the date fields of records, also of those that cannot be parsed."""
    for record in records:
        listed = record.get("releases")
        for found in (record, *(listed if isinstance(listed, list) else ())):
            if isinstance(found, Mapping):
                yield from (value for name in _DATES if isinstance(value := found.get(name), str))


def typed(cells: Mapping[str, str]) -> dict[str, object]:
    """Return a row of a format without types as a record, with its number fields converted.

    Raises TextError for a field that should be a whole number and is not.
    """
    return {name: _whole(name, cell) if name in NUMBERS else cell for name, cell in cells.items()}


def _whole(field: str, cell: str) -> int | None:
    """Return the number in a cell, None if it is blank or a placeholder."""
    if (number := fields.whole(cell)) is not None and number >= 0:
        return number
    text = cell.strip()
    if not text or fields.is_placeholder(text):
        return None
    raise fields.not_whole(field, text)


def _read(
    record: Mapping[str, object], readers: _Readers, nobody: Collection[str]
) -> dict[str, Any]:
    """Parse the fields that are not null, blank or empty; raise TextError, with the field.

    Raises StatusError for an unknown status.

    `nobody` has the fields that are None, for nobody, if they are null, blank or empty.
    """
    said: dict[str, Any] = {}
    for name, value in record.items():
        found = readers.get(name)
        if found is None:
            if name not in readers:
                raise _unknown(name, readers)
            continue
        field, read = found
        if fields.says_nothing(value):
            if field in nobody:
                said[field] = None
            continue
        if field in said:
            raise TextError(name, f"says the {field} a second time. Give it once.")
        try:
            if (parsed := read(name, value)) is not None:
                said[field] = parsed
        except (StatusError, TextError):
            raise
        except UsageError as error:
            where = f"{name}:"
            raise TextError(where, str(error)) from None
    return said


def _unknown(name: str, readers: _Readers) -> TextError:
    known = [field for field, reader in readers.items() if reader]
    likely = [field.partition(".")[0] for field in meant(name, known)]
    advice = f"Did you mean {either(likely)}?" if likely else f"Known fields: {', '.join(known)}."
    return TextError(clip(name), f"is not a known field. {advice}")


def _releases(
    field: str, value: object, order: NumberOrder | None = None
) -> tuple[dict[str, Any], ...]:
    """Parse a list of objects, one per release, with the fields that identify, date and cite it."""
    readers = _listed_readers(order)
    found = []
    for place, item in enumerate(fields.items(value), 1):
        try:
            members = fields.members("it", item)
            found.append(_read(members, readers, ("source", "leaves_source")))
        except TextError as error:
            where = f"{field}, number {place}:"
            raise TextError(where, str(error)) from None
    return tuple(found)


@lru_cache
def _readers(order: NumberOrder | None) -> _Readers:
    """Return the readers of a record's fields; dates have their numbers in this order."""
    reported_on = partial(fields.report_date, order=order)
    releases = partial(_releases, order=order)
    return (
        _RECORD
        | _date_readers(order)
        | {"reported_on": ("reported_on", reported_on), "releases": ("releases", releases)}
    )


@lru_cache
def _listed_readers(order: NumberOrder | None) -> _Readers:
    """Return the readers of the fields of a release in the list of a record."""
    return _LISTED_RELEASE | _date_readers(order)


def _date_readers(order: NumberOrder | None) -> _Readers:
    read = partial(fields.release_date, order=order)
    return {"date": ("date", read), "release": ("date", read), "leaves": ("leaves", read)}


_RELEASE: _Readers = {
    "date": ("date", fields.release_date),
    "release": ("date", fields.release_date),
    "leaves": ("leaves", fields.release_date),
    "platform": ("platform", fields.repeated),
    "release_type": ("release_type", fields.word(parse_release_type)),
    "region": ("region", fields.word(parse_region)),
    "leaves_source": ("leaves_source", fields.repeated),
    "leaves_confidence": ("leaves_confidence", fields.word(parse_confidence)),
    **dict.fromkeys(("precision", "earliest", "latest", "certain")),
}
_CITED: _Readers = {
    "source": ("source", fields.repeated),
    "url": ("url", fields.url),
    "confidence": ("confidence", fields.word(parse_confidence)),
}
_LISTED_RELEASE: _Readers = {**_RELEASE, **_CITED, **dict.fromkeys(("contested", "within"))}
_RECORD: _Readers = {
    "title": ("title", fields.line),
    "status": ("status", fields.word(parse_status)),
    "kind": ("kind", fields.word(parse_kind)),
    **_RELEASE,
    **{name: (name, fields.number(NUMBERS[name])) for name in COLUMNS if name in NUMBERS},
    "tags": ("tags", fields.tags),
    **_CITED,
    "reported_on": ("reported_on", fields.report_date),
    "note": ("note", fields.note),
    "credits": ("credits", fields.people),
    "links": ("links", fields.links),
    "ids": ("ids", fields.ids),
    "names": ("aka", fields.names),
    "releases": ("releases", _releases),
    "slug": ("handle", fields.line),
    "label": None,
}
FIELDS = tuple(_RECORD)
