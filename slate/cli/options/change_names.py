"""The option `--what`: names of changes."""

from collections.abc import Iterable
from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.domain.changes.change_name import ChangeName
from slate.domain.errors import WordError
from slate.domain.text import values_or_empty

What = Annotated[
    list[str] | None,
    typer.Option(
        "--what",
        metavar="A,B",
        help="Only these changes: slipped, dated ...",
        autocompletion=one_of(ChangeName, several=True),
    ),
]


def parse_names(texts: Iterable[str] | None) -> frozenset[ChangeName]:
    """Parse names of changes, several of them separated by commas; none means all."""
    return frozenset(_parse_name(name) for text in texts or () for name in values_or_empty(text))


def _parse_name(text: str) -> ChangeName:
    word = text.lower()
    try:
        return ChangeName(word)
    except ValueError:
        raise WordError("change", word, tuple(ChangeName)) from None
