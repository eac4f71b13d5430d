from pathlib import Path

import pytest

from tests.damage.operations import prepared
from tests.damage.signals import Trials

_NAMES = (
    *("add", "import", "export csv", "remote add", "a question", "a writer is waited for"),
    *("a reader waits", "input that does not end"),
)
_SIGNALS = 16  # more: the command itself


@pytest.mark.slow
def test_a_signal_at_any_moment_leaves_all_or_nothing(world: Path) -> None:
    with prepared(world) as server:
        trials = Trials(_NAMES, server, seed=7)
        wrong = [one for _ in range(_SIGNALS) for one in trials.attempt()]
    assert wrong == []
    assert trials.counts.total() == _SIGNALS
