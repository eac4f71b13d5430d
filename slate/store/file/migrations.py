"""Creating a slate's tables, and migrating an older file to today's format."""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from slate.store.file import schema

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


_Steps = Iterable[tuple[str, tuple[str, ...]]]


def _migrations(steps: _Steps) -> "Migrations":
    """Return named steps of statements as sqlite-utils applies and records them."""
    from sqlite_utils import Migrations  # noqa: PLC0415 -- 100 ms, needed only to migrate

    found = Migrations("slate")
    for name, statements in steps:

        def step(db: "Database", statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                db.execute(statement)

        found(name=name)(step)
    return found


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the missing steps and fold all titles again, in the open transaction."""
    from sqlite_utils import Database  # noqa: PLC0415 -- as above

    (made,) = connection.execute("pragma user_version").fetchone()
    if made:  # several steps drop the view, which somebody else may have done before
        connection.execute("create view if not exists slate as select 1")
    steps = schema.STEPS if made else _steps_at_once()
    _migrations(steps).apply(Database(connection, execute_plugins=False))
    if made:
        # This version may fold the same reports differently from the one that wrote the file.
        rebuild(connection)
        if "ledger_state" not in schema.objects(made):
            from slate.store.reports import ledger_state  # noqa: PLC0415 -- as above

            ledger_state.put(connection, ledger_state.computed(connection))
    connection.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    connection.execute(f"pragma user_version = {schema.FORMAT}")


def rebuild(connection: sqlite3.Connection) -> None:
    """Create all projections again from the reports, in the open transaction."""
    from slate.store.file import expected_schema  # noqa: PLC0415 -- reading does not need it
    from slate.store.titles import projections  # noqa: PLC0415 -- as above

    expected_schema.recreate_projections(connection)
    projections.rebuild(connection)


def create_in_memory(connection: sqlite3.Connection) -> None:
    """Create today's tables in a database in memory, without the steps that led to them."""
    for statement in _of_today():
        connection.execute(statement)


def _steps_at_once() -> _Steps:
    """Yield the steps for a new slate: the first creates today's schema, the others do nothing."""
    statements = _of_today()
    for name, _ in schema.STEPS:
        yield name, statements
        statements = ()


def _of_today() -> tuple[str, ...]:
    from slate.store.file import expected_schema  # noqa: PLC0415 -- reading does not need it

    return expected_schema.statements()
