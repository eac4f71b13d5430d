"""The line of a field in the text of a title, marked lines, and the line with its state.

A marked line says what is wrong below it. The state tells a text of what the title is now from one
that was kept while others changed the title.
"""

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from slate.domain.ledger.editing import Facts

# What begins a marked line; to TOML it is a comment.
MARK = "#! "
_STATE = "# State: "
_HEADER = re.compile(r"\s*\[\[?\s*([^\]]*?)\s*\]")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the number of the line with a field, from 1; 1 if it is not found.

    A path is a field, or a table and a field in it: `("ids", "imdb")`. For one of several tables
    its place stands between: `("releases", 0, "date")`. Without the field, the line is that of
    the table.
    """
    *table, field = path
    name, place = (*table, None, None)[:2]
    lines = list(_lines_of(text, name, place))
    key = re.compile(rf"""\s*["']?{re.escape(str(field))}["']?\s*[.=]""")
    found = next((number for number, line in lines if key.match(line)), None)
    if found is not None or name is None:
        return found or 1
    return lines[0][0] if lines else line_of(text, [name])


def _lines_of(
    text: str, table: str | int | None, place: str | int | None
) -> Iterator[tuple[int, str]]:
    """Yield the lines of a table, from its header, with their numbers.

    None is what stands above all tables; `place` is that among the tables of this name.
    """
    name, at = None, -1
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            name = header[1]
            at += name == table
        if name == table and place in (None, at):
            yield number, line


def marked(text: str, line: int, reason: str) -> str:
    """Return a text with a marked line above one of its lines, instead of those from before."""
    lines = text.split("\n")
    before = sum(each.startswith(MARK) for each in lines[: line - 1])
    kept = [each for each in lines if not each.startswith(MARK)]
    kept.insert(line - 1 - before, f"{MARK}{reason}")
    return "\n".join(kept)


def unmarked(text: str) -> str:
    """Return a text whose marked lines are empty, so that the others keep their numbers.

    A mark may have come into a text of several lines, of which it must not become a part.
    """
    return re.sub(rf"(?m)^{re.escape(MARK)}.*$", "", text)


class StatedState(NamedTuple):
    """The state of a title that a text shows, and the number of its line, from 1."""

    state: str
    line: int


def state_of(facts: Facts) -> str:
    """Return the state of a title: a checksum of its facts."""
    return sha256(json.dumps(sorted(facts.items())).encode()).hexdigest()[:12]


def state_line(facts: Facts) -> str:
    """Return the line with the state of a title."""
    return f"{_STATE}{state_of(facts)} (to notice what others change)"


def stated_state(text: str) -> StatedState | None:
    """Return the state in a text, None if somebody has deleted its line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_STATE):
            return StatedState(line.removeprefix(_STATE).strip().partition(" ")[0], number)
    return None
