"""A progress bar for work that takes more than a second, if standard error is a terminal."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, BinaryIO

from slate.cli.session import Session

if TYPE_CHECKING:
    from rich.progress import Progress

    from slate.usecases.read_files import InputFile

PATIENCE = 1.0  # seconds
_EVERY = 256  # rows between two checks of the clock
_CHUNK = 1 << 20


class Watch:
    """A counter of rows that shows a progress bar if reading them takes long."""

    def __init__(
        self,
        stack: ExitStack,
        files: "Sequence[InputFile]",
        task: str,
        *,
        shows: bool,
        on_percent: Callable[[int], None] | None,
    ) -> None:
        """Watch a task with these files from now on; the bar is closed with the stack.

        Call `on_percent`, if given, now and then, unless the files have no lines to measure by.
        """
        self._task = task
        self._stack = stack
        self._files = files
        self._shows = shows
        self._on_percent = on_percent
        self._began = time.monotonic()
        self._rows = 0
        self._bar: Progress | None = None
        self._before: dict[str, int] = {}  # file name -> lines of the files before it
        self._lines = 0  # of all files

    def at(self, file: "InputFile", line: int) -> None:
        """Record that a row was read, which begins at this line of its file."""
        self._rows += 1
        if self._rows % _EVERY:
            return
        is_slow = self._shows and time.monotonic() - self._began > PATIENCE
        if not (is_slow or self._on_percent):
            return
        if not self._before:
            self._measure()
        done = self._before[file.name] + line
        # The lines of a file that is one long line measure no progress.
        total = self._lines if self._lines > len(self._files) else None
        if self._on_percent and total:
            self._on_percent(100 * done // total)
        if is_slow:
            self._bar = self._bar or self._begin(total)
            self._bar.update(self._bar.task_ids[0], completed=done, rows=f"{self._rows:,}")

    def _measure(self) -> None:
        for file in self._files:
            self._before[file.name] = self._lines
            self._lines += _lines(file.stream)

    def _begin(self, total: int | None) -> "Progress":
        from rich.console import Console  # noqa: PLC0415 -- 45 ms, only for long work
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 -- as above

        console = Console(stderr=True, markup=False, emoji=False, highlight=False)
        bar = Progress(
            TextColumn(self._task, markup=False),
            BarColumn(),
            TextColumn("{task.fields[rows]} rows", markup=False),
            console=console,
            transient=True,
        )
        bar.add_task("", total=total, rows=f"{self._rows:,}")
        return self._stack.enter_context(bar)


class Requests:
    """A counter of answers that shows a progress bar if they take long."""

    def __init__(self, stack: ExitStack, task: str, *, shows: bool) -> None:
        """Watch requests from now on; the bar is closed with the stack."""
        self._task = task
        self._stack = stack
        self._shows = shows
        self._began = time.monotonic()
        self._bar: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Record how many of how many requests were answered."""
        passed = time.monotonic() - self._began
        if not self._shows or passed <= PATIENCE:
            return
        left = f"{passed / done * (total - done):.0f} s"
        if self._bar is None:
            self._bar = self._begin(total, left)
        self._bar.update(self._bar.task_ids[0], completed=done, left=left)

    def _begin(self, total: int, left: str) -> "Progress":
        from rich.console import Console  # noqa: PLC0415 -- 45 ms, only for long work
        from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 -- as above

        bar = Progress(
            TextColumn(self._task, markup=False),
            BarColumn(),
            TextColumn("{task.completed} of {task.total}, about {task.fields[left]}", markup=False),
            console=Console(stderr=True, markup=False, emoji=False, highlight=False),
            transient=True,
        )
        bar.add_task("", total=total, left=left)
        return self._stack.enter_context(bar)


@contextmanager
def requests_watched(session: Session, task: str) -> Iterator[Requests]:
    """Yield a counter of the answers to requests, such as `Asking TVmaze`."""
    with ExitStack() as stack:
        yield Requests(stack, task, shows=session.terminal.listens)


@contextmanager
def waited_for(session: Session, task: str) -> Iterator[None]:
    """Show a bar, which is erased in the end, while a block takes long, such as `Listing`.

    It moves, but has no end: nothing is known of a list before SQLite has sorted all of it.
    """
    if not session.terminal.listens:
        yield
        return
    from threading import Timer  # noqa: PLC0415 -- only on a terminal

    with ExitStack() as stack:
        timer = Timer(PATIENCE, lambda: stack.enter_context(_moving_bar(task)))
        if PATIENCE > 0:
            timer.start()
            stack.callback(timer.join)
            stack.callback(timer.cancel)
        else:
            timer.function()
        yield


def _moving_bar(task: str) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 -- 45 ms, only for long work
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 -- as above

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = TextColumn(task, markup=False), BarColumn()
    bar = Progress(*columns, console=console, transient=True)
    bar.add_task("", total=None)
    return bar


def _lines(stream: BinaryIO) -> int:
    """Count the lines of a file without changing its position."""
    found, offset = 0, 0
    while chunk := os.pread(stream.fileno(), _CHUNK, offset):
        found += chunk.count(b"\n")
        offset += len(chunk)
    return found


@contextmanager
def watched(
    session: Session, files: "Sequence[InputFile]", task: str, *, is_locked: bool = False
) -> Iterator[Watch]:
    """Yield a watch over a task with these files, such as `Importing`.

    If the slate is locked for it, those who wait see how far it is.
    """
    note = session.store.note_progress if is_locked else None
    with ExitStack() as stack:
        yield Watch(stack, files, task, shows=session.terminal.listens, on_percent=note)
