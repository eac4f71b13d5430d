"""What Sonarr and Radarr have in common; their own paths are in test_sonarr and test_radarr."""

from pathlib import Path

import pytest

from slate.remotes.api import Fetched
from slate.remotes.arr import ArrApi
from slate.remotes.errors import UnreachableError
from tests.remotes.test_api import BROKEN, NOW, Played, days_ago, refusal

API = ArrApi("series", "unmonitored=true")
TITLES = "/api/v3/series"


@pytest.fixture
def sonarr(tmp_path: Path) -> Played:
    """Return a server of Sonarr with one series."""
    played = Played("sonarr", tmp_path)
    played.answers[TITLES] = [{"id": 1, "title": "Cobra Kai"}]
    return played


BODY = b'[{"id": 1, "title": "Cobra Kai"}]'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/api/v3/series"),
        ("calendar", "/api/v3/calendar?unmonitored=true"),
        (
            "calendar?start=2021-01-01&end=2021-03-31",
            "/api/v3/calendar?start=2021-01-01&end=2021-03-31&unmonitored=true",
        ),
        ("series/12", "/api/v3/series/12"),
        ("wanted/missing?page=2", "/api/v3/wanted/missing?page=2"),
        ("../system/backup", None),
        ("/calendar", None),
        ("calendar x", None),
    ],
)
def test_lists_are_paths_of_the_api(text: str, path: str | None) -> None:
    assert API.list_path(text, ("US",)) == path


def test_titles_are_not_requested_one_by_one() -> None:
    assert API.title_path("12") == API.title_path("") == TITLES


def test_there_is_no_search_and_no_further_page() -> None:
    assert API.search_paths("Cobra Kai", None) == []
    assert API.lookup_paths({"tvdb": "341164"}) == []
    assert API.pages(TITLES, b'{"total_pages": 3}') == []


@pytest.mark.parametrize(("body", "why"), BROKEN)
def test_broken_answer_is_refused(body: bytes, why: str) -> None:
    assert refusal(API, TITLES, body) == why


def test_status_is_the_version_of_the_program() -> None:
    assert API.status_path() == "/api/v3/system/status"
    assert API.status(b'{"appName": "Sonarr", "version": "4.0.9.2244"}') == "4.0.9.2244"


@pytest.mark.parametrize("body", [b"{}", b'{"version": 4}', b'{"version": null}', b"[]", b'"4"'])
def test_version_may_be_missing(body: bytes) -> None:
    assert API.status(body) == ""


@pytest.mark.parametrize("every", [False, True])
def test_refresh_is_one_request(sonarr: Played, *, every: bool) -> None:
    sonarr.refresh(now=days_ago(0.1))  # the kept answer makes no difference
    found, failures, asked = sonarr.refresh("1", "2", every=every)
    assert found == [Fetched("", BODY, NOW, is_current=True)]
    assert (failures, asked) == ({}, [TITLES])


def test_nothing_is_requested_offline(sonarr: Played) -> None:
    assert list(sonarr.refresh(is_offline=True)) == [[], {}, []]
    sonarr.refresh(now=days_ago(3))
    found, failures, asked = sonarr.refresh(is_offline=True)
    assert found == [Fetched("", BODY, days_ago(3), is_current=False, kept_since=days_ago(3))]
    assert (failures, asked) == ({}, [])


def test_server_without_the_list_has_none_offline_either(sonarr: Played) -> None:
    del sonarr.answers[TITLES]
    found, failures, asked = sonarr.refresh()
    assert (found, asked) == ([], [TITLES])
    assert failures == {"": "has no such title or list (404)."}
    assert list(sonarr.refresh(is_offline=True)) == [[], {}, []]


def test_failure_is_one_of_the_server(sonarr: Played) -> None:
    sonarr.refresh(now=days_ago(3))
    sonarr.answers[TITLES] = UnreachableError("connection refused")
    found, failures, asked = sonarr.refresh("1", "2")
    assert (found, asked) == ([], [TITLES])
    assert failures == {"": "cannot be reached: connection refused."}


@pytest.mark.parametrize("version", ["5\\u001b[31m", "5\\nX", "", "5" * 41, "v 5"])
def test_a_version_that_is_none_is_not_shown(version: str) -> None:
    body = f'{{"version": "{version}"}}'.encode()
    assert API.status(body) == ""
