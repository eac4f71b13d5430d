"""Time slate beside other programs that keep lists, on the same items.

Run `python -m tests.benchmarks [--sizes N ...] [--rounds N] [--write]`. What is not installed is
left out: `apt-get install sqlite3 taskwarrior`, and `pip install sqlite-utils todoman khal buku`
into an environment whose programs are on the PATH. Each time is the median of whole processes, and
each ratio that to slate's time in the same round; from a million items on there is one round. It
all takes half an hour; with `--sizes 1000 10000`, minutes. With `--write`, the table and the
picture replace those of `docs/benchmarks.md`. Nothing is asserted, because machines differ.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.picture import Times, picture
from tests.benchmarks.programs import PROGRAMS, TASKS, Program
from tests.benchmarks.timing import FailedCommandError, Timed, least_memory, side_by_side

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_ROUNDS = 5
_ONCE = 1_000_000  # from so many items on, there is one round: an import takes minutes
_DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
_PICTURE = _DOCUMENT.parent / "pictures" / "benchmarks.svg"
_DRAWN = ("list", "month", "search")
_BEGIN = "<!-- written by python -m tests.benchmarks --write -->\n"

Results = dict[tuple[str, str, int], Timed]  # by program, task and number of items


def measure(
    programs: Iterable[Program], sizes: Iterable[int], rounds: int, folder: Path
) -> Results:
    """Time all tasks of programs on as many items as each can take; slate is the first."""
    found: Results = {}
    for size in sizes:
        able = [one for one in programs if one.path is not None and size <= one.most]
        folders = {one.name: folder / f"{one.name}-{size}" for one in able}
        for one in able:
            folders[one.name].mkdir()
            one.store(folders[one.name], size)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folders.get("buku", folder)),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC0",
        }
        for task in TASKS:
            commands = {
                one.name: line
                for one in able
                if (line := one.command(task, folders[one.name])) is not None
            }
            new = [path / "new.db" for path in folders.values()]
            timed = side_by_side(
                commands, rounds if size < _ONCE else 1, environment=environment, remove=new
            )
            found |= {(name, task, size): each for name, each in timed.items()}
            print(f"{task}, {size:,} items: {_line(timed)}", file=sys.stderr)  # noqa: T201
    return found


def _line(timed: dict[str, Timed]) -> str:
    return ", ".join(f"{name} {_time(each.seconds)}" for name, each in timed.items())


def _time(seconds: float) -> str:
    return f"{seconds * 1_000:,.0f} ms" if seconds < 10 else f"{seconds:,.0f} s"


def table(found: Results, sizes: Sequence[int], least: float) -> Iterator[str]:
    """Yield the lines of a table in Markdown: a row for each task and program.

    `least` is the memory of which no process is seen to need less, in MB.
    """
    yield f"| Task | Program | {' | '.join(f'{size:,}' for size in sizes)} | Memory |"
    yield f"| --- | --- | {' | '.join('---:' for _ in sizes)} | ---: |"
    for task in TASKS:
        names = dict.fromkeys(name for name, other, _ in found if other == task)
        for place, name in enumerate(names):
            timed = [found.get((name, task, size)) for size in sizes]
            cells = ["" if each is None else _cell(name, each) for each in timed]
            memory = max(each.memory for each in timed if each is not None)
            sign = "< " if memory < least + 1 else ""
            row = ["" if place else task, name, *cells, f"{sign}{memory:,.0f} MB"]
            yield f"| {' | '.join(row)} |"


def _cell(name: str, timed: Timed) -> str:
    ratio = "" if name == "slate" else f" ({timed.ratio:.2g} x)"
    return f"{_time(timed.seconds)}{ratio}"


def _versions(programs: Iterable[Program]) -> str:
    return ", ".join(f"{one.name} {_version(one)}" for one in programs if one.path is not None)


def _version(program: Program) -> str:
    ran = subprocess.run(
        [str(program.path), *program.version], capture_output=True, text=True, check=False
    )
    words = (ran.stdout or ran.stderr).replace(",", " ").split()
    return next((word for word in words if word[0].isdigit()), "?")


def _report(lines_of_table: Iterable[str], rounds: int) -> str:
    day = f"{datetime.now(UTC):%B %-d, %Y}"
    where = f"{os.cpu_count()} cores, CPython {platform.python_version()}"
    often = f"medians of {rounds} rounds, one round from {_ONCE:,} items on"
    lines = [
        f"Measured on {day} ({where}; {often}): {_versions(PROGRAMS)}.",
        "",
        *lines_of_table,
        "",
        f"![The times for list, month and search by the number of items](pictures/{_PICTURE.name})",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table; return 1 if a command fails."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES), metavar="N")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N")
    parser.add_argument("--write", action="store_true", help="replace what is in the documentation")
    chosen = parser.parse_args(arguments)
    for one in PROGRAMS:
        if one.path is None:
            print(f"{one.name} is not installed: left out", file=sys.stderr)  # noqa: T201
    sizes = sorted(chosen.sizes)
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = measure(PROGRAMS, sizes, chosen.rounds, Path(folder))
        except FailedCommandError as error:
            print(error, file=sys.stderr)  # noqa: T201
            return 1
    lines = list(table(found, sizes, least_memory()))
    print(*lines, sep="\n")  # noqa: T201
    if chosen.write:
        times: Times = {place: timed.seconds for place, timed in found.items()}
        head, _, _ = _DOCUMENT.read_text(encoding="utf-8").partition(_BEGIN)
        report = _report(lines, chosen.rounds)
        _DOCUMENT.write_text(f"{head}{_BEGIN}\n{report}", encoding="utf-8")
        _PICTURE.write_text(picture(times, _DRAWN), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
