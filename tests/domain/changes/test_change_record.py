import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import COLUMNS, Arrival, record_of
from slate.domain.changes.difference import Difference
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType

SLIPPED = Difference(
    ChangeName.SLIPPED, parse_date("2021-01-08"), parse_date("2021-01-15"), None,
    ReleaseKey(ReleaseType.STREAMING, None, "Netflix"),
    Distance(7, Unit.DAY, later=True),
)  # fmt: skip
ARRIVAL = Arrival(12, "2020-12-16", "desk")


def report(day: str) -> Report:
    return Report(
        "key",
        {},
        "Deadline",
        "https://example.com/a",
        day,
        Confidence.REPORTED,
        "Seen it.",
        "",
        "u",
        1,
    )


def test_columns_keep_their_documented_order() -> None:
    assert " ".join(COLUMNS) == (
        "day slug title change from to by reverted release_type region platform "
        "source url confidence entered batch author field note how"
    )


def test_record_of_a_reported_change() -> None:
    made = record_of(SLIPPED, "cobra-kai-s3", "Cobra Kai: season 3", ARRIVAL, report("2020-12-15"))
    assert made == (
        "2020-12-15", "cobra-kai-s3", "Cobra Kai: season 3", "slipped", "2021-01-08", "2021-01-15",
        Distance(7, Unit.DAY, later=True), False, "streaming", None, "Netflix", "Deadline", "https://example.com/a",
        "reported", "2020-12-16", 12, "desk", None, "Seen it.", None,
    )  # fmt: skip


def test_record_of_an_undo_has_no_source() -> None:
    change = Difference(ChangeName.EDITED, None, "karate", "tags")
    made = record_of(change, "cobra-kai-s3", "Cobra Kai: season 3", ARRIVAL, None)
    assert (made.day, made.source, made.url, made.confidence) == ("2020-12-16", None, None, None)
    assert (made.release_type, made.region, made.platform) == (None, None, None)
    assert (made.field, made.is_late, made.note) == ("tags", False, None)


@pytest.mark.parametrize(
    ("day", "late"),
    [
        ("2020-12-16", False),
        ("2020-12-15", True),
        ("2020-12-17", True),
        ("2020-12", False),
        ("2020", False),
        ("2020-11", True),
    ],
)
def test_record_is_late_when_entered_on_a_later_day(day: str, late: bool) -> None:  # noqa: FBT001
    assert record_of(SLIPPED, "x", "X", ARRIVAL, report(day)).is_late is late
