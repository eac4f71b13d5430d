"""Time the fold of one title, with its dissent, in microseconds per report.

Run `python -m tests.benchmarks.fold [REPETITIONS]`; the default is 20. Each repetition times every
history once; the output is the median and the minimum for each. Linear growth means that the
numbers fall, or stay, from 20 reports to 200 and 2,000.

To compare two versions, run it in both checkouts by turns.
"""

import sys
import time
from statistics import median

from slate.domain.ledger.dissent import dissent
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report
from tests.domain.slates import report

_HISTORIES = ((1, 1), (5, 5), (20, 20), (20, 3), (200, 5), (2_000, 5))  # reports, sources
_REPORTS = 2_000  # folded for one measurement
_FIRST = {
    "title": "Alpha",
    "season": 3,
    "status": "filming",
    "releases": {"streaming||Netflix": {"date": "2021-01-08"}},
    "tags": {"drama": True},
    "ids": {"imdb": "tt1"},
}


def history(reports: int, sources: int) -> list[Report]:
    """Return reports by sources in turn, each of which moves the date."""
    found = []
    for number in range(reports):
        date = f"2021-{1 + number % 12:02}-{1 + number % 8:02}"
        said = {"releases": {"streaming||Netflix": {"date": date}}} if number else _FIRST
        day = f"20{10 + number // 336:02}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        source = f"Source {number % sources}"
        found.append(report(said, source=source, reported_on=day, batch=f"b{number}", n=number + 1))
    return found


def microseconds(reports: list[Report]) -> float:
    """Return the time for one report."""
    times = max(1, _REPORTS // len(reports))
    start = time.perf_counter()
    for _ in range(times):
        dissent(fold_existing("k", reports))
    return (time.perf_counter() - start) / times / len(reports) * 1e6


def main() -> None:
    """Time each history, and print a line for each."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    histories = {pair: history(*pair) for pair in _HISTORIES}
    timed: dict[tuple[int, int], list[float]] = {pair: [] for pair in histories}
    for _ in range(repetitions):
        for pair, reports in histories.items():
            timed[pair].append(microseconds(reports))
    print("reports sources   median      min   microseconds per report")  # noqa: T201
    for (reported, sources), taken in timed.items():
        print(f"{reported:7,} {sources:7} {median(taken):8.1f} {min(taken):8.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
