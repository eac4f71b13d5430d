"""The formats that are written and read, by name; each is imported when it is asked for.

Start-up is a feature: `-f tsv` imports neither json nor csv. A new format is one file
and one line here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, cast

# Takes the columns and the rows, gives the text in pieces that end with a line's end.
Writer = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[str]]

# Name -> module of this package, and its writer. (A table is made in `render`.)
FORMATS = {
    "json": ("write.json_records", "json_lines"),
    "ndjson": ("write.json_records", "ndjson_lines"),
    "csv": ("write.delimited", "csv_lines"),
    "tsv": ("write.delimited", "tsv_lines"),
    "markdown": ("write.markdown", "lines"),
    "slugs": ("write.slugs", "lines"),
}


class Reader(NamedTuple):
    """A format that is read: table, json or calendar, and its module of this package."""

    shape: str
    module: str


# What `--as` takes. Of one shape they are asked in this order whether a file is theirs.
READERS = {
    "imdb": Reader("table", "read.imdb"),
    "letterboxd": Reader("table", "read.letterboxd"),
    "catalogue": Reader("table", "read.catalogue"),
    "tvtime": Reader("table", "read.tvtime"),
    "netflix-top10": Reader("table", "read.netflix_top10"),
    "csv": Reader("table", "read.slate_table"),
    "tsv": Reader("table", "read.slate_table"),
    "ledger": Reader("json", "ledger.ledger_file"),
    "tvmaze": Reader("json", "read.tvmaze"),
    "tmdb": Reader("json", "read.tmdb"),
    "trakt": Reader("json", "read.trakt"),
    "sonarr": Reader("json", "read.sonarr"),
    "radarr": Reader("json", "read.radarr"),
    "vega": Reader("json", "read.vega"),
    "json": Reader("json", "read.slate_records"),
    "ndjson": Reader("json", "read.slate_records"),
    "ics": Reader("calendar", "read.ics"),
}


def writer_of(name: str) -> Writer:
    """Import the writer of a format; the name is one of FORMATS."""
    module, function = FORMATS[name]
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
