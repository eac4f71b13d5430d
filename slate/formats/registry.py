"""The formats that are written and read, by name; each is imported when it is asked for.

Start-up is a feature: `-f tsv` imports neither json nor csv. A new format is one file
and one row here: of WRITTEN, of READERS, or of each. What the command line says of formats
follows from these rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from importlib import import_module
from typing import NamedTuple, cast

# Takes the columns and the rows, gives the text in pieces that end with a line's end.
Writer = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[str]]


class Written(NamedTuple):
    """A format that is written.

    The writer is a module of this package and a function in it. None: the format is not
    made of columns and rows, and only `slate export` writes it.
    """

    writer: tuple[str, str] | None
    suffixes: tuple[str, ...] = ()  # of the files that are exported; none: only printed
    takes_columns: bool = True
    has_full_records: bool = False  # it can hold lists, such as the releases of a title
    is_whole: bool = False  # without rows, too, there is something to read
    is_for_spreadsheets: bool = False


# In the order in which they are named. (A table is made in `render`.)
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
    """How a file is taken apart before its format is asked."""

    TABLE = "table"
    JSON = "json"
    CALENDAR = "calendar"


class Reader(NamedTuple):
    """A format that is read: how it is taken apart, and its module of this package."""

    shape: Shape
    module: str
    delimiter: str | None = None  # of a table whose columns may be anything


# What `--as` takes. Of one shape they are asked in this order whether a file is theirs.
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
    """Import the writer of a format of columns and rows."""
    writer = WRITTEN[name].writer
    if writer is None:
        raise LookupError(name)
    module, function = writer
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
