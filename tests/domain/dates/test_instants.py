from datetime import UTC, datetime, timedelta, timezone

import pytest

from slate.domain.dates.instants import instant_text, is_instant_text


def test_instant_text_is_utc_to_the_microsecond() -> None:
    there = timezone(timedelta(hours=-8))
    assert instant_text(datetime(2021, 1, 7, 20, tzinfo=there)) == "2021-01-08T04:00:00.000000Z"
    assert instant_text(datetime(2021, 1, 7, 0, 0, 0, 5, UTC)) == "2021-01-07T00:00:00.000005Z"


@pytest.mark.parametrize(
    "when",
    [
        datetime(2021, 1, 7, 18, 30, tzinfo=UTC),
        datetime(2021, 1, 7, 18, 30, 0, 5, timezone(timedelta(hours=5, minutes=45))),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_every_instant_text_is_recognized(when: datetime) -> None:
    assert is_instant_text(instant_text(when))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "2021-01-07",
        "2021-01-07T18:30:00Z",
        "2021-01-07T18:30:00.000Z",
        "2021-01-07T18:30:00.000000",
        "2021-01-07T18:30:00.000000+00:00",
        "2021-01-07 18:30:00.000000Z",
        "2021-01-07T18:30:00.000000Z\n",
        " 2021-01-07T18:30:00.000000Z",
        "20210107T183000.000000Z",
        "\u0662021-01-07T18:30:00.000000Z",
        "\u0662\u0660\u0662\u0661-01-07T18:30:00.000000Z",
        "0000-01-07T18:30:00.000000Z",
        "2021-13-07T18:30:00.000000Z",
        "2021-02-29T18:30:00.000000Z",
        "2021-01-07T24:30:00.000000Z",
        "2021-01-07T18:30:60.000000Z",
        b"2021-01-07T18:30:00.000000Z",
        20210107,
        None,
    ],
)
def test_anything_else_is_not_an_instant_text(value: object) -> None:
    assert not is_instant_text(value)
