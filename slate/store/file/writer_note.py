"""A note beside a slate's file about who is writing to it, for those who have to wait.

Only commands that may take long leave one: `slate.db-writing`. A killed command leaves it behind;
the next one that writes deletes it.
"""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from slate.domain.quoting import clip
from slate.domain.text import safe
from slate.files import signals
from slate.store.file.opening import beside

_MOST = 20_000  # bytes that are read of a note
_START = b'{"command": '
_PROCESSES = Path("/proc")  # only of Linux
_STOPPED = b"T"  # as by Ctrl-Z; one that a debugger holds up for a moment has another state


class WriterNote(NamedTuple):
    """What is being done to a slate, by whom, and since when."""

    command: str  # with its arguments
    author: str
    since: datetime
    process: int | None = None  # its number, None if it runs on another machine

    def stopped_process(self) -> int | None:
        """Return the number of its process if that is known to be stopped, so not at work."""
        try:
            found = (_PROCESSES / str(self.process) / "stat").read_bytes()
        except OSError:
            return None
        # The name of the program, in parentheses, may contain any characters.
        return self.process if found.rpartition(b")")[2].split()[:1] == [_STOPPED] else None

    def __str__(self) -> str:
        since = self.since.astimezone()
        return f"slate {clip(self.command, 80)} ({self.author}, since {since:%H:%M})"


def path_of(path: Path) -> Path:
    """Return the path of the note about a slate; it stands beside its journal."""
    return beside(path, "writing")


@contextmanager
def noted(path: Path, command: str, author: str) -> Iterator[None]:
    """Leave a note while the block runs, which holds the write lock.

    It is as private as the slate. A failure to write it is ignored.
    """
    file = path_of(path)
    values = {
        "command": command,
        "author": author,
        "since": datetime.now(UTC).isoformat(),
        "process": os.getpid(),
        "machine": platform.node(),
    }
    if file.exists() and not _is_note(file):  # it is somebody else's file
        yield
        return
    with signals.held(), suppress(OSError):
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(file, flags, path.stat().st_mode & 0o666)
        with os.fdopen(descriptor, "w", encoding="utf-8") as note:
            json.dump(values, note)
    try:
        yield
    finally:
        with signals.held():
            remove(path)


def remove(path: Path) -> None:
    """Delete the note about a slate, if there is one; the caller holds the write lock.

    Any other file of that name is left alone.
    """
    file = path_of(path)
    with suppress(OSError):
        if _is_note(file):
            file.unlink()


def _is_note(file: Path) -> bool:
    """Whether a file is a note, which a killed command may not have written to its end."""
    with suppress(OSError), file.open("rb") as note:
        return note.read(len(_START)) in {_START, b""}
    return False


def read(path: Path) -> WriterNote | None:
    """Return the note about a slate, None if there is none that can be read."""
    try:
        with path_of(path).open("rb") as note:
            values = json.loads(note.read(_MOST))
        command, author = safe(str(values["command"])), safe(str(values["author"]))
        since = datetime.fromisoformat(values["since"])
        return WriterNote(command, author, since, _process_here(values))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _process_here(values: dict[str, object]) -> int | None:
    """Return the number of the process that a note names, None if it is on another machine."""
    process = values.get("process")
    is_here = values.get("machine") == platform.node()
    return process if is_here and isinstance(process, int) else None
