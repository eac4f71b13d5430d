"""Several requests to one remote at once, within its limit.

One thread runs for each request. Everything else is decided in the thread of the caller: when a
request begins, how long to wait, and when to give up. So an interrupt ends it at once, whatever
the requests are waiting for.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from slate.remotes.errors import (
    LONGEST,
    AnswerError,
    BusyError,
    FailingError,
    KeyRefusedError,
    RemoteError,
    TooSlowError,
    WaitError,
)

if TYPE_CHECKING:
    from slate.remotes.pace import Pace
    from slate.remotes.wire import Answer

AT_ONCE = 4  # requests
LONGEST_WAIT = 60.0  # seconds that a remote may ask for
_LONGEST_WAITS = 300.0  # seconds, of all waits together
_FIRST_WAIT = 5.0  # seconds, if it does not say how long; then twice as long each time
_TRIES = 4  # of a request that a busy remote refuses
_MOST_FAILURES = 10  # in a row, until a remote counts as failing
_GRACE = 5.0  # seconds after which a request that never ends is given up
KEY_REFUSED = frozenset({401, 403})
_BUSY = frozenset({429, 503})
MISSING = frozenset({404, 410})
_OK = 200
_CENTURY = 100 * 365 * 86_400.0  # seconds; an answer may have any number of digits

Result = tuple[str, "Answer | RemoteError"]  # what was requested, and what came of it
_Raw = tuple[str, "Answer | Exception"]


class Timer:
    """The clock that asking goes by; tests replace it by one that does not wait."""

    def now(self) -> float:
        """Return the time in seconds, of a clock that only runs forward."""
        return monotonic()

    def day_and_time(self) -> datetime:
        """Return the time of the calendar, in UTC."""
        return datetime.now(UTC)

    def wait(self, results: "SimpleQueue[_Raw]", seconds: float, running: int) -> _Raw | None:
        """Wait for the next result, at most some seconds; None if none came.

        `running` is the number of requests that have begun.
        """
        del running
        try:
            return results.get(timeout=max(seconds, 0))
        except Empty:
            return None


class Asking:
    """Requests to one remote, each by what it asks for: `send` returns the answer to one."""

    def __init__(
        self,
        send: Callable[[str], "Answer"],
        pace: "Pace",
        timer: Timer,
        on_wait: Callable[[float], None] = lambda _seconds: None,
        *,
        has_key: bool = True,
    ) -> None:
        """Ask with a function that sends one request, at a pace.

        `on_wait` is called when a busy remote asks to wait for some seconds. Unless it `has_key`,
        no key can be the reason for a refusal.
        """
        self._has_key = has_key
        self._on_wait = on_wait
        self._send = send
        self._pace = pace
        self._timer = timer
        self._waited = 0.0  # seconds

    def ask(self, wanted: Iterable[str]) -> Iterator[Result]:
        """Yield the answer to each request, or the error, as they come.

        After an error that ends all, no further results follow. Answers with the status of an
        error are errors, but for one: what is missing, 404, is returned.
        """
        results: SimpleQueue[_Raw] = SimpleQueue()
        waiting = deque(wanted)
        running: dict[str, float] = {}  # when it began
        refusals: Counter[str] = Counter()  # how often the remote was too busy for it
        failures = 0  # in a row
        while waiting or running:
            self._begin(waiting, running, results)
            found = self._timer.wait(results, self._patience(waiting, running), len(running))
            found = found or self._overdue(running)
            if found is None or found[0] not in running:  # given up before
                continue
            name, raw = found
            del running[name]
            answer = self._judged(raw, refusals[name])
            if answer is None:
                refusals[name] += 1
                waiting.appendleft(name)
                continue
            if isinstance(answer, RemoteError):
                failures += 1
                if failures >= _MOST_FAILURES and not answer.ends_all:
                    answer = FailingError(answer)
            else:
                failures = 0
            yield name, answer
            if isinstance(answer, RemoteError) and answer.ends_all:
                return

    def _begin(
        self, waiting: deque[str], running: dict[str, float], results: "SimpleQueue[_Raw]"
    ) -> None:
        """Begin as many requests as may run now."""
        now = self._timer.now()
        while waiting and len(running) < AT_ONCE and self._pace.next_start() <= now:
            name = waiting.popleft()
            self._pace.begin(now)
            running[name] = now
            # Not of an executor, which would wait for them when the program ends.
            thread = Thread(target=_run, args=(self._send, name, results), daemon=True)
            try:
                thread.start()
            except RuntimeError:  # this user may start no more: ask here, one after the other
                _run(self._send, name, results)

    def _patience(self, waiting: deque[str], running: dict[str, float]) -> float:
        """Return how many seconds to wait for a result before something else has to be done."""
        now = self._timer.now()
        times = [began + LONGEST + _GRACE for began in running.values()]
        if waiting and len(running) < AT_ONCE:
            times.append(self._pace.next_start())
        return min(times) - now

    def _overdue(self, running: dict[str, float]) -> _Raw | None:
        """Return an error for a request that should have ended long ago, None if there is none."""
        oldest = min(running, key=running.__getitem__, default=None)
        if oldest is None or self._timer.now() - running[oldest] < LONGEST + _GRACE:
            return None
        return oldest, TooSlowError()

    def _judged(self, answer: "Answer | Exception", refusals: int) -> "Answer | RemoteError | None":
        """Return an answer or the error that it stands for; None to ask again after a wait."""
        if isinstance(answer, RemoteError):
            return answer
        if isinstance(answer, Exception):  # a fault of slate
            raise answer
        if answer.status in _BUSY:
            return self._delayed(answer, refusals)
        if answer.status in KEY_REFUSED and self._has_key:
            return KeyRefusedError(answer.status)
        if answer.status == _OK or answer.status in MISSING:
            return answer
        return AnswerError(answer.status)

    def _delayed(self, answer: "Answer", refusals: int) -> RemoteError | None:
        """Delay all requests as long as a busy remote asks for; return an error if that is long."""
        if refusals + 1 >= _TRIES:
            return BusyError(answer.status)
        now = self._timer.now()
        seconds = _seconds(answer.retry_after, self._timer.day_and_time())
        if seconds is None:
            seconds = _FIRST_WAIT * 2**refusals
        if seconds > LONGEST_WAIT:
            return WaitError(seconds)
        until = now + seconds
        if until > self._pace.held_until:  # otherwise others were refused at the same time
            self._waited += until - max(now, self._pace.held_until)
            if self._waited > _LONGEST_WAITS:
                return BusyError(answer.status)
            self._on_wait(seconds)
        self._pace.hold(until)
        return None


def _run(send: Callable[[str], "Answer"], name: str, results: "SimpleQueue[_Raw]") -> None:
    try:
        results.put((name, send(name)))
    except Exception as error:  # noqa: BLE001 -- raised in the thread of the caller
        results.put((name, error))


def _seconds(text: str | None, now: datetime) -> float | None:
    """Return how long `Retry-After` asks to wait: seconds or a date; None if it says neither."""
    if text is None:
        return None
    if text.strip().isascii() and text.strip().isdecimal():
        return min(float(text), _CENTURY)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 -- it imports socket

    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0)
