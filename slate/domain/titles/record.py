"""The record: one row about a title and one of its releases, the same in every format.

The never-empty columns come first (a shell's `read` swallows empty fields). The order
is a promise to scripts: new columns come only at the end.
"""

from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import full_name, numbered
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage


class Record(NamedTuple):
    """What `list` prints of a title, and `upcoming` of a release; None is not known."""

    slug: str
    title: str
    label: str
    status: Stage
    kind: Kind
    date: str | None  # canonical text; null in JSON, TBA in CSV and TSV where not known
    precision: str
    year: int | None
    season: int | None
    part: int | None
    platform: str | None
    release_type: ReleaseType | None
    region: str | None
    earliest: str | None  # the first day that the date allows: a bound, not a date
    latest: str | None
    certain: bool | None  # within the window asked for; None where none was
    leaves: str | None
    tags: tuple[str, ...]
    source: str | None  # of the report that last said the date (undated: the status)
    url: str | None
    reported_on: str
    confidence: Confidence
    overdue: bool  # whether the date has passed and nobody confirmed it; no column

    @property
    def name(self) -> str:
        """The title as the screen names it: `Cobra Kai: season 3`.

        Where its slug tells it by its year from another of that name, so does this.
        """
        return self._with_year(full_name(self.title, self.season, self.part))

    @property
    def name_in_series(self) -> str:
        """Its name among the other seasons: `season 3`; of a series as a whole, the title."""
        return self._with_year(numbered(self.season, self.part) or self.title)

    @property
    def release(self) -> ReleaseKey:
        """What names the release that it is about."""
        return ReleaseKey(self.release_type, self.region, self.platform)

    def _with_year(self, name: str) -> str:
        own_year = self.year is not None and self.slug.endswith(f"-{self.year}")
        return f"{name} ({self.year})" if own_year and not name.endswith(f"{self.year}") else name


# What every format prints of a record: all but what stands after it.
COLUMNS = Record._fields[: Record._fields.index("overdue")]
row_of: Callable[[Record], tuple[Any, ...]] = itemgetter(slice(len(COLUMNS)))
# What follows from the others, or from the day: an export holds it, an import passes it over.
DERIVED = frozenset({"label", "precision", "earliest", "latest", "certain"})
# What JSON has beside the columns, where a title is told in full.
FULL = ("releases", "links", "credits", "ids", "notes", "names")
# What a table's header says, and what `--columns` takes beside the names above.
HEADERS = {"date": "Date", "title": "Title", "platform": "On", "label": "Status"}


def iso(day: date | None) -> str | None:
    """Write a day as ISO 8601, None as None."""
    return None if day is None else day.isoformat()
