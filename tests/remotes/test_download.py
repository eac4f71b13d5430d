import pytest

from slate.remotes.download import download
from slate.remotes.errors import AnswerError, GoneError, RemoteError, TooSlowError
from slate.remotes.wire import Answer
from tests.remotes.test_asking import OK, Script, Watch, busy

FILE = "https://nas.example/feed.ics"


def download_error(answer: Answer | Exception) -> tuple[type[RemoteError], str]:
    watch = Watch()
    send = Script(watch, **{FILE: [answer]})
    with pytest.raises(RemoteError) as caught:
        download(send, FILE, watch)
    return type(caught.value), str(caught.value)


def test_file_is_downloaded() -> None:
    watch = Watch()
    send = Script(watch)
    assert download(send, FILE, watch) == b"abc"
    assert send.begun == [(FILE, 0.0)]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("webcal://nas.example/feed.ics", FILE),
        ("WebCals://nas.example/feed.ics", FILE),
        ("http://nas.example/feed.ics", "http://nas.example/feed.ics"),
        ("https://nas.example/?of=webcal://other/", "https://nas.example/?of=webcal://other/"),
        ("webcal://nas.example/?of=webcal://other/", "https://nas.example/?of=webcal://other/"),
    ],
)
def test_calendars_are_downloaded_over_https(address: str, asked: str) -> None:
    watch = Watch()
    send = Script(watch)
    download(send, address, watch)
    assert send.begun == [(asked, 0.0)]


def test_busy_server_is_asked_again() -> None:
    watch = Watch()
    send = Script(watch, **{FILE: [busy(retry_after="7"), OK]})
    assert download(send, FILE, watch) == b"abc"
    assert send.begun == [(FILE, 0.0), (FILE, 7.0)]


@pytest.mark.parametrize("status", [404, 410])
def test_file_that_is_missing_is_an_error(status: int) -> None:
    assert download_error(Answer(status, b"none")) == (
        GoneError,
        f"has no such file ({status}).",
    )


def test_file_that_cannot_be_downloaded_is_an_error() -> None:
    assert download_error(Answer(500, b"")) == (AnswerError, "answered with an error (500).")
    assert download_error(Answer(403, b"")) == (AnswerError, "answered with an error (403).")
    assert download_error(TooSlowError()) == (TooSlowError, "took more than 60 s to answer.")
