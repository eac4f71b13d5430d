from slate.domain.dates.calendar_units import judge
from slate.domain.dates.windows import Window, parse_window
from slate.domain.queries.periods import MOST_NAMED, Periods
from tests.domain.slates import TODAY

QUARTER = parse_window("2021-Q1", TODAY)
TEXTS = ("2021-01-08", "2021-02-01?", "2021-02/2021-03", "2021", "2020/..", None)


def _placed(
    *texts: str | None, window: Window | None = None, once: bool = False
) -> list[dict[str | None, str]]:
    """Return where each release counts by month."""
    judged = [judge(text, "month", window, rumored=False) for text in texts]
    periods = Periods("month", window, judged, once=once)
    return [{name: str(how) for name, how in periods.of(each).items()} for each in judged]


def test_releases_count_in_each_month_of_the_window_that_they_may_fall_in() -> None:
    possible = dict.fromkeys(("2021-01", "2021-02", "2021-03"), "possible")
    assert _placed(*TEXTS, window=QUARTER) == [
        {"2021-01": "certain"},
        {"2021-02": "possible"},
        {"2021-02": "possible", "2021-03": "possible"},
        possible | {None: "year_only"},
        possible | {None: "year_only"},
        {None: "no_date"},
    ]


def test_vague_dates_add_no_months_outside_a_window() -> None:
    assert _placed("2021-01-08", "2021", "2020/..", "2022", None) == [
        {"2021-01": "certain"},
        {"2021-01": "possible", None: "year_only"},
        {"2021-01": "possible", None: "year_only"},
        {None: "year_only"},
        {None: "no_date"},
    ]


def test_releases_that_count_once_are_certain_in_a_month_or_left_over() -> None:
    assert _placed(*TEXTS, window=QUARTER, once=True) == [
        {"2021-01": "certain"},
        *[{"possible": "possible"}] * 4,
        {"no_date": "no_date"},
    ]


def _named(text: str, unit: str = "month") -> tuple[str, ...]:
    return Periods(unit, parse_window(text, TODAY), [], once=False).named


def test_a_window_names_its_periods_unless_it_is_open_or_very_long() -> None:
    assert _named("2021-Q1") == ("2021-01", "2021-02", "2021-03")
    assert _named("2021-01-31/2021-04-01", "quarter") == ("2021-Q1", "2021-Q2")
    assert _named("2021-01/..") == ()
    assert len(_named("2011/2020")) == MOST_NAMED
    assert _named("2011/2021-01") == ()
    assert Periods("month", None, [], once=False).named == ()
