from datetime import UTC, date, tzinfo
from zoneinfo import ZoneInfo

import pytest

from slate.formats.read.records.local_days import day_of, is_out_by, local_day, partial_date

NEW_YORK, TOKYO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2014-01-27T01:30:00Z", NEW_YORK, "2014-01-26"),
        ("2014-01-27T01:30:00Z", TOKYO, "2014-01-27"),
        ("2014-01-26T20:30:00Z", TOKYO, "2014-01-27"),
        ("2014-01-27T01:30:00Z", UTC, "2014-01-27"),
        ("2014-09-01T01:00:00.000Z", NEW_YORK, "2014-08-31"),
        ("2024-03-18T00:00:00+00:00", NEW_YORK, "2024-03-17"),
        ("2024-03-17T23:30:00-05:00", TOKYO, "2024-03-18"),
        ("2024-07-01T04:30:00Z", NEW_YORK, "2024-07-01"),  # four hours in summer, not five
        ("2024-01-01T04:30:00Z", NEW_YORK, "2023-12-31"),
        ("2024-01-01 04:30:00Z", NEW_YORK, "2023-12-31"),
        ("2024-01-01T00:30:00", NEW_YORK, "2024-01-01"),  # already local
        ("2014-01-27T01:30:00Z", None, "2014-01-27"),
        ("0001-01-01T00:00:00Z", NEW_YORK, "0001-01-01"),  # there is no day before it
        ("9999-12-31T23:00:00Z", TOKYO, "9999-12-31"),
    ],
)
def test_local_day_is_the_day_in_the_zone(text: str, zone: tzinfo | None, day: str) -> None:
    assert local_day(text, zone) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "2014-01-26", "2014-01", "2014", "TBA", "20140127", "2014-W05-1", "January 26, 2014"),
        *("2014-02-30T01:00:00Z", "2014-01-27T25:00:00Z", "2014-01-27 or later"),
    ],
)
def test_local_day_returns_other_texts_unchanged(text: str) -> None:
    assert local_day(text, NEW_YORK) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-01-08T00:00:00Z", "2021-01-08"),
        ("2021-01-08T00:00Z", "2021-01-08"),
        ("2021-01-08T00:00:00.0000000Z", "2021-01-08"),
        (" 2021-01-08T00:00:00+00:00 ", "2021-01-08"),
        ("1960-02-15T06:00:00Z", "1960-02-15"),
        ("2021-01-08T00:30:00Z", "2021-01-07"),
        ("2021-01-08", "2021-01-08"),
        ("soon", "soon"),
    ],
)
def test_day_of_a_date_stored_as_a_time(text: str, day: str) -> None:
    assert day_of(text, NEW_YORK) == day


@pytest.mark.parametrize(
    ("when", "out"),
    [
        ("2021-01-06", True),
        ("2021-01-07", True),
        ("2021-01-08", False),
        ("2020-12", True),
        ("2021", False),
        ("2020/..", None),
        ("TBA", None),
        ("soon", None),
        ("", None),
        (None, None),
        (2020, None),
    ],
)
def test_is_out_by_a_day(*, when: object, out: bool | None) -> None:
    assert is_out_by(date(2021, 1, 7), when) is out


@pytest.mark.parametrize(
    ("parts", "date_"),
    [
        ((2021, 3, 7), "2021-03-07"),
        ((2021, 3, 0), "2021-03"),
        ((2021, 0, 0), "2021"),
        ((2021, 0, 7), "2021"),
        ((0, 3, 7), None),
        ((2021, 13, 32), "2021-13-32"),
    ],
)
def test_partial_date_ends_before_what_is_unknown(
    parts: tuple[int, int, int], date_: str | None
) -> None:
    assert partial_date(*parts) == date_
