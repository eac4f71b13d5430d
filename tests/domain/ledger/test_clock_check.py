from datetime import UTC, datetime, timedelta

import pytest

from slate.domain.ledger.clock_check import check_batches, check_clock, is_in_future
from slate.domain.ledger.errors import ClockAheadError, ClockBehindError, FutureBatchError
from slate.domain.reports.report import Batch

NOON = datetime(2021, 1, 7, 12, tzinfo=UTC)
NEWEST = Batch(12, "u", "2021-01-07T12:00:00.000000Z", "ann", "add", None)
SECOND = timedelta(seconds=1)
TWO_DAYS, TEN_YEARS = timedelta(days=2), timedelta(days=3653)


@pytest.mark.parametrize("now", [NOON, NOON - TWO_DAYS, NOON + TEN_YEARS])
def test_clock_near_the_newest_batch_is_accepted(now: datetime) -> None:
    check_clock(now, NEWEST)
    check_batches(now, NEWEST)


@pytest.mark.parametrize("year", [1970, 2021, 9999])
def test_empty_slate_accepts_any_clock(year: int) -> None:
    check_clock(NOON.replace(year=year), None)
    check_batches(NOON.replace(year=year), None)


def test_clock_behind_the_newest_batch_is_refused() -> None:
    with pytest.raises(ClockBehindError) as refused:
        check_clock(NOON - TWO_DAYS - SECOND, NEWEST)
    assert str(refused.value) == (
        "This machine's clock is at 2021-01-05, more than two days behind the newest batch "
        "(12, of 2021-01-07). Nothing was changed."
    )


def test_clock_far_ahead_of_the_newest_batch_is_refused() -> None:
    for check in (check_clock, check_batches):
        with pytest.raises(ClockAheadError) as refused:
            check(NOON + TEN_YEARS + SECOND, NEWEST)
        assert str(refused.value) == (
            "This machine's clock is at 2031-01-08, more than ten years ahead of the newest batch "
            "(of 2021-01-07). Nothing was changed."
        )


def test_imported_batch_from_the_future_is_refused() -> None:
    with pytest.raises(FutureBatchError) as refused:
        check_batches(NOON - TWO_DAYS - SECOND, NEWEST)
    assert str(refused.value) == (
        "Batch u was recorded on 2021-01-07, more than two days ahead of this machine's clock "
        "(2021-01-05). Nothing was stored."
    )


def test_corrected_time_decides() -> None:
    future = NEWEST._replace(recorded_at="2031-01-07T12:00:00.000000Z")
    assert is_in_future(future, NOON)
    corrected = future._replace(corrected="2021-01-07T12:00:00.000000Z")
    assert not is_in_future(corrected, NOON)
    check_clock(NOON, corrected)
    with pytest.raises(ClockBehindError, match=r"the newest batch \(12, of 2031-01-07\)"):
        check_clock(NOON, future)
