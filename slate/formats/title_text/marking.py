"""The line of a field in the text of a title, and marked lines, which say what is wrong there."""

import re
from collections.abc import Iterator, Sequence

# What begins a marked line; to TOML it is a comment.
MARK = "#! "
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
