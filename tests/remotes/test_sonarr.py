from slate.remotes.sonarr import API


def test_all_titles_are_series() -> None:
    assert API.title_path("") == "/api/v3/series"
    assert API.list_path("", ("US",)) == "/api/v3/series"


def test_calendar_has_episodes_with_their_series_also_of_those_that_are_not_monitored() -> None:
    assert API.list_path(API.list_example, ("US",)) == (
        "/api/v3/calendar?start=2021-01-01&end=2021-03-31&includeSeries=true&unmonitored=true"
    )
