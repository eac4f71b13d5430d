"""Timing of whole processes, side by side."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Timed(NamedTuple):
    """Medians over several rounds."""

    seconds: float
    cpu: float  # seconds
    memory: float  # MB
    ratio: float  # of the time to that of the first command, round by round


class _Run(NamedTuple):
    seconds: float
    cpu: float
    memory: float


class FailedCommandError(Exception):
    """A command that is timed has failed."""

    def __init__(self, command: Sequence[str], status: int) -> None:
        super().__init__(f"exit status {status}: {' '.join(command)}")


def side_by_side(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    *,
    environment: Mapping[str, str],
    remove: Sequence[Path] = (),
) -> dict[str, Timed]:
    """Run each command once in each round, so that noise on the machine affects all of them.

    The first round does not count: it fills caches. The files of `remove` are deleted before each
    run. Raises FailedCommandError.
    """
    runs: dict[str, list[_Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            for path in remove:
                path.unlink(missing_ok=True)
            run = _run(command, environment)
            if number:
                runs[name].append(run)
    first = next(iter(runs.values()))
    return {
        name: Timed(
            median(run.seconds for run in found),
            median(run.cpu for run in found),
            median(run.memory for run in found),
            median(run.seconds / other.seconds for run, other in zip(found, first, strict=True)),
        )
        for name, found in runs.items()
    }


def least_memory() -> float:
    """Return how many MB any process has had, since it begins as a copy of this one."""
    return _run([shutil.which("true") or "/bin/true"], os.environ).memory


def _run(command: Sequence[str], environment: Mapping[str, str]) -> _Run:
    """Run a command without input; its output is thrown away."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in range(3)]
        start = perf_counter()
        process = os.posix_spawn(command[0], list(command), environment, file_actions=actions)
        _, status, used = os.wait4(process, 0)
        taken = perf_counter() - start
    finally:
        os.close(nowhere)
    if code := os.waitstatus_to_exitcode(status):
        raise FailedCommandError(command, code)
    return _Run(taken, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_024)
