"""Time commands on a slate on a server, beside the same commands on a file.

    python -m tests.benchmarks.desk                  10,000 titles: about two minutes
    python -m tests.benchmarks.desk --titles 1000    fewer

It prints, for each command, the median of some runs in milliseconds: on a file, on a server on this
machine, and on that server behind a proxy that holds everything for 10 ms each way; and the round
trips after connecting. Then it prints the first command of a new colleague, who gets all titles.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import Postgres, running
from tests.proxy import Proxy, proxied

_HELD = 0.01  # seconds each way
_RUNS = 7
_COMMANDS = (
    ["list", "-f", "tsv"],
    ["show", "title-5"],
    ["changes", "--since", "2021-01-01", "-f", "tsv"],
    ["log", "-f", "tsv", "--limit", "20"],
    ["add", "Another {}", "-d", "2027"],
    ["update", "title-7", "--tag", "t{}"],
    ["undo"],
)


def _run(environment: Mapping[str, str], arguments: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(  # slate itself
        [sys.executable, "-m", "slate", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def _median(environment: Mapping[str, str], arguments: Sequence[str], start: int) -> float:
    times = [
        _run(environment, [word.format(start + number) for word in arguments])
        for number in range(_RUNS)
    ]
    return statistics.median(times)


@contextmanager
def _places(postgres: Postgres, folder: Path) -> Iterator[tuple[list[dict[str, str]], Proxy]]:
    """Yield the environments of a file, a server, and the same one far away, and its proxy."""
    near = postgres.database()
    with proxied(postgres.port, _HELD) as proxy:
        far = near.replace(f":{postgres.port}/", f":{proxy.port}/")
        slates = {"file": str(folder / "film.db"), "near": near, "far": far}
        yield (
            [
                {**os.environ, "SLATE_DB": slate, "XDG_CACHE_HOME": str(folder / name)}
                for name, slate in slates.items()
            ],
            proxy,
        )


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.desk", description=__doc__)
    parser.add_argument("--titles", type=int, default=10_000)
    titles = parser.parse_args().titles
    with TemporaryDirectory() as name, running() as postgres:
        folder = Path(name)
        rows = folder / "rows.ndjson"
        record = {"kind": "film", "platform": "Netflix"}
        rows.write_text(
            "".join(
                json.dumps(
                    {"title": f"Title {number}", "date": f"2027-{number % 12 + 1:02}"} | record
                )
                + "\n"
                for number in range(titles)
            ),
            encoding="utf-8",
        )
        with _places(postgres, folder) as (places, proxy):
            file, near, far = places
            _run(near, ["init"])
            taken = [_run(one, ["import", str(rows)]) for one in (file, near)]
            print(f"import: {taken[0]:.1f} s on a file, {taken[1]:.1f} s on a server")  # noqa: T201
            print(f"{'':32}{'file':>8}{'server':>8}{'20 ms':>8}  round trips")  # noqa: T201
            for place, arguments in enumerate(_COMMANDS):
                times = [
                    _median(one, arguments, 100 * place + 10 * number)
                    for number, one in enumerate(places)
                ]
                proxy.queries = 0
                _run(far, [word.format(100 * place + 99) for word in arguments])
                shown = "".join(f"{1000 * each:8.0f}" for each in times)
                print(f"{' '.join(arguments)[:31]:32}{shown}{proxy.queries:6}")  # noqa: T201
            fresh = near | {"XDG_CACHE_HOME": str(folder / "fresh")}
            first = 1000 * _run(fresh, ["list", "-f", "tsv"])
            print(f"{'first command of a colleague':32}{'':8}{first:8.0f}")  # noqa: T201


if __name__ == "__main__":
    _main()
