"""A calendar as JSON: an array with one month per line, each with its days and its margin."""

from collections.abc import Iterable, Iterator
from typing import Any

from slate.domain.queries.months import Entry, Month
from slate.domain.titles.record import COLUMNS, row_of
from slate.formats.write.json_records import encoded


def lines(months: Iterable[Month]) -> Iterator[str]:
    """Yield one array with a month per line, or `[]` if there are none.

    The records of releases, and of what leaves, have the fields of all other formats.
    """
    before = None
    for month in months:
        yield "[\n" if before is None else f" {before},\n"
        before = encoded(_month(month))
    yield "[]\n" if before is None else f" {before}\n]\n"


def _month(month: Month) -> dict[str, Any]:
    days = [
        {"day": month.first.replace(day=day).isoformat(), **_entries(found)}
        for day, found in sorted(month.days.items())
    ]
    name = month.first.isoformat()[: len("2021-01")]
    return {"month": name, "days": days, "margin": _entries(month.margin)}


def _entries(entries: Iterable[Entry]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"releases": [], "leaving": []}
    for entry in entries:
        record = dict(zip(COLUMNS, row_of(entry.record), strict=True))
        found["leaving" if entry.is_leaving else "releases"].append(record)
    return found
