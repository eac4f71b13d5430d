import os

import pytest

from slate.cli.completion import typed_line
from tests.cli.completion.conftest import Asks


def test_an_ordinary_run_has_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_line.shell() == ""
    monkeypatch.setenv("_SLATE_COMPLETE", "source_bash")  # for its script
    assert typed_line.shell() == ""
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_bash")
    assert typed_line.shell() == "bash"


def test_words_of_bash_end_at_the_cursor(asks_in_bash: Asks) -> None:
    asks_in_bash("slate", "list", "-p", "'HBO M", "--limit", at=3)
    assert typed_line.bash_words() == ["slate", "list", "-p", "'HBO M"]
    assert typed_line.words_before() == ["list", "-p"]
    asks_in_bash("slate", "--db", "'my slate'", "show", "")
    assert typed_line.words_before() == ["--db", "my slate", "show"]
    asks_in_bash("slate", "li")
    assert typed_line.words_before() == []


def test_words_that_do_not_reach_the_cursor_are_none(
    asks_in_bash: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks_in_bash("slate list")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert typed_line.bash_words() == typed_line.words_before() == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("slate ", []),
        ("slate li", []),
        ("slate list", []),
        ("slate list ", ["list"]),
        ("slate --db 'my slate' show co", ["--db", "my slate", "show"]),
        ('slate show "Cobra', ["show"]),
        ('slate show "Cobra K', ["show"]),
        (r"slate add -p It\'s", ["add", "-p"]),
        ("slate show x\\", ["show"]),
        ("", []),
    ],
)
def test_words_before_the_cursor_have_no_quotes(asks: Asks, line: str, words: list[str]) -> None:
    asks("zsh", line)
    assert typed_line.words_before() == words


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("slate list --platform=", "--platform="),
        ("slate list --platform=Net", "--platform="),
        ("slate list --platform='HBO M", "--platform="),
        ("slate add --id imdb=", ""),
        ("slate list --platform", ""),
        ("", ""),
    ],
)
def test_an_option_may_be_in_one_word_with_its_value(asks: Asks, line: str, option: str) -> None:
    asks("fish", line)
    assert typed_line.option_before_equals() == option


@pytest.mark.parametrize(
    ("words", "prepared", "place"),
    [
        (["list", "--platform", "=", "Net"], ["list", "--platform", "Net"], "3"),
        (["list", "--platform", "="], ["list", "--platform", "="], "3"),  # nothing is typed yet
        (["add", "--id", "imdb", "=", "tt"], ["add", "--id", "imdb", "=", "tt"], "5"),
        (["list", "--platform", "Net"], ["list", "--platform", "Net"], "3"),
        (["="], ["="], "1"),
    ],
)
def test_prepare_removes_the_equals_sign_before_a_value_in_bash(
    asks_in_bash: Asks,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    prepared: list[str],
    place: str,
) -> None:
    asks_in_bash("slate", *words)
    monkeypatch.setenv("COLUMNS", "80")
    typed_line.prepare()
    assert typed_line.bash_words() == ["slate", *prepared]
    assert os.environ["COMP_CWORD"] == place
    assert int(os.environ["COLUMNS"]) > 1_000
