import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from slate.domain.titles.kinds import KindGroup
from slate.remotes.api import Fetched
from slate.remotes.errors import UnreachableError
from slate.remotes.tvmaze import API
from slate.remotes.wire import Answer
from tests.remotes.test_api import BROKEN, NOW, OTHER, Played, days_ago, refusal

DAY, WEEK, MONTH, ALL = (
    f"/updates/shows{since}" for since in ("?since=day", "?since=week", "?since=month", "")
)


def path(number: int) -> str:
    return f"/shows/{number}?embed[]=seasons&embed[]=episodes"


def show(number: int, updated: object) -> dict[str, Any]:
    return {"id": number, "name": f"Show {number}", "updated": updated}


def fetched(
    number: int,
    updated: object,
    at: datetime = NOW,
    *,
    current: bool = True,
    since: datetime | None = None,
) -> Fetched:
    return Fetched(str(number), json.dumps(show(number, updated)).encode(), at, current, since)


@pytest.fixture
def tvmaze(tmp_path: Path) -> Played:
    """Return TVmaze with three shows that changed long ago."""
    played = Played("tvmaze", tmp_path)
    played.answers |= {path(number): show(number, 100) for number in (1, 2, 3)}
    return played


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("29137", "29137"),
        ("https://www.tvmaze.com/shows/29137/cobra-kai", "29137"),
        ("https://www.tvmaze.com/shows/29137", "29137"),
        ("http://tvmaze.com/shows/29137/", "29137"),
        ("tvmaze.com/shows/29137/cobra-kai/episodes#s3", "29137"),
        ("www.tvmaze.com/shows/29137?from=search", "29137"),
        ("https://www.tvmaze.com/shows/29137#comments", "29137"),
        ("https://api.tvmaze.com/shows/29137", "29137"),
        ("", None),
        ("0", None),
        ("-1", None),
        ("29137x", None),
        ("٢٩", None),
        ("9" * 16, None),
        ("29137/season/3", None),
        ("tt7846844", None),
        ("Cobra Kai", None),
        ("https://www.tvmaze.com/shows/0/x", None),
        ("https://www.tvmaze.com/shows/cobra-kai", None),
        ("https://www.tvmaze.com/episodes/29137/x", None),
        ("https://www.tvmaze.com/shows/29137x", None),
        ("https://tvmaze.com.evil.example/shows/29137", None),
        ("https://evil.example/tvmaze.com/shows/29137", None),
        ("ftp://tvmaze.com/shows/29137", None),
    ],
)
def test_ids_are_numbers_or_in_the_addresses_of_pages(text: str, id_: str | None) -> None:
    assert API.title_id(text) == id_


@pytest.mark.parametrize("group", KindGroup)
def test_season_is_asked_for_as_its_show(group: KindGroup) -> None:
    assert API.asked_id("29137/season/3", group) == "29137"
    assert API.asked_id("29137", group) == "29137"
    assert API.asked_id("tt7846844", group) is None


def test_show_is_requested_with_its_seasons_and_episodes() -> None:
    assert API.title_path("29137") == "/shows/29137?embed[]=seasons&embed[]=episodes"
    assert API.status_path() == "/shows/1"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cobra Kai", "/search/shows?q=Cobra+Kai"),
        ("Q&A #1: 50% / ü?", "/search/shows?q=Q%26A+%231%3A+50%25+%2F+%C3%BC%3F"),
    ],
)
def test_search_quotes_what_was_typed(text: str, wanted: str) -> None:
    assert API.search_paths(text, KindGroup.SERIES) == [wanted]
    assert API.search_paths(text, None) == [wanted]


def test_lookup_is_by_imdb_and_thetvdb() -> None:
    assert API.lookup_paths({"tvdb": "341164", "imdb": "tt7846844", "tmdb": "77169"}) == [
        "/lookup/shows?imdb=tt7846844",
        "/lookup/shows?thetvdb=341164",
    ]
    assert API.lookup_paths({"tvdb": "341164/season/3"}) == ["/lookup/shows?thetvdb=341164"]
    assert API.lookup_paths({"imdb": "tt1&x=2"}) == ["/lookup/shows?imdb=tt1%26x%3D2"]
    assert API.lookup_paths({"tmdb": "77169"}) == []


def test_version_of_a_show_is_when_it_changed() -> None:
    assert API.check(path(71), json.dumps(show(71, 1610000000)).encode()) == 1610000000


@pytest.mark.parametrize("updated", [None, "1610000000", 1.5, True])
def test_show_that_does_not_state_when_it_changed_has_no_version(updated: object) -> None:
    assert API.check(path(71), json.dumps(show(71, updated)).encode()) is None


@pytest.mark.parametrize(("body", "why"), BROKEN + OTHER)
def test_answer_that_is_not_the_show_is_refused(body: bytes, why: str) -> None:
    assert refusal(API, path(71), body) == why


@pytest.mark.parametrize(("body", "why"), BROKEN)
def test_broken_list_is_refused(body: bytes, why: str) -> None:
    assert refusal(API, "/schedule/web?date=2021-01-08", body) == why


def test_list_has_no_version_and_no_further_pages() -> None:
    assert API.check("/search/shows?q=x", b"[]") is None
    assert API.pages("/search/shows?q=x", b"[]") == []


def test_no_list_of_changes_is_requested_when_nothing_is_kept(tvmaze: Played) -> None:
    found, failures, asked = tvmaze.refresh("1", "2")
    assert found == [fetched(1, 100), fetched(2, 100)]
    assert failures == {}
    assert asked == [path(1), path(2)]
    assert tvmaze.kept(path(1)) == (fetched(1, 100).body, NOW, NOW, 100)


def test_nothing_is_requested_for_no_shows(tvmaze: Played) -> None:
    assert list(tvmaze.refresh()) == [[], {}, []]


@pytest.mark.parametrize(("every", "wanted"), [(False, DAY), (True, ALL)])
def test_one_request_is_enough_when_nothing_changed(
    tvmaze: Played,
    wanted: str,
    *,
    every: bool,
) -> None:
    tvmaze.refresh("1", "2", "3", now=days_ago(0.5))
    tvmaze.answers[DAY] = {"1": 100, "4": 999}  # the others are not in the list
    tvmaze.answers[ALL] = {"1": 100, "2": 100, "3": 100, "4": 999}
    found, failures, asked = tvmaze.refresh("1", "2", "3", every=every)
    assert found == [fetched(number, 100, since=days_ago(0.5)) for number in (1, 2, 3)]
    assert (failures, asked) == ({}, [wanted])


def test_confirmed_answer_is_kept_with_the_time_of_that(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(0.5))
    tvmaze.answers[DAY] = {"1": 100}
    tvmaze.refresh("1")
    assert tvmaze.kept(path(1)) == (fetched(1, 100).body, days_ago(0.5), NOW, 100)


def test_only_shows_that_changed_or_are_new_are_requested(tvmaze: Played) -> None:
    tvmaze.refresh("1", "2", now=days_ago(0.5))
    tvmaze.answers |= {DAY: {"1": 100, "2": 101}, path(2): show(2, 101)}
    found, failures, asked = tvmaze.refresh("1", "2", "3")
    assert found == [fetched(1, 100, since=days_ago(0.5)), fetched(2, 101), fetched(3, 100)]
    assert failures == {}
    assert asked == [path(2), path(3), DAY]
    assert tvmaze.kept(path(2)) == (fetched(2, 101).body, NOW, NOW, 101)


def test_show_whose_kept_answer_is_newer_than_the_list_is_not_requested(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(0.5))
    tvmaze.answers[DAY] = {"1": 99}
    found, _, asked = tvmaze.refresh("1")
    assert (found, asked) == ([fetched(1, 100, since=days_ago(0.5))], [DAY])


def test_show_without_the_time_of_its_change_is_requested_when_it_changed(tvmaze: Played) -> None:
    tvmaze.answers[path(1)] = show(1, None)
    tvmaze.refresh("1", now=days_ago(0.5))
    tvmaze.answers[DAY] = {"2": 100}
    assert tvmaze.refresh("1").asked == [DAY]
    tvmaze.answers[DAY] = {"1": 5}
    found, _, asked = tvmaze.refresh("1")
    assert (found, asked) == ([fetched(1, None)], [path(1), DAY])


@pytest.mark.parametrize(
    ("age", "wanted"),
    [
        (timedelta(0), DAY),
        (timedelta(hours=23), DAY),
        (timedelta(hours=23, seconds=1), WEEK),
        (timedelta(days=1), WEEK),
        (timedelta(days=6, hours=23), WEEK),
        (timedelta(days=7), MONTH),
        (timedelta(days=27, hours=23), MONTH),
        (timedelta(days=27, hours=23, seconds=1), ALL),
        (timedelta(days=170), ALL),
    ],
)
def test_list_goes_back_as_far_as_the_oldest_answer(
    tvmaze: Played, age: timedelta, wanted: str
) -> None:
    tvmaze.refresh("1", now=NOW - age)
    tvmaze.refresh("2", now=days_ago(0))
    tvmaze.answers[wanted] = {"1": 100, "2": 100}
    found, failures, asked = tvmaze.refresh("2", "1")
    assert found == [fetched(1, 100, since=NOW - age), fetched(2, 100, since=days_ago(0))]
    assert (failures, asked) == ({}, [wanted])


def test_list_goes_back_to_when_an_answer_was_confirmed_not_fetched(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(5))
    tvmaze.answers |= {WEEK: {}, DAY: {}}
    tvmaze.refresh("1", now=days_ago(0.5))
    found, _, asked = tvmaze.refresh("1")
    assert (found, asked) == ([fetched(1, 100, since=days_ago(5))], [DAY])


def test_change_before_the_last_month_is_noticed(tvmaze: Played) -> None:
    before = int(days_ago(50).timestamp())
    changed = int(days_ago(35).timestamp())
    tvmaze.answers[path(1)] = show(1, before)
    tvmaze.refresh("1", now=days_ago(40))
    tvmaze.answers |= {path(1): show(1, changed), ALL: {"1": changed}, MONTH: {}}
    found, failures, asked = tvmaze.refresh("1")
    assert found == [fetched(1, changed)]
    assert (failures, asked) == ({}, [path(1), ALL])


def test_deleted_show_is_requested_and_reported_each_time(tvmaze: Played) -> None:
    tvmaze.refresh("1", "2", now=days_ago(40))
    del tvmaze.answers[path(1)]
    tvmaze.answers |= {ALL: {"2": 100}, DAY: {}}
    for later in (NOW, NOW + timedelta(hours=1)):
        found, failures, asked = tvmaze.refresh("1", "2", now=later)
        assert found == [fetched(2, 100, later, since=days_ago(40))]
        assert failures == {"1": "has no title 1 (404)."}
        assert asked == [path(1), ALL if later == NOW else DAY]


def test_deleted_show_is_noticed_at_once_if_the_user_wants_it(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(0.5))
    del tvmaze.answers[path(1)]
    tvmaze.answers |= {ALL: {"2": 100}, DAY: {}}
    assert tvmaze.refresh("1").failures == {}
    assert tvmaze.refresh("1", every=True).failures == {"1": "has no title 1 (404)."}


def test_all_shows_are_listed_once_a_month(tvmaze: Played) -> None:
    tvmaze.answers |= {DAY: {}, WEEK: {}, MONTH: {}, ALL: {"1": 100}}
    day = timedelta(days=1)
    asked = [tvmaze.refresh("1", now=NOW + number * day / 2).asked for number in range(150)]
    assert asked[0] == [path(1)]
    assert all(len(one) == 1 for one in asked)
    assert [number / 2 for number, one in enumerate(asked) if one == [ALL]] == [28.5, 57]


def test_missing_show_is_found_again(tvmaze: Played) -> None:
    assert tvmaze.refresh("71").failures == {"71": "has no title 71 (404)."}
    tvmaze.answers[path(71)] = show(71, 100)
    assert list(tvmaze.refresh("71")) == [[fetched(71, 100)], {}, [path(71)]]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (UnreachableError("connection refused"), "cannot be reached: connection refused."),
        (Answer(500, b"oops"), "answered with an error (500)."),
        (Answer(404, b"{}"), "has no such title or list (404)."),
        (b'{"1": 10', "sent an answer that cannot be read: it is not JSON, or is cut off."),
        ([1, 2], "sent an answer that cannot be read: it is not a list of changes."),
        ({"1": "100"}, "sent an answer that cannot be read: it is not a list of changes."),
        ({"1": 100, "2": True}, "sent an answer that cannot be read: it is not a list of changes."),
        ({"1": None}, "sent an answer that cannot be read: it is not a list of changes."),
    ],
)
def test_kept_answers_are_used_without_a_list_of_changes(
    tvmaze: Played, answer: object, why: str
) -> None:
    tvmaze.refresh("1", now=days_ago(1))
    tvmaze.answers[WEEK] = answer
    found, failures, asked = tvmaze.refresh("1", "2")
    assert failures == {"": why}
    # What is not known yet is requested all the same, if the remote can be reached.
    ends = isinstance(answer, UnreachableError)
    new = [] if ends else [fetched(2, 100, NOW)]
    old = fetched(1, 100, days_ago(1), current=False, since=days_ago(1))
    assert found == [old, *new]
    assert asked == ([WEEK] if ends else [path(2), WEEK])
    assert tvmaze.kept(path(1)).confirmed == days_ago(1)


def test_an_empty_list_of_changes_may_be_an_array(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(1))
    tvmaze.answers[WEEK] = []
    assert list(tvmaze.refresh("1")) == [[fetched(1, 100, since=days_ago(1))], {}, [WEEK]]


def test_nothing_is_requested_offline(tvmaze: Played) -> None:
    tvmaze.refresh("1", "71", now=days_ago(3))
    found, failures, asked = tvmaze.refresh("1", "2", "71", is_offline=True)
    assert found == [fetched(1, 100, days_ago(3), current=False, since=days_ago(3))]
    assert (failures, asked) == ({}, [])


def test_offline_answer_is_as_old_as_its_last_confirmation(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(3))
    tvmaze.answers[WEEK] = {"1": 100}
    tvmaze.refresh("1", now=days_ago(1))
    found, _, _ = tvmaze.refresh("1", is_offline=True)
    assert found == [fetched(1, 100, days_ago(1), current=False, since=days_ago(3))]


def test_each_show_stands_alone(tvmaze: Played) -> None:
    tvmaze.answers |= {path(2): show(9, 100), path(3): b"<html>"}
    found, failures, asked = tvmaze.refresh("1", "2", "3")
    assert found == [fetched(1, 100)]
    assert failures == {
        "2": "was asked for 2, but answered with 9.",
        "3": "answered with a web page, not data. Does the network want you to log in first?",
    }
    assert asked == [path(1), path(2), path(3)]


def test_broken_answer_leaves_the_kept_one(tvmaze: Played) -> None:
    tvmaze.refresh("1", now=days_ago(0.5))
    tvmaze.answers |= {DAY: {"1": 200}, path(1): b"<html>"}
    tvmaze.refresh("1")
    assert tvmaze.kept(path(1)).confirmed == days_ago(0.5)
    tvmaze.answers[path(1)] = show(1, 200)
    found, _, asked = tvmaze.refresh("1")
    assert (found, asked) == ([fetched(1, 200)], [path(1), DAY])
