import os
import shlex
import sys

import pytest

from slate.cli.stderr import one_line, print_error, typed_line, unbroken, with_options
from tests.cli.conftest import Run


def test_control_characters_are_escaped_and_credentials_masked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_error("a\x1b]0;b\x07 https://api.example.com/?api_key=abcdef0123456789")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("a\\x1b]0;b\\x07 https://api.example.com/")
    assert "abcdef0123456789" not in err
    assert err.endswith("\n")


def test_print_error_does_nothing_without_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    print_error("a")


@pytest.mark.parametrize("is_pipe", [True, False])
def test_a_message_that_cannot_be_written_is_lost(
    monkeypatch: pytest.MonkeyPatch,
    is_pipe: bool,  # noqa: FBT001 -- a parameter
) -> None:
    if is_pipe:
        reading, writing = os.pipe()
        os.close(reading)
    else:
        writing = os.open("/dev/full", os.O_WRONLY)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:  # closing it writes nothing more
        monkeypatch.setattr(sys, "stderr", stream)
        print_error("a")
        print_error("b")


def test_outside_a_terminal_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("word " * 60 + "end. Run:", f"slate {unbroken('list -e')}")
    assert capsys.readouterr().err == "word " * 60 + "end. Run: slate list -e\n"


def test_several_commands_in_one_line_are_separated() -> None:
    assert one_line(["Gone."]) == "Gone."
    assert one_line(["Run:", "slate a"]) == "Run: slate a"
    assert one_line(["Either:", "slate a", "Or:", "slate b"]) == "Either: slate a. Or: slate b"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["slate", "show", "cobra-kai-s3"], "slate show cobra-kai-s3"),
        (["show", "\u611b\u306e\u4e0d\u6642\u7740"], "show \u611b\u306e\u4e0d\u6642\u7740"),
        (["merge", "a;touch b", "$(c)"], "merge 'a;touch b' '$(c)'"),
        (["update", "a\nb", "", "--no-id", "it's"], "update 'a\nb' '' --no-id 'it'\"'\"'s'"),
    ],
)
def test_words_of_a_command_are_quoted_for_a_shell(words: list[str], line: str) -> None:
    assert typed_line(*words) == line
    assert shlex.split(line) == words


def test_no_command_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("Gone.", "")
    assert capsys.readouterr().err == "Gone.\n"


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("slate list", "slate --db 'a b.db' list"),
        ("slate --db 'a b.db' list", "slate --db 'a b.db' list"),
        ("slate --db c.db export c.slate.ndjson", "slate --db c.db export c.slate.ndjson"),
        ("gunzip a.gz", "gunzip a.gz"),
    ],
)
def test_command_to_copy_is_about_the_same_slate(command: str, shown: str) -> None:
    assert with_options(command, ("--db", "a b.db", "--debug")) == shown


def test_a_command_that_writes_is_not_offline() -> None:
    assert with_options("slate import a.slate.ndjson", ("--offline",)) == (
        "slate import a.slate.ndjson"
    )
    assert with_options("slate list", ("--offline",)) == "slate --offline list"


def test_a_terminal_wraps_at_words_and_shows_the_command_alone(screen: Run) -> None:
    ran = screen("upcoming", "--undated", width=40)
    assert ran.err == (
        "slate: Titles without a date are in no\n  time span. Run:\n  slate list --undated\n"
    )


def test_what_cannot_be_broken_is_shown_whole(screen: Run) -> None:
    ran = screen("show", "x" * 60, width=40)
    assert ran.err == f'slate: No title\n  "{"x" * 60}".\n  For all titles:\n  slate list\n'


@pytest.mark.usefixtures("small")
def test_a_command_to_copy_in_a_hint_is_not_broken(screen: Run) -> None:
    ran = screen("list", "-s", "released,upcoming", "--undated", "--limit", "0", width=40)
    assert ran.err == (
        "0 of 1 title. For all:\n  slate list -s released,upcoming --undated --limit 1\n"
    )
