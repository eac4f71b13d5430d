from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.remotes.errors import UnreadableError
from slate.usecases.live_answers import (
    LiveSettings,
    as_live,
    in_regions,
    read_answer,
    read_answers,
    statements_in,
)
from tests.remotes.shapes import film, listed, show
from tests.usecases.live import RADARR, SONARR, TMDB, TODAY, TVMAZE, fetched, live_settings

US_AND_GB = live_settings(regions=("US", "GB"))
KAI = show(7, "Cobra Kai", [(2, "2019-04-24"), (3, "2021-01-08")])
DUNE = film(5, "Dune", US="2021-10-22", GB="2021-10-21", FR="2021-09-15")


def _dates(statement: Statement) -> dict[str, str | None]:
    return {
        str(release.key): release.date.text if release.date else None
        for release in statement.releases
    }


def test_an_answer_about_a_show_states_all_of_it_and_its_seasons() -> None:
    answer = read_answer(TVMAZE, fetched(KAI), live_settings())
    assert (answer.what, answer.problems) == ("7", [])
    assert [(one.title, one.season) for one in answer.statements] == [
        ("Cobra Kai", None), ("Cobra Kai", 2), ("Cobra Kai", 3),
    ]  # fmt: skip
    assert {one.live for one in answer.statements} == {LiveAnswer(is_full=True)}
    season = answer.statements[2]
    assert season.origin == Origin(
        "2021-01-07", "TVmaze", "https://www.tvmaze.com/shows/7/show", Confidence.LISTED
    )
    assert season.ids == (
        ("tvmaze", "7/season/3"), ("imdb", "tt0000007/season/3"), ("tvdb", "1007/season/3"),
    )  # fmt: skip
    assert _dates(season) == {"streaming||Netflix": "2021-01-08"}


def test_an_answer_with_a_url_that_is_not_stored_states_all_the_rest() -> None:
    answer = read_answer(TVMAZE, fetched(KAI | {"url": "javascript:alert(1)"}), live_settings())
    assert answer.problems == []
    assert [one.origin.url for one in answer.statements] == [None] * 3
    assert _dates(answer.statements[2]) == {"streaming||Netflix": "2021-01-08"}


def test_a_kept_answer_is_reported_on_the_day_and_at_the_time_of_its_source() -> None:
    kept = fetched(KAI, on=date(2020, 12, 30), is_kept=True)
    for statement in read_answer(TVMAZE, kept, live_settings()).statements:
        assert statement.origin.reported_on == "2020-12-30"
        assert statement.live == LiveAnswer(is_full=True, kept_since="2020-12-30T12:00:00.000000Z")


def test_a_day_that_has_passed_since_does_not_make_a_kept_answer_say_that_it_is_out() -> None:
    """What a source calls running may have been on its way when it said so."""
    body = show(7, "Cobra Kai", premiered="2021-01-03")
    kept = fetched(body, on=date(2021, 1, 2), is_kept=True)
    statuses = [
        one.status
        for answer in (kept, fetched(body))
        for one in read_answer(TVMAZE, answer, live_settings()).statements
    ]
    assert statuses == [None, Stage.RELEASED]


def test_what_is_wrong_with_a_record_is_a_problem_of_its_answer() -> None:
    broken = show(7, "Cobra Kai", [(3, "2021-01-08")])
    broken["_embedded"]["seasons"][0]["number"] = None
    answer = read_answer(TVMAZE, fetched(broken), live_settings())
    assert [one.season for one in answer.statements] == [None]
    assert [problem.reason for problem in answer.problems] == [
        "_embedded: seasons, number 1: a season without a number."
    ]


def test_answers_come_by_their_ids_and_those_that_cannot_be_read_come_apart() -> None:
    web_page = fetched(b"<!doctype html><p>Log in", "3")
    empty = fetched(b"", "1")
    found, unread = read_answers(
        TVMAZE, [fetched(show(9, "B")), web_page, fetched(KAI), empty], live_settings()
    )
    assert [answer.what for answer in found] == ["7", "9"]
    assert [(what, type(error)) for what, error in unread] == [
        ("3", UnreadableError),
        ("1", UnreadableError),
    ]
    assert [str(error).partition("it ")[2].split(".")[0] for _, error in unread] == [
        "is a web page, not a list",
        "contains no records",
    ]
    with pytest.raises(UnreadableError):
        read_answer(TVMAZE, web_page, live_settings())


def test_a_film_has_the_dates_of_the_wanted_regions_and_never_the_first_one() -> None:
    """The first date anywhere, 2021-09-15, would change with the region that is looked at."""
    (us,) = read_answer(TMDB, fetched(DUNE), live_settings()).statements
    assert _dates(us) == {"theatrical|US|": "2021-10-22"}
    assert us.live == LiveAnswer(is_full=True, regions=frozenset({"US", None}))
    (both,) = read_answer(TMDB, fetched(DUNE), US_AND_GB).statements
    assert _dates(both) == {"theatrical|US|": "2021-10-22", "theatrical|GB|": "2021-10-21"}
    assert both.live == LiveAnswer(is_full=True, regions=frozenset({"US", "GB", None}))
    (neither,) = read_answer(TMDB, fetched(DUNE), live_settings(regions=("JP",))).statements
    assert _dates(neither) == {}


def test_a_series_of_a_source_with_regions_is_not_limited_to_them() -> None:
    series = {
        "id": 5,
        "name": "Dune",
        "first_air_date": "2021-03-01",
        "poster_path": "/a.jpg",
        "seasons": [{"season_number": 1, "air_date": "2021-03-01"}],
    }
    answer = read_answer(TMDB, fetched(series, "tv/5"), live_settings())
    assert [_dates(one) for one in answer.statements] == [{"||": "2021-03-01"}] * 2
    assert {one.live for one in answer.statements} == {LiveAnswer(is_full=True)}


def test_only_what_a_server_lists_completely_is_full() -> None:
    series = [{"tvdbId": 1, "title": "Cobra Kai", "seasons": []}]
    films = [{"tmdbId": 5, "title": "Dune", "inCinemas": "2021-10-22T00:00:00Z"}]
    (found,) = read_answer(SONARR, fetched(series, ""), live_settings()).statements
    assert found.live == LiveAnswer(is_full=False)
    (found,) = read_answer(RADARR, fetched(films, ""), live_settings()).statements
    assert found.live == LiveAnswer(is_full=True)
    assert _dates(found) == {"theatrical||": "2021-10-22"}
    assert found.origin.source == "Radarr"


def test_times_are_days_of_the_zone_that_is_set() -> None:
    season = {
        "seasonNumber": 4,
        "statistics": {"nextAiring": "2021-02-01T03:00:00Z", "previousAiring": None},
    }
    body = [{"tvdbId": 1, "title": "Cobra Kai", "network": "Netflix", "seasons": [season]}]
    days = []
    for zone in (UTC, timezone(timedelta(hours=-5))):
        settings = LiveSettings(TODAY, zone, ("US",))
        days += [
            _dates(one)
            for one in read_answer(SONARR, fetched(body, ""), settings).statements
            if one.season == 4
        ]
    assert days == [{"streaming||Netflix": "2021-02-01"}, {"streaming||Netflix": "2021-01-31"}]


def test_a_list_keeps_the_dates_of_all_regions_and_is_not_full() -> None:
    (stated,), problems = statements_in(TMDB, fetched(DUNE).body, TODAY, live_settings())
    assert problems == []
    found = as_live(TMDB, stated, is_full=False, settings=live_settings())
    assert _dates(found) == _dates(stated)
    assert found.live == LiveAnswer(is_full=False)
    body = fetched(listed(DUNE), "").body
    (stated,), _ = statements_in(TMDB, body, TODAY, live_settings())
    assert _dates(stated) == {"||": "2021-09-15"}
    # The kind decides, not the answer: a source without dates by region has them all.
    found = as_live(TVMAZE, stated, is_full=True, settings=live_settings(), since="x")
    assert _dates(found) == {"||": "2021-09-15"}
    assert found.live == LiveAnswer(is_full=True, kept_since="x")


def _film(status: Stage | None, **dates: str | None) -> Statement:
    """Return a statement about a film with dates in regions; ANY is that without a region."""
    releases = tuple(
        SaidRelease(
            ReleaseKey(None, None if region == "ANY" else region, None),
            parse_date(day) if day else None,
        )
        for region, day in dates.items()
    )
    return Statement(
        Origin("2021-01-07", "TMDB"), "Dune", Kind.FILM, status=status, releases=releases
    )


def test_a_release_without_a_region_is_left_out_if_it_has_a_date() -> None:
    statement = _film(None, ANY="2021-01-01", US="2021-02-01", GB="2021-02-02", JP=None)
    assert _dates(in_regions(statement, ["US", "JP"], TODAY)) == {
        "|US|": "2021-02-01",
        "|JP|": None,
    }
    undated = _film(None, ANY=None, GB=None)
    assert _dates(in_regions(undated, ["US"], TODAY)) == {"||": None}


@pytest.mark.parametrize(
    ("dates", "is_kept"),
    [
        ({"US": "2021-01-08"}, False),
        ({"US": "2021-01-08", "GB": "2021-02-01"}, False),
        ({"US": "2021-01-08", "ANY": "2020-12-01"}, False),
        ({"US": "2021-01-08", "FR": "2020-12-01"}, False),
        ({"US": "2021-02", "GB": None}, False),
        ({"US": "2021-01-07"}, True),
        ({"US": "2021-01-06", "GB": "2021-02-01"}, True),
        ({"US": "2021"}, False),
        ({"US": None}, True),
        ({}, True),
        ({"FR": "2021-02-01"}, True),
        ({"ANY": "2021-02-01"}, True),
    ],
)
def test_a_film_is_not_released_if_all_dates_of_the_wanted_regions_lie_ahead(
    dates: dict[str, str | None],
    is_kept: bool,  # noqa: FBT001 -- a table
) -> None:
    found = in_regions(_film(Stage.RELEASED, **dates), ["US", "GB"], TODAY)
    assert found.status == (Stage.RELEASED if is_kept else None)


@pytest.mark.parametrize("status", [None, Stage.POST_PRODUCTION, Stage.CANCELED])
def test_any_other_status_stays_in_all_regions(status: Stage | None) -> None:
    assert in_regions(_film(status, US="2021-02-01"), ["US"], TODAY).status is status


@pytest.mark.parametrize(
    ("read", "status"), [("Released", None), ("Post Production", Stage.POST_PRODUCTION)]
)
def test_a_film_that_is_out_elsewhere_is_to_come_here(read: str, status: Stage | None) -> None:
    body = film(5, "Dune", FR="2020-12-01", US="2021-02-01") | {"status": read}
    (us,) = read_answer(TMDB, fetched(body), live_settings()).statements
    assert us.status == status
    (fr,) = read_answer(TMDB, fetched(body), live_settings(regions=("FR",))).statements
    assert fr.status == (Stage.RELEASED if read == "Released" else status)


def test_the_day_decides_by_which_a_film_is_to_come() -> None:
    statement = _film(Stage.RELEASED, US="2021-02-01")
    days = (date(2021, 1, 31), date(2021, 2, 1))
    statuses = [in_regions(statement, ["US"], today).status for today in days]
    assert statuses == [None, Stage.RELEASED]


def test_times_of_answers_are_compared_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    then = datetime(2021, 1, 7, 3, tzinfo=east)
    kept = fetched(KAI, is_kept=True)._replace(at=then, kept_since=then)
    (first, *_) = read_answer(TVMAZE, kept, live_settings()).statements
    assert first.live == LiveAnswer(is_full=True, kept_since="2021-01-06T18:00:00.000000Z")
    assert first.origin.reported_on == "2021-01-06"
