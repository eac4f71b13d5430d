"""How processes end that a signal is sent to."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import slate

ALL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
STORED = ("The change was stored.", "It may be stored.")
_TRACES = ("Traceback", "internal error", "Exception ignored", "Fatal Python error")
_BEGIN = str(Path(slate.__file__).with_name("__main__.py"))
_FILES = re.compile(r'File "([^"]*)"')


class Ended(NamedTuple):
    """How a process has ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All that it wrote."""
        return self.out + self.err


@contextmanager
def none_ignored() -> Iterator[None]:
    """Make signals end the processes that are started in the block.

    Otherwise they ignore what this process ignores, as under `nohup`.
    """
    numbers = [number for number in ALL if signal.getsignal(number) is signal.SIG_IGN]
    for number in numbers:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)


def ended(process: "subprocess.Popen[bytes]", seconds: float) -> Ended:
    """Wait for a process and return how it ended; raise TimeoutExpired."""
    out, err = process.communicate(timeout=seconds)
    return Ended(process.returncode, out.decode(), err.decode())


def faults_of(done: Ended, number: int) -> Iterator[str]:
    """Yield what is wrong with what a process wrote, or with its exit status."""
    if any(trace in done.err for trace in _TRACES):
        if not _is_before(done.err, number):
            yield "a traceback"
    elif done.status not in {0, -number, 130 if number == signal.SIGINT else 0}:
        yield "the exit status"


def outcome(done: Ended, number: int) -> str:
    """Return what came of a signal, for the counts."""
    if done.status == 0:
        return "succeeded"
    if any(trace in done.err for trace in _TRACES):
        return "before slate began, as Python reports it"
    if done.status == -signal.SIGINT:
        return "before slate began"
    if any(text in done.err for text in STORED):
        return "ended, and said what is stored"
    return "killed" if number == signal.SIGKILL else "ended"


def _is_before(err: str, number: int) -> bool:
    """Whether a traceback is one of Python itself, which SIGINT found before slate began.

    Slate begins with its first lines, which ask Python to end silently.
    """
    ours = [name for name in _FILES.findall(err) if "/slate/" in name and name != _BEGIN]
    return number == signal.SIGINT and "internal error" not in err and not ours
