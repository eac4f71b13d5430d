"""The formats that slate writes and reads, by name; each is imported only when needed.

This keeps start-up fast: `-f tsv` imports neither json nor csv. To add a format, add one
module and one entry here: in WRITTEN, in READERS, or in both. What the command line prints
about formats is derived from these entries.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
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
        ("write.json_records", "json_lines"), (".json",), has_full_records=True, is_whole=True
    ),
    "ndjson": Written(
        ("write.json_records", "ndjson_lines"), (".ndjson", ".jsonl"), has_full_records=True
    ),
    "csv": Written(
        ("write.delimited", "csv_lines"), (".csv",), is_whole=True, is_for_spreadsheets=True
    ),
    "tsv": Written(("write.delimited", "tsv_lines"), (".tsv",), is_for_spreadsheets=True),
    "markdown": Written(("write.markdown", "lines"), (".md", ".markdown")),
    "slugs": Written(("write.slugs", "lines"), takes_columns=False),
    "ics": Written(None, (".ics",), takes_columns=False),
    "ledger": Written(None, (".slate.ndjson",), takes_columns=False),
}


class Shape(Enum):
    """The basic syntax of a file, which is parsed before its format is known."""

    TABLE = "table"
    JSON = "json"
    CALENDAR = "calendar"


class Reader(NamedTuple):
    """A format that slate reads: its shape, and its module of this package."""

    shape: Shape
    module: str
    delimiter: str | None = None  # only for tables with arbitrary columns


# The values of `--as`. A file is matched against the formats of its shape in this order.
READERS = {
    "imdb": Reader(Shape.TABLE, "read.imdb"),
    "letterboxd": Reader(Shape.TABLE, "read.letterboxd"),
    "catalogue": Reader(Shape.TABLE, "read.catalogue"),
    "tvtime": Reader(Shape.TABLE, "read.tvtime"),
    "netflix-top10": Reader(Shape.TABLE, "read.netflix_top10"),
    "csv": Reader(Shape.TABLE, "read.slate_table", ","),
    "tsv": Reader(Shape.TABLE, "read.slate_table", "\t"),
    "ledger": Reader(Shape.JSON, "ledger.ledger_file"),
    "tvmaze": Reader(Shape.JSON, "read.tvmaze"),
    "tmdb": Reader(Shape.JSON, "read.tmdb"),
    "trakt": Reader(Shape.JSON, "read.trakt"),
    "sonarr": Reader(Shape.JSON, "read.sonarr"),
    "radarr": Reader(Shape.JSON, "read.radarr"),
    "vega": Reader(Shape.JSON, "read.vega"),
    "json": Reader(Shape.JSON, "read.slate_records"),
    "ndjson": Reader(Shape.JSON, "read.slate_records"),
    "ics": Reader(Shape.CALENDAR, "read.ics"),
}


def writer_of(name: str) -> Writer:
    """Import the writer of a format and return it; raise LookupError if it has no writer."""
    writer = WRITTEN[name].writer
    if writer is None:
        raise LookupError(name)
    module, function = writer
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
