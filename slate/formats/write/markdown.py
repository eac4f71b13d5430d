"""A table in GitHub's Markdown, for a README, an issue or a chat, with all text escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence

from slate.domain.text import safe
from slate.domain.titles.cells import texts

# Text that would style a cell, end it, or create a link, a mention, an entity or an image.
_ACTIVE = re.compile(
    r"[\\|<*_`\[~$@]|&(?=[#a-z])|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE | re.ASCII
)
# Harmless in a cell, but elsewhere these would end a link or a heading, or be run by the
# template engine through which newsletters are sent: `{{ this }}`, `{% that %}`.
_ACTIVE_IN_PROSE = re.compile(r"[\]#{]|(?<=\{)%")
# Web addresses that can be a link between < and >, where nothing needs to be escaped.
_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.IGNORECASE | re.ASCII)


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a header, its rule and one line per row; only the `url` column has links."""
    addresses = {index for index, name in enumerate(columns) if name == "url"}
    yield line(map(literal, columns))
    yield line("---" for _ in columns)
    for cells in texts(columns, rows):
        yield line(
            f"<{cell}>" if index in addresses and _ADDRESS.fullmatch(cell) else literal(cell)
            for index, cell in enumerate(cells)
        )


def line(cells: Iterable[str]) -> str:
    """Return a row of a table; the cells must be escaped already."""
    return f"| {' | '.join(cells)} |\n"


def literal(text: str) -> str:
    """Return text with everything escaped that would be Markdown inside a table cell."""
    return _ACTIVE.sub(r"\\\g<0>", safe(text))


def prose(text: str) -> str:
    """Return text with everything escaped that would be Markdown outside a table."""
    return _ACTIVE_IN_PROSE.sub(r"\\\g<0>", literal(text))
