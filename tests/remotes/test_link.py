from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from slate.remotes.answers import Answers, KeptAnswer
from slate.remotes.api import Api, Fetched, Wanted
from slate.remotes.errors import (
    MOST_BYTES,
    AnswerError,
    EmptyAnswerError,
    GoneError,
    KeyRefusedError,
    RedirectError,
    RemoteError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    UnreadableError,
)
from slate.remotes.json_answers import parsed
from slate.remotes.kinds import KINDS
from slate.remotes.link import Failure, Link, last_answered
from slate.remotes.settings import Remote
from slate.remotes.wire import Answer
from tests.remotes.test_asking import Script, Watch

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
ORIGIN = "http://nas:8989"
REMOTE = Remote("nas", KINDS["sonarr"], ORIGIN, is_added=True)
KEY = "hunter2"
BODY = b'{"updated": 7}'
REPEATS_KEY = "sent an answer that cannot be read: it repeats the key."


class TestedApi(Api):
    """An API whose answers have a version."""

    __test__ = False

    def title_path(self, id_: str) -> str:
        return f"/shows/{id_}"

    def status_path(self) -> str:
        return "/status"

    def status(self, body: bytes) -> str:
        return str(parsed(body)["version"])

    def check(self, path: str, body: bytes) -> int | None:
        del path
        stamp = parsed(body).get("updated")
        return None if stamp is None else int(stamp)

    def refresh(self, link: Link, wanted: Iterable[Wanted], *, now: bool) -> Iterator[Fetched]:
        raise NotImplementedError


class Linked(NamedTuple):
    """A link, what it asked for, what it kept, and what it reported."""

    link: Link
    send: Script
    answers: Answers
    progress: list[tuple[int, int]]
    waits: list[float]

    @property
    def failures(self) -> list[tuple[str, str]]:
        """What failed, and the messages."""
        return [(what, str(error)) for what, error in self.link.failures]

    @property
    def asked(self) -> list[str]:
        """The paths that were requested, sorted."""
        return sorted(path for path, _ in self.send.begun)


def linked(
    folder: Path | None,
    replies: dict[str, list[Answer | Exception]] | None = None,
    *,
    secret: str = "",
    is_offline: bool = False,
) -> Linked:
    watch = Watch()
    send = Script(watch, **(replies or {}))
    answers = Answers(folder, ORIGIN)
    progress: list[tuple[int, int]] = []
    waits: list[float] = []
    link = Link(
        REMOTE,
        TestedApi(),
        send,
        answers,
        NOW,
        watch,
        on_answer=lambda done, all_: progress.append((done, all_)),
        on_wait=waits.append,
        is_offline=is_offline,
        secret=secret,
    )
    return Linked(link, send, answers, progress, waits)


def good(body: bytes = BODY) -> list[Answer | Exception]:
    return [Answer(200, body)]


def failing(status: int) -> list[Answer | Exception]:
    return [Answer(status, b"none")]


def message(error: pytest.ExceptionInfo[RemoteError]) -> tuple[type[RemoteError], str]:
    return type(error.value), str(error.value)


@pytest.fixture
def folder(world: Path) -> Path:
    return world / "cache"


def test_link_is_one_to_a_remote(folder: Path) -> None:
    made = linked(folder).link
    assert (made.remote, made.now, made.is_offline, made.requests) == (REMOTE, NOW, False, 0)
    assert (made.failures, made.ended) == ([], None)
    assert isinstance(made.api, TestedApi)
    assert linked(folder, is_offline=True).link.is_offline


def test_link_can_be_made_without_callbacks(folder: Path) -> None:
    watch = Watch()
    busy: list[Answer | Exception] = [Answer(429, b"", "7"), Answer(200, BODY)]
    send = Script(watch, **{"/a": busy})
    link = Link(REMOTE, TestedApi(), send, Answers(folder, ORIGIN), NOW, watch)
    assert link.get("/a") == BODY
    assert [found.what for found in link.fetch({"/a": "7"})] == ["7"]
    assert (watch.passed, link.requests) == (7, 3)


def test_answer_is_returned_and_is_not_kept(folder: Path) -> None:
    made = linked(folder, {"/a": good()})
    assert made.link.get("/a") == BODY
    assert made.link.kept("/a") is None
    assert (made.asked, made.progress, made.link.requests) == (["/a"], [(1, 1)], 1)


def test_several_answers_have_the_order_of_their_paths(folder: Path) -> None:
    paths = [f"/{number}" for number in range(6)]
    made = linked(folder, {path: good(f'{{"a": "{path}"}}'.encode()) for path in paths})
    progress: list[tuple[int, int]] = []
    found = made.link.get_all(paths[::-1], lambda done, all_: progress.append((done, all_)))
    assert found == [f'{{"a": "{path}"}}'.encode() for path in reversed(paths)]
    assert progress == [(done, 6) for done in range(1, 7)]
    assert (made.progress, made.link.requests) == ([], 6)
    assert made.link.get_all([], lambda _done, _all: None) == []


def test_several_answers_are_together_as_large_as_one_at_most(folder: Path) -> None:
    half = b"{" + b" " * (MOST_BYTES // 2) + b"}"
    made = linked(folder, {name: [Answer(200, half)] for name in ("/a", "/b")})
    with pytest.raises(TooLargeError, match="32 MiB"):
        made.link.get_all(["/a", "/b"], lambda *_: None)


def test_first_error_of_several_requests_is_raised(folder: Path) -> None:
    made = linked(folder, {"/a": good(), "/b": failing(500)})
    with pytest.raises(RemoteError) as caught:
        made.link.get_all(["/a", "/b"], lambda _done, _all: None)
    assert message(caught) == (AnswerError, "answered with an error (500).")
    assert made.failures == []


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (failing(404), (GoneError, "has no such title or list (404).")),
        (failing(410), (GoneError, "has no such title or list (410).")),
        (failing(500), (AnswerError, "answered with an error (500).")),
        (failing(401), (KeyRefusedError, "does not accept the key (401).")),
        (good(b""), (EmptyAnswerError, "sent an empty answer.")),
        ([TooSlowError()], (TooSlowError, "took more than 60 s to answer.")),
        (good(b'{"a": "hunter2"}'), (UnreadableError, REPEATS_KEY)),
    ],
)
def test_answer_that_cannot_be_used_is_an_error(
    folder: Path, reply: list[Answer | Exception], error: tuple[type[RemoteError], str]
) -> None:
    made = linked(folder, {"/a": reply}, secret=KEY)
    with pytest.raises(RemoteError) as caught:
        made.link.get("/a")
    assert message(caught) == error
    assert (made.failures, made.progress) == ([], [])
    assert last_answered(made.answers, "nas", NOW) is None


def test_status_is_the_version_of_the_remote(folder: Path) -> None:
    made = linked(folder, {"/status": good(b'{"version": "4.0.9"}')})
    assert made.link.status() == "4.0.9"
    assert made.asked == ["/status"]


def test_fetched_answers_are_kept(folder: Path) -> None:
    made = linked(folder, {"/shows/7": good(), "/list": good(b'{"a": 1}')})
    found = sorted(made.link.fetch({"/shows/7": "7", "/list": ""}))
    assert found == [
        Fetched("", b'{"a": 1}', NOW, is_current=True),
        Fetched("7", BODY, NOW, is_current=True),
    ]
    assert made.link.kept("/shows/7") == KeptAnswer(BODY, NOW, NOW, 7)
    assert made.link.kept("/list") == KeptAnswer(b'{"a": 1}', NOW, NOW, None)
    assert (made.progress, made.link.requests) == ([(1, 2), (2, 2)], 2)
    assert (made.failures, made.link.ended) == ([], None)


def test_nothing_is_requested_for_no_paths(folder: Path) -> None:
    made = linked(folder)
    assert list(made.link.fetch({})) == []
    assert (made.asked, made.progress) == ([], [])


def test_busy_remote_is_asked_again_and_each_request_counts(folder: Path) -> None:
    made = linked(folder, {"/a": [Answer(429, b"", "7"), Answer(200, BODY)]})
    assert made.link.get("/a") == BODY
    assert (made.link.requests, made.waits) == (2, [7])


def test_requests_go_at_the_pace_of_the_remote(folder: Path) -> None:
    paths = {f"/{number}": str(number) for number in range(45)}
    made = linked(folder, {path: good() for path in paths})
    assert len(list(made.link.fetch(paths))) == 45
    assert sorted({time for _, time in made.send.begun}) == [0, 1, 2]


def test_failures_are_noted_and_the_others_are_fetched(folder: Path) -> None:
    paths = {f"/shows/{number}": str(number) for number in range(6)}
    replies: dict[str, list[Answer | Exception]] = {
        "/shows/0": good(),
        "/shows/1": failing(500),
        "/shows/2": failing(404),
        "/shows/3": good(b"<p>"),
        "/shows/4": [TooSlowError()],
        "/shows/5": good(),
    }
    made = linked(folder, replies)
    assert sorted(found.what for found in made.link.fetch(paths)) == ["0", "5"]
    assert sorted(made.failures) == [
        ("1", "answered with an error (500)."),
        ("2", "has no title 2 (404)."),
        (
            "3",
            "answered with a web page, not data. Does the network want you to log in first?",
        ),
        ("4", "took more than 60 s to answer."),
    ]
    assert made.link.ended is None
    assert made.progress == [(done, 6) for done in range(1, 7)]
    for number in (1, 3, 4):
        assert made.link.kept(f"/shows/{number}") is None


@pytest.mark.parametrize("status", [404, 410])
def test_what_was_kept_of_a_missing_title_is_forgotten(folder: Path, status: int) -> None:
    made = linked(folder, {"/shows/7": failing(status), "/list": failing(status)})
    made.answers.put("/shows/7", KeptAnswer(BODY, NOW - timedelta(days=1), NOW, 7))
    assert list(made.link.fetch({"/shows/7": "7", "/list": ""})) == []
    assert sorted(made.failures) == [
        ("", f"has no such title or list ({status})."),
        ("7", f"has no title 7 ({status})."),
    ]
    assert made.link.kept("/shows/7") is None


def test_error_that_ends_all_is_noted_as_the_end(folder: Path) -> None:
    refused = UnreachableError("connection refused")
    paths = {f"/shows/{number}": str(number) for number in range(9)}
    made = linked(folder, {path: [refused] for path in paths})
    assert list(made.link.fetch(paths)) == []
    ((what, error),) = made.link.failures
    assert what in paths.values()
    assert error is refused
    assert made.link.ended is refused


def test_failure_of_the_remote_itself_is_noted_as_the_end(folder: Path) -> None:
    made = linked(folder)
    first, second = AnswerError(500), AnswerError(502)
    made.link.failures += [Failure("7", TooSlowError()), Failure("", first), Failure("", second)]
    assert made.link.ended is first


def test_answer_that_repeats_the_key_is_neither_used_nor_kept_nor_shown(folder: Path) -> None:
    body = b'{"updated": 7, "url": "http://nas/?apikey=hunter2"}'
    made = linked(folder, {"/shows/7": good(body)}, secret=KEY)
    assert list(made.link.fetch({"/shows/7": "7"})) == []
    assert made.failures == [("7", REPEATS_KEY)]
    assert not folder.exists()
    assert KEY not in f"{made.link.failures!r}{vars(made.link.failures[0].error)}"


def test_answer_is_used_without_a_key_to_repeat(folder: Path) -> None:
    assert linked(folder, {"/a": good(b'{"a": "hunter2"}')}).link.get("/a") == b'{"a": "hunter2"}'


def test_title_is_fetched_and_kept(folder: Path) -> None:
    made = linked(folder, {"/shows/7": good()})
    assert made.link.title("7") == Fetched("7", BODY, NOW, is_current=True)
    assert made.link.kept("/shows/7") == KeptAnswer(BODY, NOW, NOW, 7)


def test_title_that_cannot_be_fetched_is_an_error(folder: Path) -> None:
    made = linked(folder, {"/shows/7": failing(404), "/shows/8": failing(500)})
    for id_, text in (("7", "has no title 7 (404)."), ("8", "answered with an error (500).")):
        with pytest.raises(RemoteError) as caught:
            made.link.title(id_)
        assert str(caught.value) == text
        assert caught.value is made.link.failures[-1].error


def test_confirmed_answer_is_current(folder: Path) -> None:
    made = linked(folder)
    kept = KeptAnswer(BODY, NOW - timedelta(days=3), NOW - timedelta(days=1), 7)
    assert made.link.confirm("/shows/7", kept, "7") == Fetched(
        "7", BODY, NOW, is_current=True, kept_since=kept.fetched
    )
    assert made.link.kept("/shows/7") == kept._replace(confirmed=NOW)
    assert made.asked == []


def test_last_answer_of_a_remote_is_known(folder: Path) -> None:
    made = linked(folder, {"/a": good(), "/b": good()})
    assert last_answered(made.answers, "nas", NOW) is None
    made.link.get("/a")
    assert last_answered(made.answers, "nas", NOW) == NOW
    later = NOW + timedelta(days=1)
    assert last_answered(made.answers, "nas", later) == NOW
    assert last_answered(made.answers, "den", later) is None
    assert last_answered(Answers(folder, "http://other"), "nas", later) is None
    kept = sorted(folder.iterdir())
    times = [path.stat().st_mtime_ns for path in kept]
    made.link.get("/b")  # it is noted once
    assert [path.stat().st_mtime_ns for path in kept] == times


def test_fetched_answer_is_the_last_one(folder: Path) -> None:
    made = linked(folder, {"/shows/7": good()})
    list(made.link.fetch({"/shows/7": "7"}))
    assert last_answered(made.answers, "nas", NOW) == NOW


def test_link_works_without_a_folder() -> None:
    made = linked(None, {"/shows/7": good()})
    assert made.link.title("7").body == BODY
    assert made.link.kept("/shows/7") is None
    assert last_answered(made.answers, "nas", NOW) is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "hunter\\u0032"}',
        b'{"a": [{"h\\u0075nter2": 1}]}',
        b'{"a": "\\/", "b": ["x hunter2 x"]}',
    ],
)
def test_key_in_the_escapes_of_json_is_found(folder: Path, body: bytes) -> None:
    made = linked(folder, {"/a": good(body)}, secret=KEY)
    with pytest.raises(UnreadableError) as caught:
        made.link.get("/a")
    assert str(caught.value) == REPEATS_KEY


def test_escapes_without_the_key_are_read(folder: Path) -> None:
    body = b'{"name": "\\u0032", "list": ["a", 1, null]}'
    assert linked(folder, {"/a": good(body)}, secret=KEY).link.get("/a") == body


@pytest.mark.parametrize("host", ["hunter2.example", "HUNTER2.example"])
def test_error_that_repeats_the_key_is_replaced(folder: Path, host: str) -> None:
    errors: dict[str, list[Answer | Exception]] = {"/a": [RedirectError(f"http://{host}")]}
    with pytest.raises(UnreadableError) as caught:
        linked(folder, errors, secret=KEY).link.get("/a")
    assert str(caught.value) == REPEATS_KEY
    with pytest.raises(RedirectError):
        linked(folder, errors, secret="other").link.get("/a")  # noqa: S106 -- not one


@pytest.mark.parametrize("body", [b"garbage{", b"", b"<html>"])
def test_kept_answer_that_is_none_is_not_found(folder: Path, body: bytes) -> None:
    made = linked(folder)
    made.answers.put("/shows/7", KeptAnswer(body, NOW, NOW, 7))
    assert made.link.kept("/shows/7") is None
