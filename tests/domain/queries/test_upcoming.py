from slate.domain.queries.upcoming import Upcoming


def test_the_total_has_what_is_not_shown_but_not_what_has_no_date() -> None:
    found = Upcoming([], [], certain=3, possible=20, leaving=100, undated=1_000, is_empty=False)
    assert found.total == 123
