"""Creating a slate's tables, and bringing an older file to today's format."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from slate.store.file import schema

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

BACKUPS_KEPT = 5


def migrations() -> "Migrations":
    """Give the schema's history as numbered steps."""
    from sqlite_utils import Migrations  # noqa: PLC0415 -- 100 ms: only where a schema changes

    found = Migrations("slate")
    for name, statements in schema.STEPS:

        def step(db: "Database", statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                db.execute(statement)

        found(name=name)(step)
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing, and fold anew, inside the transaction that is open."""
    from sqlite_utils import Database  # noqa: PLC0415 -- as above

    from slate.store.titles import projections  # noqa: PLC0415 -- reading does without

    (made,) = connection.execute("pragma user_version").fetchone()
    migrations().apply(Database(connection, execute_plugins=False))
    if made:
        # A later slate may fold the same reports otherwise.
        projections.rebuild(connection)
    connection.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    connection.execute(f"pragma user_version = {schema.FORMAT}")


def create_in_memory(connection: sqlite3.Connection) -> None:
    """Make today's tables where no file keeps them, without the history."""
    for _, statements in schema.STEPS:
        for statement in statements:
            connection.execute(statement)


def back_up(connection: sqlite3.Connection, path: Path, found: int, day: str) -> Path:
    """Copy an older slate beside itself before it is migrated; keep the newest few.

    Written aside, then renamed: a backup that has its name is whole.
    """
    target = path.with_name(f"{path.name}.v{found}-{day}.bak")
    aside = target.with_name(f"{target.name}.part")
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(aside)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    aside.replace(target)
    for old in sorted(backups(path), key=_age)[:-BACKUPS_KEPT]:
        old.unlink()
    return target


def backups(path: Path) -> list[Path]:
    """Find the backups that slate has made of a file."""
    from glob import escape  # noqa: PLC0415 -- only where something is wrong, or was migrated

    return sorted(path.parent.glob(f"{escape(path.name)}.v*.bak"))


def newest_backup(path: Path) -> Path | None:
    """Give the newest backup of a file, None where there is none."""
    return max(backups(path), key=_age, default=None)


def _age(path: Path) -> float:
    return path.stat().st_mtime
