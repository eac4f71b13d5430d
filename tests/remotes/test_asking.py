import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from datetime import UTC, datetime, timedelta, timezone
from queue import SimpleQueue
from threading import Barrier, Event, Lock
from time import monotonic

import pytest

from slate.remotes.asking import AT_ONCE, Asking, Result, Timer, _Raw
from slate.remotes.errors import (
    AnswerError,
    BusyError,
    FailingError,
    KeyRefusedError,
    RemoteError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
    WaitError,
)
from slate.remotes.pace import Limit, Pace
from slate.remotes.wire import Answer

START = datetime(2021, 1, 7, tzinfo=UTC)
BEGUN = 1_000.0  # seconds of the clock at the start
OK = Answer(200, b"abc")
FAST = Limit(100, 1.0)
SINGLE = Limit(1, 1.0)
Send = Callable[[str], Answer]


class Watch(Timer):
    """A clock that does not wait: time passes only when nothing is running that will end."""

    def __init__(self, stuck: int = 0) -> None:
        """Begin; as many requests as are `stuck` never end."""
        self.seconds = BEGUN
        self.stuck = stuck

    @property
    def passed(self) -> float:
        """The seconds since the start, rounded."""
        return round(self.seconds - BEGUN, 6)

    def now(self) -> float:
        return self.seconds

    def day_and_time(self) -> datetime:
        return START + timedelta(seconds=self.seconds - BEGUN)

    def wait(self, results: "SimpleQueue[_Raw]", seconds: float, running: int) -> _Raw | None:
        if running > self.stuck:
            return results.get(timeout=60)
        self.seconds += max(seconds, 0)
        return None


class Script:
    """What a remote answers to each request, one after the other; the last one for ever."""

    def __init__(self, watch: Watch, **answers: Iterable[Answer | Exception]) -> None:
        self.begun: list[tuple[str, float]] = []
        self._watch = watch
        self._lock = Lock()
        self._answers = {name: deque(given) for name, given in answers.items()}

    def __call__(self, name: str) -> Answer:
        with self._lock:
            self.begun.append((name, self._watch.passed))
            given = self._answers.get(name, deque([OK]))
            answer = given.popleft() if len(given) > 1 else given[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def asked(
    send: Send, watch: Timer, names: Iterable[str], limit: Limit = FAST
) -> tuple[list[Result], list[float]]:
    """Return the results, and the waits that were announced."""
    waits: list[float] = []
    return list(Asking(send, Pace(limit), watch, waits.append).ask(names)), waits


def only(results: Iterable[Result]) -> tuple[type[RemoteError], str]:
    """Return the error that is the only result."""
    ((_, answer),) = results
    assert isinstance(answer, RemoteError)
    return type(answer), str(answer)


def busy(status: int = 429, retry_after: str | None = None) -> Answer:
    return Answer(status, b"busy", retry_after)


def test_nothing_is_requested_for_nothing() -> None:
    watch = Watch()
    assert asked(Script(watch), watch, []) == ([], [])


def test_requests_begin_in_their_order() -> None:
    watch = Watch()
    send = Script(watch)
    results, waits = asked(send, watch, "cab", SINGLE)
    assert results == [("c", OK), ("a", OK), ("b", OK)]
    assert send.begun == [("c", 0.0), ("a", 1.0), ("b", 2.0)]
    assert waits == []


def test_requests_run_one_by_one_if_no_thread_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    watch = Watch()
    results, _ = asked(Script(watch), watch, "cab")
    assert results == [("c", OK), ("a", OK), ("b", OK)]


def test_four_requests_run_at_the_same_time() -> None:
    together, lock = Barrier(AT_ONCE), Lock()
    running = most = 0

    def send(_: str) -> Answer:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        together.wait(60)
        with lock:
            running -= 1
        return OK

    results, _ = asked(send, Watch(), "abcdefgh")
    assert sorted(results) == [(name, OK) for name in "abcdefgh"]
    assert (AT_ONCE, most) == (4, 4)


def test_limit_is_kept_for_200_requests() -> None:
    watch = Watch()
    send = Script(watch)
    results, _ = asked(send, watch, map(str, range(200)), Limit(19, 10.3))
    assert len(results) == 200
    assert watch.passed == 103.0
    assert Counter(time for _, time in send.begun) == {
        **{round(10.3 * window, 6): 19 for window in range(10)},
        103.0: 10,
    }


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", 0),
        ("60", 60),
        ("Thu, 07 Jan 2021 00:00:30 GMT", 30),
        ("Thu, 07 Jan 2021 00:00:30 -0000", 30),
        ("Thu, 07 Jan 2021 01:00:30 +0100", 30),
        ("Wed, 06 Jan 2021 00:00:30 GMT", 0),
        (None, 5),
        ("", 5),
        ("soon", 5),
        ("-1", 5),
        ("1.5", 5),
        ("٣", 5),
        ("Thu, 99 Jan 2021 00:00:30 GMT", 5),
        (f"Thu, 07 Jan 2021 00:00:30 +{'9' * 20}", 5),
    ],
)
def test_busy_remote_is_asked_again_after_the_wait_that_it_asks_for(
    status: int, retry_after: str | None, seconds: float
) -> None:
    watch = Watch()
    send = Script(watch, a=[busy(status, retry_after), OK])
    assert asked(send, watch, "a") == ([("a", OK)], [seconds])
    assert send.begun == [("a", 0.0), ("a", seconds)]


def test_other_requests_wait_as_well_and_later() -> None:
    watch = Watch()
    send = Script(watch, a=[busy(retry_after="7"), OK])
    results, _ = asked(send, watch, "abc", SINGLE)
    assert results == [("a", OK), ("b", OK), ("c", OK)]
    assert send.begun == [("a", 0.0), ("a", 7.0), ("b", 8.0), ("c", 9.0)]


@pytest.mark.parametrize("status", [429, 503])
def test_remote_that_refuses_a_request_four_times_is_busy(status: int) -> None:
    watch = Watch()
    send = Script(watch, a=[busy(status)])
    results, waits = asked(send, watch, "ab", SINGLE)
    assert only(results) == (BusyError, f"is busy ({status}). Try again later.")
    assert waits == [5, 10, 20]
    assert send.begun == [("a", 0.0), ("a", 5.0), ("a", 15.0), ("a", 35.0)]


def test_refusals_are_counted_for_each_request() -> None:
    watch = Watch()
    send = Script(watch, a=[busy(), busy(), busy(), OK], b=[busy(), OK])
    results, waits = asked(send, watch, "ab", SINGLE)
    assert results == [("a", OK), ("b", OK)]
    assert waits == [5, 10, 20, 5]


def test_waits_of_more_than_five_minutes_together_end_all() -> None:
    watch = Watch()
    refused = [busy(retry_after="60"), OK]
    send = Script(watch, **dict.fromkeys("abcdefg", refused))
    results, waits = asked(send, watch, "abcdefg", SINGLE)
    assert results[:-1] == [(name, OK) for name in "abcde"]
    assert only(results[-1:]) == (BusyError, "is busy (429). Try again later.")
    assert waits == [60] * 5


@pytest.mark.parametrize(
    ("retry_after", "shown"),
    [
        ("61", "61 s"),
        ("119", "119 s"),
        ("120", "2 min"),
        ("121", "3 min"),
        ("7200", "2 h"),
        ("7201", "3 h"),
        ("86400", "24 h"),
        ("Thu, 07 Jan 2021 02:00:00 GMT", "2 h"),
        ("9" * 20, "876000 h"),
        ("9" * 400, "876000 h"),
    ],
)
def test_wait_of_more_than_a_minute_ends_all(retry_after: str, shown: str) -> None:
    watch = Watch()
    send = Script(watch, a=[busy(retry_after=retry_after)])
    results, waits = asked(send, watch, "ab", SINGLE)
    assert only(results) == (WaitError, f"asks to wait {shown}. Try again after that.")
    assert waits == []
    assert send.begun == [("a", 0.0)]


def test_wait_until_a_date_is_rounded_up() -> None:
    class Late(Watch):
        def day_and_time(self) -> datetime:
            return START.astimezone(timezone(timedelta(hours=1))) - timedelta(microseconds=1)

    watch = Late()
    send = Script(watch, a=[busy(retry_after="Thu, 07 Jan 2021 00:01:01 GMT")])
    results, _ = asked(send, watch, "a")
    assert only(results) == (WaitError, "asks to wait 62 s. Try again after that.")


@pytest.mark.parametrize("status", [401, 403])
def test_refused_key_ends_all(status: int) -> None:
    watch = Watch()
    send = Script(watch, a=[Answer(status, b"no")])
    results, _ = asked(send, watch, "ab", SINGLE)
    assert only(results) == (KeyRefusedError, f"does not accept the key ({status}).")


@pytest.mark.parametrize("status", [404, 410])
def test_missing_is_an_answer(status: int) -> None:
    watch = Watch()
    missing = Answer(status, b"none")
    results, _ = asked(Script(watch, a=[missing]), watch, "ab", SINGLE)
    assert results == [("a", missing), ("b", OK)]


@pytest.mark.parametrize("status", [204, 302, 400, 418, 500, 502])
def test_other_statuses_are_errors_of_one_request(status: int) -> None:
    watch = Watch()
    results, _ = asked(Script(watch, a=[Answer(status, b"")]), watch, "ab", SINGLE)
    (_, error), second = results
    assert isinstance(error, AnswerError)
    assert (error.status, str(error)) == (status, f"answered with an error ({status}).")
    assert second == ("b", OK)


def test_error_of_a_request_is_its_result() -> None:
    watch = Watch()
    error = TooLargeError()
    results, _ = asked(Script(watch, a=[error]), watch, "ab", SINGLE)
    assert results == [("a", error), ("b", OK)]


def test_ten_failures_in_a_row_end_all() -> None:
    watch = Watch()
    failed = [Answer(500, b"")]
    names = [f"n{number}" for number in range(15)]
    send = Script(watch, **dict.fromkeys(names, failed))
    results, _ = asked(send, watch, names, SINGLE)
    assert [type(answer) for _, answer in results] == [AnswerError] * 9 + [FailingError]
    assert str(results[-1][1]) == "answered with an error (500), again and again."
    assert len(send.begun) == 10


def test_answer_resets_the_count_of_failures() -> None:
    watch = Watch()
    names = [f"n{number}" for number in range(19)]
    send = Script(watch, **{name: [Answer(500, b"")] for name in names if name != "n9"})
    results, _ = asked(send, watch, names, SINGLE)
    assert [type(answer) for _, answer in results] == [
        *[AnswerError] * 9,
        Answer,
        *[AnswerError] * 9,
    ]


def test_tenth_failure_that_ends_all_itself_is_shown_as_it_is() -> None:
    watch = Watch()
    names = [f"n{number}" for number in range(10)]
    refused = UnreachableError("connection refused")
    send = Script(watch, **{name: [Answer(500, b"")] for name in names[:9]}, n9=[refused])
    results, _ = asked(send, watch, names, SINGLE)
    assert results[-1] == ("n9", refused)


def test_fault_is_raised_in_the_caller() -> None:
    watch = Watch()
    asking = Asking(Script(watch, a=[ZeroDivisionError("a fault")]), Pace(FAST), watch)
    with pytest.raises(ZeroDivisionError, match="a fault"):
        list(asking.ask("a"))


def test_request_that_never_ends_is_given_up_while_others_go_on() -> None:
    watch, never = Watch(stuck=1), Event()

    def send(name: str) -> Answer:
        if name == "a":
            never.wait(60)
        return OK

    results, _ = asked(send, watch, [*"abcdefgh"], SINGLE)
    never.set()
    assert results[:-1] == [(name, OK) for name in "bcdefgh"]
    assert only(results[-1:]) == (TooSlowError, "took more than 60 s to answer.")
    assert watch.passed == 65


def test_result_of_a_request_that_was_given_up_is_ignored() -> None:
    never, late = Event(), deque[_Raw]([("a", OK)])

    class Late(Watch):
        def wait(self, results: "SimpleQueue[_Raw]", seconds: float, running: int) -> _Raw | None:
            if self.passed >= 65 and late:
                self.stuck = 0
                return late.popleft()
            return super().wait(results, seconds, running)

    def send(name: str) -> Answer:
        if name == "a":
            never.wait(60)
        return OK

    results, _ = asked(send, Late(stuck=1), "ab", Limit(1, 100.0))
    never.set()
    assert [(name, type(answer)) for name, answer in results] == [
        ("a", TooSlowError),
        ("b", Answer),
    ]
    assert not late


def test_results_that_are_not_wanted_any_more_are_not_waited_for() -> None:
    never = Event()

    def send(name: str) -> Answer:
        if name == "a":
            never.wait(60)
        return OK

    before = monotonic()
    results = Asking(send, Pace(FAST), Timer()).ask("ab")
    assert next(results) == ("b", OK)
    assert isinstance(results, Generator)
    results.close()
    assert monotonic() - before < 10
    never.set()


def test_interrupt_ends_the_wait_at_once() -> None:
    never = Event()
    main = threading.main_thread().ident
    assert main == threading.get_ident()

    def send(_: str) -> Answer:
        signal.pthread_kill(main, signal.SIGINT)
        never.wait(60)
        return OK

    before = monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(Asking(send, Pace(FAST), Timer()).ask("a"))
    assert monotonic() - before < 10
    never.set()


def test_threads_do_not_outlive_the_program() -> None:
    found = []

    def send(_: str) -> Answer:
        found.append(threading.current_thread().daemon)
        return OK

    asked(send, Timer(), "a")
    assert found == [True]


def test_timer_goes_by_the_clocks_of_this_machine() -> None:
    timer = Timer()
    assert timer.now() <= monotonic() <= timer.now()
    assert timer.day_and_time().utcoffset() == timedelta()
    assert abs(timer.day_and_time() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("seconds", [0.001, 0, -5])
def test_timer_waits_for_a_result(seconds: float) -> None:
    results: SimpleQueue[_Raw] = SimpleQueue()
    assert Timer().wait(results, seconds, 1) is None
    results.put(("a", OK))
    assert Timer().wait(results, seconds, 1) == ("a", OK)


def test_a_wait_that_others_were_told_already_is_not_announced_again() -> None:
    watch = Watch()
    refused = [busy(retry_after="7"), OK]
    results, waits = asked(Script(watch, a=refused, b=refused), watch, "ab")
    assert sorted(results) == [("a", OK), ("b", OK)]
    assert waits == [7.0]
