"""Titles at a live source: found, added, updated; no request is sent."""

import json
from dataclasses import replace
from typing import Any

import pytest

from slate.domain.changes.change import Change
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TitleNotFoundError
from slate.domain.ledger.errors import IdOfOtherError, IdTakenError, TitleThereError
from slate.domain.ledger.statement import Origin, SaidRelease, Statement
from slate.domain.titles.kinds import KindGroup
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.remotes.answers import Answers
from slate.remotes.asking import Timer
from slate.remotes.errors import (
    AnswerError,
    GoneError,
    KeyRefusedError,
    NoSeasonError,
    OtherTitleError,
    RemoteError,
    UnreadableError,
    WebPageError,
)
from slate.remotes.kinds import RemoteKind, api_of
from slate.remotes.link import Link
from slate.remotes.settings import Remote
from slate.remotes.wire import Answer
from slate.store.file.connection import Store
from slate.usecases.live_answers import ReadAnswer
from slate.usecases.look_up import (
    Added,
    Candidate,
    Wish,
    add_answer,
    full_answer,
    look_up,
    search,
    update_from_answer,
)
from tests.remotes.shapes import FILM, SHOW, film, listed, result, show
from tests.store import writing
from tests.store.writing import (
    add,
    batches,
    keys,
    record,
    records,
    remove,
    says,
    slugs,
    take,
    told,
    update,
)
from tests.usecases.live import TMDB, TODAY, TVMAZE, fetched, live_settings, noon, refresh

SETTINGS = live_settings()
KAI = show(7, "Cobra Kai", [(1, "2018-05-02"), (2, "2019-04-24"), (3, "2021-01-08"), (4, None)])
KAI_PATH = SHOW.format(7)
DUNE = film(5, "Dune", US="2021-10-22")
DUNE_1984 = film(4, "Dune", US="1984-12-14")


def link(kind: RemoteKind, routes: dict[str, Any]) -> Link:
    """Return a connection to a remote that answers some paths with JSON, bytes or a status."""

    def send(path: str) -> Answer:
        found = routes.get(path, 404)
        if isinstance(found, int):
            return Answer(found, b"{}")
        return Answer(200, found if isinstance(found, bytes) else json.dumps(found).encode())

    url = kind.url or ""
    remote = Remote(kind.name, kind, url, is_added=False)
    return Link(remote, api_of(kind), send, Answers(None, url), noon(TODAY), Timer())


def answer_about(body: dict[str, Any], kind: RemoteKind = TVMAZE) -> ReadAnswer:
    path, id_ = (SHOW, str(body["id"])) if kind is TVMAZE else (FILM, f"movie/{body['id']}")
    return full_answer(link(kind, {path.format(body["id"]): body}), id_, SETTINGS)


def shown(found: list[Candidate]) -> list[tuple[str, str | None, int | None, str | None]]:
    return [(one.id, one.said.title, one.year, one.service) for one in found]


# Search

SHOWS = "/search/shows?q=cobra+kai"
MOVIES, SERIES = (f"/search/{what}?query=dune" for what in ("movie", "tv"))


def test_shows_are_found_by_name_best_first() -> None:
    other = show(8, "Cobra", premiered=None) | {"webChannel": None}
    at = link(TVMAZE, {SHOWS: [result(KAI, 0.9), result(other, 0.8), result(KAI, 0.7)]})
    found = search(at, "cobra kai", Wish(), SETTINGS)
    assert shown(found) == [("7", "Cobra Kai", 2018, "Netflix"), ("8", "Cobra", None, None)]
    origin = found[0].said.origin
    assert (origin.reported_on, origin.source, origin.url) == (
        *("2021-01-07", "TVmaze", "https://www.tvmaze.com/shows/7/show"),
    )
    assert found[0].said.live is None
    assert at.requests == 1


def test_nothing_may_be_found() -> None:
    assert search(link(TVMAZE, {SHOWS: []}), "cobra kai", Wish(), SETTINGS) == []


@pytest.mark.parametrize(
    ("group", "ids"), [(None, ["7"]), (KindGroup.SERIES, ["7"]), (KindGroup.FILM, [])]
)
def test_only_titles_of_the_wanted_kind_are_candidates(
    group: KindGroup | None, ids: list[str]
) -> None:
    at = link(TVMAZE, {SHOWS: [result(KAI)]})
    assert [one.id for one in search(at, "cobra kai", Wish(group), SETTINGS)] == ids


def test_films_and_series_of_one_number_are_two_candidates() -> None:
    series = {"id": 5, "name": "Dune", "first_air_date": "2024-11-17"}
    movie = {"id": 5, "title": "Dune", "release_date": "2021-09-15"}
    older = {"id": 6, "title": "Dune", "release_date": "1984-12-14"}
    page = {"page": 1, "total_pages": 1, "total_results": 3}
    routes = {MOVIES: page | {"results": [movie, older]}, SERIES: page | {"results": [series]}}
    at = link(TMDB, routes)
    # The best of each kind come first.
    assert shown(search(at, "dune", Wish(), SETTINGS)) == [
        ("movie/5", "Dune", 2021, None),
        ("tv/5", "Dune", 2024, None),
        ("movie/6", "Dune", 1984, None),
    ]
    assert [one.id for one in search(at, "dune", Wish(KindGroup.FILM), SETTINGS)] == [
        *("movie/5", "movie/6"),
    ]
    assert [one.id for one in search(at, "dune", Wish(KindGroup.SERIES), SETTINGS)] == ["tv/5"]


@pytest.mark.parametrize(
    ("year", "ids"),
    [
        (None, ["movie/5", "movie/4"]),
        (1984, ["movie/4"]),
        (2021, ["movie/5"]),
        # Sources disagree on years, so all that was found is better than nothing.
        (2020, ["movie/5", "movie/4"]),
    ],
)
def test_only_titles_of_the_wanted_year_are_candidates_if_there_are_any(
    year: int | None, ids: list[str]
) -> None:
    at = link(TMDB, {MOVIES: listed(DUNE, DUNE_1984)})
    wish = Wish(KindGroup.FILM, year)
    assert [one.id for one in search(at, "dune", wish, SETTINGS)] == ids


def test_what_has_no_id_to_ask_for_is_no_candidate() -> None:
    at = link(TVMAZE, {SHOWS: [result(KAI | {"id": 0}), result(show(8, "Cobra"))]})
    assert [one.id for one in search(at, "cobra kai", Wish(), SETTINGS)] == ["8"]
    # Nor are the seasons of a title.
    at = link(TVMAZE, {SHOWS: KAI})
    assert [one.id for one in search(at, "cobra kai", Wish(), SETTINGS)] == ["7"]


def _candidate(*releases: tuple[str | None, str | None], **fields: Any) -> Candidate:  # noqa: ANN401
    """Return a candidate with releases, each of a platform and a date."""
    said = tuple(
        SaidRelease(ReleaseKey(None, None, platform), parse_date(day) if day else None)
        for platform, day in releases
    )
    return Candidate("1", Statement(Origin("2021-01-07"), "Dune", releases=said, **fields))


def test_the_year_is_stated_or_that_of_the_first_date() -> None:
    assert _candidate().year is None
    assert _candidate(("Netflix", None), (None, "TBA")).year is None
    assert _candidate((None, "2022-01-01"), (None, "2021-12")).year == 2021
    assert _candidate((None, "2022-01-01"), date=parse_date("2020")).year == 2020
    assert _candidate((None, "2022-01-01"), year=2019).year == 2019
    assert _candidate((None, "../2022-01")).year is None


def test_the_service_is_the_first_one_that_is_stated() -> None:
    assert _candidate((None, "2021")).service is None
    assert _candidate((None, "2021"), ("Hulu", None), ("Netflix", None)).service == "Hulu"
    assert _candidate(("Hulu", None), platform="Netflix").service == "Netflix"


@pytest.mark.parametrize(
    ("route", "error", "text"),
    [
        (404, GoneError, "has no such title or list (404)."),
        (500, AnswerError, "answered with an error (500)."),
        (401, KeyRefusedError, "does not accept the key (401)."),
        (b"<html>Log in", WebPageError, None),
        (b"null", UnreadableError, None),
    ],
)
def test_errors_of_a_search_are_raised(
    route: object, error: type[RemoteError], text: str | None
) -> None:
    with pytest.raises(error) as raised:
        search(link(TMDB, {MOVIES: route}), "dune", Wish(), SETTINGS)
    assert text in {None, str(raised.value)}
    assert str(raised.value)[-2:] != ".."


# By ids of other schemes

IDS = {"imdb": "tt7", "tvdb": "1007", "letterboxd": "x"}
BY_IMDB, BY_TVDB = "/lookup/shows?imdb=tt7", "/lookup/shows?thetvdb=1007"


def test_a_title_is_found_by_its_ids_elsewhere() -> None:
    at = link(TVMAZE, {BY_IMDB: KAI, BY_TVDB: show(8, "Other")})
    assert [one.id for one in look_up(at, IDS, Wish(), SETTINGS)] == ["7"]
    assert at.requests == 1
    assert look_up(at, {"letterboxd": "x"}, Wish(), SETTINGS) == []
    assert look_up(at, {}, Wish(), SETTINGS) == []
    assert at.requests == 1
    assert look_up(at, IDS, Wish(KindGroup.FILM), SETTINGS) == []


@pytest.mark.parametrize("route", [404, 500, b"<html>", b"null", []])
def test_an_id_that_a_source_does_not_know_is_no_error(route: object) -> None:
    at = link(TVMAZE, {BY_IMDB: route, BY_TVDB: KAI})
    assert [one.id for one in look_up(at, IDS, Wish(), SETTINGS)] == ["7"]
    assert at.requests == 2
    assert look_up(link(TVMAZE, {BY_IMDB: route}), IDS, Wish(), SETTINGS) == []


def test_a_source_that_cannot_be_asked_ends_the_look_up() -> None:
    at = link(TMDB, {f"/find/{IDS['imdb']}?external_source=imdb_id": 403})
    with pytest.raises(KeyRefusedError):
        look_up(at, IDS, Wish(), SETTINGS)
    assert at.requests == 1


# All that a source states about a title


def test_a_full_answer_has_a_title_and_its_seasons() -> None:
    answer = answer_about(KAI)
    assert answer.what == "7"
    assert [one.season for one in answer.statements] == [None, 1, 2, 3, 4]
    assert {one.live is not None and one.live.is_full for one in answer.statements} == {True}


def _without(number: int) -> dict[str, Any]:
    broken = show(number, "Cobra Kai", [(3, None)])
    broken["_embedded"]["seasons"][0]["number"] = None
    return broken


UNREAD = "sent an answer that cannot be read: "


@pytest.mark.parametrize(
    ("route", "error", "text"),
    [
        (404, GoneError, "has no title 7 (404)."),
        (500, AnswerError, "answered with an error (500)."),
        (b"<html>", WebPageError, None),
        (b'{"id": 7, "na', UnreadableError, f"{UNREAD}it is not JSON, or is cut off."),
        (b'{"id": 7, "name": "\xed\xa0\x80"}', UnreadableError,
         f"{UNREAD}it is not in UTF-8: byte 0xED on line 1."),
        (show(8, "Other"), OtherTitleError, "was asked for 7, but answered with 8."),
        (_without(7), UnreadableError,
         f"{UNREAD}_embedded: seasons, number 1: a season without a number."),
        ({"id": 7, "name": ""}, UnreadableError, None),
        ({"id": 7, "_embedded": 3, "name": "A"}, UnreadableError, None),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_an_error(
    route: object, error: type[RemoteError], text: str | None
) -> None:
    with pytest.raises(error) as raised:
        full_answer(link(TVMAZE, {KAI_PATH: route}), "7", SETTINGS)
    assert text in {None, str(raised.value)}
    assert str(raised.value)[-2:] != ".."


# Add


def added(
    store: Store,
    answer: ReadAnswer,
    season: int | None = None,
    *,
    everything: bool = False,
    new: bool = False,
) -> tuple[list[str], int]:
    with writing.ledger(store) as book:
        found: Added = add_answer(book, answer, season, everything=everything, new=new)
    return [f"{change.outcome} {change.slug}" for change in found.changes], found.left_out


def test_seasons_that_are_out_are_left_out_and_counted(store: Store) -> None:
    assert added(store, answer_about(KAI)) == (
        ["added cobra-kai", "added cobra-kai-s3", "added cobra-kai-s4"],
        2,
    )
    assert [batch.reports for batch in batches(store)] == [3]
    series = record(store, "cobra-kai")
    assert (series.date, series.source, series.confidence, series.url) == (
        *("2018-05-02", "TVmaze", "listed", "https://www.tvmaze.com/shows/7/show"),
    )
    # What is added is refreshed, and has nothing new.
    assert refresh(store, KAI).changes == []


def test_everything_includes_seasons_that_are_out(store: Store) -> None:
    assert added(store, answer_about(KAI), everything=True) == (
        ["added cobra-kai", *(f"added cobra-kai-s{number}" for number in range(1, 5))],
        0,
    )


@pytest.mark.parametrize("season", [2, 3])
def test_one_season_is_added_alone_even_if_it_is_out(store: Store, season: int) -> None:
    assert added(store, answer_about(KAI), season) == ([f"added cobra-kai-s{season}"], 0)
    assert slugs(store) == [f"cobra-kai-s{season}"]


def test_a_season_that_a_source_does_not_list_is_not_added(store: Store) -> None:
    with pytest.raises(NoSeasonError) as error:
        added(store, answer_about(KAI), 9)
    assert str(error.value) == 'lists no "Cobra Kai: season 9".'
    assert batches(store) == []


def test_a_film_is_added_with_the_dates_of_the_wanted_regions(store: Store) -> None:
    assert added(store, answer_about(film(5, "Dune", US="2021-10-22", FR="2021-09-15"), TMDB)) == (
        ["added dune"],
        0,
    )
    assert record(store, "dune").date == "2021-10-22"
    # Also one that is out: it was asked for by name.
    assert added(store, answer_about(film(6, "Heat", US="1995-12-15"), TMDB)) == (
        ["added heat"],
        0,
    )


def test_a_title_that_is_there_is_not_added_again(store: Store) -> None:
    add(store, "Cobra Kai", kind="series")
    with pytest.raises(TitleThereError) as error:
        added(store, answer_about(KAI))
    assert error.value.slug == "cobra-kai"
    assert slugs(store) == ["cobra-kai"]
    # Its seasons are other titles.
    assert added(store, answer_about(KAI), 3) == (["added cobra-kai-s3"], 0)
    with pytest.raises(TitleThereError) as error:
        added(store, answer_about(KAI), 3)
    assert error.value.slug == "cobra-kai-s3"


def test_seasons_that_are_there_are_updated_and_not_counted(store: Store) -> None:
    add(store, "Cobra Kai", season=2)
    add(store, "Cobra Kai", season=3, date="2021-01-01")
    assert added(store, answer_about(KAI)) == (
        ["added cobra-kai", "changed cobra-kai-s2", "changed cobra-kai-s3", "added cobra-kai-s4"],
        1,
    )


def test_adding_restores_what_was_removed(store: Store) -> None:
    added(store, answer_about(KAI))
    for slug in ("cobra-kai", "cobra-kai-s3", "cobra-kai-s4"):
        remove(store, slug)
    assert added(store, answer_about(KAI)) == (
        ["added cobra-kai", "added cobra-kai-s3", "added cobra-kai-s4"],
        2,
    )


def test_a_season_of_which_its_source_stated_two_things_at_once_is_one_change(
    store: Store,
) -> None:
    """Whether a file still states both is known only at its end."""
    rumored, announced, again = (
        says("Cobra Kai", season=3, kind="series", status=status, source="TVmaze")
        for status in ("rumored", "announced", "rumored")
    )
    take(store, rumored, announced)
    series = says("Cobra Kai", kind="series", source="TVmaze")
    assert added(store, ReadAnswer("7", [series, again], [])) == (
        ["added cobra-kai", "changed cobra-kai-s3"],
        0,
    )
    assert record(store, "cobra-kai-s3").status == "rumored"


def test_errors_about_a_title_are_raised_and_nothing_is_stored(store: Store) -> None:
    add(store, "Karate Kids", kind="series", ids=(("tvmaze", "7"),))
    with pytest.raises((IdOfOtherError, TitleThereError)):
        added(store, answer_about(KAI))
    assert slugs(store) == ["karate-kids"]
    assert len(batches(store)) == 1


def test_a_new_work_of_a_name_that_is_there_is_added_beside_it(store: Store) -> None:
    add(store, "Cobra Kai", kind="series")
    add(store, "Cobra Kai", season=4, date="2030")
    add(store, "Dune", kind="film")
    assert added(store, answer_about(KAI), new=True) == (
        ["added cobra-kai-2", "added cobra-kai-s3", "added cobra-kai-s4-2"],
        2,
    )
    assert added(store, answer_about(DUNE, TMDB), new=True) == (["added dune-2"], 0)
    assert record(store, "cobra-kai-s4").date == "2030"
    assert record(store, "dune").date is None
    # They are different works, and each is found by its ids from now on.
    assert refresh(store, KAI) == ([], [])


def test_all_seasons_of_a_new_work_are_added_if_wanted(store: Store) -> None:
    add(store, "Cobra Kai", kind="series")
    assert added(store, answer_about(KAI), everything=True, new=True) == (
        [
            *("added cobra-kai-2", "added cobra-kai-s1", "added cobra-kai-s2"),
            *("added cobra-kai-s3", "added cobra-kai-s4"),
        ],
        0,
    )
    assert added(store, answer_about(show(8, "Cobra Kai", [(4, "2022")])), 4, new=True) == (
        ["added cobra-kai-s4-2"],
        0,
    )


def test_a_work_that_is_there_by_its_id_is_not_new(store: Store) -> None:
    add(store, "Karate Kids", kind="series", ids=(("imdb", "tt0000007"),))
    with pytest.raises(IdTakenError) as raised:
        added(store, answer_about(KAI), new=True)
    assert str(raised.value) == 'imdb=tt0000007 is the ID of "Karate Kids" (karate-kids).'
    assert slugs(store) == ["karate-kids"]


# Update


def updated(store: Store, slug: str, answer: ReadAnswer, kind: RemoteKind = TVMAZE) -> list[Change]:
    with writing.ledger(store) as book:
        return update_from_answer(book, kind, answer, book.find(slug))


def test_a_title_gets_the_id_and_the_facts_of_a_source_as_one_change(store: Store) -> None:
    add(store, "Cobra Kai", kind="series")
    changes = updated(store, "cobra-kai", answer_about(KAI))
    assert [(change.outcome, change.slug) for change in changes] == [
        ("changed", "cobra-kai"),
        ("added", "cobra-kai-s3"),
        ("added", "cobra-kai-s4"),
    ]
    assert told(changes[0]) == [
        "edited ids -> tvmaze=7",
        "edited release -> Netflix",
        "dated -> 2018-05-02",
        "status announced -> released",
        "edited ids -> imdb=tt0000007",
        "edited ids -> tvdb=1007",
    ]
    assert len(batches(store)) == 2
    # Again there is nothing new.
    (again,) = updated(store, "cobra-kai", answer_about(KAI))
    assert (again.outcome, again.slug) == ("unchanged", "cobra-kai")
    assert len(batches(store)) == 2
    assert refresh(store, KAI).changes == []


def test_a_title_of_another_name_keeps_it(store: Store) -> None:
    add(store, "Karate Kids", kind="series")
    changes = updated(store, "karate-kids", answer_about(KAI))
    assert [change.slug for change in changes] == [
        *("karate-kids", "karate-kids-s3", "karate-kids-s4"),
    ]
    assert told(changes[0])[-1] == "edited aka -> Cobra Kai"
    assert {each.title for each in records(store)} == {"Karate Kids"}
    assert refresh(store, KAI).changes == []
    assert refresh(store, KAI).problems == []


def test_a_season_is_updated_alone(store: Store) -> None:
    add(store, "Cobra Kai", season=3, kind="series")
    (change,) = updated(store, "cobra-kai-s3", answer_about(KAI))
    assert told(change) == [
        "edited ids -> tvmaze=7/season/3",
        "edited release -> Netflix",
        "dated -> 2021-01-08",
        "status announced -> scheduled",
        "edited ids -> imdb=tt0000007/season/3",
        "edited ids -> tvdb=1007/season/3",
    ]
    assert slugs(store) == ["cobra-kai-s3"]


def test_a_season_that_a_source_does_not_list_is_not_updated(store: Store) -> None:
    add(store, "Cobra Kai", season=9, kind="series")
    with pytest.raises(NoSeasonError) as error:
        updated(store, "cobra-kai-s9", answer_about(KAI))
    assert str(error.value) == 'lists no "Cobra Kai: season 9".'
    assert error.value.exit_code == 3
    assert len(batches(store)) == 1


def test_a_film_is_updated(store: Store) -> None:
    add(store, "Dune", kind="film", date="2021-12")
    (change,) = updated(store, "dune", answer_about(DUNE, TMDB), TMDB)
    assert told(change)[0] == "edited ids -> tmdb=5"
    assert ("tmdb", "5") in change.title.ids if change.title else False
    assert refresh(store, fetched(DUNE), kind=TMDB).changes == []


def test_only_the_id_of_the_source_is_recorded_first(store: Store) -> None:
    """The other ids come with the facts, so that nothing is stated twice."""
    add(store, "Cobra Kai", kind="series")
    updated(store, "cobra-kai", answer_about(KAI))
    with store.reading() as connection:
        said = connection.execute(
            "select said, note from reports where title_key = ? order by id",
            [keys(store)["cobra-kai"]],
        ).fetchall()
    assert [json.loads(text).get("ids") for text, _ in said] == [
        None,
        {"tvmaze": "7"},
        {"imdb": "tt0000007", "tvdb": "1007"},
    ]
    assert [note for _, note in said] == [None, None, "TVmaze: Running"]


def test_the_facts_are_recorded_of_the_title_that_is_named(store: Store) -> None:
    """Another one may have the name and the year."""
    for _ in range(2):
        add(store, "Cobra Kai", kind="series", year=2018, new=True)
    (other,) = set(slugs(store)) - {"cobra-kai"}
    changes = updated(store, other, answer_about(KAI))
    assert [change.slug for change in changes] == [other, "cobra-kai-s3", "cobra-kai-s4"]
    assert record(store, "cobra-kai").date is None


@pytest.mark.parametrize("pair", [("tvmaze", "7"), ("imdb", "tt0000007"), ("tvdb", "1007")])
def test_an_answer_about_another_title_is_refused(store: Store, pair: tuple[str, str]) -> None:
    """It would rename that one."""
    add(store, "Cobra Kai", kind="series", ids=(pair,))
    add(store, "Dune", kind="series")
    with pytest.raises(IdTakenError) as raised:
        updated(store, "dune", answer_about(KAI))
    assert str(raised.value) == f'{"=".join(pair)} is the ID of "Cobra Kai" (cobra-kai).'
    assert slugs(store) == ["cobra-kai", "dune"]


def test_an_id_of_a_film_is_not_that_of_a_series(store: Store) -> None:
    add(store, "Dune", kind="film")
    add(store, "Serial", kind="series", ids=(("tmdb", "5"),))
    assert [change.slug for change in updated(store, "dune", answer_about(DUNE, TMDB), TMDB)] == [
        "dune"
    ]


def test_an_id_that_was_removed_is_given_back(store: Store) -> None:
    added(store, answer_about(KAI))
    update(store, "cobra-kai", no_ids=("tvmaze",))
    changes = updated(store, "cobra-kai", answer_about(KAI))
    assert [told(change) for change in changes] == [["edited ids -> tvmaze=7"]]
    assert updated(store, "cobra-kai", answer_about(KAI))[0].outcome == "unchanged"


def test_a_problem_with_the_answer_is_raised_and_nothing_is_stored(store: Store) -> None:
    add(store, "Cobra Kai", kind="series")
    answer = answer_about(KAI)
    first = replace(answer.statements[0], links=((Relation.SPIN_OFF_OF, "Nobody"),))
    with pytest.raises(TitleNotFoundError):
        updated(store, "cobra-kai", answer._replace(statements=[first]))
    assert len(batches(store)) == 1
    with pytest.raises(TitleNotFoundError):
        added(store, answer._replace(statements=[replace(first, title="Heat", ids=())]))
    assert slugs(store) == ["cobra-kai"]


def test_an_error_about_a_season_is_raised_after_the_title_was_found(store: Store) -> None:
    add(store, "Karate Kids", kind="series", season=3, ids=(("tvmaze", "7/season/3"),))
    with pytest.raises(IdOfOtherError):
        added(store, answer_about(KAI))
    assert slugs(store) == ["karate-kids-s3"]
