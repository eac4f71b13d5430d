"""Stop every command that writes at every storage call, and check what each stop leaves.

Run `python -m tests.damage.crash_points [OPERATION...]`. Each operation is first run without a
fault, to count its storage calls; then once for each call and each way in which the call can fail.
After that each file must be the old or the new one, whole, and the exit status must be true. The
tests run a part of this.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.damage.faults import Faults, Mode, NoInterceptionError, failing
from tests.damage.folder_state import State, faults_here, neither, state_here, unlike
from tests.damage.operations import OPERATIONS, Done, Operation, begin, carry_out, prepared, run
from tests.remotes.server import Server


class Stopping:
    """An operation that is stopped at its storage calls in one way."""

    def __init__(self, name: str, mode: Mode, server: Server) -> None:
        """Run it to its end, to count its calls; raise NoInterceptionError if there are none."""
        self.points = 0
        self._name, self._mode, self._server = name, mode, server
        self._operation: Operation = OPERATIONS[name]
        self._begin()
        self._old = state_here()
        self._known = list(faults_here())  # of a slate that is damaged before
        with failing(mode, 0) as faults:
            done = carry_out(self._operation, server)
        assert done.code == 0, done
        if not faults.count:
            raise NoInterceptionError
        self.count = faults.count
        self._new = state_here()
        assert self._new != self._old, name
        self._names = self._old.keys() | self._new.keys()

    def run(self, step: int = 1) -> Iterator[str]:
        """Stop it at all of its calls, or at every `step`th, and yield what is wrong."""
        for at in range(1, self.count + 1, step):
            self.points += 1
            where = f"{self._name} {self._mode.value} at {at} of {self.count}"
            yield from (f"{where}: {wrong}" for wrong in self._stop(at))

    def _begin(self) -> None:
        begin(self._operation, self._server, Path("../inputs") / f"begin {self._name}")

    def _stop(self, at: int) -> Iterator[str]:
        self._begin()
        with failing(self._mode, at) as faults:
            done = carry_out(self._operation, self._server)
        found = state_here()
        yield from _untrue_words(done)
        yield from (fault for fault in faults_here() if fault not in self._known)
        yield from self._unlike(found, done, faults)
        if done.code and not unlike(found, self._old, self._names):
            yield from self._again(done)
        after = run("add", "Afterwards")
        if after.code:
            yield f"then {after}"
        if journals := [str(path) for path in Path().glob("*-journal")]:
            yield f"left behind for good: {journals}"

    def _unlike(self, found: State, done: Done, faults: Faults) -> Iterator[str]:
        """Yield what is neither as before nor as after the command, or not as it said."""
        for name in neither(found, self._old, self._new):
            yield f"{name} is neither old nor new: {found.get(name)!r:.400}"
        if faults.leaves_files:
            return
        meant = self._old if done.code else self._new
        if names := unlike(found, meant, self._names):
            yield f"exit status {done.code}, but {names} ({done})"
        # A text that is kept, a damaged slate that was replaced: the user has read where it is.
        left = {name for name in found if name not in done.out + done.err} - self._names
        # The next command that writes deletes the journal of SQLite.
        if left := {name for name in left if not name.endswith("-journal")}:
            yield f"left behind: {sorted(left)}"

    def _again(self, done: Done) -> Iterator[str]:
        """Yield what is wrong if the command is run once more, after it has stored nothing."""
        again = carry_out(self._operation, self._server)
        names = unlike(state_here(), self._new, self._new)
        if again.code or names:
            yield f"{done}, and then {again}; {names}"


def _untrue_words(done: Done) -> Iterator[str]:
    if "internal error" in done.err or "Traceback" in done.err or done.code not in {0, 1}:
        yield str(done)
    if done.code and "slate: " not in done.err:
        yield f"failed without a word: {done}"


class Total(NamedTuple):
    """How often operations were stopped, and what was wrong after that."""

    points: Counter[str]
    wrong: int

    def __str__(self) -> str:
        points = ", ".join(f"{mode} {count:,}" for mode, count in self.points.items())
        total = sum(self.points.values())
        return f"{total:,} stops ({points}), of which {self.wrong} left something wrong"


def main_() -> int:
    """Stop all operations, or those that are named, everywhere; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser("python -m tests.damage.crash_points", description=__doc__)
    parser.add_argument("operations", nargs="*", metavar="OPERATION", help=", ".join(OPERATIONS))
    chosen = parser.parse_args().operations
    if unknown := [name for name in chosen if name not in OPERATIONS]:
        parser.error(f"there is no operation {unknown[0]}")
    points: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder)) as server:
        for name in chosen or OPERATIONS:
            for mode in Mode:
                stopping = Stopping(name, mode, server)
                found = list(stopping.run())
                wrong += len(found)
                points[mode.value] += stopping.points
                lines = [f"{name}, {mode.value}: {stopping.points} stops", *found]
                print(*lines, sep="\n  ", flush=True)  # noqa: T201
    print(Total(points, wrong))  # noqa: T201
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main_())
