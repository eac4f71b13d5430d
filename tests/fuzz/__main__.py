"""Try all that slate reads, changed at random, for some time, and report what should not happen.

Run `python -m tests.fuzz --seconds 600 [--seed N] [TARGET ...]`; each target has an equal share of
the time. The same seed makes the same attempts in the same order; only how many there are depends
on the time. The output has the command that repeats an attempt in which a check failed.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from tests.fuzz.commands import Commands
from tests.fuzz.copies import Copies
from tests.fuzz.in_process import Attempt, folder_of_its_own
from tests.fuzz.inputs import Inputs
from tests.fuzz.ledgers import Ledgers
from tests.fuzz.readers import Readers
from tests.fuzz.stores import Stores

_SHOWN = 5  # attempts of each fault


class Target(Protocol):
    """Something that slate reads, with a slate to try it on."""

    def attempt(self, seed: int, number: int) -> Attempt:
        """Try it once, in the same way for the same seed and number."""


TARGETS: dict[str, Callable[[Path], AbstractContextManager[Target]]] = {
    one.name: one for one in (Readers, Ledgers, Stores, Copies, Inputs, Commands)
}


@dataclass(slots=True)
class Tally:
    """The numbers of a run of one target."""

    tried: Counter[str] = field(default_factory=Counter)  # by kind
    accepted: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)  # by check
    slowest: tuple[float, int] = (0.0, 0)  # seconds, and the number of the attempt

    def lines(self) -> Iterator[str]:
        """Yield the numbers of attempts by kind, then the faults, then the sums."""
        for kind, tried in sorted(self.tried.items()):
            yield f"  {kind:15}{tried:8,} tried {self.accepted[kind]:8,} accepted"
        for check, number in self.faults.items():
            yield f"  FAILED {number:,} times: {check}"
        seconds, number = self.slowest
        yield (
            f"  {self.tried.total():,} attempts, {self.accepted.total():,} of them accepted,"
            f" {self.faults.total():,} faults; the slowest took {seconds:.2f} seconds ({number})"
        )


def run(name: str, seed: int, numbers: Iterator[int]) -> Tally:
    """Try a target, and print each fault as it is found."""
    tally = Tally()
    with folder_of_its_own() as folder, TARGETS[name](folder) as target:
        for number in numbers:
            start = time.perf_counter()
            done = target.attempt(seed, number)
            tally.slowest = max(tally.slowest, (time.perf_counter() - start, number))
            tally.tried[done.kind] += 1
            tally.accepted[done.kind] += done.accepted
            for fault in done.faults:
                tally.faults[fault.check] += 1
                if tally.faults[fault.check] <= _SHOWN:
                    _print(f"{name} {number} ({done.kind}): {fault.check}: {fault.text}")
                    _print(f"    python -m tests.fuzz --seed {seed} --only {number} {name}")
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Run for some time, or repeat an attempt; return 1 if a check failed, otherwise 0."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="repeat one attempt")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    chosen = parser.parse_args(arguments)
    names = chosen.targets or [*TARGETS]
    if unknown := set(names) - TARGETS.keys():
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    faults = 0
    for name in names:
        share = chosen.seconds / len(names)
        numbers = _until(share) if chosen.only is None else iter([chosen.only])
        _print(f"{name}, seed {chosen.seed}")
        try:
            tally = run(name, chosen.seed, numbers)
        except pytest.skip.Exception as skipped:
            _print(f"  left out: {skipped}")
            continue
        for line in tally.lines():
            _print(line)
        faults += tally.faults.total()
    return 1 if faults else 0


def _until(seconds: float) -> Iterator[int]:
    """Yield numbers for some time from the first one on, which may take long to prepare."""
    end = None
    for number in count():
        end = end or time.monotonic() + seconds
        yield number
        if time.monotonic() >= end:
            return


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 -- the output of a script


if __name__ == "__main__":
    sys.exit(main())
