"""Creating a slate's tables, and migrating an older file to today's format."""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from slate.store.file import schema

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

BACKUPS_KEPT = 5


def migrations() -> "Migrations":
    """Return the schema's history as numbered steps."""
    from sqlite_utils import Migrations  # noqa: PLC0415 -- 100 ms, needed only to migrate

    found = Migrations("slate")
    for name, statements in schema.STEPS:

        def step(db: "Database", statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                db.execute(statement)

        found(name=name)(step)
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the missing steps and fold all titles again, in the open transaction."""
    from sqlite_utils import Database  # noqa: PLC0415 -- as above

    from slate.store.titles import projections  # noqa: PLC0415 -- reading does not need it

    (made,) = connection.execute("pragma user_version").fetchone()
    migrations().apply(Database(connection, execute_plugins=False))
    if made:
        # This version may fold the same reports differently from the one that wrote the file.
        projections.rebuild(connection)
    connection.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    connection.execute(f"pragma user_version = {schema.FORMAT}")


def create_in_memory(connection: sqlite3.Connection) -> None:
    """Create today's tables in a database in memory, without recording the steps."""
    for _, statements in schema.STEPS:
        for statement in statements:
            connection.execute(statement)


def back_up(connection: sqlite3.Connection, path: Path, found: int, day: str) -> Path:
    """Copy an older slate to a backup in its folder, before it is migrated; return the backup.

    It is written under another name and then renamed, so a backup with its final name is
    complete. Only the newest backups are kept.
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
    """Return the backups that slate has made of a file, sorted by path."""
    from glob import escape  # noqa: PLC0415 -- needed only after an error or a migration

    return sorted(path.parent.glob(f"{escape(path.name)}.v*.bak"))


def newest_backup(path: Path) -> Path | None:
    """Return the newest backup of a file, None if there is none."""
    return max(backups(path), key=_age, default=None)


def _age(path: Path) -> float:
    return path.stat().st_mtime
