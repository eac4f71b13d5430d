"""The fields of a title, each declared once, and the lists of fields that other modules need.

To add a plain field, add a line to `PlainFields`: then a report may state it, the fold keeps
it, changes name it, and ledgers and files may contain it. The places that still lack it are
named by tests/domain/titles/test_fields.py and tests/properties/test_fields.py.
"""

from dataclasses import dataclass, field, fields

YEARS = range(1800, 3000)  # without 0 and 9999, which other programs use for "unknown"
COUNTS = range(10_000)  # of seasons and parts; catalogs list specials as season 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFields:
    """Values that are shown as they were stated; None if nobody stated one.

    A field with `bounds` in its metadata is an integer within them.
    """

    season: int | None = field(default=None, metadata={"bounds": COUNTS})
    part: int | None = field(default=None, metadata={"bounds": COUNTS})
    year: int | None = field(default=None, metadata={"bounds": YEARS})


PLAIN = tuple(each.name for each in fields(PlainFields))
NUMBERS: dict[str, range] = {
    each.name: each.metadata["bounds"] for each in fields(PlainFields) if "bounds" in each.metadata
}
# The fields that make up the name of a title on the screen.
NAMING = ("title", "season", "part")
# Fields with several values, which are objects in a report. Releases are apart, since a release
# has fields of its own.
LISTS = ("tags", "credits", "links", "ids", "aka")
COLLECTIONS = ("releases", *LISTS)
# Everything that a report may state about a title.
STATED = ("title", "kind", *PLAIN, "slug", "status", *COLLECTIONS)
