import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from slate.cli.main import main
from slate.cli.output import stdout
from slate.files import signals
from slate.store.file import opening, saved_time
from tests.cli.conftest import SLATE, Done, Refused, Run, needs_full, stored


def test_no_command_prints_the_help(done: Done) -> None:
    out = done()
    assert out == done("--help") == done("-h")
    assert out.startswith("Usage: slate [OPTIONS] COMMAND [ARGS]...\n")
    assert not stored().exists()


def test_version_is_printed(done: Done) -> None:
    assert done("--version") == "slate 0.1.0\n"


def test_main_reads_sys_argv_by_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["slate", "next", "-e"])
    assert main() == 3
    assert capsys.readouterr() == ("", "")


# Messages of Typer itself: a word that each contains, and the help it points to.
@pytest.mark.parametrize(
    ("arguments", "word", "end"),
    [
        (["bogus"], "bogus", "Try: slate --help"),
        (["--bogus"], "--bogus", "Try: slate --help"),
        (["--db"], "--db", "Try: slate --help"),
        (["list", "--bogus"], "--bogus", "Try: slate list --help"),
        (["list", "--fromm", "2021"], "--from", "Try: slate list --help"),
        (["info", "extra"], "extra", "Try: slate info --help"),
        (["list", "-p"], "-p", "--help"),
        (["show"], "TITLE", "Try: slate show --help"),
        (["update", "-s", "filming"], "TITLE", "Try: slate update --help"),
        (["import"], "FILE", "Try: slate import --help"),
    ],
)
def test_usage_errors_are_one_line_that_points_to_the_help(
    refused: Refused, arguments: list[str], word: str, end: str
) -> None:
    told = refused(2, *arguments)
    assert told.startswith("slate: ")
    assert word in told
    assert told.endswith(f"{end}\n")
    assert told.count("\n") == 1
    assert not stored().exists()


@pytest.mark.parametrize("option", ["--db", "--db=x", "--demo", "--debug", "--version"])
@pytest.mark.parametrize("command", ["list", "add"])
def test_a_global_option_after_the_command_is_refused(
    refused: Refused, command: str, option: str
) -> None:
    name = option.partition("=")[0]
    value = " PATH" if name == "--db" else ""
    assert refused(2, command, option) == (
        f"slate: {name} goes before the command: slate {name}{value} {command} ...\n"
    )


def test_usage_errors_escape_control_characters(refused: Refused) -> None:
    told = refused(2, "list", "--\x1b]0;pwned\x07\u202e")
    assert "\\x1b]0;pwned\\x07\\u202e" in told
    assert "\x1b" not in told


def test_an_error_is_one_plain_line(refused: Refused, slate: Run) -> None:
    assert refused(3, "show", "\u202e[red]x[/red] :smile:") == (
        'slate: No title "\\u202e[red]x[/red] :smile:". For all titles: slate list\n'
    )
    assert slate("show", "x" * 500).err == (
        f'slate: No title "{"x" * 117}...". For all titles: slate list\n'
    )


def test_debug_shows_where_an_error_comes_from(installed: Run, slate: Run) -> None:
    error = 'No title "soul".'
    for ran in (installed("--debug", "show", "soul"), slate("--debug", "show", "soul")):
        lines = ran.err.splitlines()
        assert (ran.code, ran.out) == (3, "")
        assert lines[0] == "Traceback (most recent call last):"
        assert lines[-2:] == [
            f"slate.domain.errors.TitleNotFoundError: {error}",
            f"slate: {error} For all titles: slate list",
        ]


def test_debug_escapes_control_characters(slate: Run) -> None:
    ran = slate("--debug", "show", "x\u202ey")
    assert "\u202e" not in ran.err
    assert ran.err.count("\\u202e") == 2


@pytest.mark.slow
def test_debug_is_silent_about_a_closed_pipe(installed: Run) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{SLATE} --debug --demo list | true"],  # noqa: S607 -- any shell
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert installed("--debug", "--demo", "list", "--sort", "x").err.startswith("Traceback")


def test_debug_behind_the_command_is_a_text_like_any_other(refused: Refused) -> None:
    assert refused(3, "show", "--", "--debug").startswith('slate: No title "--debug".')


def test_an_argument_that_is_no_utf8(refused: Refused) -> None:
    assert refused(2, "add", os.fsdecode(b"Am\xe9lie")) == (
        "slate: The title is not valid UTF-8.\n"
    )


def test_stdin_that_is_not_utf8_is_refused(refused: Refused) -> None:
    assert refused(2, "show", "-", stdin=b"am\xe9lie\n") == ("slate: TITLE is not valid UTF-8.\n")


def test_commands_run_with_closed_streams(slate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, None)
        # The title is stored even though nothing can be printed.
        assert main(["add", "Soul", "-d", "winter 2021"]) == 1
        assert main(["list"]) == 1
        assert main(["list", "-p", "Hulu"]) == 0
        assert main(["list", "--bogus"]) == 2
        assert main(["show", "x"]) == 3
        assert main(["show", "-"]) == 2
        assert main(["import", "-"]) == 1
        assert main(["add"]) == 2
    assert slate("list", "-f", "slugs").out == "soul\n"


@pytest.mark.slow
def test_closed_stdin_is_reported() -> None:
    told = subprocess.run(
        ["/bin/sh", "-c", f"'{SLATE}' show - <&-; '{SLATE}' import - <&-; '{SLATE}' add <&-"],
        capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    assert told.splitlines() == [
        "slate: There is no standard input to read titles from.",
        "slate: stdin: is closed.",
        "slate: No title was given. Run: slate add TITLE, with the title in quotes.",
    ]


@pytest.mark.usefixtures("small")
@needs_full
@pytest.mark.parametrize(
    "arguments", ["list", "list -f tsv", "--help", "--version", "list --help", "info", "log"]
)
def test_output_to_a_full_disk_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert main(arguments.split()) == 1
    assert capsys.readouterr().err == "slate: cannot write output: No space left on device\n"


@pytest.mark.slow
@needs_full
def test_a_disk_that_fills_up_during_output_is_an_error(
    done: Done, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    records = ",".join(f'{{"title": "T{number}"}}' for number in range(2_000))
    done("import", "-", stdin=f"[{records}]")
    with Path("/dev/full").open("w", encoding="utf-8") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert main(["list", "-f", "csv"]) == 1
    assert capsys.readouterr().err == "slate: cannot write output: No space left on device\n"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("arguments", ["list", "list -f csv", "--version", "--help", "list --help"])
def test_a_closed_pipe_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", pipe)
        assert main(arguments.split()) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_output_piped_into_head_succeeds_silently(done: Done) -> None:
    records = ",".join(f'{{"title": "T{number}"}}' for number in range(5_000))
    done("import", "-", stdin=f"[{records}]")
    ran = subprocess.run(
        ["/usr/bin/env", "bash", "-c", f"set -o pipefail; '{SLATE}' list | head -1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (
        0,
        ["Date", "Title", "On", "Status"],
        "",
    )


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_commands_run_with_streams_closed_by_the_shell() -> None:
    """The shell closes the streams, instead of the test replacing them in Python."""
    script = """
        "$0" list >&- ; echo $?
        "$0" show x 2>&- ; echo $?
        "$0" add Soul -d 2021 -k film -s filming >&- 2>&- ; echo $?
        "$0" list -f slugs 2>&-
    """
    ran = subprocess.run(
        ["/bin/sh", "-c", script, SLATE], capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["1", "3", "1", "soul", "cobra-kai-s3", "heroes-2",
                                  "we-can-be-heroes"]  # fmt: skip
    assert ran.stderr == "slate: cannot write output: Bad file descriptor\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-8:strict"},
    ],
)
def test_commands_work_in_any_locale(installed: Run, settings: dict[str, str]) -> None:
    name = "Am\u00e9lie \u65e5\u672c"
    ran = installed("add", name.encode(), "-k", "film", "-s", "filming", **settings)
    assert (ran.code, ran.err) == (0, "")
    assert installed("list", "-f", "tsv", "--columns", "title", **settings) == (0, f"{name}\n", "")
    assert installed("show", "-", "-f", "slugs", stdin="am\u00c9lie \u65e5\u672c".encode(),
                     **settings).code == 0  # fmt: skip
    assert installed("list", **settings).code == 0
    assert installed("list", PYTHONUTF8="1").out.splitlines()[1].split()[2:4] == name.split()


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)],  # which a shell shows as 143
)
def test_an_interrupt_stores_nothing(world: Path, number: signal.Signals, status: int) -> None:
    os.mkfifo("fifo")
    process = subprocess.Popen(
        [SLATE, "import", "fifo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # Opening blocks until slate opens the other end, so slate is reading when interrupted.
    with (world / "fifo").open("w", encoding="utf-8") as fifo:
        fifo.write('[{"title": "Soul"}]')
        fifo.flush()
        process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (status, b"", b"")
    assert not stored().exists()


@pytest.mark.slow
def test_an_interrupt_at_a_prompt_ends_with_130(world: Path) -> None:
    master, slave = os.openpty()
    process = subprocess.Popen(
        [SLATE, "add"], stdin=slave, stdout=slave, stderr=slave,
        preexec_fn=lambda: os.login_tty(slave),  # noqa: PLW1509 -- it uses no threads
    )  # fmt: skip
    os.close(slave)
    try:
        seen = b""
        while b"Title: " not in seen:
            seen += os.read(master, 1_000)
        for _ in range(60):
            # The newline wakes a read that begins just after the signal. A signal that arrives
            # while the prompt is still being flushed is lost in Python's input(): try again.
            os.write(master, b"\x03\n")
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        assert process.returncode == 130
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert not stored().exists()
    assert world.exists()


def test_an_internal_error_is_reported_without_a_traceback(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("slate.cli.main.command_for", fail)
    assert slate("list") == (
        *(1, ""),
        (
            "slate: internal error (ZeroDivisionError: deep inside). "
            "Run slate --debug ... and report it.\n"
        ),
    )
    ran = slate("--debug", "list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert "\nZeroDivisionError: deep inside\nslate: internal error (" in ran.err


def test_an_interrupt_outside_typer_ends_with_130(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("slate.cli.main.command_for", interrupt)
    assert slate("list") == (130, "", "\n")


@pytest.mark.usefixtures("signals_handled")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_after_the_commit_is_no_reason_to_record_it_again(
    slate: Run, done: Done, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setattr(stdout, "finish", lambda: signal.raise_signal(number))
    ran = slate("add", "Mank")
    assert (ran.code, ran.err) == (130, "slate: interrupted. The change was stored.\n")
    monkeypatch.undo()
    assert done("list", "-f", "slugs") == "mank\n"


@pytest.mark.usefixtures("signals_handled")
def test_a_signal_at_the_commit_is_raised_when_that_is_done(
    slate: Run, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = opening.commit

    def committing(connection: sqlite3.Connection) -> None:
        commit(connection)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(opening, "commit", committing)
    ran = slate("add", "Mank")
    assert ran == (130, "", "slate: interrupted. The change was stored.\n")
    monkeypatch.undo()
    done("add", "Soul")


@pytest.mark.usefixtures("signals_handled")
def test_a_signal_before_the_commit_stores_nothing_and_prints_nothing(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_time, "store_new", lambda _: signal.raise_signal(signal.SIGINT))
    assert slate("add", "Mank") == (130, "", "")
    monkeypatch.undo()
    assert slate("list") == (0, "", "")


@pytest.mark.usefixtures("signals_handled")
def test_an_error_that_a_signal_has_become_is_none(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a callback, whose exception a library replaces by its own."""

    def fail(*_: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ZeroDivisionError from None

    monkeypatch.setattr("slate.cli.main.command_for", fail)
    assert slate("list") == (130, "", "\n")


def test_an_interrupt_outside_typer_says_what_is_stored(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        signals.note_sending()
        raise KeyboardInterrupt

    monkeypatch.setattr("slate.cli.main.command_for", interrupt)
    assert slate("list") == (130, "", "\nslate: interrupted. It may be stored.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "There is not enough memory."),
        (OSError(5, "Input/output error"),
         "The system reports: Input/output error. To see where, run: slate --debug ..."),
    ],
)  # fmt: skip
def test_what_the_machine_lacks_is_no_internal_error(
    slate: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("slate.cli.commands.count.count_releases", fail)
    assert slate("count") == (1, "", f"slate: {told}\n")


def test_too_little_memory_for_an_error_message_is_reported(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("slate.cli.advice.parts", fail)
    assert slate("show", "soul") == (1, "", "slate: There is not enough memory.\n")


def test_completion_reports_no_errors_into_the_line_that_is_typed(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    monkeypatch.setenv("COLUMNS", "80")  # which slate changes
    monkeypatch.setattr("slate.cli.main.command_for", fail)
    assert slate() == (1, "", "")


@pytest.mark.slow
def test_completion_imports_only_the_command_that_is_typed() -> None:
    script = """
import sys
from slate.cli.main import main
assert main([]) == 0
prefix = "slate.cli.commands."
print(*(name for name in sys.modules if name.startswith(prefix)), file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ
        | {
            "_SLATE_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": "slate --db x.db list --status film",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert "filming" in ran.stdout
    assert ran.stderr == "slate.cli.commands.list\n"
