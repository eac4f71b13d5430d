"""Fixtures that ask for completions as a shell does."""

from collections.abc import Callable

import pytest

Asks = Callable[..., None]


@pytest.fixture
def asks_in_bash(monkeypatch: pytest.MonkeyPatch) -> Asks:
    """Return a function that sets what bash passes on: the words, and which is at the cursor."""

    def ask(*words: str, at: int = -1) -> None:
        monkeypatch.setenv("_SLATE_COMPLETE", "complete_bash")
        monkeypatch.setenv("COLUMNS", "80")  # which slate changes
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(range(len(words))[at]))

    return ask


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> Asks:
    """Return a function that sets what another shell passes on: the line up to the cursor."""

    def ask(shell: str, line: str = "slate ") -> None:
        monkeypatch.setenv("_SLATE_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COLUMNS", "80")  # which slate changes
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")

    return ask
