"""A small slate with something of everything, made by commands."""

import shutil
from pathlib import Path

from tests.benchmarks.commands import records
from tests.fuzz.in_process import Ran, ran

_COMMANDS = (
    ("update", "title-7", "-d", "2022-01-01", "--source", "Deadline", "--note", "b/w"),
    ("update", "title-7", "-d", "2022-03-04", "--source", "Variety", "--tag", "kids"),
    ("add", "Sequel", "--sequel-of", "title-7", "-p", "Hulu", "-d", "early 2022", "--rumor"),
    ("add", "Show", "-n", "2", "-k", "series", "--id", "imdb=tt1", "--credit", "cast=One"),
    ("add", "Twin", "--year", "2020", "-d", "2021-05", "--leaves", "2022"),
    ("add", "Twin", "--new", "--year", "2021", "--source", "TMDB"),
    ("add", "Other Name", "--aka", "Twin", "--source", "Deadline"),
    ("merge", "other-name", "title-3"),
    ("duplicates", "--dismiss", "twin", "twin-2021"),
    ("split", "title-7", "--source", "Variety"),
    ("remove", "title-9"),
    ("add", "Undone"),
    ("undo",),
    ("add", "Redone", "--listed"),
    ("undo",),
    ("redo",),
)
_OLDER = 9  # of these commands, that the older version has


def make(path: Path, older: Path | None = None, titles: int = 30) -> None:
    """Create the default slate, and copy it to a path, and to another one before the last steps."""
    stored = path.with_name("slate.db")
    done("import", "-", "--as", "ndjson", "--source", "Variety", stdin=records(titles).encode())
    for number, command in enumerate(_COMMANDS):
        if number == _OLDER and older is not None:
            shutil.copy2(stored, older)
        done(*command)
    shutil.copy2(stored, path)


def done(*command: str, stdin: bytes = b"") -> Ran:
    """Run a command, which succeeds."""
    found = ran(*command, stdin=stdin)
    assert found.code == 0, found
    return found
