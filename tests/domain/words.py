"""Conversion of words that tests write as plain text into enum members."""

from collections.abc import Mapping
from typing import Any

from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.names import distinct_name, full_name
from slate.domain.titles.record import Record
from slate.domain.titles.release_types import RELEASE_TYPES
from slate.domain.titles.stages import STAGES

_LISTS: Mapping[str, Mapping[str, object]] = {
    "status": STAGES,
    "kind": KINDS,
    "release_type": RELEASE_TYPES,
    "confidence": CONFIDENCES,
}


def with_members(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the words of closed lists replaced by their enum members."""
    return {
        name: _LISTS.get(name, {}).get(value, value) if isinstance(value, str) else value
        for name, value in fields.items()
    }


def record_of(fields: Mapping[str, Any]) -> Record:
    """Return the record with these fields, and the name that follows from them."""
    made = Record(**{"name": None} | with_members(fields))
    name = full_name(made.title, made.season, made.part)
    return made._replace(name=distinct_name(name, made.year, made.slug))
