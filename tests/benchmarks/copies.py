"""Time how a copy of a shared slate takes in what others record, with 10,000 and 100,000 reports.

    python -m tests.benchmarks.copies                   about a minute
    python -m tests.benchmarks.copies --titles 1000     1,000 and 10,000 reports

For each size it prints the seconds of an import, and of the first command on another machine, which
gets all of it; then the median milliseconds of `slate show` there, each after a command of the
first machine.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import Postgres, running

_RUNS = 9
_NEWS: dict[str, list[str]] = {
    "nothing": [],
    "an add": ["add", "Another {}", "-d", "2027"],
    "an update": ["update", "title-{}", "-d", "2028"],
    "a merge": ["merge", "title-1{}", "title-2{}"],
    "an undo": ["undo"],
}


def _run(who: str, url: str, folder: Path, *arguments: str) -> float:
    places = {"SLATE_DB": url, "XDG_CACHE_HOME": str(folder / who), "SLATE_AUTHOR": who}
    began = time.perf_counter()
    subprocess.run(  # slate itself
        [sys.executable, "-m", "slate", *arguments],
        env={**os.environ, **places},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def _measure(postgres: Postgres, titles: int) -> None:
    url = postgres.database()
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "rows.ndjson"
        record = {"date": "2027-03", "kind": "film", "platform": "Netflix"}
        lines = (json.dumps({"title": f"Title {number}"} | record) for number in range(titles))
        rows.write_text("\n".join(lines), encoding="utf-8")
        show = ["show", "title-5", "-f", "tsv"]
        _run("ann", url, folder, "init")
        taken = _run("ann", url, folder, "import", str(rows))
        first = _run("bob", url, folder, *show)
        print(f"{titles:,} reports: import {taken:.1f} s, first command {first:.1f} s")  # noqa: T201
        for what, arguments in _NEWS.items():
            times = []
            for number in range(_RUNS):
                if arguments:
                    _run("ann", url, folder, *(word.format(number) for word in arguments))
                times.append(1000 * _run("bob", url, folder, *show))
            print(f"  {what:10}{statistics.median(times):6.0f} ms")  # noqa: T201


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.copies", description=__doc__)
    parser.add_argument("--titles", type=int, default=10_000)
    titles = parser.parse_args().titles
    with running() as postgres:
        _measure(postgres, titles)
        _measure(postgres, 10 * titles)


if __name__ == "__main__":
    _main()
