"""Type command lines at random for some time, and compare each slate with what it must contain.

Run `python -m tests.model --seconds 600 [--seed N]`: half of the time with two slates in files, and
half with a slate on a PostgreSQL server, which two machines share. The same seed makes the same
command lines; only how many there are depends on the time. A fault is printed with the shortest
command lines that were found to lead to it, and the exit status is 1.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from tests.model.machines import Desk, Files, Machine, alone, run
from tests.model.people import RECORDED, TOTALS
from tests.model.shell import Fault
from tests.postgres import running

_AT_ONCE = 10  # examples, after which the time is looked at


@contextmanager
def _machines() -> Iterator[list[type[Machine]]]:
    """Yield the machines that can run here: without PostgreSQL, only slates in files."""
    with suppress(pytest.skip.Exception), running() as server:
        Desk.server = server
        yield [Files, Desk]
        return
    print("PostgreSQL is not installed: no slate on a server is tried")  # noqa: T201
    yield [Files]


def tried(machine: type[Machine], seconds: float, seed: int) -> str | None:
    """Run a machine for some time; return a fault with its command lines, None if there is none."""
    end = time.monotonic() + seconds
    for number in count():
        try:
            run(machine, _AT_ONCE, seed * 1_000_000 + number)
        except Fault as fault:
            return str(fault)
        if time.monotonic() >= end:
            return None
    return None


def main(arguments: list[str] | None = None) -> int:
    """Run the machines; return 1 if a slate is not as it must be, otherwise 0."""
    parser = argparse.ArgumentParser("python -m tests.model", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    print(f"seed {chosen.seed}, {chosen.seconds:g} seconds")  # noqa: T201
    faults = 0
    with alone(), _machines() as machines:
        for machine in machines:
            TOTALS.clear()
            RECORDED.clear()
            fault = tried(machine, chosen.seconds / len(machines), chosen.seed)
            numbers = [f"{TOTALS[name]:,} {name}" for name in ("examples", "steps", "commands")]
            print(f"{machine.__name__}: {', '.join(numbers)}")  # noqa: T201
            recorded = [f"{name} {number:,}" for name, number in sorted(RECORDED.items())]
            print(f"  recorded something: {', '.join(recorded)}")  # noqa: T201
            if fault is not None:
                faults += 1
                print(f"FAULT: {fault}")  # noqa: T201
    print(f"{faults} faults")  # noqa: T201
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
