import shutil
from pathlib import Path

import pytest

from slate.cli.app import COMMANDS
from tests.damage.crash_points import Stopping
from tests.damage.faults import Mode, NoInterceptionError, failing
from tests.damage.operations import OPERATIONS, READING, prepared, run

_STEP = 31  # between two calls at which an operation is stopped; all: the command itself


@pytest.fixture
def folder(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that operations read, which the first test makes."""
    made = tmp_path_factory.getbasetemp() / "made-for-crash-points"
    if not made.exists():
        first = world / "first"
        first.mkdir()
        with prepared(first):
            shutil.copytree(first / "inputs", made)
    shutil.copytree(made, world / "inputs")
    return world


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_stopped_command_leaves_the_old_or_the_new_files(folder: Path, name: str) -> None:
    wrong: list[str] = []
    with prepared(folder) as server:
        for mode in Mode:
            try:
                wrong += Stopping(name, mode, server).run(_STEP)
            except NoInterceptionError:
                pytest.skip("the storage calls of this sqlite3 cannot be replaced")
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("command", READING)
def test_a_command_that_only_reads_changes_no_file(folder: Path, command: str) -> None:
    with prepared(folder):
        shutil.copy2("../inputs/base.db", "slate.db")
        try:
            with failing(Mode.KILL, 0) as faults:
                assert run(*READING[command]).code == 0
        except NoInterceptionError:
            pytest.skip("the storage calls of this sqlite3 cannot be replaced")
    assert faults.count == 0


def test_every_command_is_known_to_write_or_to_read() -> None:
    writing = {operation.words[0] for operation in OPERATIONS.values()}
    assert writing.isdisjoint(READING)
    assert writing | READING.keys() == set(COMMANDS)
