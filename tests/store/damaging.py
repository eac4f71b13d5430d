"""Damage slates, as other programs, disks and copies may."""

import sqlite3
from contextlib import closing
from pathlib import Path

_PAGE = 4096  # bytes
CHANGED = "its checksum differs: a batch or a report was changed"


def change(path: Path, *statements: str) -> None:
    """Change a slate with SQLite, without slate."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def zero_page(path: Path, text: str) -> None:
    """Fill the last page that contains a text with zeros."""
    content = bytearray(path.read_bytes())
    start = content.rindex(text.encode()) // _PAGE * _PAGE
    content[start : start + _PAGE] = bytes(_PAGE)
    path.write_bytes(content)


def cut_off(path: Path, pages: int) -> None:
    """Remove a number of pages at the end of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - pages * _PAGE])
