"""Tests of titles given as arguments and on stdin."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from slate.cli.options import title_argument
from slate.cli.options.title_argument import texts_of
from slate.domain.errors import SlateError, UsageError
from tests.cli.conftest import Done, Refused

Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_dash_is_replaced_by_the_lines_of_stdin(typed: Typed) -> None:
    typed("b\n\n  \n C  D\ne")
    assert texts_of(["a", "-", "f"]) == ["a", "b", "C D", "e", "f"]
    assert texts_of(["-", "a"]) == ["a"]  # stdin was read before
    assert texts_of([]) == []


def test_texts_are_cleaned_and_invalid_ones_refused(typed: Typed) -> None:
    assert texts_of([" A  B "]) == ["A B"]
    for titles in ([""], ["a", "x\x07"], ["x" * 4_001], ["-"]):
        typed("y\x07")
        with pytest.raises(SlateError, match=r"^TITLE "):
            texts_of(titles)


def test_a_line_of_stdin_has_a_maximum_length(typed: Typed) -> None:
    typed("a" + " " * 7_997 + "\n")
    assert texts_of(["-"]) == ["a"]
    typed("a" + " " * 7_998 + "\n")
    with pytest.raises(UsageError, match="A line of standard input is longer than any title"):
        texts_of(["-"])


def test_stdin_has_a_maximum_number_of_lines(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_argument, "_MOST", 1_000)
    typed("a\n" * 1_000)
    assert texts_of(["-"]) == ["a"] * 1_000
    typed("a\n" * 1_001)
    with pytest.raises(UsageError, match="Standard input has more than 1,000 lines"):
        texts_of(["-"])


def test_closed_stdin_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert texts_of(["a"]) == ["a"]
    with pytest.raises(UsageError, match="There is no standard input"):
        texts_of(["-"])


def test_empty_stdin_changes_nothing(done: Done, small: Path) -> None:
    before = small.read_bytes()
    assert done("update", "-", "-s", "filming", stdin="") == ""
    assert small.read_bytes() == before


def test_an_endless_line_of_stdin_is_refused(refused: Refused) -> None:
    assert refused(2, "update", "-", "--tag", "x", stdin="x" * 9_000) == (
        "slate: A line of standard input is longer than any title.\n"
    )


@pytest.mark.slow
def test_endless_stdin_is_refused(refused: Refused) -> None:
    assert refused(2, "update", "-", "--tag", "x", stdin="a\n" * 1_000_001) == (
        "slate: Standard input has more than 1,000,000 lines.\n"
    )


@pytest.mark.parametrize("command", ["show", "update -s filming", "remove", "changes"])
def test_a_title_without_quotes_is_answered_with_quotes(
    done: Done, refused: Refused, command: str
) -> None:
    done("add", "The Midnight Sky")
    done("add", "The Dig")
    name, *rest = command.split()
    assert refused(2, name, *rest, "the", "midnight", "sky") == (
        "slate: The title is 3 words without quotes. "
        f"Run: slate {' '.join([name, chr(39) + 'the midnight sky' + chr(39), *rest])}\n"
    )
    assert "is 2 words" not in refused(3, name, *rest, "nothing", "at", "all")
