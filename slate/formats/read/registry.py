"""The formats that slate reads, by name; each is imported only when needed.

To add a format, add one module and one entry here. What the command line prints about formats
is derived from these entries.
"""

from enum import Enum
from typing import NamedTuple


class Shape(Enum):
    """The basic syntax of a file, which is parsed before its format is known."""

    TABLE = "table"
    JSON = "json"
    CALENDAR = "calendar"


class Reader(NamedTuple):
    """A format that slate reads: its shape, and its module in `slate.formats`."""

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
