"""TITLE arguments: any printed title or slug, or `-` to read them from standard input."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from slate.cli.completion import complete_title
from slate.domain.errors import UsageError
from slate.domain.text import LINE_LIMIT, clean

Titles = Annotated[
    list[str],
    typer.Argument(
        metavar="TITLE...",
        help="Slugs or titles; - reads them from standard input.",
        autocompletion=complete_title,
        show_default=False,
    ),
]


_LONGEST = 2 * LINE_LIMIT  # characters of a line
_MOST = 1_000_000  # lines: `yes | slate show -` never ends


def texts_of(titles: Iterable[str]) -> list[str]:
    """Return the texts that name titles, with the lines of standard input in place of `-`."""
    found = [text for title in titles for text in (_lines() if title == "-" else (title,))]
    return [clean("TITLE", text) for text in found]


def _lines() -> Iterator[str]:
    if sys.stdin is None:
        raise UsageError("There is no standard input to read titles from.")
    for number, line in enumerate(iter(lambda: sys.stdin.readline(_LONGEST), "")):
        if number == _MOST:
            raise UsageError(f"Standard input has more than {_MOST:,} lines.")
        if len(line) == _LONGEST:
            raise UsageError("A line of standard input is longer than any title.")
        if line.strip():
            yield line
