from datetime import UTC, datetime, timedelta, timezone

from slate.domain.dates.instants import instant_text


def test_instant_text_is_utc_to_the_microsecond() -> None:
    there = timezone(timedelta(hours=-8))
    assert instant_text(datetime(2021, 1, 7, 20, tzinfo=there)) == "2021-01-08T04:00:00.000000Z"
    assert instant_text(datetime(2021, 1, 7, 0, 0, 0, 5, UTC)) == "2021-01-07T00:00:00.000005Z"
