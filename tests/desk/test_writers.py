"""Many people record at the same time, each command a process of its own."""

from pathlib import Path

import pytest

from tests.benchmarks.writers import write
from tests.postgres import Postgres


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_if_many_write_at_once(postgres: Postgres, world: Path) -> None:
    """With more titles: `python -m tests.benchmarks.writers`."""
    assert write(postgres, world, writers=8, adds=2).batches == 16
