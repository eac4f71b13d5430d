"""`--dry-run`, on every command that has it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run


@pytest.mark.parametrize(
    "command",
    [
        "update heroes-2 -s filming",
        "remove heroes-2",
        "merge heroes-2 we-can-be-heroes",
        "undo",
        "redo 1",
        "import -",
    ],
)
def test_dry_run_prints_the_changes_and_stores_nothing(
    done: Done, slate: Run, small: Path, command: str
) -> None:
    if command.startswith("redo"):
        done("undo", "1")
    before = small.read_bytes()
    stdin = '[{"title": "Soul"}]'
    dry = slate(*command.split(), "--dry-run", stdin=stdin)
    assert dry.code == 0
    assert dry.out
    assert small.read_bytes() == before
    assert slate(*command.split(), stdin=stdin).code == 0
    assert small.read_bytes() != before
