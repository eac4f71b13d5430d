import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from slate.cli import editor
from slate.cli.editor import (
    EditorError,
    TextGoneError,
    TextKeptError,
    chosen_editor,
    edited_file,
    run_editor,
)
from slate.cli.session import Clock, Session, Terminal
from slate.cli.temporary_folder import TemporaryFolderError
from slate.domain.errors import UsageError
from slate.store.file.connection import Store

PIPES = Terminal(is_screen=False, shows=False, listens=False, answers=False, width=80)
SCREEN = Terminal(is_screen=True, shows=True, listens=True, answers=True, width=80)


def session(terminal: Terminal) -> Session:
    return Session(Store(Path("slate.db")), Clock.read("2021-01-07"), terminal)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, world: Path) -> Path:
    """Make a folder for temporary files."""
    path = world / "tmp"
    path.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(path))
    return path


# The command of the editor


@pytest.mark.parametrize(
    ("visual", "editor", "words"),
    [
        ("vim", "nano", ["vim"]),
        ("", "nano", ["nano"]),
        ("  ", "code --wait", ["code", "--wait"]),
        ("", "'my editor' \"a b\"", ["my editor", "a b"]),
        ("", "sed -i 's/$a/*/'", ["sed", "-i", "s/$a/*/"]),  # no shell runs it
    ],
)
@pytest.mark.parametrize("terminal", [PIPES, SCREEN])
def test_the_editor_is_that_of_visual_or_of_editor(
    monkeypatch: pytest.MonkeyPatch,
    terminal: Terminal,
    visual: str,
    editor: str,
    words: list[str],
) -> None:
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", editor)
    assert chosen_editor(session(terminal)) == words


def test_an_editor_that_no_shell_could_split_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi 'a")
    with pytest.raises(UsageError) as error:
        chosen_editor(session(PIPES))
    assert str(error.value) == "EDITOR is vi 'a, which is not a command: no closing quotation."


def test_without_a_variable_an_installed_editor_is_used(
    monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    monkeypatch.setenv("PATH", str(world))
    with pytest.raises(UsageError) as error:
        chosen_editor(session(SCREEN))
    assert str(error.value) == "No editor was found. Set EDITOR to one, such as nano."
    for name in ("vi", "nano"):
        (world / name).touch(mode=0o700)
        assert chosen_editor(session(SCREEN)) == [name]
    with pytest.raises(UsageError) as error:
        chosen_editor(session(PIPES))
    assert str(error.value) == "There is no terminal for an editor. Set EDITOR to a command."


# Running it


def test_the_file_is_the_last_argument(world: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_editor(["echo", "a  b"], world / "x y", session(SCREEN))
    assert capfd.readouterr() == (f"a  b {world / 'x y'}\n", "")


def test_what_an_editor_prints_is_no_output_of_slate(
    world: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run_editor(["echo"], world / "x", session(PIPES))
    assert capfd.readouterr() == ("", f"{world / 'x'}\n")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (["sh", "-c", "exit 3"], "(sh -c 'exit 3') failed with exit status 3"),
        (["sh", "-c", "kill -9 $$"], "(sh -c 'kill -9 $$') was ended by signal 9"),
        (["./none"], "(./none) cannot be started: No such file or directory"),
        (["a\0b"], "('a\0b') cannot be started: embedded null byte"),
    ],
)
def test_an_editor_that_fails_is_named(world: Path, command: list[str], reason: str) -> None:
    with pytest.raises(EditorError) as error:
        run_editor(command, world / "x", session(PIPES))
    assert str(error.value) == f"The editor {reason}. Nothing was recorded."


def test_ctrl_c_is_for_the_editor(world: Path) -> None:
    script = "import os, signal; os.kill(os.getppid(), signal.SIGINT); open('mark', 'w').write(str("
    script += "signal.getsignal(signal.SIGINT) is signal.default_int_handler))"
    run_editor([sys.executable, "-IS", "-c", script], world / "x", session(PIPES))
    assert (world / "mark").read_text() == "True"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# The file


def test_a_text_is_deleted_when_it_was_used(folder: Path) -> None:
    with edited_file("caf\u00e9\n") as file:
        assert (file.read(), file.is_changed) == ("caf\u00e9\n", False)
        assert file.path.stat().st_mode & 0o777 == 0o600
        assert file.path.parent.stat().st_mode & 0o777 == 0o700
        file.write("\udcff\n")
        assert (file.path.read_bytes(), file.is_changed) == (b"\xff\n", True)
        assert file.path.stat().st_mode & 0o777 == 0o600
        file.path.write_bytes(b"\xef\xbb\xbfx\xfe")
        assert file.read() == "x\udcfe"
    assert list(folder.iterdir()) == []


def test_an_unchanged_text_is_deleted_after_an_error(folder: Path) -> None:
    with pytest.raises(EditorError), edited_file("a"):
        raise EditorError(["vi"], "failed")
    assert list(folder.iterdir()) == []


def fail(error: BaseException) -> None:
    """Change a text, and raise an error."""
    with edited_file("a") as file:
        file.write("b")
        raise error


@pytest.mark.parametrize(("text", "shown"), [("It failed", "It failed."), ("Why?", "Why?")])
def test_a_changed_text_is_kept_after_an_error(folder: Path, text: str, shown: str) -> None:
    with pytest.raises(TextKeptError) as error:
        fail(UsageError(text))
    (path,) = folder.glob("*/title.toml")
    assert (error.value.text, error.value.command) == (f"{shown} Your text is kept:", str(path))
    assert error.value.exit_code == 2
    assert path.read_text() == "b"


def test_a_changed_text_is_kept_when_slate_is_interrupted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail(KeyboardInterrupt())
    (path,) = folder.glob("*/title.toml")
    assert capsys.readouterr().err == f"\nYour text is kept: {path}\n"
    assert path.read_text() == "b"


def test_a_text_that_the_editor_deleted_is_gone(folder: Path) -> None:
    with edited_file("a") as file:
        file.path.unlink()
        with pytest.raises(TextGoneError) as error:
            file.read()
        assert not file.is_changed
    assert str(error.value) == (
        "The text is gone: No such file or directory. Nothing was recorded."
    )
    assert list(folder.iterdir()) == []


def test_a_text_that_never_ends_is_refused(folder: Path) -> None:
    with edited_file("a") as file:
        file.path.unlink()
        file.path.symlink_to("/dev/zero")
        with pytest.raises(TextGoneError) as error:
            file.read()
        assert file.is_changed
    assert str(error.value) == (
        "The text cannot be read: it has more than 10,000,000 bytes. Nothing was recorded."
    )
    assert list(folder.iterdir()) == []


def test_a_text_that_cannot_be_written_is_reported(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(TemporaryFolderError) as error, edited_file("a"):
        pass
    assert str(error.value) == (
        f"The text to edit cannot be copied to {folder}: No such file or directory."
    )


@pytest.mark.slow
@pytest.mark.usefixtures("signals_handled")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("obeys", [True, False])
def test_a_signal_that_ends_slate_ends_the_editor(
    world: Path, monkeypatch: pytest.MonkeyPatch, *, number: signal.Signals, obeys: bool
) -> None:
    """It may keep what nobody has saved; one that does not end is killed."""
    monkeypatch.setattr(editor, "_TO_END", 20 if obeys else 0.1)
    name = number.name.removeprefix("SIG")
    trap = "echo kept > kept; exit 1" if obeys else ""
    kills = f"kill -{name} {os.getpid()}"
    script = f"trap '{trap}' {name}; echo $$ > pid; {kills}; while :; do sleep 0.05; done"
    with pytest.raises(KeyboardInterrupt):
        run_editor(["sh", "-c", script], Path("text"), session(SCREEN))
    with pytest.raises(ProcessLookupError):
        os.kill(int((world / "pid").read_text()), 0)
    assert (world / "kept").exists() is obeys


def test_a_signal_before_the_editor_has_begun_begins_none(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_editor(["vim"], world / "x", session(SCREEN))
