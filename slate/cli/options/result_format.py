"""The option `--format` of commands that write: what was recorded, as data for scripts."""

from typing import Annotated

import typer

from slate.cli.completion.values import one_of
from slate.domain.errors import WordError

FORMATS = ("json", "ndjson")
ResultFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="json or ndjson: what was recorded, as data.",
        autocompletion=one_of(FORMATS),
    ),
]


def parse_result_format(text: str | None) -> str | None:
    """Return the format, None for text; raise WordError for another one."""
    if text is not None and text not in FORMATS:
        raise WordError("format", text, FORMATS)
    return text
