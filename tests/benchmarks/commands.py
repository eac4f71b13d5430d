"""Time whole commands, compared with the minimum for any Typer program that uses SQLite.

Run `python -m tests.benchmarks.commands [TITLES [ROUNDS]]`; the defaults are 1,000 titles and 15
rounds. Each round runs every command once, so that noise on the machine affects all of them. The
output is the median time of each command, and the median of its ratio to the first line,
computed round by round. Nothing is asserted, because machines differ.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

_PLATFORMS = ("Netflix", "Hulu", "HBO Max", "Peacock")
_FIRST = date(2015, 1, 1)


def records(titles: int) -> str:
    """Return NDJSON records, the same ones on every call."""
    chance = random.Random(1)  # noqa: S311 -- no secret
    lines = []
    for number in range(titles):
        day = (_FIRST + timedelta(chance.randrange(3_000))).isoformat()
        record = {
            "title": f"Title {number}",
            "kind": "film",
            "platform": chance.choice(_PLATFORMS),
            "date": day if chance.random() < 0.95 else day[:7],
        }
        lines.append(json.dumps(record))
    return "\n".join(lines)


def commands(slate: list[str]) -> dict[str, list[str]]:
    """Return the commands to time by name, the minimum first."""
    return {
        "import typer, sqlite3": [sys.executable, "-c", "import typer, sqlite3"],
        "list -f tsv": [*slate, "list", "-f", "tsv"],
        "list -f json": [*slate, "list", "-f", "json"],
        "list | cat": [*slate, "list"],
        "list --search": [*slate, "list", "--search", "99", "-f", "tsv"],
        "upcoming --month": [*slate, "upcoming", "--month", "2021-01", "-f", "tsv"],
        "show": [*slate, "show", "title-7"],
        "update": [*slate, "update", "title-7", "--note", "again"],
    }


def seconds(command: list[str]) -> float:
    """Return how many seconds a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Fill a slate, time the commands, and print a line for each."""
    given = [int(text) for text in sys.argv[1:]]
    titles, rounds = (*given, *(1_000, 15)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SLATE_DB"] = str(Path(folder) / "slate.db")
        slate = [str(Path(sys.executable).with_name("slate"))]
        file = Path(folder) / "titles.ndjson"
        file.write_text(records(titles))
        print(f"{seconds([*slate, 'import', str(file)]):10.2f} s   import of {titles:,} titles")  # noqa: T201
        timed: dict[str, list[float]] = {name: [] for name in commands(slate)}
        for _ in range(rounds):
            for name, command in commands(slate).items():
                timed[name].append(seconds(command))
        floor = next(iter(timed.values()))
        for name, taken in timed.items():
            ratio = median(one / base for one, base in zip(taken, floor, strict=True))
            print(f"{median(taken) * 1000:9.1f} ms {ratio:6.2f} x  {name}")  # noqa: T201


if __name__ == "__main__":
    main()
