"""Parsing of a record, from a file of any format, into a statement.

The readers of all formats produce records, so that each field is checked in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import TextError, UsageError
from slate.domain.ledger.statement import Origin, SaidRelease, Statement, with_its_season
from slate.domain.quoting import clip, either, quoted
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence, parse_confidence
from slate.domain.titles.fields import NUMBERS
from slate.domain.titles.kinds import parse_kind
from slate.domain.titles.record import COLUMNS
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import parse_release_type
from slate.domain.titles.status import parse_status
from slate.domain.titles.vocabulary import parse_region
from slate.formats.errors import RecordError
from slate.formats.read.records import fields
from slate.formats.read.records.field_synonyms import meant

# Field -> its name in a statement, and its reader; None: derived, so it is skipped.
_Readers = Mapping[str, tuple[str, fields.Reader[object]] | None]


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


def statement_of(line: int, record: Mapping[str, object], defaults: Defaults) -> Statement:
    """Parse a record into a statement; raise RecordError, with the field, if it is invalid."""
    try:
        said = _said_in(record, defaults.today)
    except TextError as error:
        raise RecordError(line, str(error)) from None
    when: ReleaseDate | None = said.pop("reported_on", None)
    origin = Origin(
        reported_on=when.text if when else defaults.reported_on or defaults.today.isoformat(),
        source=said.pop("source", defaults.source),
        url=said.pop("url", defaults.url),
        confidence=said.pop("confidence", defaults.confidence),
        note=said.pop("note", None),
    )
    if "releases" in said:
        # A record has one source, which does not vouch for what another states less firmly.
        said["releases"] = tuple(
            release
            for release, confidence in said["releases"]
            if confidence is None or confidence.rank >= origin.confidence.rank
        )
    if defaults.platform and "releases" not in said:
        said.setdefault("platform", defaults.platform)
    if defaults.tags:
        said["tags"] = tuple(dict.fromkeys((*said.get("tags", ()), *defaults.tags)))
    return with_its_season(Statement(origin, **said))


def _said_in(record: Mapping[str, object], today: date) -> dict[str, Any]:
    said = _read(record, _RECORD)
    if "title" not in said:
        raise TextError("title", "is missing. Every record names the title it is about.")
    if "reported_on" in said and said["reported_on"].earliest > today:
        reason = f"is {said['reported_on'].text}, which is in the future (today is {today})."
        raise TextError("reported_on", f"{reason} It is the day of the report, not of the release.")
    return said


def typed(cells: Mapping[str, str]) -> dict[str, object]:
    """Return a row of a format without types as a record, with its number fields converted.

    Raises TextError for a field that should be a whole number and is not.
    """
    return {name: _whole(name, cell) if name in NUMBERS else cell for name, cell in cells.items()}


def _whole(field: str, cell: str) -> int | str:
    digits = cell.strip()
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004
        advice = fields.number_in(digits)
        advice = f" Write {advice}." if advice else ""
        raise TextError(field, f"is {quoted(digits)}, but should be a whole number.{advice}")
    return int(digits) if digits else digits


def _read(record: Mapping[str, object], readers: _Readers) -> dict[str, Any]:
    """Parse the fields that are not null, blank or empty; raise TextError, with the field."""
    said: dict[str, Any] = {}
    for name, value in record.items():
        found = readers.get(name)
        if found is None:
            if name not in readers:
                raise _unknown(name, readers)
            continue
        if fields.says_nothing(value):
            continue
        field, read = found
        if field in said:
            raise TextError(name, f"says the {field} a second time. Give it once.")
        try:
            said[field] = read(name, value)
        except TextError:
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


def _releases(field: str, value: object) -> tuple[tuple[SaidRelease, Confidence | None], ...]:
    """Parse a list of objects, one per release, with the fields that identify and date it.

    Return each with its own confidence, if it states one.
    """
    found = []
    for place, item in enumerate(fields.items(value), 1):
        try:
            members = fields.members("it", item)
            if members.get("contested") is True:
                continue  # stated by another source than that of the record
            said = _read(members, _LISTED_RELEASE)
        except TextError as error:
            where = f"{field}, number {place}:"
            raise TextError(where, str(error)) from None
        key = ReleaseKey(said.get("release_type"), said.get("region"), said.get("platform"))
        release = SaidRelease(key, said.get("date"), said.get("leaves"))
        found.append((release, said.get("confidence")))
    return tuple(found)


_RELEASE: _Readers = {
    "date": ("date", fields.release_date),
    "release": ("date", fields.release_date),
    "leaves": ("leaves", fields.release_date),
    "platform": ("platform", fields.repeated),
    "release_type": ("release_type", fields.word(parse_release_type)),
    "region": ("region", fields.word(parse_region)),
    **dict.fromkeys(("precision", "earliest", "latest", "certain")),
}
# A release in a list also states whose report it is; a record has one source.
_LISTED_RELEASE: _Readers = {
    **_RELEASE,
    "confidence": ("confidence", fields.word(parse_confidence)),
    **dict.fromkeys(("source", "url", "contested", "within")),
}
_RECORD: _Readers = {
    "title": ("title", fields.line),
    "status": ("status", fields.word(parse_status)),
    "kind": ("kind", fields.word(parse_kind)),
    **_RELEASE,
    **{name: (name, fields.number(NUMBERS[name])) for name in COLUMNS if name in NUMBERS},
    "tags": ("tags", fields.tags),
    "source": ("source", fields.repeated),
    "url": ("url", fields.line),
    "reported_on": ("reported_on", fields.report_date),
    "confidence": ("confidence", fields.word(parse_confidence)),
    "note": ("note", fields.note),
    "credits": ("credits", fields.people),
    "links": ("links", fields.links),
    "ids": ("ids", fields.ids),
    "names": ("aka", fields.names),
    "releases": ("releases", _releases),
    "slug": ("handle", fields.line),
    "label": None,
}
