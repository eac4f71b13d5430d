"""How often each command asks the server of a shared slate: once to read, twice to write."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from slate.cli.app import COMMANDS
from tests.cli.conftest import Run
from tests.postgres import Postgres

pytestmark = pytest.mark.slow

COUNTS = {
    "list": 1,
    "list --as-of 2021-01-07": 1,
    "list --as-of 2021-01-01": 2,  # there was nothing yet: once more, to see since when
    "list --platform netflux": 1,
    "upcoming": 1,
    "show dune": 1,
    "next dune": 1,
    "calendar 2022": 1,
    "timeline": 1,
    "timeline dune": 1,
    "add Soul -d 2020-12-25": 2,
    "update dune -d 2022": 2,
    "update dune -d 2021": 2,  # which is known: nothing is recorded
    "edit dune": 3,  # a read before the editor opens, then a write
    "remove mank": 2,
    "merge dune mank": 2,
    "split mank --source Variety --dry-run": 1,
    "undo": 2,
    "undo --dry-run": 1,
    "redo": 2,
    "changes --since 2021-01-01": 1,
    "changes --since 2021-01-01 --mark": 3,  # what was printed is marked
    "diff 2021-01-01": 1,
    "slips": 1,
    "sources": 1,
    "count --by platform": 1,
    "log": 1,
    "log 1": 1,
    "duplicates": 1,
    "import films.csv": 2,
    "import films.csv --dry-run": 1,
    "export -f csv": 1,
    "export -f ledger": 1,
    "digest": 1,
    "digest 2021-01-01": 2,  # there was nothing yet: once more, to see since when
    "refresh": 1,
    "remote": 1,
    "info": 1,
    "check": 2,  # of the copy and, for its checksum, the whole ledger
    "check --rebuild": 5,
    "backup copies": 1,
    "init": 2,
    "help list": 0,
    "--offline list": 0,
}
BEFORE = (
    "init",
    "add Dune -d 2021",
    "add Mank",
    "update mank -d 2020 --source Variety",
    "update dune -d 2022",
    "undo",
)
NEVER = {"restore"}  # is refused


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, postgres: Postgres, slate: Run) -> list[str]:
    """Prepare a shared slate, and return the texts that are sent to its server from now on."""
    monkeypatch.setenv("SLATE_DB", postgres.database())
    monkeypatch.setenv("EDITOR", "sed -i s/Dune/DUNE/")
    Path("films.csv").write_text("title,date\nSoul,2020-12-25\n", encoding="utf-8")
    Path("copies").mkdir()
    assert slate("--db", "film.db", "add", "Roma").code == 0
    for line in BEFORE:
        assert slate(*line.split()).code == 0
    texts: list[str] = []
    run = psycopg.ClientCursor.execute

    def execute(self: Any, query: bytes, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        texts.append(query.decode())
        return run(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.ClientCursor, "execute", execute)
    return texts


@pytest.mark.parametrize("line", COUNTS)
def test_a_command(line: str, sent: list[str], slate: Run) -> None:
    ran = slate(*line.split())
    assert ran.code == 0, ran.err
    assert len(sent) == COUNTS[line], sent


def test_every_command_is_counted() -> None:
    counted = {word for line in COUNTS for word in line.split() if not word.startswith("-")}
    assert set(COMMANDS) - counted == NEVER
