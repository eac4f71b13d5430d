"""Import changed samples of every format, for some time, and report what should not happen.

Run `python -m tests.fuzz.readers --seconds 600 [--seed N]`. The same seed makes the same files
in the same order; only how many there are depends on the time. A file for which a check fails is
saved, with the options of its import beside it, and the output has the command that repeats it.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, Self

from slate.formats.read.registry import READERS
from tests.fuzz.checks import Fault, Slates
from tests.fuzz.in_process import Attempt
from tests.fuzz.ledger_mutations import added, parsed, written
from tests.fuzz.mutations import Mutant, mutant_of
from tests.fuzz.samples import SAMPLES, Options, Sample

_SHOWN = 5  # files of each fault


class Case(NamedTuple):
    """A mutant, where it comes from, and how it is imported."""

    format: str
    number: int
    mutant: Mutant
    skip_invalid: bool
    is_filled: bool


@dataclass(slots=True)
class Tally:
    """The numbers of a run."""

    imported: Counter[str] = field(default_factory=Counter)  # by format
    accepted: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)  # by check
    slowest: tuple[float, str] = (0.0, "")

    @property
    def summary(self) -> str:
        """The last line of the output."""
        seconds, which = self.slowest
        return (
            f"{sum(self.imported.values()):,} files, {sum(self.accepted.values()):,} of them"
            f" accepted, {sum(self.faults.values()):,} faults;"
            f" the slowest took {seconds:.2f} seconds ({which})"
        )


def formats_without_samples(samples: Iterable[str]) -> list[str]:
    """Return the formats that are read but have no samples."""
    return sorted(READERS.keys() - set(samples))


def cases(seed: int, samples: dict[str, list[Sample]] = SAMPLES) -> Iterator[Case]:
    """Yield cases without end, one of each format in turn."""
    for number in count():
        for name, files in samples.items():
            yield _case(seed, name, files, number)


def _case(seed: int, name: str, files: list[Sample], number: int) -> Case:
    random = Random(f"{seed}/{name}/{number}")  # noqa: S311 -- no secret
    sample = random.choice(files)
    if name == "ledger" and random.random() < 0.5:  # most other changes are found at once
        batches = parsed(sample.content)
        batches += added(batches, random.choice((1, 5)), random)
        sample = sample._replace(content=written(batches))
    mutant = mutant_of(sample, READERS[name].shape, random)
    return Case(name, number, mutant, random.random() < 0.5, random.random() < 0.3)


class Readers:
    """A slate in memory, and attempts to import changed samples of each format in turn."""

    name = "readers"

    def __init__(self, folder: Path) -> None:
        """Create the slate; files are not written to the folder."""
        del folder
        self._slates = Slates()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._slates.__exit__(*error)

    def attempt(self, seed: int, number: int) -> Attempt:
        """Import one file, and check the result."""
        formats = tuple(SAMPLES)
        name = formats[number % len(formats)]
        case = _case(seed, name, SAMPLES[name], number // len(formats))
        result = self._slates.check(
            case.mutant, skip_invalid=case.skip_invalid, is_filled=case.is_filled
        )
        return Attempt(name, result.accepted, result.faults)


def run(found: Iterable[Case], slates: Slates, folder: Path) -> Tally:
    """Check cases, and print each fault as it is found; save its file in a folder."""
    tally = Tally()
    for case in found:
        start = time.perf_counter()
        result = slates.check(case.mutant, skip_invalid=case.skip_invalid, is_filled=case.is_filled)
        taken = time.perf_counter() - start
        tally.slowest = max(tally.slowest, (taken, f"{case.format} {case.number}"))
        tally.imported[case.format] += 1
        tally.accepted[case.format] += result.accepted
        for fault in result.faults:
            tally.faults[fault.check] += 1
            if tally.faults[fault.check] <= _SHOWN:
                _report(case, fault, folder)
    return tally


def saved(case: Case, folder: Path) -> Path:
    """Save a case, and return the path of its file; the options are in another one beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case.format}-{case.number}"
    path.write_bytes(case.mutant.content)
    how = case._asdict() | {
        "mutant": {"name": case.mutant.name, "options": case.mutant.options._asdict()}
    }
    _beside(path).write_text(json.dumps(how, indent=1) + "\n", encoding="utf-8")
    return path


def loaded(path: Path) -> Case:
    """Return a case that was saved."""
    how = json.loads(_beside(path).read_text(encoding="utf-8"))
    mutant = how.pop("mutant")
    options = {name: _tuple(value) for name, value in mutant["options"].items()}
    return Case(mutant=Mutant(mutant["name"], path.read_bytes(), Options(**options)), **how)


def main(arguments: list[str] | None = None) -> int:
    """Run for some time, or repeat a case; return 1 if a check failed, otherwise 0."""
    parser = argparse.ArgumentParser("python -m tests.fuzz.readers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="a file that was saved")
    chosen = parser.parse_args(arguments)
    if missing := formats_without_samples(SAMPLES):
        print(f"no samples in tests/fuzz/samples.py for: {', '.join(missing)}")  # noqa: T201
        return 1
    folder = Path(tempfile.gettempdir()) / f"slate-fuzz-{chosen.seed}"
    with Slates() as slates:
        if chosen.repeat:
            tally = run([loaded(chosen.repeat)], slates, folder)
        else:
            print(f"seed {chosen.seed}, {chosen.seconds:g} seconds")  # noqa: T201
            tally = run(_until(chosen.seconds, cases(chosen.seed)), slates, folder)
    for name in tally.imported:
        print(f"{name:15}{tally.imported[name]:8,} files {tally.accepted[name]:8,} accepted")  # noqa: T201
    for check, number in tally.faults.items():
        print(f"FAILED {number:,} times: {check}")  # noqa: T201
    print(tally.summary)  # noqa: T201
    return 1 if tally.faults else 0


def _until(seconds: float, found: Iterator[Case]) -> Iterator[Case]:
    end = time.monotonic() + seconds
    for case in found:
        yield case
        if time.monotonic() >= end:
            return


def _report(case: Case, fault: Fault, folder: Path) -> None:
    path = saved(case, folder)
    print(f"{case.format} {case.number}: {fault.check}: {fault.text}")  # noqa: T201
    print(f"    python -m tests.fuzz.readers --repeat {path}")  # noqa: T201


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.options.json")


def _tuple(value: Any) -> Any:  # noqa: ANN401 -- JSON
    return tuple(value) if isinstance(value, list) else value


if __name__ == "__main__":
    sys.exit(main())
