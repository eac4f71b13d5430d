"""What answers of live sources change on a slate; the first refresh is on 2021-01-07."""

from datetime import date, timedelta
from typing import Any

import pytest

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.ledger.fold import fold_existing
from slate.domain.titles.followed import Followed
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import STAGES, Stage
from slate.remotes.api import Wanted
from slate.remotes.errors import OtherNameError, UnreadableError
from slate.remotes.kinds import api_of
from slate.store.file.connection import Store
from slate.store.writes import row_importer
from slate.usecases.refresh import Taken, by_id, is_to_come, wanted_of
from tests.domain.slates import report
from tests.remotes.shapes import film, show
from tests.store.conftest import NewStore
from tests.store.joining import exported, unite
from tests.store.writing import add, batches, record, records, remove, slugs, told, undo, update
from tests.usecases.live import (
    RADARR,
    SONARR,
    TMDB,
    TODAY,
    TVMAZE,
    fetched,
    news,
    problems,
    refresh,
)

OLD = [(1, "2018-05-02"), (2, "2019-04-24")]
KAI = "cobra-kai"


def on(day: int) -> date:
    return date(2021, 1, day)


def follow(store: Store, name: str = "Cobra Kai", **fields: Any) -> None:  # noqa: ANN401 -- as add
    """Add a series with the id 7 of TVmaze, of which TVmaze has stated nothing yet."""
    add(store, name, kind="series", ids=(("tvmaze", "7"),), **fields)


def kai(*seasons: tuple[int, str | None], **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- as show
    return show(7, "Cobra Kai", [*OLD, *seasons], **more)


def dates(store: Store) -> dict[str, str | None]:
    return {each.slug: each.date for each in records(store)}


def changed(taken: Taken) -> list[str]:
    return [change.slug for change in taken.changes]


# Which titles to ask about


def followed(
    status: str = "released",
    comes: str | None = None,
    last: str | None = None,
    **more: Any,  # noqa: ANN401 -- fields of any type
) -> Followed:
    title = Followed(
        *("tvmaze", "7", "key", "dune", "Dune", None, None, Kind.FILM, STAGES[status]),
        date.fromisoformat(comes) if comes else None,
        date.fromisoformat(last) if last else None,
    )
    return title._replace(**more)


def season(number: int | None, status: str = "released", **more: Any) -> Followed:  # noqa: ANN401
    return followed(status, kind=Kind.SERIES, season=number, **more)


AGO_30, AGO_31 = (str(TODAY - timedelta(days=days)) for days in (30, 31))


@pytest.mark.parametrize(
    ("titles", "is_wanted"),
    [
        ([followed("ended")], False),
        ([followed("canceled")], False),
        ([followed("canceled", "2021-02-01", "2021-02-01")], False),
        ([followed("released")], False),  # nobody knows since when
        ([followed("released", last=AGO_31)], False),
        ([followed("released", last=AGO_30)], True),
        ([followed("released", "2021-02-01", "2021-02-01")], True),  # a further release
        ([followed("scheduled", "2021-02-01", "2021-02-01")], True),
        ([followed("scheduled", last=AGO_31)], True),  # it may be late
        ([followed("announced")], True),
        ([followed("on-hold")], True),
        ([season(3, last=AGO_31)], False),
        ([season(3, last=AGO_30)], True),
        ([season(3, "announced")], True),
        ([season(None)], True),
        ([season(None, last="2018-05-02")], True),
        ([season(None, "ended")], False),
        ([season(None, "canceled")], False),
        # A series and its seasons are one request.
        ([season(None, "ended"), season(3, last=AGO_31)], False),
        ([season(None), season(3, "canceled")], True),
        ([season(2, last=AGO_31), season(3, "scheduled", comes="2021-02-01")], True),
        # The end of a series is that of its seasons, unless one has a date ahead.
        ([season(None, "ended"), season(3, "scheduled", last=AGO_31)], False),
        ([season(None, "canceled"), season(3, "announced")], False),
        ([season(None, "ended"), season(3, "scheduled", comes="2021-02-01")], True),
        ([season(3, "canceled"), season(4, "announced")], True),
        ([season(None, "canceled", part=2), season(None, "announced", part=3)], True),
    ],
)
def test_titles_are_asked_about_until_nothing_new_is_expected(
    titles: list[Followed],
    is_wanted: bool,  # noqa: FBT001 -- a table
) -> None:
    assert [one.id for one in wanted_of({"7": titles}, TODAY)] == ["7"] * is_wanted
    assert [one.id for one in wanted_of({"7": titles}, TODAY, everything=True)] == ["7"]


@pytest.mark.parametrize(
    ("comes", "days"),
    [
        (["2021-01-07"], 0),
        (["2021-03-08"], 60),
        (["2021-03-08", "2021-01-08"], 1),
        (["2021-03-08", None], None),
        ([None], None),
    ],
)
def test_days_ahead_are_those_to_the_next_date_if_all_titles_have_one(
    comes: list[str | None], days: int | None
) -> None:
    titles = [followed("announced", day) for day in comes]
    assert wanted_of({"7": titles}, TODAY) == [Wanted("7", days)]


def test_ids_are_asked_for_in_their_order_and_without_titles_for_none() -> None:
    titles = {"9": [followed("announced")], "8": [followed("ended")], "7": [season(None)]}
    assert wanted_of(titles, TODAY) == [Wanted("9"), Wanted("7")]
    assert wanted_of({}, TODAY, everything=True) == []


def test_a_series_and_its_seasons_have_one_id_to_ask_for() -> None:
    series, third = season(None), season(3, value="7/season/3")
    other, wrong = season(None, value="8"), season(None, value="seven")
    assert by_id(api_of(TVMAZE), [series, other, wrong, third]) == {
        "7": [series, third],
        "8": [other],
    }
    assert by_id(api_of(TVMAZE), []) == {}


def test_films_and_series_of_one_number_have_ids_of_their_own() -> None:
    series, movie = season(2, value="5/season/2"), followed(value="5")
    assert by_id(api_of(TMDB), [series, movie]) == {"tv/5": [series], "movie/5": [movie]}


def test_what_is_out_or_canceled_is_not_to_come() -> None:
    titles = [fold_existing("k", [report({"title": "Dune", "status": stage})]) for stage in Stage]
    assert [title.status for title in titles if not is_to_come(title)] == [
        *("released", "ended", "canceled"),
    ]


# What is recorded


def test_seasons_to_come_are_added_and_those_that_are_out_are_not(store: Store) -> None:
    follow(store)
    taken = refresh(store, kai((3, "2021-01-08"), (4, None)))
    assert news(taken) == {
        "cobra-kai": [
            "edited release -> Netflix",
            "dated -> 2018-05-02",
            "status announced -> released",
            "edited ids -> imdb=tt0000007",
            "edited ids -> tvdb=1007",
        ],
        "cobra-kai-s3": ["added -> Cobra Kai: season 3"],
        "cobra-kai-s4": ["added -> Cobra Kai: season 4"],
    }
    assert dates(store) == {
        "cobra-kai": "2018-05-02",
        "cobra-kai-s3": "2021-01-08",
        "cobra-kai-s4": None,
    }
    third = record(store, "cobra-kai-s3")
    assert (third.source, third.url, third.confidence, third.reported_on) == (
        *("TVmaze", "https://www.tvmaze.com/shows/7/show", "listed", "2021-01-07"),
    )
    assert record(store, "cobra-kai-s4").status == "announced"


def test_a_refresh_is_one_batch_per_source_and_none_if_nothing_is_new(store: Store) -> None:
    follow(store)
    add(store, "Lupin", kind="series", ids=(("tvmaze", "9"),))
    answers = (kai((3, "2021-02-01")), show(9, "Lupin", [(1, "2021-02-01")], premiered=None))
    assert changed(refresh(store, *answers)) == [
        *("cobra-kai", "cobra-kai-s3", "lupin", "lupin-s1"),
    ]
    assert [batch.reports for batch in batches(store)] == [1, 1, 4]
    for day in (7, 8):
        assert refresh(store, *answers, on=on(day)) == Taken([], [])
    assert len(batches(store)) == 3
    # Undone, it is recorded again.
    undo(store)
    assert len(refresh(store, *answers, on=on(9)).changes) == 4


@pytest.mark.parametrize(
    ("seasons", "status", "added"),
    [
        ([(3, None)], "Running", [3]),
        ([(3, None), (4, None)], "Running", [3, 4]),
        # Later seasons have dates, so this is a gap in the data and not a season to come.
        ([(3, None), (4, "2020-05-01")], "Running", []),
        ([(3, None), (4, "2021-05-01")], "Running", [4]),
        ([(3, "2021-05-01"), (4, None)], "Running", [3, 4]),
        ([(3, None)], "Ended", []),
        ([(3, "2021-05-01"), (4, None)], "Ended", [3]),
        ([(3, None)], "To Be Determined", [3]),
        ([(3, "2021-01-06")], "Running", []),
        ([(3, "2021-01-07")], "Running", [3]),
    ],
)
def test_an_undated_season_is_to_come_unless_the_series_is_over_or_a_later_one_is_dated(
    store: Store, seasons: list[tuple[int, str | None]], status: str, added: list[int]
) -> None:
    follow(store)
    refresh(store, kai(*seasons, status=status))
    assert sorted(slugs(store)) == ["cobra-kai", *(f"cobra-kai-s{number}" for number in added)]


def test_what_was_removed_stays_removed(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01"), (4, None)))
    remove(store, "cobra-kai-s3")
    moved = kai((3, "2021-03-01"), (4, "2022-01-01"))
    assert changed(refresh(store, moved, on=on(8))) == ["cobra-kai-s4"]
    # The series, too, while a season stays.
    remove(store, "cobra-kai")
    again = kai((3, "2021-03-02"), (4, "2022-02-01"), premiered="2021-03-01")
    assert changed(refresh(store, again, on=on(9))) == ["cobra-kai-s4"]
    assert slugs(store) == ["cobra-kai-s4"]


def test_a_season_may_be_followed_without_its_series(store: Store) -> None:
    add(store, "Cobra Kai", season=3, ids=(("tvmaze", "7/season/3"),))
    taken = refresh(store, kai((3, "2021-01-08"), (4, "2022-01-01")))
    assert changed(taken) == ["cobra-kai-s3", "cobra-kai-s4"]
    assert sorted(slugs(store)) == ["cobra-kai-s3", "cobra-kai-s4"]


def test_specials_keep_their_names(store: Store) -> None:
    follow(store)
    body = kai()
    body["_embedded"]["episodes"] = [
        {"id": number, "name": name, "season": 3, "number": None, "type": "significant_special",
         "airdate": day}
        for number, name, day in ((1, "Xmas", "2021-12-24"), (2, "Origins", "2020-12-24"))
    ]  # fmt: skip
    assert changed(refresh(store, body)) == ["cobra-kai", "cobra-kai-xmas"]
    special = record(store, "cobra-kai-xmas")
    assert (special.title, special.kind, special.date) == (
        *("Cobra Kai: Xmas", Kind.SPECIAL, "2021-12-24"),
    )
    assert refresh(store, body, on=on(8)) == Taken([], [])


# What is withdrawn


def test_a_season_that_vanished_is_withdrawn_once_and_comes_back(store: Store) -> None:
    follow(store)
    there = kai((3, "2021-02-01"), (4, None))
    refresh(store, there)
    assert news(refresh(store, kai(), on=on(8))) == {
        "cobra-kai-s3": ["undated 2021-02-01 ->", "status scheduled -> announced"]
    }
    assert record(store, "cobra-kai-s3").url == "https://www.tvmaze.com/shows/7/show"
    for day in (9, 10):
        assert refresh(store, kai(), on=on(day)) == Taken([], [])
    assert sorted(slugs(store)) == ["cobra-kai", "cobra-kai-s3", "cobra-kai-s4"]
    assert news(refresh(store, there, on=on(11))) == {
        "cobra-kai-s3": ["dated -> 2021-02-01", "status announced -> scheduled"]
    }
    assert refresh(store, there, on=on(12)) == Taken([], [])


def test_only_seasons_with_the_id_of_the_series_are_withdrawn(store: Store) -> None:
    follow(store)
    add(store, "Cobra Kai", season=3, platform="Netflix", date="2021-02-01", source="TVmaze",
        confidence="listed")  # fmt: skip
    assert changed(refresh(store, kai())) == ["cobra-kai"]
    assert dates(store)["cobra-kai-s3"] == "2021-02-01"


def test_a_season_without_its_date_is_undated(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    assert news(refresh(store, kai((3, None)), on=on(8))) == {
        "cobra-kai-s3": ["undated 2021-02-01 ->", "status scheduled -> announced"]
    }
    assert refresh(store, kai((3, None)), on=on(9)) == Taken([], [])


def test_moves_are_reported_with_their_distance(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    assert news(refresh(store, kai((3, "2021-02-08")), on=on(8))) == {
        "cobra-kai-s3": ["slipped 2021-02-01 -> 2021-02-08 7 days later"]
    }


def test_an_official_date_survives_what_a_source_withdraws(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    update(store, "cobra-kai-s3", date="2021-01-29", source="Netflix", confidence="official")
    assert news(refresh(store, kai(), on=on(8))) == {"cobra-kai-s3": []}
    third = record(store, "cobra-kai-s3")
    assert (third.date, third.source, third.confidence) == ("2021-01-29", "Netflix", "official")
    assert refresh(store, kai(), on=on(9)) == Taken([], [])


def test_a_kept_answer_is_ignored_for_titles_of_which_its_source_has_spoken_since(
    store: Store,
) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01"), (4, "2022-01-01")), on=on(7))
    refresh(store, kai((3, "2021-03-01"), (4, "2022-01-01")), on=on(9))
    kept = fetched(kai((3, "2021-02-08"), (4, "2022-02-01")), on=on(8), is_kept=True)
    # Nothing was recorded about season 4 since.
    assert news(refresh(store, kept, on=on(10))) == {
        "cobra-kai-s4": ["slipped 2022-01-01 -> 2022-02-01 31 days later"]
    }
    assert record(store, "cobra-kai-s4").reported_on == "2021-01-08"
    assert dates(store)["cobra-kai-s3"] == "2021-03-01"
    vanished = fetched(kai(), on=on(8), is_kept=True)
    assert refresh(store, vanished, on=on(10)) == Taken([], [])
    # Undone, the claim of the 9th does not count.
    undo(store, "3")
    assert news(refresh(store, kept, on=on(11))) == {
        "cobra-kai-s3": ["slipped 2021-02-01 -> 2021-02-08 7 days later"]
    }


# Ids of other titles


OURS = "Karate Kids"


def test_nothing_is_added_where_an_id_belongs_to_a_title_of_another_name(store: Store) -> None:
    follow(store, OURS)
    taken = refresh(store, kai((3, "2021-02-01"), (4, None)))
    assert taken.changes == []
    assert problems(taken) == [
        ("7", ("karate-kids",), 'OtherNameError: calls it "Cobra Kai", which is not "Karate Kids".')
    ]
    error = taken.problems[0].error
    assert isinstance(error, OtherNameError)
    assert (error.theirs, error.ours) == ("Cobra Kai", "Karate Kids")
    assert slugs(store) == ["karate-kids"]
    assert len(batches(store)) == 1


def test_nothing_is_added_where_the_id_of_a_season_belongs_to_one_of_another_name(
    store: Store,
) -> None:
    add(store, OURS, season=3, ids=(("tvmaze", "7/season/3"),))
    taken = refresh(store, kai((3, "2021-02-01"), (4, None)))
    assert taken.changes == []
    assert problems(taken) == [
        ("7", ("karate-kids-s3",),
         'OtherNameError: calls it "Cobra Kai", which is not "Karate Kids: season 3".')
    ]  # fmt: skip
    assert slugs(store) == ["karate-kids-s3"]


def test_a_season_that_vanished_does_not_hide_that_its_id_is_of_another_name(store: Store) -> None:
    add(store, OURS, season=9, ids=(("tvmaze", "7/season/9"),))
    taken = refresh(store, kai((3, "2021-02-01")))
    assert slugs(store) == ["karate-kids-s9"]
    assert taken.changes == []
    assert [error.args for *_, error in taken.problems] == [
        ('calls it "Cobra Kai", which is not "Karate Kids: season 9".',)
    ]
    # Of the right name it is none of another title.
    update(store, "karate-kids-s9", aka=("Cobra Kai",))
    assert news(refresh(store, kai((3, "2021-02-01")), on=on(8))) == {
        "karate-kids-s3": ["added -> Karate Kids: season 3"],
    }


def test_one_season_of_another_name_is_a_problem_and_the_rest_is_recorded(store: Store) -> None:
    follow(store)
    add(store, OURS, season=3, ids=(("tvmaze", "7/season/3"),))
    taken = refresh(store, kai((3, "2021-02-01"), (4, None)))
    assert changed(taken) == ["cobra-kai", "cobra-kai-s4"]
    assert problems(taken) == [
        (
            "7",
            ("karate-kids-s3",),
            'OtherNameError: calls it "Cobra Kai: season 3", which is not "Karate Kids: season 3".',
        )
    ]


def test_with_names_accepted_a_title_keeps_its_name_and_so_do_new_seasons(store: Store) -> None:
    follow(store, OURS)
    body = kai((3, "2021-02-01"))
    taken = refresh(store, body, accept_names=True)
    assert changed(taken) == ["karate-kids", "karate-kids-s3"]
    assert news(taken)["karate-kids"][-1] == "edited aka -> Cobra Kai"
    assert news(taken)["karate-kids-s3"] == ["added -> Karate Kids: season 3"]
    # The source does not take the name back, with the choice or without it.
    for day, accepts in ((8, False), (9, True), (10, False)):
        assert refresh(store, body, on=on(day), accept_names=accepts) == Taken([], [])
    further = kai((3, "2021-02-08"), (4, None))
    assert news(refresh(store, further, on=on(11))) == {
        "karate-kids-s3": ["slipped 2021-02-01 -> 2021-02-08 7 days later"],
        "karate-kids-s4": ["added -> Karate Kids: season 4"],
    }
    assert refresh(store, further, on=on(12)) == Taken([], [])
    assert {each.title for each in records(store)} == {"Karate Kids"}


def test_new_seasons_are_called_as_the_seasons_here_if_the_series_is_not(store: Store) -> None:
    add(store, OURS, season=3, ids=(("tvmaze", "7/season/3"),))
    body = kai((3, "2021-02-01"), (4, None))
    assert changed(refresh(store, body, accept_names=True)) == ["karate-kids-s3", "karate-kids-s4"]
    assert refresh(store, body, on=on(8)) == Taken([], [])


def test_new_seasons_have_the_name_of_their_source_if_those_here_have_several(
    store: Store,
) -> None:
    add(store, OURS, season=3, aka=("Cobra Kai",), ids=(("tvmaze", "7/season/3"),))
    add(store, "Karate Teens", season=2, aka=("Cobra Kai",), ids=(("tvmaze", "7/season/2"),))
    assert sorted(changed(refresh(store, kai((3, "2021-02-01"), (4, None))))) == [
        *("cobra-kai-s4", "karate-kids-s3", "karate-teens-s2"),
    ]


def test_specials_keep_their_names_where_a_name_is_accepted(store: Store) -> None:
    follow(store, OURS)
    body = kai()
    body["_embedded"]["episodes"] = [
        {"id": 1, "name": "Xmas", "season": 3, "number": None, "type": "significant_special",
         "airdate": "2021-12-24"}
    ]  # fmt: skip
    assert changed(refresh(store, body, accept_names=True)) == ["karate-kids", "cobra-kai-xmas"]
    assert refresh(store, body, on=on(8)) == Taken([], [])


# Each title stands alone


def test_a_broken_answer_touches_nothing_of_its_title_and_stops_no_other(store: Store) -> None:
    names = ("A", "B", "C", "D")
    for number, name in enumerate(names, 1):
        add(store, name, kind="series", ids=(("tvmaze", str(number)),))
    answers = [show(number, name, [(1, "2021-02-01")]) for number, name in enumerate(names, 1)]
    answers[1]["_embedded"]["seasons"][0]["number"] = None
    empty = fetched(b"[]", "3")
    taken = refresh(store, answers[0], answers[1], empty, answers[3])
    assert changed(taken) == ["a", "a-s1", "d", "d-s1"]
    unread = "UnreadableError: sent an answer that cannot be read"
    assert problems(taken) == [
        ("2", ("b",), f"{unread}: _embedded: seasons, number 1: a season without a number."),
        ("3", ("c",), f"{unread}: it has no title."),
    ]
    assert [type(problem.error) for problem in taken.problems] == [UnreadableError] * 2
    assert [record(store, slug).date for slug in "bc"] == [None, None]


def test_an_answer_about_a_title_that_is_not_followed_adds_only_what_is_to_come(
    store: Store,
) -> None:
    """Its id was removed while it was asked for."""
    assert changed(refresh(store, kai((3, "2021-02-01")))) == ["cobra-kai-s3"]


# Lists of servers


def _series(*seasons: tuple[int, str], **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {
        "tvdbId": 1007,
        "title": "Cobra Kai",
        "network": "Netflix",
        "status": "continuing",
        "firstAired": "2018-05-02T00:00:00Z",
        "seasons": [
            {"seasonNumber": number, "statistics": {"nextAiring": f"{day}T12:00:00Z"}}
            for number, day in seasons
        ],
    } | more


def _movie(number: int, title: str, **days: str) -> dict[str, Any]:
    return {"tmdbId": number, "title": title} | {
        name: f"{day}T00:00:00Z" for name, day in days.items()
    }


def sonarr(store: Store, *series: dict[str, Any], day: int = 7) -> Taken:
    return refresh(store, fetched(list(series), ""), kind=SONARR, on=on(day))


def radarr(store: Store, *films: dict[str, Any], day: int = 7) -> Taken:
    return refresh(store, fetched(list(films), ""), kind=RADARR, on=on(day))


def test_a_list_adds_what_is_to_come_and_withdraws_nothing(store: Store) -> None:
    taken = sonarr(store, _series((4, "2021-02-01")), _series(tvdbId=2, title="Lupin"))
    assert news(taken) == {"cobra-kai-s4": ["added -> Cobra Kai: season 4"]}
    # The next season is no longer monitored: nothing is known.
    assert sonarr(store, _series(), day=8) == Taken([], [])
    assert sonarr(store, day=9) == Taken([], [])
    assert dates(store) == {"cobra-kai-s4": "2021-02-01"}
    assert news(sonarr(store, _series((4, "2021-02-08")), day=10)) == {
        "cobra-kai-s4": ["slipped 2021-02-01 -> 2021-02-08 7 days later"]
    }


def test_the_films_of_a_server_have_all_their_dates(store: Store) -> None:
    both = _movie(5, "Dune", inCinemas="2021-10-22", digitalRelease="2021-12-03")
    assert changed(radarr(store, both, _movie(6, "Out", inCinemas="2020-12-01"))) == ["dune"]
    one = _movie(5, "Dune", inCinemas="2021-10-29")
    assert news(radarr(store, one, day=8)) == {
        "dune": ["slipped 2021-10-22 -> 2021-10-29 7 days later", "undated 2021-12-03 ->"]
    }
    assert radarr(store, one, day=9) == Taken([], [])
    remove(store, "dune")
    assert radarr(store, both, day=10) == Taken([], [])


def test_each_row_of_a_list_stands_alone(store: Store) -> None:
    add(store, "Heat", kind="film", year=1995, ids=(("tmdb", "8"),))
    wrong = _movie(9, "Soon") | {"year": "soon"}
    taken = radarr(store, wrong, _movie(8, "Cold", inCinemas="2021-02-01") | {"year": 2021},
                   _movie(5, "Dune", inCinemas="2021-10-22"))  # fmt: skip
    assert changed(taken) == ["dune"]
    assert [(what, slugs_) for what, slugs_, _ in taken.problems] == [("", ())] * 2
    assert [type(error).__name__ for *_, error in taken.problems] == [
        *("RecordError", "IdOfOtherError"),
    ]


def test_two_entries_of_a_list_about_one_film_do_not_change_it_in_turn(store: Store) -> None:
    rumored, announced = (_movie(5, "Dune") | {"status": word} for word in ("tba", "announced"))
    radarr(store, rumored, announced)
    assert record(store, "dune").status == "announced"
    for day in (8, 9):
        assert radarr(store, rumored, announced, day=day) == Taken([], [])
    # What did not count does so once it is stated alone.
    assert news(radarr(store, rumored, day=10)) == {"dune": ["status announced -> rumored"]}


def test_the_earliest_of_two_dates_of_one_release_counts(store: Store) -> None:
    one, other = (_movie(5, "Dune", inCinemas=f"2021-10-{day}") for day in (22, 29))
    radarr(store, other, one)
    for day, films in ((8, (one, other)), (9, (other, one)), (10, (one,))):
        assert radarr(store, *films, day=day) == Taken([], [])
    assert news(radarr(store, other, day=11)) == {
        "dune": ["slipped 2021-10-22 -> 2021-10-29 7 days later reverted"]
    }


# Several slates

DUNE_OLD = film(5, "Dune", US="2021-10-01", GB="2021-09-17", FR="2021-01-02")
DUNE = film(5, "Dune", US="2021-10-22", GB="2021-10-21", FR="2021-01-02") | {"status": "Released"}


def ask(
    store: Store, region: str, body: dict[str, Any], day: int, kept: int | None = None
) -> Taken:
    """Refresh on a day from an answer of that day, or from one that was kept since another."""
    answer = fetched(body, on=on(kept or day), is_kept=kept is not None)
    return refresh(store, answer, kind=TMDB, on=on(day), regions=(region,))


def test_two_slates_with_other_regions_and_answers_do_not_change_each_others_dates(
    new_store: NewStore,
) -> None:
    us, gb = new_store(), new_store()
    add(us, "Dune", kind="film", ids=(("tmdb", "5"),))

    def exchange() -> None:
        for one, other in ((us, gb), (gb, us)):
            unite(one, exported(other))

    exchange()
    assert news(ask(us, "US", DUNE_OLD, 7)) == {
        "dune": [
            "edited release -> theatrical, US",
            "dated -> 2021-10-01",
            "status announced -> post-production",
            "edited ids -> imdb=tt0000005",
        ]
    }
    exchange()
    # The date of the US is not withdrawn, and "released" is not said before it is out there.
    assert news(ask(gb, "GB", DUNE, 8)) == {
        "dune": ["edited release -> theatrical, GB, 2021-10-21"]
    }
    exchange()
    assert ask(us, "US", DUNE_OLD, 9, kept=7) == Taken([], [])
    assert news(ask(us, "US", DUNE, 9)) == {
        "dune": ["slipped 2021-10-01 -> 2021-10-22 21 days later"]
    }
    exchange()
    for day in (10, 11):
        for store, region in ((us, "US"), (gb, "GB")):
            assert ask(store, region, DUNE_OLD, day, kept=7) == Taken([], [])
            assert ask(store, region, DUNE, day, kept=8) == Taken([], [])
            assert ask(store, region, DUNE, day) == Taken([], [])
        exchange()
    for store in (us, gb):
        assert [batch.reports for batch in batches(store)] == [1, 1, 1, 1]
        with store.reading() as connection:
            found = connection.execute("select region, date from releases order by region")
            assert list(map(tuple, found)) == [("GB", "2021-10-21"), ("US", "2021-10-22")]


def test_a_film_loses_the_date_without_a_region_that_a_list_stated(store: Store) -> None:
    add(store, "Dune", kind="film", date="2021-09-15", source="TMDB", confidence="listed",
        ids=(("tmdb", "5"),))  # fmt: skip
    taken = ask(store, "US", film(5, "Dune", US="2021-10-22", FR="2021-09-15"), 8)
    with store.reading() as connection:
        found = connection.execute("select type, region, date from releases order by type")
        assert list(map(tuple, found)) == [("theatrical", "US", "2021-10-22")]
    # It got its place; nothing was withdrawn.
    assert news(taken)["dune"][:2] == [
        *("edited release 2021-09-15 ->", "edited release -> theatrical, US, 2021-10-22"),
    ]


def test_a_date_of_a_list_is_withdrawn_if_there_is_no_other(store: Store) -> None:
    add(store, "Dune", kind="film", date="2021-09-15", source="TMDB", confidence="listed",
        ids=(("tmdb", "5"),))  # fmt: skip
    assert "undated 2021-09-15 ->" in news(ask(store, "US", film(5, "Dune"), 8))["dune"]


def test_a_film_that_is_out_elsewhere_stays_to_come(store: Store) -> None:
    add(store, "Dune", kind="film", ids=(("tmdb", "5"),))
    body = film(5, "Dune", FR="2020-12-01", US="2021-02-01") | {"status": "Released"}
    ask(store, "US", body, 7)
    assert (record(store, "dune").status, record(store, "dune").date) == (
        *("scheduled", "2021-02-01"),
    )


def test_a_title_that_is_there_takes_no_further_fold(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only titles that may be added are folded to see whether they are out."""
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    counted: list[str] = []

    def left_out(self: object, key: str, *_: object) -> Change:
        del self
        counted.append(key)
        return Change(Outcome.LEFT_OUT, key, None)

    monkeypatch.setattr(row_importer.RowImporter, "_left_out", left_out)
    refresh(store, kai((3, "2021-02-01")), on=on(8))
    # Each twice: to find what is there, and to add what is to come.
    assert counted == ["cobra kai|1||series|", "cobra kai|2||series|"] * 2


def test_changes_are_those_of_titles_that_were_added_or_changed(store: Store) -> None:
    follow(store)
    taken = refresh(store, kai((3, "2021-02-01")))
    assert [(change.outcome, change.slug) for change in taken.changes] == [
        ("changed", "cobra-kai"),
        ("added", "cobra-kai-s3"),
    ]
    assert told(taken.changes[1]) == ["added -> Cobra Kai: season 3"]


def test_the_date_of_a_wrong_match_does_not_move_to_the_right_one(store: Store) -> None:
    follow(store)
    refresh(store, show(7, "Cobra Kai", premiered="2011-05-01", service="Syfy"))
    update(store, KAI, ids=(("tvmaze", "8"),))
    right = show(8, "Cobra Kai", premiered=None, service="Netflix", status="In Development")
    assert news(refresh(store, right, on=on(8)))[KAI][:2] == [
        *("moved Syfy -> Netflix", "undated 2011-05-01 ->"),
    ]
    assert (record(store, KAI).date, record(store, KAI).platform) == (None, "Netflix")
    assert refresh(store, right, on=on(9)) == Taken([], [])


def test_a_show_that_moves_to_another_service_is_moved(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    moved = show(7, "Cobra Kai", [(3, "2021-02-01")], service="Hulu")
    assert news(refresh(store, moved, on=on(8))) == {
        "cobra-kai": ["moved Netflix -> Hulu"],
        "cobra-kai-s3": ["moved Netflix -> Hulu"],
    }
    assert refresh(store, moved, on=on(9)) == Taken([], [])


def test_a_season_that_is_out_keeps_its_date_if_it_vanishes(store: Store) -> None:
    follow(store)
    refresh(store, kai((3, "2021-01-09")))
    assert refresh(store, kai(), on=on(20)) == Taken([], [])


@pytest.mark.parametrize("embedded", [None, [], {}, {"seasons": None}])
def test_an_answer_without_its_seasons_withdraws_nothing(store: Store, embedded: object) -> None:
    follow(store)
    refresh(store, kai((3, "2021-02-01")))
    bare = kai() | {"_embedded": embedded}
    taken = refresh(store, bare, on=on(8))
    assert taken.changes == []
    assert dates(store)["cobra-kai-s3"] == "2021-02-01"


@pytest.mark.parametrize("releases", [None, [], {}, {"results": None}])
def test_a_film_without_its_release_dates_withdraws_nothing(store: Store, releases: object) -> None:
    add(store, "Dune", ids=(("tmdb", "5"),))
    whole = film(5, "Dune", US="2021-10-22")
    refresh(store, whole, kind=TMDB)
    bare = fetched(whole | {"release_dates": releases}, "movie/5", on=on(8))
    assert refresh(store, bare, kind=TMDB, on=on(8)).changes == []
    assert dates(store) == {"dune": "2021-10-22"}
