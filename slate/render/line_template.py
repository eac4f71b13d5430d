"""The next release in a line of one's own, as for a status bar: `{name} in {days} days`."""

import re
from datetime import date

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.text import safe
from slate.domain.titles.cells import texts
from slate.domain.titles.record import COLUMNS, Record, row_of
from slate.wording.distances import days_ahead_text

# The names that may stand in braces.
FIELDS = tuple(dict.fromkeys(("name", "days", *COLUMNS)))
# Other braces are text, such as those of JSON.
_FIELD = r"\{(\w+)\}"


def fields_in(template: str) -> list[str]:
    """Return the names that stand in braces, in their order."""
    return re.findall(_FIELD, template)


def line_of(record: Record, template: str, today: date) -> str:
    """Return the template with the values of a record, as cells have them, in place of fields.

    Raises KeyError for a name that is not in FIELDS.
    """
    (cells,) = texts(COLUMNS, [row_of(record)])
    values = dict(zip(COLUMNS, cells, strict=True))
    values["name"] = record.name
    values["days"] = days_ahead_text(parse_date(record.date or TBA.text), today)
    return re.sub(_FIELD, lambda field: safe(values[field[1]]), template)
