"""The defaults of a kind of remote; and a remote without a network for the tests of each kind."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from slate.domain.titles.kinds import KindGroup
from slate.remotes.answers import Answers, KeptAnswer
from slate.remotes.api import Api, Fetched, Wanted
from slate.remotes.asking import Timer
from slate.remotes.errors import RemoteError, UnreadableError
from slate.remotes.kinds import KINDS, api_of
from slate.remotes.link import Link
from slate.remotes.settings import Remote
from slate.remotes.wire import Answer

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
DEEP = b"[" * 100_000 + b"]" * 100_000


class Played:
    """A remote that is played: what it answers by path, what was asked, and what is kept of it.

    An answer is a value that is sent as JSON, the bytes of a body, or an error that is raised.
    What it has no answer for is missing (404).
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self.remote = Remote(kind, KINDS[kind], "http://127.0.0.1:9", is_added=True)
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self._kept = Answers(folder / "answers", self.remote.url)

    def send(self, path: str) -> Answer:
        self.asked.append(path)
        if path not in self.answers:
            return Answer(404, b"{}")
        found = self.answers[path]
        if isinstance(found, Answer):
            return found
        if isinstance(found, Exception):
            raise found
        return Answer(200, found if isinstance(found, bytes) else json.dumps(found).encode())

    def link(self, now: datetime = NOW, *, is_offline: bool = False) -> Link:
        api = api_of(self.remote.kind)
        kept = self._kept
        return Link(self.remote, api, self.send, kept, now, Timer(), is_offline=is_offline)

    def kept(self, path: str, now: datetime = NOW) -> KeptAnswer:
        found = self._kept.find(path, now)
        assert found is not None
        return found

    def refresh(
        self,
        *ids: str | Wanted,
        now: datetime = NOW,
        is_offline: bool = False,
        every: bool = False,
    ) -> "Refreshed":
        """Refresh titles; what was asked before is forgotten."""
        self.asked.clear()
        link = self.link(now, is_offline=is_offline)
        wanted = [Wanted(one) if isinstance(one, str) else one for one in ids]
        found = list(link.api.refresh(link, wanted, now=every))
        failures = {one.what: str(one.error) for one in link.failures}
        assert len(failures) == len(link.failures)
        assert link.requests == len(self.asked)
        return Refreshed(found, failures, sorted(self.asked))


class Refreshed:
    """What came of a refresh: the answers, the failures by id, and the paths that were asked."""

    def __init__(
        self, found: Iterable[Fetched], failures: dict[str, str], asked: list[str]
    ) -> None:
        self.found = sorted(found)
        self.failures = failures
        self.asked = asked

    def __iter__(self) -> Iterator[object]:
        return iter((self.found, self.failures, self.asked))


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


class _Bare(Api):
    """A kind that has nothing beyond what every kind must have."""

    def title_path(self, id_: str) -> str:
        return f"/titles/{id_}"

    def status_path(self) -> str:
        return "/status"

    def refresh(self, link: Link, wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        del now
        return link.fetch({self.title_path(one.id): one.id for one in wanted})


BARE = _Bare()


@pytest.mark.parametrize(
    ("text", "id_"),
    [("29137", "29137"), ("0", None), ("-1", None), ("1.5", None), ("x", None), ("", None)],
)
def test_ids_are_numbers(text: str, id_: str | None) -> None:
    assert BARE.title_id(text) == id_


@pytest.mark.parametrize(
    ("value", "id_"), [("71", "71"), ("71/season/3", "71"), ("tt71", None), ("x/season/3", None)]
)
def test_series_is_asked_for_its_seasons(value: str, id_: str | None) -> None:
    assert BARE.asked_id(value, KindGroup.SERIES) == id_


def test_stored_id_is_the_id_itself_and_shows_no_kind() -> None:
    assert BARE.stored_id("71") == "71"
    assert BARE.group("71") is None


def test_program_without_a_search_has_no_paths_for_it() -> None:
    assert BARE.search_paths("Cobra Kai", KindGroup.SERIES) == []
    assert BARE.lookup_paths({"imdb": "tt7846844"}) == []
    assert BARE.pages("/list", b'{"total_pages": 3}') == []
    assert BARE.status(b'{"version": "4"}') == ""


def test_lists_that_users_name_are_paths() -> None:
    assert (
        BARE.list_path("schedule/web?date=2021-01-08", ("US",)) == "/schedule/web?date=2021-01-08"
    )


@pytest.mark.parametrize("text", ["", "/x", "../x", "a/../b", "//host/x", "a b", "x#y", "x\n", "ü"])
def test_what_might_lead_elsewhere_is_no_list(text: str) -> None:
    assert BARE.list_path(text, ("US",)) is None


def test_answers_without_a_version_are_checked_to_be_json() -> None:
    assert BARE.check("/list", b"[]") is None
    with pytest.raises(UnreadableError) as caught:
        BARE.check("/list", b"[")
    assert str(caught.value) == "sent an answer that cannot be read: it is not JSON, or is cut off."


BROKEN: list[tuple[bytes, str]] = [
    (b"", "sent an empty answer."),
    (b" \n ", "sent an empty answer."),
    (b"Not today", "sent an answer that cannot be read: it is not JSON, or is cut off."),
    (b'{"id": 71,', "sent an answer that cannot be read: it is not JSON, or is cut off."),
    (b"\xff\xfe", "sent an answer that cannot be read: it is not JSON, or is cut off."),
    (
        b" <!doctype html><title>Log in</title>",
        "answered with a web page, not data. Does the network want you to log in first?",
    ),
    (DEEP, "sent an answer that cannot be read: it is nested too deeply."),
]
OTHER: list[tuple[bytes, str]] = [
    (b"[]", "sent an answer that cannot be read: it is not about one title."),
    (b"null", "sent an answer that cannot be read: it is not about one title."),
    (b"71", "sent an answer that cannot be read: it is not about one title."),
    (b'{"id": 72}', "was asked for 71, but answered with 72."),
    (b'{"id": null}', "was asked for 71, but answered with something else."),
    (b'{"id": true}', "was asked for 71, but answered with something else."),
    (b'{"name": "The Lighthouse"}', "was asked for 71, but answered with something else."),
]


def refusal(api: Api, path: str, body: bytes) -> str:
    """Return why an answer is refused."""
    with pytest.raises(RemoteError) as caught:
        api.check(path, body)
    return str(caught.value)


@pytest.mark.parametrize(("body", "why"), BROKEN)
def test_broken_answer_is_refused(body: bytes, why: str) -> None:
    assert refusal(BARE, "/list", body) == why
