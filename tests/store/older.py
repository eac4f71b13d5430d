"""Write slates of older formats, as earlier versions of slate left them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from slate.store.file import migrations, schema
from slate.store.file.connection import Store

_COLUMNS = "select name from pragma_table_info(?)"


def write_older(path: Path, ledger: Store, found: int = 1) -> None:
    """Write the ledger of a slate to a file of an older format, with empty projections."""
    # Today's slate is opened before an older version is imitated, which would refuse it.
    with (
        ledger.reading() as new,
        pytest.MonkeyPatch.context() as then,
        closing(sqlite3.connect(path)) as old,
    ):
        steps = schema.STEPS[:found]
        then.setattr(schema, "STEPS", steps)
        then.setattr(schema, "FORMAT", found)
        migrations.migrate(old)
        for table in ("batches", "reports", "bookmarks"):
            columns = [name for (name,) in old.execute(_COLUMNS, (table,))]
            rows = new.execute(f"select {', '.join(columns)} from {table}").fetchall()  # noqa: S608 -- names of the schema
            places = ", ".join("?" for _ in columns)
            old.executemany(f"insert into {table} values ({places})", rows)  # noqa: S608 -- as above
        old.commit()
    path.chmod(0o600)
