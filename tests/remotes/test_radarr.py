from slate.remotes.radarr import API


def test_all_titles_are_films() -> None:
    assert API.title_path("") == "/api/v3/movie"
    assert API.list_path("", ("US",)) == "/api/v3/movie"


def test_calendar_has_also_films_that_are_not_monitored() -> None:
    assert API.list_path(API.list_example, ("US",)) == (
        "/api/v3/calendar?start=2021-01-01&end=2021-03-31&unmonitored=true"
    )
