"""How SQLite answers what a slate asks: the plans of its statements, and the steps they take."""

import sqlite3
from collections.abc import Callable


def plans(connection: sqlite3.Connection, work: Callable[[], object]) -> list[str]:
    """Return the query plan, line by line, of each statement that reads tables of a slate."""
    sent: list[str] = []
    connection.set_trace_callback(sent.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    found = []
    for statement in sent:
        if statement.lstrip().startswith("select") and "pragma" not in statement:
            rows = connection.execute(f"explain query plan {statement}").fetchall()
            found.append("\n".join(row[3] for row in rows))
    return found


def steps(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """Return how many instructions SQLite's virtual machine needs for some work."""
    counted = [0]

    def count() -> None:
        counted[0] += 1

    connection.set_progress_handler(count, 1)
    try:
        work()
    finally:
        connection.set_progress_handler(None, 1)
    return counted[0]
