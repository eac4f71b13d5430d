"""Time `slate refresh` with a server on this machine that has the limit and delay of TVmaze.

    python -m tests.benchmarks.live                  200 shows: about two minutes
    python -m tests.benchmarks.live --shows 20       fewer

It prints a line for each case: seconds, requests, and how many of them were refused with 429. Each
is one refresh, because a second one would find the answers of the first.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from slate.cli.main import main
from tests.remotes.server import Server, serving
from tests.remotes.shapes import SHOW, show

_LIMIT = (20, 10.0)  # requests, seconds
_DELAY = 0.08  # seconds until an answer
_CHANGED = 6


class Case(NamedTuple):
    """One refresh that was measured."""

    name: str
    seconds: float
    requests: int
    refused: int
    status: int


def _measure(name: str, server: Server, environment: Mapping[str, str]) -> Case:
    server.asked.clear()
    server.refused = 0
    began = time.perf_counter()
    ran = subprocess.run(  # slate itself
        [sys.executable, "-m", "slate", "refresh"],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    seconds = time.perf_counter() - began
    return Case(name, seconds, len(server.asked), server.refused, ran.returncode)


def _routes(server: Server, number: int, day: str, updated: int, changed: range) -> None:
    for one in range(1, number + 1):
        is_changed = one in changed
        seasons = [(1, "2018-05-02"), (2, day if is_changed else "2021-06-01")]
        body = show(one, f"Show {one}", seasons, updated=updated if is_changed else 1)
        server.routes[SHOW.format(one)] = lambda body=body: _late(body)
    updates = {str(one): updated if one in changed else 1 for one in range(1, number + 1)}
    for since in ("?since=day", "?since=week", "?since=month", ""):
        server.routes[f"/updates/shows{since}"] = lambda updates=updates: _late(updates)


def _late(body: object) -> object:
    time.sleep(_DELAY)
    return body


@contextmanager
def _slate(folder: Path, server: Server, number: int) -> Iterator[Mapping[str, str]]:
    """Yield the environment of a slate with a number of series that TVmaze has."""
    settings = folder / "config" / "slate"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text(
        f'[remotes.tvmaze]\nurl = "{server.address}"\n', encoding="utf-8"
    )
    names = {
        "SLATE_DB": str(folder / "slate.db"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    os.environ |= names
    lines = "".join(
        f'{{"title": "Show {one}", "kind": "series", "ids": {{"tvmaze": "{one}"}}}}\n'
        for one in range(1, number + 1)
    )
    file = folder / "shows.ndjson"
    file.write_text(lines, encoding="utf-8")
    main(["import", str(file)])
    yield os.environ


def run(arguments: list[str]) -> None:
    """Measure and print all cases."""
    parser = argparse.ArgumentParser(description="Time slate refresh.")
    parser.add_argument("--shows", type=int, default=200)
    chosen = parser.parse_args(arguments)
    number = chosen.shows
    with TemporaryDirectory() as name, serving() as server:
        server.limit = _LIMIT
        with _slate(Path(name), server, number) as environment:
            _routes(server, number, "2021-06-01", 1, range(0))
            _print(_measure(f"{number} shows, nothing kept", server, environment))
            time.sleep(_LIMIT[1])
            _print(_measure("nothing changed", server, environment))
            _routes(server, number, "2021-07-01", 2, range(1, _CHANGED + 1))
            _print(_measure(f"{_CHANGED} changed", server, environment))


def _print(case: Case) -> None:
    sys.stdout.write(
        f"{case.name:24} {case.seconds:6.1f} s  {case.requests:4} requests  "
        f"{case.refused:3} refused  exit status {case.status}\n"
    )


if __name__ == "__main__":
    run(sys.argv[1:])
