import pytest

from slate.domain.errors import SlateError
from slate.remotes import errors
from slate.remotes.errors import (
    AnswerError,
    BadLengthError,
    BusyError,
    CutShortError,
    EmptyAnswerError,
    FailingError,
    GoneError,
    KeyCommandError,
    KeyRefusedError,
    NoKeyError,
    NoRemoteError,
    NoSeasonError,
    OpenKeysError,
    OtherIdsError,
    OtherNameError,
    OtherTitleError,
    RedirectError,
    RedirectLoopError,
    RemoteError,
    SettingsError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    UnreadableError,
    UntrustedError,
    WaitError,
    WebPageError,
)

# Each with its message, and whether it ends all requests to a remote.
OF_REMOTES = [
    (UnreachableError("connection refused"), "cannot be reached: connection refused.", True),
    (
        UntrustedError("nas", "self-signed certificate"),
        "cannot be trusted: the certificate of nas is not valid (self-signed certificate).",
        True,
    ),
    (NoKeyError(), "needs a key.", True),
    (KeyRefusedError(401), "does not accept the key (401).", True),
    (WaitError(90), "asks to wait 90 s. Try again after that.", True),
    (BusyError(503), "is busy (503). Try again later.", True),
    (FailingError(AnswerError(500)), "answered with an error (500), again and again.", True),
    (AnswerError(500), "answered with an error (500).", False),
    (GoneError("title 29137"), "has no title 29137 (404).", False),
    (
        WebPageError(),
        "answered with a web page, not data. Does the network want you to log in first?",
        False,
    ),
    (TooLargeError(), "sent more than 32 MiB. Nothing of it was used.", False),
    (TooSlowError(), "took more than 60 s to answer.", False),
    (TooSlowError(20), "took more than 20 s to answer.", False),
    (BadLengthError(), "sent an answer whose length (Content-Length) is not a number.", False),
    (CutShortError(), "sent an answer that is incomplete.", False),
    (EmptyAnswerError(), "sent an empty answer.", False),
    (RedirectError("http://nas"), "redirects to http://nas, which slate does not follow.", False),
    (RedirectLoopError(), "redirects again and again.", False),
    (UnreadableError("it is 7"), "sent an answer that cannot be read: it is 7.", False),
    (OtherTitleError("7", "8"), "was asked for 7, but answered with 8.", False),
    (OtherNameError("Dune", "Cobra Kai"), 'calls it "Dune", which is not "Cobra Kai".', False),
    (
        OtherIdsError("Dune", "dune", [("imdb", "tt7"), ("tvdb", "8")]),
        'calls it "Dune", too, but has other IDs of it (imdb=tt7, tvdb=8) than the slate.',
        False,
    ),
    (NoSeasonError("Cobra Kai"), 'lists no "Cobra Kai".', False),
]
OTHERS = [
    (SettingsError("a/config.toml", "is 7."), "a/config.toml: is 7.", 1),
    (OpenKeysError("a/keys.toml"), "a/keys.toml: other users can read these keys.", 1),
    (
        KeyCommandError("a/keys.toml", "tmdb", "it is 7"),
        "a/keys.toml: the key command of tmdb failed: it is 7.",
        1,
    ),
    (NoRemoteError("x", ("a", "b")), 'There is no remote "x". Choose from a, b.', 2),
]


@pytest.mark.parametrize(("error", "message", "ends_all"), OF_REMOTES)
def test_error_of_a_remote_begins_with_a_verb(
    error: RemoteError,
    message: str,
    ends_all: bool,  # noqa: FBT001 -- a parameter
) -> None:
    assert (str(error), error.ends_all) == (message, ends_all)
    assert error.exit_code == (3 if isinstance(error, NoSeasonError) else 1)


@pytest.mark.parametrize(("error", "message", "code"), OTHERS)
def test_other_errors_are_sentences(error: SlateError, message: str, code: int) -> None:
    assert (str(error), error.exit_code) == (message, code)


def test_every_error_is_tested() -> None:
    tested = {type(error) for error, *_ in (*OF_REMOTES, *OTHERS)}
    defined = {
        found
        for found in vars(errors).values()
        if isinstance(found, type) and found.__module__ == errors.__name__
    }
    assert defined - tested == {RemoteError}


def test_long_origin_is_shortened() -> None:
    message = str(RedirectError(f"http://{'a' * 200}"))
    assert message == f"redirects to http://{'a' * 110}..., which slate does not follow."


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (60.1, "61 s"),
        (119, "119 s"),
        (120, "2 min"),
        (120.5, "3 min"),
        (7199, "120 min"),
        (7200, "2 h"),
        (86_400, "24 h"),
    ],
)
def test_wait_is_shown_in_its_largest_unit(seconds: float, shown: str) -> None:
    error = WaitError(seconds)
    assert error.seconds == seconds
    assert str(error) == f"asks to wait {shown}. Try again after that."
