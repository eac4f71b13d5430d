"""The fields of a title, each declared once; the lists that other modules need follow.

A new plain field is a line of `PlainFields`: a report may state it, the fold keeps it,
changes name it, and ledgers and files may hold it. Where it is still missing, mypy names
the place first, then tests/domain/titles/test_fields.py and tests/properties/test_fields.py.
"""

from dataclasses import dataclass, field, fields

YEARS = range(1800, 3000)  # 0 and 9999 are other programs' "unknown"
COUNTS = range(10_000)  # of seasons and parts; 0 is where catalogues keep specials


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFields:
    """Values that are shown as they were stated; None where nobody stated one.

    `bounds` in the metadata makes a whole number of a field.
    """

    season: int | None = field(default=None, metadata={"bounds": COUNTS})
    part: int | None = field(default=None, metadata={"bounds": COUNTS})
    year: int | None = field(default=None, metadata={"bounds": YEARS})


PLAIN = tuple(each.name for each in fields(PlainFields))
NUMBERS: dict[str, range] = {
    each.name: each.metadata["bounds"] for each in fields(PlainFields) if "bounds" in each.metadata
}
# What the screen names a title by.
NAMING = ("title", "season", "part")
# Several values each, objects in a report; of a release there is more than that it is there.
LISTS = ("tags", "credits", "links", "ids", "aka")
COLLECTIONS = ("releases", *LISTS)
# All that a report may state of a title.
STATED = ("title", "kind", *PLAIN, "slug", "status", *COLLECTIONS)
