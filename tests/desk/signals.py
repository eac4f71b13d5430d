"""Signals to commands on a shared slate; `python -m tests.damage.signals` runs this, too."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.damage.processes import ALL, Ended, ended, faults_of, outcome
from tests.desk.conftest import Machine
from tests.desk.stops import OPERATIONS, Desk

_SOON = 20.0  # seconds in which a signal ends a command, also if the server is silent
_MESSAGES = 40  # of a command, after one of which a server falls silent
_LONGEST = 4.0  # seconds before a signal
_STORED = "The change was stored."
_PERHAPS = "It may be stored."


def attempt(name: str, desk: Desk, random_: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Send a signal to a command at a random moment; count what came of it, yield what is wrong."""
    operation = OPERATIONS[name]
    number = random_.choice(ALL)
    operation.precedes(desk)
    words = operation.words(desk.begin())
    before = desk.state()
    is_silent = random_.random() < 1 / 4
    desk.proxy.silent_after = random_.randrange(_MESSAGES) if is_silent else None
    process = _started(desk.ann, words)
    try:
        time.sleep(random_.uniform(0, _LONGEST if is_silent else _LONGEST / 2))
        process.send_signal(number)
        done = ended(process, _SOON)
    except subprocess.TimeoutExpired:
        yield f"{name} on a server: {number.name} has not ended it"
        return
    finally:
        process.kill()
        process.wait()
        desk.proxy.silent_after = None
        desk.proxy.cut()
    counts[f"{number.name}, on a server: {outcome(done, number)}"] += 1
    where = f"{name} on a server, {number.name}, exit status {done.status}"
    for wrong in (*faults_of(done, number), *_wrong(desk, before, done, writes=operation.writes)):
        yield f"{where}: {wrong} ({done.err!r})"


def _started(machine: Machine, words: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "slate", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | machine.environment,
    )


def _wrong(desk: Desk, before: str, done: Ended, *, writes: bool) -> Iterator[str]:
    is_stored = desk.settled() != before
    if done.status == 0 and is_stored is not writes:
        yield f"it has succeeded, but stored: {is_stored}"
    elif done.status not in {0, -signal.SIGKILL}:
        if is_stored and not (_STORED in done.err or _PERHAPS in done.err):
            yield "it has stored something without saying so"
        if not is_stored and _STORED in done.err:
            yield "it has stored nothing"
    shown = desk.ann.run("list", "-f", "slugs")
    if (shown.code, shown.out) != (0, desk.bob.done("list", "-f", "slugs")):
        yield f"then the machine does not agree: {shown.code} {shown.err}"
    after = desk.ann.run("add", f"Afterwards {desk.begin()}")
    if after.code:
        yield f"then {after}"
