"""Time imports of files in which titles repeat: many rows about one title, many titles of one name.

Run `python -m tests.benchmarks.repeats [ROWS [ROUNDS]]`; the defaults are 500 rows, doubled twice,
and 3 rounds. The output is, for each file and number of rows, the median time of the whole process,
and its ratio to half as many rows: about 2 means that the time grows as the file does.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from tests.benchmarks.commands import seconds

_FIRST = date(2021, 1, 1)


def _moved(number: int) -> str:
    return f"One,{_FIRST + timedelta(number)},Netflix,Variety,,2020-01-01"


def _sources(number: int) -> str:
    return f"One,{_FIRST + timedelta(number)},Netflix,Source {number},,2020-01-01"


def _days(number: int) -> str:
    reported_on = date(2000, 1, 1) + timedelta(number)
    return f"One,{_FIRST + timedelta(number)},Netflix,Variety,,{reported_on}"


def _namesakes(number: int) -> str:
    return f"One,,,Variety,tt{number:07},"


FILES: dict[str, Callable[[int], str]] = {
    "one title, other dates": _moved,
    "one title, other sources": _sources,
    "one title, later days": _days,
    "titles of one name": _namesakes,
}


def main() -> None:
    """Import each file into an empty slate, and print a line for each number of rows."""
    given = [int(text) for text in sys.argv[1:]]
    first, rounds = (*given, *(500, 3)[len(given) :])
    slate = str(Path(sys.executable).with_name("slate"))
    for name, row in FILES.items():
        before: float | None = None
        for rows in (first, first * 2, first * 4):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "rows.csv"
                lines = ["title,date,platform,source,ids.imdb,reported_on", *map(row, range(rows))]
                file.write_text("\n".join(lines) + "\n")
                stores = [str(Path(folder) / f"{number}.db") for number in range(rounds)]
                taken = median(
                    seconds([slate, "--db", store, "import", str(file)]) for store in stores
                )
            ratio = f"{taken / before:6.2f} x" if before else " " * 8
            print(f"{rows:7,} rows {taken:8.2f} s {ratio}  {name}")  # noqa: T201
            before = taken


if __name__ == "__main__":
    main()
