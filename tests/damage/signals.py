"""Send signals to commands at random moments, and check what each leaves.

Run `python -m tests.damage.signals [--seconds 600] [--seed N] [SITUATION...]`. A command that a
signal ends has stored nothing, or it says what is stored, and leaves nothing behind; one that ends
by itself has stored all. The tests run a part of this.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.damage.folder_state import State, faults_here, neither, state_here, unlike
from tests.damage.operations import prepared, run
from tests.damage.processes import STORED, Ended, ended, faults_of, outcome
from tests.damage.situations import SITUATIONS, Situation, prepare, start
from tests.desk import signals as shared
from tests.desk.stops import OPERATIONS, Desk
from tests.postgres import running
from tests.proxy import proxied
from tests.remotes.server import Server, serving

_LONGEST = 60.0  # seconds for a command that is not interrupted
_SOON = 10.0  # seconds in which a signal ends a command; the machine may be busy
_ON_SERVER = 1 / 3  # of the signals
_SLATES = ".db"
_LOCK = ".lock"  # that of a refresh, which stays


class Trial:
    """A situation in which a signal arrives."""

    def __init__(self, name: str, server: Server) -> None:
        """Run the command to its end without a signal, if it has one by itself."""
        self._name, self._server = name, server
        self._situation: Situation = SITUATIONS[name]
        prepare(self._situation, name, server)
        self._old = self._new = state_here()
        self._known = list(faults_here())
        self._seconds = 0.0
        if self._situation.ends:
            began = time.monotonic()
            done = ended(start(self._situation, server), _LONGEST)
            assert done.status == 0, (name, done)
            self._seconds = time.monotonic() - began
            self._new = state_here()

    def attempt(self, random_: random.Random, counts: Counter[str]) -> Iterator[str]:
        """Send a signal at a random moment; count what came of it, and yield what is wrong."""
        number = random_.choice(self._situation.numbers)
        prepare(self._situation, self._name, self._server)
        with self._situation.around(self._server):
            process = start(self._situation, self._server)
            try:
                if self._situation.waits is None:
                    time.sleep(random_.uniform(0, 1.1 * self._seconds))
                else:
                    self._situation.waits(process)
                process.send_signal(number)
                if number == signal.SIGINT and random_.random() < 1 / 3:
                    time.sleep(random_.uniform(0, 0.5))
                    process.send_signal(number)
                done = ended(process, _SOON)
            except subprocess.TimeoutExpired:
                yield f"{self._name}: {number.name} has not ended it after {_SOON} s"
                return
            finally:
                process.kill()
                process.wait()
        counts[f"{number.name}: {outcome(done, number)}"] += 1
        where = f"{self._name}, {number.name}, exit status {done.status}"
        yield from (f"{where}: {wrong} ({done.err!r})" for wrong in self._wrong(done, number))

    def _wrong(self, done: Ended, number: int) -> Iterator[str]:
        found = state_here()
        yield from faults_of(done, number)
        for name in neither(found, self._old, self._new):
            yield f"{name} is neither old nor new"
        yield from self._untrue(found, done, number)
        if number != signal.SIGKILL:
            left = found.keys() - self._old.keys() - self._new.keys()
            left = {one for one in left if one not in done.text and not one.endswith(_LOCK)}
            if left:
                yield f"left behind: {sorted(left)}"
        yield from (fault for fault in faults_here() if fault not in self._known)
        if not self._known:
            for words in (["check"], ["add", "Afterwards"]):
                after = run(*words)
                if after.code:
                    yield f"then {after}"

    def _untrue(self, found: State, done: Ended, number: int) -> Iterator[str]:
        """Yield what is not as the command has said, by its exit status or in words."""
        names = self._old.keys() | self._new.keys()
        is_old = not unlike(found, self._old, names)
        if done.status == 0:
            if number != signal.SIGKILL and (lacking := unlike(found, self._new, names)):
                yield f"it has succeeded, but {lacking}"
        elif number == signal.SIGKILL:
            return
        elif any(text in done.err for text in STORED[:1]) and is_old:
            yield "it has stored nothing"
        elif not any(text in done.err for text in STORED):
            # A file that was exported is the old one or the new one; nothing is said about it.
            changed = [name for name in unlike(found, self._old, names) if name.endswith(_SLATES)]
            if changed:
                yield f"it has stored something without saying so: {changed}"


class Trials:
    """Situations that are tried in turn, on a file and, if there is a desk, on a server."""

    def __init__(
        self, names: Sequence[str], server: Server, seed: int, desk: Desk | None = None
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._names, self._server, self._desk = names, server, desk
        self._random = random.Random(seed)  # noqa: S311 -- no secret
        self._known: dict[str, Trial] = {}

    def attempt(self) -> Iterator[str]:
        """Try one of them; yield what is wrong."""
        if self._desk is not None and self._random.random() < _ON_SERVER:
            name = self._random.choice(list(OPERATIONS))
            yield from shared.attempt(name, self._desk, self._random, self.counts)
            return
        name = self._random.choice(self._names)
        if name not in self._known:
            self._known[name] = Trial(name, self._server)
        yield from self._known[name].attempt(self._random, self.counts)


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    """Yield a shared slate."""
    with running() as postgres, proxied(postgres.port) as proxy, serving() as remotes:
        desk = Desk(postgres, proxy, remotes, folder)
        yield desk
        desk.close()


def main_() -> int:
    """Try situations for some time, and print what came of it; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("situations", nargs="*", help="only these, and only on a file")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}")  # noqa: T201
    os.environ |= {"SLATE_TODAY": "2021-01-07", "SLATE_AUTHOR": "tester"}  # dates are to come
    wrong = 0
    ends = time.monotonic() + chosen.seconds
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desk = None if chosen.situations else stack.enter_context(_desk(folder / "desk"))
        server = stack.enter_context(prepared(folder))
        trials = Trials(chosen.situations or list(SITUATIONS), server, chosen.seed, desk)
        while time.monotonic() < ends:
            for one in trials.attempt():
                wrong += 1
                print(one, flush=True)  # noqa: T201
    for what, count in sorted(trials.counts.items()):
        print(f"{count:6,}  {what}")  # noqa: T201
    print(f"{trials.counts.total():,} signals, {wrong} left something wrong")  # noqa: T201
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main_())
