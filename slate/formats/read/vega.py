"""The films of vega-datasets, `movies.json`, which Vega's and Altair's examples use.

A JSON array with one object per film. Its keys have `_` up to version 2 (`Release_Date`) and
spaces from version 3 on (`Release Date`); the sample is of version 1.31.1, the data of 2010.
Mistakes in the data are not corrected: two-digit years in the wrong century (`Dec 15 2039`),
inverted articles. A title that consists of digits is a JSON number.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from slate.domain.titles.kinds import Kind
from slate.formats.errors import RecordError
from slate.formats.read.json.json_access import text_at
from slate.formats.read.reader import FileContext, Found, Items, Row, each, first_release
from slate.formats.read.records.genres import with_genres

SOURCE = "vega-datasets"

_KEYS = ({"Title", "Release_Date", "US_Gross"}, {"Title", "Release Date", "US Gross"})


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether an object is from the data set, by keys that only it combines, in either spelling."""
    return any(first.keys() >= keys for keys in _KEYS)


def items(found: Iterable[Found | RecordError], context: FileContext) -> Items:
    """Yield a row for each film; its date is that of its release in theaters in some country."""
    return each(found, lambda line, film: [Row(line, _record(film, context))])


def _record(film: Mapping[str, Any], context: FileContext) -> dict[str, Any]:
    digits = type(film.get("Title")) is int  # such as 1776; a bool is not a title
    director = text_at(film, "Director")
    return {
        "title": str(film["Title"]) if digits else text_at(film, "Title"),
        "kind": with_genres(Kind.FILM, text_at(film, "Major_Genre"), text_at(film, "Major Genre")),
        **({"credits": {"director": director}} if director else {}),
        **first_release(text_at(film, "Release_Date") or text_at(film, "Release Date"), context),
    }
