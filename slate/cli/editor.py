"""Running the user's editor on a text, which is not lost whatever happens."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from slate.cli.errors import RunInsteadError
from slate.cli.session import Session
from slate.cli.stderr import print_error
from slate.cli.temporary_folder import copying
from slate.domain.errors import SlateError, UsageError
from slate.files import signals
from slate.files.small_text import read_bytes

_VARIABLES = ("VISUAL", "EDITOR")
_DEFAULTS = ("editor", "nano", "vim", "vi")  # Debian's `editor` is what the administrator chose
_MOST = 10_000_000  # bytes of an edited text
_TO_END = 5.0  # seconds for an editor that is to end
_TERMINALS_SIGNALS = (signal.SIGINT, signal.SIGQUIT)


class EditorError(SlateError):
    """An editor that cannot be started, or that reports that it failed."""

    def __init__(self, command: Sequence[str], reason: str) -> None:
        super().__init__(f"The editor ({shlex.join(command)}) {reason}. Nothing was recorded.")


class TextGoneError(SlateError):
    """A text that the editor has deleted, or that cannot be read."""

    def __init__(self, error: OSError) -> None:
        what = "is gone" if isinstance(error, FileNotFoundError) else "cannot be read"
        super().__init__(f"The text {what}: {error.strerror}. Nothing was recorded.")


class TextKeptError(RunInsteadError):
    """An error after which the edited text is kept in a file."""

    def __init__(self, error: SlateError, path: Path) -> None:
        from slate.cli.advice import message  # noqa: PLC0415 -- only for errors

        text = message(error)
        end = "" if text.endswith((".", "?")) else "."
        super().__init__(f"{text}{end} Your text is kept:", str(path))
        self.exit_code = error.exit_code


class EditedFile:
    """A file with a text that somebody edits."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._shown = text.encode()

    @property
    def is_changed(self) -> bool:
        """Whether the file has another content than the text that was first written to it."""
        try:
            with self.path.open("rb") as file:
                return file.read(len(self._shown) + 1) != self._shown
        except OSError:
            return False

    def read(self) -> str:
        """Return the text; what is not UTF-8 in it is refused where a field is read.

        Raises TextGoneError.
        """
        try:
            content = read_bytes(self.path, _MOST)
        except OSError as error:
            raise TextGoneError(error) from error
        return content.decode("utf-8-sig", "surrogateescape")

    def write(self, text: str) -> None:
        """Write a text; if that fails, the one before stays. Raises TemporaryFolderError."""
        beside = self.path.with_suffix(".new")
        with copying("The text to edit"):
            beside.touch(mode=0o600)
            beside.write_bytes(text.encode("utf-8", "surrogateescape"))
            beside.replace(self.path)


@contextmanager
def edited_file(text: str) -> Iterator[EditedFile]:
    """Yield a file with a text that only the user can read; it is deleted at the end.

    If the block raises an error, and the text was changed, the file is kept, and the error, which
    becomes a TextKeptError, names it.
    """
    file = None
    try:
        with signals.held(), copying("The text to edit"):
            folder = Path(tempfile.mkdtemp(prefix="slate-edit-"))
            file = EditedFile(folder / "title.toml", text)
        file.write(text)
        yield file
    except BaseException as error:
        if file is None:
            raise
        if not file.is_changed:
            with signals.held():
                shutil.rmtree(folder, ignore_errors=True)
        elif isinstance(error, SlateError):
            raise TextKeptError(error, file.path) from error
        else:
            print_error("")  # it may have happened at a question
            print_error(f"Your text is kept: {file.path}")
        raise
    with signals.held():
        shutil.rmtree(folder, ignore_errors=True)


def chosen_editor(session: Session) -> list[str]:
    """Return the command of the editor: VISUAL, EDITOR or one that is installed.

    Raises UsageError if there is none, if the variable cannot be split as a shell does, and
    without a terminal also if no variable is set.
    """
    for name in _VARIABLES:
        if value := os.environ.get(name, "").strip():
            try:
                return shlex.split(value)
            except ValueError as error:
                reason = str(error).lower()
                raise UsageError(f"{name} is {value}, which is not a command: {reason}.") from None
    found = next(filter(shutil.which, _DEFAULTS), None)
    if not session.terminal.answers:
        raise UsageError("There is no terminal for an editor. Set EDITOR to a command.")
    if found is None:
        raise UsageError("No editor was found. Set EDITOR to one, such as nano.")
    return [found]


def _status_of(command: Sequence[str], out: TextIO | None) -> int:
    """Run an editor and return its exit status; a signal that ends slate is passed on to it."""
    editor = None
    try:
        with signals.held():
            editor = subprocess.Popen(command, stdout=out)  # noqa: S603 -- the user's editor
        return editor.wait()
    except KeyboardInterrupt:
        with signals.held():  # it may be keeping a text that nobody has saved
            if editor is not None:
                _end(editor)
        raise


def _end(editor: subprocess.Popen[bytes]) -> None:
    editor.send_signal(signals.received() or signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        editor.wait(_TO_END)
    editor.kill()
    editor.wait()


def run_editor(command: Sequence[str], path: Path, session: Session) -> None:
    """Run an editor on a file and wait for it; raise EditorError if it fails.

    What it prints must not mix with the output of slate. Keys such as Ctrl-C are meant for the
    editor.
    """
    handlers = {
        number: signal.signal(number, lambda *_: None)  # the editor has the default one
        for number in _TERMINALS_SIGNALS
    }
    out = None if session.terminal.is_screen else sys.__stderr__
    try:
        status = _status_of([*command, str(path)], out)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EditorError(command, f"cannot be started: {reason}") from error
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if status < 0:
        raise EditorError(command, f"was ended by signal {-status}")
    if status > 0:
        raise EditorError(command, f"failed with exit status {status}")
