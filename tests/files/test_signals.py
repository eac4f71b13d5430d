import os
import signal
import time

import pytest

from slate.files import signals
from slate.files.signals import StoppedError

_ALL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


class LeftError(Exception):
    """Raised in place of ending the process."""


@pytest.fixture(autouse=True)
def _each_counts(monkeypatch: pytest.MonkeyPatch, signals_handled: None) -> None:
    """Count what is sent at once as another signal."""
    del signals_handled
    monkeypatch.setattr(signals, "_REPEATS", -1)


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", _ALL[:3])
def test_a_signal_raises_an_exception(number: int) -> None:
    assert signals.received() == 0
    with pytest.raises(StoppedError):
        send(number)
    assert signals.received() == number


def test_a_signal_that_was_ignored_before_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signals.handle(signal.SIG_IGN)
    send(signal.SIGHUP)
    send(signal.SIGINT)
    assert signals.received() == 0


def test_a_block_that_holds_it_is_run_to_its_end() -> None:
    done = []

    def work() -> None:
        with signals.held():
            with signals.held():
                send(signal.SIGTERM)
                done.append("inner")
            done.append("outer")
        done.append("after")

    with pytest.raises(StoppedError):
        work()
    assert done == ["inner", "outer"]


def test_a_commit_holds_it_until_it_is_released() -> None:
    signals.hold()
    send(signal.SIGINT)
    with pytest.raises(StoppedError):
        signals.release(has_stored=True)
    assert signals.what_is_stored() == "The change was stored."
    signals.release()
    assert signals.what_is_stored() == "The change was stored."


def test_what_is_sent_may_be_stored_until_that_is_known() -> None:
    assert signals.what_is_stored() == ""
    signals.note_sending()
    assert signals.what_is_stored() == "It may be stored."
    signals.release()
    assert signals.what_is_stored() == ""


def test_a_signal_that_is_passed_on_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_REPEATS", 60)
    with pytest.raises(StoppedError):
        send(signal.SIGINT)
    send(signal.SIGINT)


def test_a_second_one_later_is_another() -> None:
    for _ in range(2):
        with pytest.raises(StoppedError):
            send(signal.SIGINT)


def test_one_that_was_swallowed_is_raised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_AGAIN", 0.01)
    with pytest.raises(StoppedError):
        send(signal.SIGTERM)
    with pytest.raises(StoppedError):
        time.sleep(60)


def test_an_alarm_of_somebody_else_is_none() -> None:
    send(signal.SIGALRM)
    assert signals.received() == 0


def test_none_is_raised_once_the_command_is_over() -> None:
    signals.ignore()
    send(signal.SIGINT)
    assert signals.received() == signal.SIGINT


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return how the process was to end."""
    found: list[object] = []

    def leave(code: int) -> None:
        raise LeftError(code)

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(os, "kill", lambda _, number: found.append(number))
    return found


@pytest.mark.parametrize(
    ("number", "code", "status", "killed"),
    [
        (None, 3, 3, []),
        (signal.SIGINT, 0, 0, []),
        (signal.SIGINT, 1, 130, []),
        (signal.SIGHUP, 0, 0, []),
        (signal.SIGTERM, 130, 130, [signal.SIGTERM]),
    ],
)
def test_a_process_ends_as_the_signal_asks_unless_all_was_done(
    ends: list[object], number: int | None, code: int, status: int, killed: list[int]
) -> None:
    if number is not None:
        with pytest.raises(StoppedError):
            signal.raise_signal(number)
    with pytest.raises(LeftError, match=str(status)):
        signals.leave(code)
    assert ends == killed
