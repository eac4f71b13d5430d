import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from slate.domain.titles.kinds import KindGroup
from slate.remotes.api import Fetched, Wanted
from slate.remotes.errors import UnreachableError
from slate.remotes.tmdb import API
from tests.remotes.test_api import BROKEN, NOW, OTHER, Played, days_ago, refusal

FILM = "/movie/{}?append_to_response=release_dates,external_ids"
SERIES = "/tv/{}?append_to_response=external_ids"


def fetched(id_: str, at: datetime = NOW, *, current: bool = True) -> Fetched:
    body = json.dumps({"id": int(id_.partition("/")[2])}).encode()
    return Fetched(id_, body, at, current, kept_since=None if current else at)


@pytest.fixture
def tmdb(tmp_path: Path) -> Played:
    """Return TMDB with a film and two series."""
    played = Played("tmdb", tmp_path)
    played.answers |= {FILM.format(1): {"id": 1}, SERIES.format(2): {"id": 2}}
    return played


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("movie/438631", "movie/438631"),
        ("tv/77169", "tv/77169"),
        ("https://www.themoviedb.org/movie/438631-dune", "movie/438631"),
        ("https://www.themoviedb.org/movie/438631-dune?language=de", "movie/438631"),
        ("https://www.themoviedb.org/movie/438631?language=de", "movie/438631"),
        ("themoviedb.org/movie/438631#main", "movie/438631"),
        ("http://themoviedb.org/tv/77169-cobra-kai/season/3", "tv/77169"),
        ("tv/77169/season/3", "tv/77169"),
        ("438631", None),  # it does not show the kind
        ("", None),
        ("movie/", None),
        ("movie/0", None),
        ("movie/dune", None),
        ("movie/438631x", None),
        ("movie/٤", None),
        ("person/1", None),
        ("movie/upcoming", None),
        ("https://www.themoviedb.org/person/438631", None),
        ("https://evil.example/www.themoviedb.org/movie/1", None),
        ("https://www.themoviedb.org.evil.example/movie/1", None),
        ("tt1160419", None),
    ],
)
def test_ids_name_the_kind_and_are_also_in_the_addresses_of_pages(
    text: str, id_: str | None
) -> None:
    assert API.title_id(text) == id_


def test_ledger_has_the_number_and_the_kind() -> None:
    assert (API.stored_id("movie/438631"), API.group("movie/438631")) == ("438631", KindGroup.FILM)
    assert (API.stored_id("tv/77169"), API.group("tv/77169")) == ("77169", KindGroup.SERIES)


@pytest.mark.parametrize(
    ("value", "group", "id_"),
    [
        ("438631", KindGroup.FILM, "movie/438631"),
        ("77169", KindGroup.SERIES, "tv/77169"),
        ("77169/season/3", KindGroup.SERIES, "tv/77169"),
        ("tv/77169", KindGroup.FILM, "tv/77169"),
        ("tv/77169/season/3", KindGroup.SERIES, "tv/77169"),
        ("tt1160419", KindGroup.FILM, None),
        ("0", KindGroup.FILM, None),
        ("dune", KindGroup.FILM, None),
    ],
)
def test_kind_of_the_title_completes_its_number(
    value: str, group: KindGroup, id_: str | None
) -> None:
    assert API.asked_id(value, group) == id_


def test_titles_are_requested_with_all_dates_and_ids() -> None:
    assert API.title_path("movie/438631") == FILM.format(438631)
    assert API.title_path("tv/77169") == SERIES.format(77169)
    assert API.status_path() == "/configuration"
    assert API.status(b"{}") == ""


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("movie/upcoming", "/movie/upcoming?region=GB"),
        ("movie/upcoming?page=2", "/movie/upcoming?page=2&region=GB"),
        ("movie/upcoming?region=JP", "/movie/upcoming?region=JP"),
        ("movie/upcoming?page=2&region=JP", "/movie/upcoming?page=2&region=JP"),
        (
            "discover/movie?release_date.gte=2021-01-08&watch_region=JP",
            "/discover/movie?release_date.gte=2021-01-08&watch_region=JP&region=GB",
        ),
        ("search/movie?query=dune", "/search/movie?query=dune&region=GB"),
        ("tv/on_the_air", "/tv/on_the_air"),
        ("discover/tv?with_networks=213", "/discover/tv?with_networks=213"),
        ("movie/../account", None),
        ("movie/upcoming#x", None),
        ("//evil.example/movie", None),
        ("", None),
    ],
)
def test_lists_of_films_are_those_of_the_first_region(text: str, path: str | None) -> None:
    assert API.list_path(text, ("GB", "US")) == path


@pytest.mark.parametrize(
    ("group", "which"),
    [(None, ["movie", "tv"]), (KindGroup.FILM, ["movie"]), (KindGroup.SERIES, ["tv"])],
)
def test_search_is_for_the_kind_that_is_wanted(group: KindGroup | None, which: list[str]) -> None:
    assert API.search_paths("Q&A #1: 50% / ü?", group) == [
        f"/search/{each}?query=Q%26A+%231%3A+50%25+%2F+%C3%BC%3F" for each in which
    ]


def test_lookup_is_by_imdb_and_thetvdb() -> None:
    assert API.lookup_paths({"tvdb": "341164/season/3", "imdb": "tt7846844", "tvmaze": "1"}) == [
        "/find/tt7846844?external_source=imdb_id",
        "/find/341164?external_source=tvdb_id",
    ]
    assert API.lookup_paths({"imdb": "tt1?x=2#..%2f"}) == [
        "/find/tt1%3Fx%3D2%23..%252f?external_source=imdb_id"
    ]
    assert API.lookup_paths({"tvmaze": "1"}) == []


@pytest.mark.parametrize("path", [FILM.format(71), SERIES.format(71)])
def test_right_title_has_no_version(path: str) -> None:
    assert API.check(path, b'{"id": 71}') is None


@pytest.mark.parametrize("path", [FILM.format(71), SERIES.format(71)])
@pytest.mark.parametrize(("body", "why"), BROKEN + OTHER)
def test_answer_that_is_not_the_title_is_refused(path: str, body: bytes, why: str) -> None:
    assert refusal(API, path, body) == why


@pytest.mark.parametrize(("body", "why"), BROKEN)
def test_broken_list_is_refused(body: bytes, why: str) -> None:
    assert refusal(API, "/movie/upcoming?region=US", body) == why


def test_list_is_not_about_one_title() -> None:
    assert API.check("/movie/upcoming?region=US", b'{"page": 1, "results": []}') is None


@pytest.mark.parametrize(
    ("path", "body", "pages"),
    [
        (
            "/movie/upcoming?region=US",
            {"total_pages": 3},
            ["/movie/upcoming?region=US&page=2", "/movie/upcoming?region=US&page=3"],
        ),
        ("/tv/on_the_air", {"total_pages": 2}, ["/tv/on_the_air?page=2"]),
        ("/movie/upcoming?region=US&page=2", {"total_pages": 3}, []),
        ("/tv/on_the_air", {"total_pages": 1}, []),
        ("/tv/on_the_air", {"total_pages": 0}, []),
        ("/tv/on_the_air", {"total_pages": -5}, []),
        ("/tv/on_the_air", {"total_pages": "3"}, []),
        ("/tv/on_the_air", {"total_pages": True}, []),
        ("/tv/on_the_air", {}, []),
        ("/tv/on_the_air", [{"total_pages": 3}], []),
    ],
)
def test_further_pages_follow_the_first(path: str, body: object, pages: list[str]) -> None:
    assert API.pages(path, json.dumps(body).encode()) == pages


def test_at_most_fifty_pages_are_requested() -> None:
    pages = API.pages("/tv/on_the_air", b'{"total_pages": 500}')
    assert (len(pages), pages[-1]) == (49, "/tv/on_the_air?page=50")


def test_titles_without_kept_answers_are_requested(tmdb: Played) -> None:
    found, failures, asked = tmdb.refresh(Wanted("movie/1", 200), "tv/2", "tv/3")
    assert found == [fetched("movie/1"), fetched("tv/2")]
    assert failures == {"tv/3": "has no title tv/3 (404)."}
    assert asked == [FILM.format(1), SERIES.format(2), SERIES.format(3)]
    assert tmdb.kept(FILM.format(1)) == (b'{"id": 1}', NOW, NOW, None)


@pytest.mark.parametrize(
    ("ahead", "age", "is_due"),
    [
        (None, 0, False),
        (None, 1, True),
        (-3, 1, True),
        (0, 1, True),
        (60, 0, False),
        (60, 1, True),
        (61, 1, False),
        (61, 6, False),
        (61, 7, True),
        (400, 8, True),
    ],
)
def test_titles_are_due_daily_if_near_or_undated_and_weekly_if_not(
    tmdb: Played, ahead: int | None, age: int, *, is_due: bool
) -> None:
    tmdb.refresh("movie/1", now=days_ago(age))
    found, failures, asked = tmdb.refresh(Wanted("movie/1", ahead))
    kept = fetched("movie/1", days_ago(age), current=False)
    assert found == [fetched("movie/1") if is_due else kept]
    assert failures == {}
    assert asked == ([FILM.format(1)] if is_due else [])


def test_a_day_is_one_of_the_calendar(tmdb: Played) -> None:
    tmdb.refresh("movie/1", now=datetime(2021, 1, 6, 23, 59, tzinfo=UTC))
    assert tmdb.refresh("movie/1", now=datetime(2021, 1, 7, 0, 1, tzinfo=UTC)).asked == [
        FILM.format(1)
    ]
    assert tmdb.refresh("movie/1", now=datetime(2021, 1, 7, 23, 59, tzinfo=UTC)).asked == []


def test_all_titles_are_requested_if_the_user_wants_it(tmdb: Played) -> None:
    tmdb.refresh("movie/1", now=days_ago(0.1))
    found, _, asked = tmdb.refresh(Wanted("movie/1", 400), every=True)
    assert (found, asked) == ([fetched("movie/1")], [FILM.format(1)])


def test_missing_title_is_requested_and_reported_each_time(tmdb: Played) -> None:
    for _ in range(2):
        found, failures, asked = tmdb.refresh("tv/3")
        assert (found, asked) == ([], [SERIES.format(3)])
        assert failures == {"tv/3": "has no title tv/3 (404)."}


@pytest.mark.parametrize("every", [False, True])
def test_nothing_is_requested_offline(tmdb: Played, *, every: bool) -> None:
    tmdb.refresh("movie/1", "tv/3", now=days_ago(9))
    found, failures, asked = tmdb.refresh("movie/1", "tv/2", "tv/3", is_offline=True, every=every)
    assert found == [fetched("movie/1", days_ago(9), current=False)]
    assert (failures, asked) == ({}, [])


def test_nothing_is_yielded_for_a_title_that_fails(tmdb: Played) -> None:
    tmdb.refresh("movie/1", now=days_ago(1))
    tmdb.answers[FILM.format(1)] = UnreachableError("connection refused")
    found, failures, _ = tmdb.refresh("movie/1")
    assert found == []
    assert failures == {"movie/1": "cannot be reached: connection refused."}
    assert tmdb.kept(FILM.format(1)).fetched == days_ago(1)
