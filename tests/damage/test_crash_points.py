from pathlib import Path

import pytest

from tests.damage import crash_points
from tests.damage.faults import Mode, NoInterceptionError


@pytest.mark.slow
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("operation", crash_points.OPERATIONS)
def test_a_stopped_command_leaves_the_old_or_the_new_slate(
    world: Path, monkeypatch: pytest.MonkeyPatch, operation: str, mode: Mode
) -> None:
    assert Path.cwd() == world
    monkeypatch.setenv("SLATE_DB", "slate.db")  # and restore it afterwards
    crash_points.prepare()
    try:
        wrong = list(crash_points.stops(operation, mode, step=5))
    except NoInterceptionError:
        pytest.skip("the storage calls of this sqlite3 cannot be replaced")
    assert wrong == []
