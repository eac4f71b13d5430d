import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused

ENDS = ("journal", "wal", "shm", "writing")


pytestmark = pytest.mark.about_files


@pytest.fixture(autouse=True)
def there(done: Done) -> None:
    """Create a slate, a backup, a ledger and another database in the working folder."""
    done("--db", "slate.db", "add", "Soul")
    done("--db", "slate.db", "backup", "copy")
    done("--db", "slate.db", "export", "old.slate.ndjson")
    with closing(sqlite3.connect("other")) as other:
        other.execute("create table t(x)")
    Path("link").symlink_to("copy")


@pytest.mark.parametrize("end", ENDS)
def test_unfinished_work_on_a_database_is_not_written(refused: Refused, end: str) -> None:
    for name, why in (
        (f"slate.db-{end}", "the slate itself"),
        (f"./copy-{end}", "the database copy"),
        (f"other-{end}", "the database other"),
    ):
        assert refused(1, "--db", "slate.db", "export", name, "-f", "csv") == (
            f"slate: {name}: has a name that is used for {why}. Nothing was written.\n"
        )
        assert not Path(name).exists()


@pytest.mark.parametrize("end", ENDS)
def test_unfinished_work_on_a_slate_that_is_to_be_created_is_not_written(
    refused: Refused, end: str
) -> None:
    assert refused(1, "--db", "new.db", "export", f"new.db-{end}", "-f", "csv") == (
        f"slate: new.db-{end}: has a name that is used for the slate itself. Nothing was written.\n"
    )


@pytest.mark.parametrize("form", ["csv", "ledger"])
@pytest.mark.parametrize("name", ["copy", "link", "other"])
def test_database_is_not_replaced(refused: Refused, name: str, form: str) -> None:
    before = Path(name).read_bytes()
    assert refused(1, "--db", "slate.db", "export", name, "-f", form) == (
        f"slate: {name}: is a database, such as a slate or its backup, which no export replaces. "
        "Nothing was written.\n"
    )
    assert Path(name).read_bytes() == before


def test_ledger_is_replaced_only_by_a_ledger(done: Done, refused: Refused) -> None:
    before = Path("old.slate.ndjson").read_bytes()
    assert refused(1, "--db", "slate.db", "export", "old.slate.ndjson", "-f", "csv") == (
        "slate: old.slate.ndjson: is the ledger of a slate, which only another ledger replaces. "
        "Nothing was written.\n"
    )
    assert Path("old.slate.ndjson").read_bytes() == before
    done("--db", "slate.db", "add", "Mank")
    done("--db", "slate.db", "export", "old.slate.ndjson")
    assert Path("old.slate.ndjson").read_bytes() > before


def test_other_files_are_replaced(done: Done) -> None:
    """Also those that only look as if they belonged to a database."""
    for name in ("text.csv", "text.csv-journal", "none-wal", "-journal"):
        Path(name).write_text("OLD", encoding="utf-8")
        done("--db", "slate.db", "export", f"./{name}", "-f", "csv", "--columns", "title")
        assert Path(name).read_text(encoding="utf-8") == "title\nSoul\n"
