"""What every record of a change has: the values of the difference, and those of a report."""

from typing import Any, NamedTuple

from slate.domain.changes.difference import Difference
from slate.domain.changes.values import value_text
from slate.domain.reports.report import Report


def column_of(name: str) -> str:
    """Return the column of a field of a record: `from` and `to` are no names in Python."""
    return {"before": "from", "after": "to"}.get(name, name)


def columns_of(record: type[NamedTuple]) -> tuple[str, ...]:
    """Return the columns of a type of record, in their order."""
    return tuple(map(column_of, record._fields))


def difference_values(difference: Difference) -> dict[str, Any]:
    """Return the values of a difference, by the names of the fields."""
    key = difference.release
    return {
        "change": difference.name,
        "before": value_text(difference.before),
        "after": value_text(difference.after),
        "by": difference.by,
        "release_type": key.type if key else None,
        "region": key.region if key else None,
        "platform": key.platform if key else None,
        "field": difference.field,
    }


def report_values(report: Report | None) -> dict[str, Any]:
    """Return who reported a change, by the names of the fields; None for all without a report."""
    names = ("source", "url", "confidence")
    return {name: getattr(report, name) if report else None for name in names}
