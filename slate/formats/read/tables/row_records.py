"""Records from the cells of a row, by the field of each column; also of several releases."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from slate.domain.dates.number_order import NumberOrder
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TextError, UsageError
from slate.domain.quoting import quoted
from slate.domain.titles.regions import region_of
from slate.domain.titles.release_types import at_home, release_type_of
from slate.formats.read.tables.column_maps import OF_ONE_RELEASE, qualifier_of
from slate.formats.read.tables.qualified_dates import may_be_several, qualified_dates
from slate.formats.read.tables.qualifiers import Qualifier

_DATES = ("date", "leaves")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_OF_LEAVING = ("leaves_source", "leaves_confidence")
# The fields of a record that are about the release without a qualifier of its own.
_OWN = (*OF_ONE_RELEASE, "release_type", "region", *_OF_LEAVING)


class Fields(NamedTuple):
    """The field of each column that has one, and which release those with a qualifier name."""

    fields: Mapping[str, str]
    qualifiers: Mapping[str, Qualifier]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Fields":
        """Return them with the qualifiers that the fields name."""
        found = {field: qualifier_of(field) for field in fields.values()}
        qualifiers = {field: qualifier for field, qualifier in found.items() if qualifier}
        return cls(fields, qualifiers)


class _Said(NamedTuple):
    """A value of one release, and the field that states it."""

    field: str
    name: str
    value: str
    qualifier: Qualifier


def record_of(
    cells: Mapping[str, str], columns: Fields, platform: str | None = None
) -> dict[str, Any]:
    """Return the record in the cells; commas and semicolons separate the people of a credit.

    `platform` is that of the releases at home that name none, if there are several. Raises
    TextError for two values of one release, and for a platform that is a day.
    """
    record: dict[str, Any] = {}
    for column, field in columns.fields.items():
        cell = cells.get(column, "").strip()
        group, dot, key = field.partition(".")
        if cell and dot:
            value = re.split(r"\s*[,;]\s*", cell) if group == "credits" else cell
            record.setdefault(group, {})[key] = value
        elif cell:
            record[field] = cell
            if field.startswith("platform"):
                _refuse_days(field, cell)
    if _is_of_several(record, columns.qualifiers):
        return _with_releases(record, columns.qualifiers, platform)
    return record


def _refuse_days(field: str, cell: str) -> None:
    """Raise TextError if one of the platforms in a cell is a day."""
    for name in cell.split("\n"):
        if _is_day(name.strip()):
            reason = f"is {quoted(name.strip())}, which is a day, not a service."
            raise TextError(field, f"{reason} Is it the date of a release?")


@lru_cache
def _is_day(text: str) -> bool:
    """Whether a text is a day with its year, in either order of its numbers."""
    if not _YEAR.search(text):
        return False
    for order in NumberOrder:
        with suppress(UsageError):
            return parse_date(text, order=order).precision == "day"
    return False


def _is_of_several(record: dict[str, Any], qualifiers: Mapping[str, Qualifier]) -> bool:
    """Whether a record has a field of a named release, or a cell about several releases.

    A date with nothing but a key for sorting behind it is replaced by the date.
    """
    for name in _DATES:
        if may_be_several(record.get(name, "")):
            first, *others = qualified_dates(record[name])
            if others or any(first.qualifier):
                return True
            record[name] = first.text
    return "\n" in record.get("platform", "") or not qualifiers.keys().isdisjoint(record)


def _with_releases(
    record: dict[str, Any], qualifiers: Mapping[str, Qualifier], platform: str | None
) -> dict[str, Any]:
    """Return a record that lists its releases.

    The type and the region of the row hold for each release that states none.
    """
    own = {name: record.pop(name) for name in _OWN if name in record}
    named = {field: record.pop(field) for field in qualifiers if field in record}
    of_row = Qualifier(own.get("release_type"), own.get("region"))
    found: dict[Qualifier, dict[str, Any]] = {}
    for said in (
        *_said({name: own[name] for name in _DATES if name in own}, {}),
        *_said(named, qualifiers),
    ):
        release = _release_at(found, said.qualifier.completed_by(of_row))
        if release.setdefault(said.name, said.value) != said.value:
            two = f"{quoted(release[said.name])} and {quoted(said.value)}"
            raise TextError(said.field, f"has a second {said.name} for one release: {two}.")
    releases = list(found.values())
    for release in releases:
        if "leaves" in release:
            release |= {name: own[name] for name in _OF_LEAVING if name in own}
    platforms = [name.strip() for name in own.get("platform", platform or "").split("\n")]
    _set_platform(platforms, releases)
    there = [release.get("platform") for release in releases]
    undated = [
        {**of_row.fields(), "platform": name} for name in platforms if name and name not in there
    ]
    return record | {"releases": releases + undated}


def _set_platform(platforms: Sequence[str], releases: Sequence[dict[str, Any]]) -> None:
    """Set the platform of a row, if it is one, in the releases at home that name none."""
    if len(platforms) > 1 or not platforms[0]:
        return
    for release in releases:
        if at_home(release_type_of(release.get("release_type", ""))):
            release.setdefault("platform", platforms[0])


def _release_at(found: dict[Qualifier, dict[str, Any]], qualifier: Qualifier) -> dict[str, Any]:
    """Return the release that is meant, however it is written; a new one if it is the first."""
    key = Qualifier(
        release_type_of(qualifier.release_type or ""), region_of(qualifier.region or "")
    )
    return found.setdefault(key, qualifier.fields())


def _said(values: Mapping[str, str], qualifiers: Mapping[str, Qualifier]) -> Iterator[_Said]:
    """Yield the values of the fields; a cell may have several dates."""
    for field, value in values.items():
        name = field.partition("@")[0]
        qualifier = qualifiers.get(field, Qualifier())
        if name not in _DATES:
            yield _Said(field, name, value, qualifier)
            continue
        for text, of_cell in qualified_dates(value):
            if qualifier.contradicts(of_cell):
                raise TextError(field, f"has {quoted(value)}, which names another release.")
            yield _Said(field, name, text, qualifier.completed_by(of_cell))
