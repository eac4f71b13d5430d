from hypothesis import given
from hypothesis import strategies as st

from slate.remotes.pace import Limit, Pace


def test_requests_within_the_limit_may_begin_at_once() -> None:
    pace = Pace(Limit(3, 10.0))
    assert pace.next_start() == 0
    for now in (100.0, 101.0, 102.0):
        assert pace.next_start() <= now
        pace.begin(now)
    assert pace.next_start() == 110.0
    pace.begin(110.0)
    assert pace.next_start() == 111.0


def test_no_request_begins_while_the_remote_asks_to_wait() -> None:
    pace = Pace(Limit(2, 10.0))
    pace.hold(105.0)
    assert pace.next_start() == 105.0
    pace.hold(103.0)
    assert pace.next_start() == 105.0
    pace.begin(105.0)
    pace.begin(106.0)
    assert pace.next_start() == 115.0
    pace.hold(120.0)
    assert pace.next_start() == 120.0


@given(
    st.integers(1, 5),
    st.integers(1, 20),
    st.lists(st.tuples(st.integers(0, 8), st.none() | st.integers(0, 30)), max_size=60),
)
def test_no_window_has_more_requests_than_the_limit(
    most: int, seconds: int, steps: list[tuple[int, int | None]]
) -> None:
    pace = Pace(Limit(most, seconds))
    now, held, begun = 0.0, 0.0, list[float]()
    for pause, hold in steps:
        now += pause
        if hold is not None:
            pace.hold(now + hold)
            held = max(held, now + hold)
        now = max(now, pace.next_start())
        assert now >= held
        pace.begin(now)
        begun.append(now)
    for start in begun:
        assert sum(start <= time < start + seconds for time in begun) <= most


@given(st.integers(1, 5), st.integers(1, 20), st.integers(1, 60))
def test_no_request_waits_longer_than_the_limit_needs(most: int, seconds: int, count: int) -> None:
    pace = Pace(Limit(most, seconds))
    now = 0.0
    for number in range(count):
        now = max(now, pace.next_start())
        assert now == number // most * seconds
        pace.begin(now)
