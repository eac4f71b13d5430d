import getpass

import pytest

from slate.cli.author import author
from slate.domain.errors import TextError


def test_the_author_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_AUTHOR", "  Ann  ")
    assert author() == "Ann"


@pytest.mark.parametrize("value", ["", None])
def test_otherwise_it_is_the_login(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv("SLATE_AUTHOR")
    else:
        monkeypatch.setenv("SLATE_AUTHOR", value)
    monkeypatch.setattr(getpass, "getuser", lambda: "bob")
    assert author() == "bob"


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_there_may_be_no_login(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def getuser() -> str:
        raise error

    monkeypatch.delenv("SLATE_AUTHOR")
    monkeypatch.setattr(getpass, "getuser", getuser)
    assert author() == "unknown"


def test_an_author_is_a_line_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_AUTHOR", "x" * 5_000)
    with pytest.raises(TextError):
        author()
