"""Records as rows of SQL: their columns, and how such a row is read."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.record import Record, Within, row_of
from slate.domain.titles.release_types import RELEASE_TYPES
from slate.domain.titles.stages import STAGES
from slate.store.titles.word_lists import LEFT, OVERDUE

# Fields of a Record and their expressions; others are columns of the title.
_EXPRESSIONS = {
    "date": "r.date",
    "precision": "coalesce(r.precision, 'tba')",
    "platform": "r.platform",
    "release_type": "r.type",
    "region": "r.region",
    "earliest": "r.earliest",
    "latest": "r.latest",
    "certain": "{certain}",
    "leaves": "r.leaves",
    "source": "p.source",
    "url": "p.url",
    "reported_on": "p.reported_on",
    "confidence": "p.confidence",
}
_COMMON = Record._fields[: Record._fields.index("leaves_source")]
_COLUMNS = ", ".join(f"{_EXPRESSIONS.get(name, f't.{name}')} as {name}" for name in _COMMON)


class _Rare(NamedTuple):
    """What few records have."""

    contested: int
    within: str | None
    within_source: str | None
    within_confidence: str
    placed_source: str | None
    placed_confidence: str | None
    leaves_source: str | None
    leaves_confidence: str | None
    left_label: str | None  # if the title has left


# One value, since each further column that is sorted takes time in all rows.
_RARE = f"""case when coalesce(nullif(r.contested, 0), r.within_by, r.placed_by, r.leaves_said_by,
        t.left_after) is not null
    then json_array(r.contested, r.within, w.source, w.confidence, s.source, s.confidence,
        l.source, l.confidence, case when {LEFT} then t.left_label end) end"""
# As `distinct_name` in Python.
_NAME = """case when t.year is not null and t.slug like '%-' || t.year
        and t.name not like '%' || t.year
    then t.name || ' (' || t.year || ')' else t.name end"""
_LABEL, _DATE, _SURE, _TAGS, _STATUS, _KIND, _TYPE, _CONFIDENCE = map(
    _COMMON.index,
    ("label", "date", "certain", "tags", "status", "kind", "release_type", "confidence"),
)
# The report that is cited, and those that are behind what few records have.
REPORT = "join reports p on p.id = coalesce(r.said_by, t.said_by)"
REPORTS = f"""{REPORT}
    left join reports w on w.id = r.within_by left join reports s on s.id = r.placed_by
    left join reports l on l.id = r.leaves_said_by"""


def select_records(certain: str, further: str = "") -> str:
    """Return the start of a query, with the columns from which `record_in` makes a record.

    `certain` is the expression for whether its date is, `further` are columns before these.
    """
    common = _COLUMNS.format(certain=certain)
    return f"select {further}{common}, null, null, {_NAME}, {OVERDUE}, {_RARE}"


def record_in(row: Iterable[Any]) -> Record:
    """Return the record of a row."""
    values, overdue, rare = _values(row)
    values[_STATUS], values[_KIND] = STAGES[values[_STATUS]], KINDS[values[_KIND]]
    if values[_TYPE]:
        values[_TYPE] = RELEASE_TYPES[values[_TYPE]]
    values[_CONFIDENCE] = CONFIDENCES[values[_CONFIDENCE]]
    record = Record._make([*values, overdue == 1, False, None, None, False])
    return record if rare is None else _with_rare(record, rare)


def values_in(row: Iterable[Any]) -> Sequence[Any]:
    """Return what `row_of` returns for the record of a row, mostly without making that record."""
    values, _, rare = _values(row)
    return values if rare is None else row_of(record_in(row))


def _values(row: Iterable[Any]) -> tuple[list[Any], int | None, str | None]:
    """Return the values of COLUMNS, whether the title is overdue, and what few records have."""
    *values, overdue, rare = row
    if values[_SURE] is not None:
        values[_SURE] = bool(values[_SURE])
    values[_TAGS] = tuple(values[_TAGS].split(",")) if values[_TAGS] else ()
    if overdue:
        values[_LABEL] = _due(values[_DATE])
    return values, overdue, rare


def _with_rare(record: Record, rare: str) -> Record:
    import json  # noqa: PLC0415 -- few lists need it

    found = _Rare(*json.loads(rare))
    within = placed_by = leaves_confidence = None
    if found.within is not None:
        confidence = CONFIDENCES[found.within_confidence]
        within = Within(found.within, found.within_source, confidence)
    if found.placed_confidence is not None:
        placed_by = Attribution(found.placed_source, CONFIDENCES[found.placed_confidence])
    if found.leaves_confidence is not None:
        leaves_confidence = CONFIDENCES[found.leaves_confidence]
    return record._replace(
        label=found.left_label or record.label,
        leaves_source=found.leaves_source,
        leaves_confidence=leaves_confidence,
        contested=bool(found.contested),
        within=within,
        placed_by=placed_by,
        has_left=found.left_label is not None,
    )


@lru_cache(maxsize=1_000)
def _due(text: str) -> str:
    from slate.domain.titles.status import due_label  # noqa: PLC0415 -- only if one is overdue

    return due_label(parse_date(text))
