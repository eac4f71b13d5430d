"""The formats that slate reads, by name; each is imported only when needed.

To add a format, add one module and one entry here. What the command line prints about formats
is derived from these entries.
"""

from enum import Enum
from typing import NamedTuple

from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence


class Shape(Enum):
    """The basic syntax of a file, which is parsed before its format is known."""

    TABLE = "table"
    JSON = "json"
    XML = "xml"
    CALENDAR = "calendar"


class Reader(NamedTuple):
    """A format that slate reads: its shape, and its module in `slate.formats`."""

    shape: Shape
    module: str
    confidence: Confidence  # of rows that do not state one
    delimiter: str | None = None  # only for tables with arbitrary columns

    @property
    def is_own(self) -> bool:
        """Whether such a file is somebody's own list, in the words of whoever made it."""
        return self.module in {"read.slate_table", "read.slate_records"}


# A catalog, a feed or the database of another tracker lists a title; it does not report on it. The
# service's own charts are official. Slate's own records, and tables that people map to them, are
# reports.
#
# The values of `--as`. A file is matched against the formats of its shape in this order.
READERS = {
    "imdb": Reader(Shape.TABLE, "read.imdb", Confidence.LISTED),
    "letterboxd": Reader(Shape.TABLE, "read.letterboxd", Confidence.LISTED),
    "catalogue": Reader(Shape.TABLE, "read.catalogue", Confidence.LISTED),
    "tvtime": Reader(Shape.TABLE, "read.tvtime", Confidence.LISTED),
    "yamtrack": Reader(Shape.TABLE, "read.yamtrack", Confidence.LISTED),
    "simkl-csv": Reader(Shape.TABLE, "read.simkl_table", Confidence.LISTED),
    "tmdb-csv": Reader(Shape.TABLE, "read.tmdb_table", Confidence.LISTED),
    "netflix-top10": Reader(Shape.TABLE, "read.netflix_top10", Confidence.OFFICIAL),
    "csv": Reader(Shape.TABLE, "read.slate_table", DEFAULT_CONFIDENCE, ","),
    "tsv": Reader(Shape.TABLE, "read.slate_table", DEFAULT_CONFIDENCE, "\t"),
    "ledger": Reader(Shape.JSON, "ledger.ledger_file", DEFAULT_CONFIDENCE),
    "tvmaze": Reader(Shape.JSON, "read.tvmaze", Confidence.LISTED),
    "tmdb": Reader(Shape.JSON, "read.tmdb", Confidence.LISTED),
    "trakt": Reader(Shape.JSON, "read.trakt", Confidence.LISTED),
    "simkl": Reader(Shape.JSON, "read.simkl", Confidence.LISTED),
    "anilist": Reader(Shape.JSON, "read.anilist", Confidence.LISTED),
    "sonarr": Reader(Shape.JSON, "read.sonarr", Confidence.LISTED),
    "radarr": Reader(Shape.JSON, "read.radarr", Confidence.LISTED),
    "vega": Reader(Shape.JSON, "read.vega", Confidence.LISTED),
    "json": Reader(Shape.JSON, "read.slate_records", DEFAULT_CONFIDENCE),
    "ndjson": Reader(Shape.JSON, "read.slate_records", DEFAULT_CONFIDENCE),
    "myanimelist": Reader(Shape.XML, "read.myanimelist", Confidence.LISTED),
    "ics": Reader(Shape.CALENDAR, "read.ics", Confidence.LISTED),
}
