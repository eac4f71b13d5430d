"""The films of vega-datasets, `movies.json`: what Vega's and Altair's examples draw.

A JSON array, one object a film. Up to version 2 its keys are written with `_`
(`Release_Date`), from 3 on with blanks (`Release Date`); the sample is of 1.31.1, the data
of 2010. Its mistakes are its own and stay as they are: two-digit years in the wrong century
(`Dec 15 2039`), inverted articles. A title that is all digits is a JSON number.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from slate.domain.errors import RecordError
from slate.domain.titles.kinds import Kind
from slate.formats.read.reader import FileContext, Found, Items, Row, each, first_release

SOURCE = "vega-datasets"

_KEYS = ({"Title", "Release_Date", "US_Gross"}, {"Title", "Release Date", "US Gross"})


def recognises(first: Mapping[str, Any]) -> bool:
    """Tell the data set by keys that only it has together, in either spelling."""
    return any(first.keys() >= keys for keys in _KEYS)


def items(found: Iterable[Found | RecordError], context: FileContext) -> Items:
    """Yield a film for each object; the date is that of its release in theaters somewhere."""
    return each(found, lambda line, film: [Row(line, _record(film, context))])


def _record(film: Mapping[str, Any], context: FileContext) -> dict[str, Any]:
    title, director = film.get("Title"), film.get("Director")
    return {
        "title": str(title) if type(title) is int else title,  # 1776; true is a bool, and none
        "kind": Kind.FILM,
        **({"credits": {"director": director}} if director else {}),
        **first_release(film.get("Release_Date") or film.get("Release Date"), context),
    }
