import shlex
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.damage import mutations
from tests.damage.mutations import WRITING, Trial, Tried, report


@pytest.mark.slow
def test_nothing_is_written_into_a_damaged_slate(world: Path) -> None:
    trial = Trial([sys.executable, "-m", "slate"], world, titles=200)
    tried = [
        one
        for number, (kind, files) in enumerate(islice(mutations.mutations(trial.slate, seed=4), 8))
        for one in trial.tried(number, kind, files)
    ]
    assert {one.outcome for one in tried} <= {"right", "refused", "wrong", "not detectable"}


def test_the_report_counts_outcomes() -> None:
    lines = report([Tried("bit", "list", "wrong"), Tried("bit", "add", "refused")]).splitlines()
    assert shlex.split(lines[1]) == ["list", "0", "0", "1", "0", "0", "0", "0"]
    assert [line.split()[0] for line in lines[7:10]] == list(WRITING)
    assert any(line.startswith("wrong: bit 1, bytes 0, zeros 0,") for line in lines)
