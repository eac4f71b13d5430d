from slate.domain.changes import change_record, net_change
from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import ChangeRecord
from slate.domain.changes.difference import Difference, date_difference
from slate.domain.changes.net_change import NetRecord
from slate.domain.changes.record_values import (
    column_of,
    columns_of,
    difference_values,
    report_values,
)
from slate.domain.dates.parsing import parse_date
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from tests.domain.slates import report

KEY = ReleaseKey(ReleaseType.THEATRICAL, "US", None)


def test_columns_are_the_fields_with_from_and_to() -> None:
    assert [column_of(name) for name in ("before", "after", "by")] == ["from", "to", "by"]
    assert columns_of(ChangeRecord) == change_record.COLUMNS
    assert columns_of(NetRecord) == net_change.COLUMNS
    for columns in (change_record.COLUMNS, net_change.COLUMNS):
        assert {"from", "to"} < set(columns)
        assert not {"before", "after"} & set(columns)


def test_values_of_a_date_are_texts_and_name_the_release() -> None:
    moved = date_difference(parse_date("2021-01-08"), parse_date("2021-01-15"), KEY)
    assert difference_values(moved) == {
        "change": ChangeName.SLIPPED,
        "before": "2021-01-08",
        "after": "2021-01-15",
        "by": moved.by,
        "release_type": "theatrical",
        "region": "US",
        "platform": None,
        "field": None,
    }


def test_values_of_an_edit_name_the_field() -> None:
    values = difference_values(Difference(ChangeName.EDITED, None, "kids", "tags"))
    assert {name: value for name, value in values.items() if value is not None} == {
        "change": ChangeName.EDITED,
        "after": "kids",
        "field": "tags",
    }


def test_a_change_without_a_report_has_no_source() -> None:
    said = report({}, source="Variety", url="https://example.com/a")
    assert report_values(said) == {
        "source": "Variety",
        "url": "https://example.com/a",
        "confidence": said.confidence,
    }
    assert set(report_values(None).values()) == {None}
