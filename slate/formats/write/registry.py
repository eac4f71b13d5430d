"""The formats that slate writes, by name; each is imported only when needed.

This keeps start-up fast: `-f tsv` imports neither json nor csv. To add a format, add one
module and one entry here. What the command line prints about formats is derived from these
entries. The formats that slate reads are in `formats/read/registry.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, cast

# Yields the text for the columns and rows, in pieces that each end with a line break.
Writer = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[str]]


class Written(NamedTuple):
    """A format that slate writes.

    The writer is a module of this package and a function in it. None means that the format
    does not consist of columns and rows, so that only `slate export` writes it.
    """

    writer: tuple[str, str] | None
    suffixes: tuple[str, ...] = ()  # of exported files; empty: the format is only printed
    takes_columns: bool = True
    has_full_records: bool = False  # can hold lists, such as the releases of a title
    is_whole: bool = False  # the output is not empty even without rows
    is_for_spreadsheets: bool = False


# In the order in which they are listed to users. (`render` draws tables.)
WRITTEN = {
    "json": Written(
        ("json_records", "json_lines"), (".json",), has_full_records=True, is_whole=True
    ),
    "ndjson": Written(
        ("json_records", "ndjson_lines"), (".ndjson", ".jsonl"), has_full_records=True
    ),
    "csv": Written(("delimited", "csv_lines"), (".csv",), is_whole=True, is_for_spreadsheets=True),
    "tsv": Written(("delimited", "tsv_lines"), (".tsv",), is_for_spreadsheets=True),
    "markdown": Written(("markdown", "lines"), (".md", ".markdown")),
    "slugs": Written(("slugs", "lines"), takes_columns=False),
    "html": Written(None, (".html", ".htm"), takes_columns=False),
    "ics": Written(None, (".ics",), takes_columns=False),
    "ledger": Written(None, (".slate.ndjson",), takes_columns=False),
}


def writer_of(name: str) -> Writer:
    """Import the writer of a format and return it; raise LookupError if it has no writer."""
    writer = WRITTEN[name].writer
    if writer is None:
        raise LookupError(name)
    module, function = writer
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
