"""A table for a README, an issue or a chat: GitHub's Markdown, in which text stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from slate.domain.text import safe
from slate.domain.titles.cells import texts

# What would style a cell, end it, or make a link, a mention, an entity or a picture of it.
_ACTIVE = re.compile(
    r"[\\|<*_`\[~$@]|&(?=[#a-z])|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE | re.ASCII
)
# What may stand in a cell, but elsewhere would end a link or a heading, or call on the template
# engine through which newsletters are sent: `{{ this }}`, `{% that %}`.
_ACTIVE_IN_PROSE = re.compile(r"[\]#{]|(?<=\{)%")
# A web address may be a link, between < and >, where nothing needs to be escaped.
_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.IGNORECASE | re.ASCII)


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write a header, its rule and a line a row; only the `url` column makes links."""
    addresses = {index for index, name in enumerate(columns) if name == "url"}
    yield _line(map(literal, columns))
    yield _line("---" for _ in columns)
    for cells in texts(columns, rows):
        yield _line(
            f"<{cell}>" if index in addresses and _ADDRESS.fullmatch(cell) else literal(cell)
            for index, cell in enumerate(cells)
        )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def literal(text: str) -> str:
    """Escape what would be anything but text inside of a line."""
    return _ACTIVE.sub(r"\\\g<0>", safe(text))


def prose(text: str) -> str:
    """Escape what would be anything but text outside of a table."""
    return _ACTIVE_IN_PROSE.sub(r"\\\g<0>", literal(text))
