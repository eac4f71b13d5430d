"""GitHub's Markdown with all text escaped: a table for a README or a chat, and parts of prose."""

import re
from collections.abc import Iterable, Iterator, Sequence

from slate.domain.text import safe
from slate.domain.titles.cells import texts
from slate.formats.write.web_links import web_link

# Text that would style a cell, end it, or create a link, a mention, an entity or an image.
_ACTIVE = re.compile(
    r"[\\|<*_`\[~$@]|&(?=[#a-z])|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE | re.ASCII
)
# Harmless in a cell, but elsewhere these would end a link or a heading, or be run by the
# template engine through which newsletters are sent: `{{ this }}`, `{% that %}`.
_ACTIVE_IN_PROSE = re.compile(r"[\]#{]|(?<=\{)%")
# Web addresses that can be a link between < and >, where nothing needs to be escaped.
_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.IGNORECASE | re.ASCII)
_ENTITY = re.compile(r"&(?=#?\w+;)", re.ASCII)


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


def linked(text: str, url: str | None) -> str:
    """Return a text, escaped, as a link to a web address; any other address is left out."""
    address = web_link(url)
    if address is None:
        return prose(text)
    return f"[{prose(text)}](<{_ENTITY.sub('&amp;', address)}>)"


def headings(wanted: tuple[str, ...], above: tuple[str, ...], top: int) -> Iterator[str]:
    """Yield the headings that are not above already, each followed by a blank line.

    `top` is the level of the first one.
    """
    for index in range(int(wanted[:1] == above[:1]), len(wanted)):
        yield f"{'#' * (index + top)} {prose(wanted[index])}\n"
        yield "\n"
