from datetime import date
from typing import Any

import pytest

from slate.domain.ledger.fold import fold
from slate.domain.queries.selection import record_of
from slate.domain.titles.record import COLUMNS, HEADERS, Record, iso, row_of
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.domain.slates import TODAY, report


def test_columns_keep_their_documented_order() -> None:
    never_empty = ("slug", "title", "label", "status", "kind", "date", "precision")
    promised = (
        *("year", "season", "part", "platform", "release_type", "region", "earliest", "latest"),
        *("certain", "leaves", "tags", "source", "url", "reported_on", "confidence"),
        *("leaves_source", "leaves_confidence", "name"),
    )

    assert never_empty + promised == COLUMNS


def test_row_has_exactly_the_columns() -> None:
    record = Record(*range(len(Record._fields)))
    assert row_of(record) == tuple(getattr(record, name) for name in COLUMNS)
    assert set(Record._fields) - set(COLUMNS) == {
        "overdue",
        "contested",
        "within",
        "placed_by",
        "has_left",
    }


def test_headers_of_a_table_are_columns() -> None:
    assert HEADERS == {"date": "Date", "title": "Title", "platform": "On", "label": "Status"}
    assert set(HEADERS) <= set(COLUMNS)


def test_record_has_the_full_name_of_its_title() -> None:
    title = fold("k", [report({"title": "Cobra Kai", "season": 6, "part": 2})])
    assert title is not None

    assert record_of("s", title, None, TODAY, None).name == "Cobra Kai: season 6, part 2"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"season": 6, "part": 2}, "season 6, part 2"),
        ({"season": 0}, "season 0"),
        ({"part": 3}, "part 3"),
        ({}, "Cobra Kai"),
        ({"season": 1, "slug": "cobra-kai-s1-2018", "year": 2018}, "season 1 (2018)"),
    ],
)
def test_name_in_series_of_a_season(fields: dict[str, Any], name: str) -> None:
    record = Record(*[None] * len(Record._fields))._replace(  # type: ignore[arg-type]
        **{"slug": "s", "title": "Cobra Kai"} | fields
    )
    assert record.name_in_series == name


def test_release_of_a_record() -> None:
    record = Record(*[None] * len(Record._fields))._replace(  # type: ignore[arg-type]
        platform="Netflix", release_type=ReleaseType.STREAMING, region="GB"
    )
    assert record.release == ReleaseKey(ReleaseType.STREAMING, "GB", "Netflix")


def test_iso_formats_a_day() -> None:
    assert iso(date(2021, 1, 8)) == "2021-01-08"
    assert iso(date(1, 1, 1)) == "0001-01-01"
    assert iso(None) is None
