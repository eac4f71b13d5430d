"""Record from many machines at once in one slate on a server, and check that nothing is lost.

    python -m tests.benchmarks.writers                          8 writers, 50 titles each
    python -m tests.benchmarks.writers --writers 4 --adds 10    fewer

Each `slate add` is a process, as for people; two writers share the folders of each machine. What
is checked is printed, and any fault ends it with an error.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from tests.postgres import Postgres, running

_COUNTS = """
    select count(*), count(distinct uid), max(id), count(distinct recorded_at) from batches
"""
_LISTED = (["list", "-f", "tsv"], ["log", "-f", "json", "--limit", "100000"])


class Written(NamedTuple):
    """What many writers have done."""

    seconds: float
    batches: int
    machines: int


def _run(environment: Mapping[str, str], *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "slate", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise AssertionError(f"{arguments}: {ran.returncode} {ran.stderr}")
    return ran.stdout


def _environment(url: str, folder: Path, writer: int, machines: int) -> dict[str, str]:
    """Return the environment of a writer; the clock is that of the server."""
    own = {name: value for name, value in os.environ.items() if name != "SLATE_TODAY"}
    machine = folder / f"machine{writer % machines}"
    places = {f"XDG_{name}_HOME": f"{machine}/{name}" for name in ("CACHE", "CONFIG", "DATA")}
    return own | places | {"SLATE_DB": url, "SLATE_AUTHOR": f"writer{writer}"}


def write(
    postgres: Postgres, folder: Path, *, writers: int = 8, adds: int = 50, machines: int = 4
) -> Written:
    """Record with all writers at once; raise AssertionError if anything is not as it should be."""
    url = postgres.database()
    people = [_environment(url, folder, writer, machines) for writer in range(writers)]
    _run(people[0], "init")
    failed: list[BaseException] = []

    def add(writer: int) -> None:
        try:
            for number in range(adds):
                _run(people[writer], "add", f"Title {writer} {number}", "-d", "2027")
        except AssertionError as error:
            failed.append(error)

    threads = [Thread(target=add, args=(writer,)) for writer in range(writers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    _check(not failed, f"commands failed: {failed}")
    batches = writers * adds
    found = postgres.run(url, _COUNTS)
    _check(found == "|".join([str(batches)] * 4), f"batches, uids, max(id), times: {found}")
    shown = [[_run(one, *words) for words in _LISTED] for one in people[:machines]]
    _check(all(one == shown[0] for one in shown), "machines show different things")
    log = sorted(json.loads(shown[0][1]), key=lambda row: int(row["batch"]))
    _check([row["batch"] for row in log] == list(range(1, batches + 1)), "numbers of the log")
    times = [row["recorded_at"] for row in log]
    _check(all(one < two for one, two in pairwise(times)), "times of the log")
    by = Counter(row["author"] for row in log)
    _check(by == {one["SLATE_AUTHOR"]: adds for one in people}, f"authors: {by}")
    _check(shown[0][0].count("\tTitle ") >= batches, "titles are missing")
    for one in people[:machines]:
        _run(one, "check")
    return Written(seconds, batches, len(shown))


def _check(is_true: bool, what: str) -> None:  # noqa: FBT001 -- as of an assertion
    if not is_true:
        raise AssertionError(what)


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.writers", description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--adds", type=int, default=50)
    options = parser.parse_args()
    with TemporaryDirectory() as name, running() as postgres:
        done = write(postgres, Path(name), writers=options.writers, adds=options.adds)
    each = 1000 * done.seconds / done.batches
    print(  # noqa: T201
        f"{done.batches} batches by {options.writers} writers in {done.seconds:.1f} s "
        f"({each:.0f} ms each): numbers 1 to {done.batches} without a gap, as many uids, "
        f"{options.adds} by each, each later than the one before; list and log of "
        f"{done.machines} machines are the same bytes, and slate check is in order on each."
    )


if __name__ == "__main__":
    _main()
