"""How long whole commands take, beside the floor of any Typer program on SQLite.

`python -m tests.bench [TITLES [ROUNDS]]`, 1,000 titles and 15 rounds if left out. Each
round runs every command once, so that a noisy machine is noisy for all; medians, and the
median of each round's ratio to the first line. Nothing here is asserted: machines differ.
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
    """Make NDJSON records, the same ones each time."""
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
    """Name the commands, the floor first."""
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
    """Time one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Fill a slate, time the commands, print a line for each."""
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
