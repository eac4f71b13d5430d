"""The formats that are written and read, by name; each is imported when it is asked for.

Start-up is a feature: `-f tsv` imports neither json nor csv. A new format is one file
and one line here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, cast

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


class Reader(NamedTuple):
    """A format that is read: table, json or calendar, and its module of this folder."""

    shape: str
    module: str


# What `--as` takes. Of one shape they are asked in this order whether a file is theirs.
READERS = {
    "imdb": Reader("table", "imdb"),
    "letterboxd": Reader("table", "letterboxd"),
    "catalogue": Reader("table", "catalogue"),
    "tvtime": Reader("table", "tvtime"),
    "netflix-top10": Reader("table", "netflix_top10"),
    "csv": Reader("table", "slate_table"),
    "tsv": Reader("table", "slate_table"),
    "ledger": Reader("json", "ledger_file"),
    "tvmaze": Reader("json", "tvmaze"),
    "tmdb": Reader("json", "tmdb"),
    "trakt": Reader("json", "trakt"),
    "sonarr": Reader("json", "sonarr"),
    "radarr": Reader("json", "radarr"),
    "vega": Reader("json", "vega"),
    "json": Reader("json", "slate_records"),
    "ndjson": Reader("json", "slate_records"),
    "ics": Reader("calendar", "ics"),
}


def writer_of(name: str) -> Writer:
    """Import the writer of a format; the name is one of FORMATS."""
    module, function = FORMATS[name]
    return cast("Writer", getattr(import_module(f"{__package__}.{module}"), function))
