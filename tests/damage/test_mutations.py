import random
import shlex
import sys
from pathlib import Path

import pytest

from tests.damage import mutations
from tests.damage.mutations import KINDS, WRITING, Trial, Tried, mutate, report


@pytest.mark.slow
def test_nothing_is_written_into_a_damaged_slate(world: Path) -> None:
    trial = Trial([sys.executable, "-m", "slate"], world, titles=200)
    tried = [
        one
        for number, (kind, content) in enumerate(mutations.mutations(trial.content, 8, seed=4))
        for one in trial.tried(number, kind, content)
    ]
    assert {one.outcome for one in tried} <= {"right", "refused", "wrong", "not detectable"}
    # Only a changed letter in a cell of a projection gives a wrong answer: see docs/decisions.
    assert {one.kind for one in tried if one.outcome == "wrong"} <= {"bit", "bytes"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutation_changes_one_place(kind: str) -> None:
    content = random.Random(1).randbytes(4096 * 8)  # noqa: S311 -- no secret
    content = content[:16] + (4096).to_bytes(2) + content[18:]
    changed = mutate(content, random.Random(2), kind)  # noqa: S311 -- as above
    assert len(changed) == len(content)
    differing = [n for n in range(len(content)) if content[n] != changed[n]]
    assert differing
    assert min(differing) >= 100
    pages = {n // 4096 for n in differing}
    assert len(pages) <= (2 if kind in {"swap", "bytes"} else 1)


def test_the_report_counts_outcomes() -> None:
    lines = report([Tried("bit", "list", "wrong"), Tried("bit", "add", "refused")]).splitlines()
    assert shlex.split(lines[1]) == ["list", "0", "0", "1", "0", "0", "0", "0"]
    assert [line.split()[0] for line in lines[7:10]] == list(WRITING)
    assert "wrong: bit 1, bytes 0, zeros 0, random 0, swap 0" in lines
