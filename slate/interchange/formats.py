"""The formats in which rows are written, by name; each is imported when it is asked for.

Start-up is a feature: `-f tsv` imports neither json nor csv. A new format is one file
and one line here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import cast

# Takes the columns and the rows, gives the text in pieces that end with a line's end.
Writer = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[str]]

# Name -> module of this folder, and its writer. (A table is made in `render`.)
FORMATS = {
    "json": ("json_records", "json_lines"),
    "ndjson": ("json_records", "ndjson_lines"),
    "csv": ("delimited", "csv_lines"),
    "tsv": ("delimited", "tsv_lines"),
    "markdown": ("markdown", "lines"),
    "slugs": ("slugs", "lines"),
}


def writer_of(name: str) -> Writer:
    """Import the writer of a format; the name is one of FORMATS."""
    module, function = FORMATS[name]
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
