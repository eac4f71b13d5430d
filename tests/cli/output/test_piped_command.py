import os
from pathlib import Path

import pytest

from slate.cli.output.piped_command import PipedCommand, PipedCommandError, parse_command
from slate.domain.errors import UsageError

pytestmark = pytest.mark.slow  # together they take seconds

LONG = "x" * 70 + "\n"
TIMES = 20_000  # more than fits into a pipe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cat", ["cat"]),
        (" mail -s 'What moved'  me@example.org\n", ["mail", "-s", "What moved", "me@example.org"]),
        ("a\\ b \"c'd\" ''", ["a b", "c'd", ""]),
        ("sh -c 'cat > $HOME/x | y'", ["sh", "-c", "cat > $HOME/x | y"]),
        ("echo $HOME ~ * # > x", ["echo", "$HOME", "~", "*", "#", ">", "x"]),  # no shell runs it
        ("env A=b c", ["env", "A=b", "c"]),
        ("./a=b c=d", ["./a=b", "c=d"]),
    ],
)
def test_a_command_is_split_as_a_shell_does(text: str, words: list[str]) -> None:
    assert parse_command(text) == PipedCommand(tuple(words))


EMPTY = "--pipe-to is empty. Name a command: --pipe-to 'mail -s News me@example.org'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", EMPTY),
        (" \n", EMPTY),
        ("'' x", EMPTY),
        (
            "mail 'x",
            "--pipe-to is not a command: no closing quotation. Check its quotes and backslashes.",
        ),
        (
            "mail x\\",
            "--pipe-to is not a command: no escaped character. Check its quotes and backslashes.",
        ),
        (
            "TOKEN=abc curl x",
            (
                "--pipe-to sets the variable TOKEN, which only a shell does. "
                "Put env before it: --pipe-to 'env TOKEN=... COMMAND'"
            ),
        ),
    ],
)
def test_what_is_no_command_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_command(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "--to is empty. Name a command: --to 'mail -s News me@example.org'"),
        (
            "mail 'x",
            "--to is not a command: no closing quotation. Check its quotes and backslashes.",
        ),
        (
            "TOKEN=abc curl x",
            (
                "--to sets the variable TOKEN, which only a shell does. "
                "Put env before it: --to 'env TOKEN=... COMMAND'"
            ),
        ),
    ],
)
def test_what_is_no_command_is_refused_with_the_option_that_was_typed(
    text: str, message: str
) -> None:
    with pytest.raises(UsageError) as error:
        parse_command(text, "--to")
    assert str(error.value) == message


def test_a_command_is_named_without_its_arguments() -> None:
    assert parse_command("mail -s x").name == "mail"
    assert parse_command("'my mail' -s x").name == "'my mail'"


def test_the_text_is_the_standard_input_in_utf_8(
    world: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    PipedCommand(("tee", "got")).run(["Am\u00e9lie\r\n", "\udcff\n"])
    assert (world / "got").read_bytes() == b"Am\xc3\xa9lie\r\n\xed\xb3\xbf\n"
    assert capfd.readouterr().err == ""


def test_output_and_errors_of_the_command_pass_through(capfd: pytest.CaptureFixture[str]) -> None:
    PipedCommand(("sh", "-c", "cat; echo no >&2")).run(["a\n", "b\n"])
    assert capfd.readouterr() == ("a\nb\n", "no\n")


def test_a_text_larger_than_a_pipe_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    PipedCommand(("cat",)).run(LONG for _ in range(TIMES))
    assert capfd.readouterr() == (LONG * TIMES, "")


def test_a_command_need_not_read_the_text(capfd: pytest.CaptureFixture[str]) -> None:
    PipedCommand(("true",)).run(LONG for _ in range(TIMES))
    PipedCommand(("head", "-n", "1")).run(LONG for _ in range(TIMES))
    assert capfd.readouterr() == (LONG, "")


def test_arguments_are_passed_on_as_they_are(world: Path) -> None:
    PipedCommand(("tee", "\udcff", "caf\u00e9", "* $HOME")).run(["x\n"])
    names = {b"\xff", b"caf\xc3\xa9", b"* $HOME"}
    assert names <= {os.fsencode(path.name) for path in world.iterdir()}


def failure_of(*words: str, consequence: str = "") -> str:
    with pytest.raises(PipedCommandError) as error:
        PipedCommand(words).run([LONG], consequence=consequence)
    assert error.value.exit_code == 1
    return str(error.value)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["false"], "The command false failed with exit status 1."),
        (["sh", "-c", "exit 7", "key"], "The command sh failed with exit status 7."),
        (["sh", "-c", "kill -9 $$", "key"], "The command sh was ended by signal 9."),
        (
            ["./no mail", "key"],
            "The command './no mail' was not found. Check its name, or write its full path.",
        ),
        (
            ["no-such-command", "key"],
            "The command no-such-command was not found. Check its name, or write its full path.",
        ),
        (
            ["./text", "key"],
            (
                "The command ./text cannot be started: Permission denied. "
                "Check that it is an executable file."
            ),
        ),
        (
            ["./script", "key"],
            (
                "The command ./script cannot be started: Exec format error. "
                "Begin a script with #!/bin/sh."
            ),
        ),
        (["text/mail", "key"], "The command text/mail cannot be started: Not a directory."),
    ],
)
def test_a_command_that_fails_is_named_without_its_arguments(
    world: Path, words: list[str], message: str
) -> None:
    (world / "text").touch(mode=0o600)
    (world / "script").write_text("cat\n")
    (world / "script").chmod(0o700)
    assert failure_of(*words) == message


def test_the_consequence_of_a_failure_is_stated() -> None:
    assert failure_of("false", consequence="Nothing was marked.") == (
        "The command false failed with exit status 1. Nothing was marked."
    )


def test_an_interrupt_ends_a_command_that_ignores_it(world: Path) -> None:
    os.mkfifo(world / "fifo")  # nobody writes to it
    # When it has read the text, slate waits for its end.
    script = "trap '' INT; cat > got; echo $$ > pid; kill -INT $PPID; read line < fifo"
    with pytest.raises(KeyboardInterrupt):
        PipedCommand(("sh", "-c", script)).run([LONG])
    with pytest.raises(ProcessLookupError):
        os.kill(int((world / "pid").read_text()), 0)
