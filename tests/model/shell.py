"""Command lines as people type them: they run in this process, and are kept to be repeated."""

import io
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from shlex import join, quote
from typing import NamedTuple
from uuid import UUID, uuid5

import pytest

from slate.cli.main import main
from slate.cli.session import Clock
from slate.store import ledger
from slate.store.reports import recorder

# The clock of the machine, where SLATE_TODAY does not set another day.
MACHINE = datetime(2021, 1, 10, 12, tzinfo=UTC)
_NAMESPACE = UUID(int=0)


class Fault(AssertionError):  # noqa: N818 -- a fault is no error of the test
    """What slate should not have done, with the command lines that lead there."""


class Ran(NamedTuple):
    """The result of a command line."""

    typed: str
    code: int
    out: str
    err: str


class Shell:
    """A shell in the current folder; `lines` are the command lines that it ran."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.commands = 0
        self.done: Counter[str] = Counter()  # commands that recorded something, by name

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        Path(name).write_text(text, encoding="utf-8")
        self.lines.append(f"printf %s {quote(text)} >{quote(name)}")

    def run(
        self, arguments: tuple[str, ...], environment: dict[str, str], *, is_check: bool = False
    ) -> Ran:
        """Run a command, with pipes for all streams; `lines` lack one that changes nothing."""
        settings = " ".join(f"{name}={quote(value)}" for name, value in environment.items())
        typed = f"{settings} slate {join(arguments)}"
        if not is_check:
            self.lines.append(typed)
        self.commands += 1
        out, err = io.BytesIO(), io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("SLATE_TODAY", raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8"))
            code = main(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(typed, code, out.getvalue().decode(), err.getvalue().decode())

    def fault(self, what: str) -> Fault:
        """Return a fault with the command lines that lead to it."""
        text = "\n".join((what, "", *filter(None, self.lines)))
        return Fault(text.replace(str(Path.cwd()), "$PWD"))


@contextmanager
def same_each_time() -> Iterator[None]:
    """Make uids and the clock of this machine the same each time, until the end of the block."""
    numbers = count()

    def uid() -> UUID:
        found = uuid5(_NAMESPACE, str(next(numbers)))
        return UUID(bytes=found.bytes, version=4)

    read = Clock.read.__func__  # type: ignore[attr-defined]

    def clock(fixed: str | None) -> Clock:
        found: Clock = read(Clock, fixed) if fixed else Clock(MACHINE.date(), MACHINE)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorder, "uuid4", uid)
        patch.setattr(ledger, "uuid4", uid)
        patch.setattr(Clock, "read", clock)
        yield
