"""Signals that end a command: SIGINT (Ctrl-C), SIGTERM and SIGHUP.

Each raises an exception in the main thread, so that what was begun is taken back and temporary
files are deleted. It is raised later where it would leave something half done, and once more if
something has swallowed it, as Python does in a callback.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_INTERRUPTED = 130
_AGAIN = 1.0  # seconds after which a signal that had no effect is raised again
_REPEATS = 0.2  # seconds in which a second signal is the same one: shells and wrappers pass it on


class StoppedError(KeyboardInterrupt):
    """The command is to end, as a signal has arrived."""


class _State:
    """What has arrived, and what the command has stored by then."""

    def __init__(self) -> None:
        self.number = 0  # the first signal that has arrived
        self.raised_at: float | None = None
        self.is_waiting = False  # one has arrived that is not raised yet
        self.depth = 0  # of blocks in which none is raised
        self.is_held = False  # until `release`
        self.is_over = False
        self.has_stored = False
        self.may_have_stored = False


_state = _State()


def begin() -> None:
    """Begin a command: nothing has arrived, and nothing is stored."""
    global _state  # noqa: PLW0603 -- signals are those of the process
    _state = _State()


def handle(interrupt: Any) -> None:  # noqa: ANN401 -- as the module signal has it
    """Handle the signals from now on; `interrupt` is how SIGINT is handled if it is not ignored.

    A signal that the process was started to ignore, as `nohup` does, stays ignored.
    """
    signal.signal(signal.SIGINT, interrupt)
    for number in _ENDING:
        if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, _arrived)
    signal.signal(signal.SIGALRM, _again)


def received() -> int:
    """Return the number of the signal that has arrived, 0 if there is none."""
    return _state.number


def _arrived(number: int, _: object) -> None:
    if not _state.number:
        _state.number = number
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
    if _state.raised_at is None or time.monotonic() - _state.raised_at > _REPEATS:
        _raise()


def _again(*_: object) -> None:
    if _state.number:
        _raise()


def _raise() -> None:
    if _state.is_over:
        return
    if _state.depth or _state.is_held:
        _state.is_waiting = True
        return
    _state.is_waiting = False
    _state.raised_at = time.monotonic()
    raise StoppedError


def _raise_what_waits() -> None:
    if _state.is_waiting:
        _raise()


@contextmanager
def held() -> Iterator[None]:
    """Raise a signal that arrives in a block, which must be short, only at its end."""
    _state.depth += 1
    try:
        yield
    finally:
        _state.depth -= 1
        _raise_what_waits()


def hold() -> None:
    """Raise no signal until `release`: a commit is about to decide what the command has done."""
    _state.is_held = True


def release(*, has_stored: bool = False) -> None:
    """Raise signals again, also one that has arrived since `hold`.

    `has_stored` is whether something is stored that the command was to store.
    """
    _state.has_stored |= has_stored
    _state.may_have_stored = False
    _state.is_held = False
    _raise_what_waits()


def note_sending() -> None:
    """Note that something may be stored from now on, until `release`."""
    _state.may_have_stored = True


def what_is_stored() -> str:
    """Return what to say about a command that was ended by a signal; nothing if none is stored."""
    if _state.may_have_stored:
        return "It may be stored."
    return "The change was stored." if _state.has_stored else ""


def ignore() -> None:
    """Raise no signal any more: the command has done all that it had to do."""
    _state.is_over = True
    if _state.number:
        signal.setitimer(signal.ITIMER_REAL, 0)


def leave(code: int) -> None:
    """End the process with an exit status, or by the signal that has ended the command.

    All output is written and all files are closed by then.
    """
    if code and _state.number:
        if _state.number != signal.SIGINT:
            signal.signal(_state.number, signal.SIG_DFL)
            os.kill(os.getpid(), _state.number)
        code = _INTERRUPTED
    os._exit(code)
