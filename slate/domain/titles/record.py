"""The record: one row about a title and one of its releases, the same in every format.

The columns that are never empty come first (a shell's `read` skips empty fields). Scripts
rely on the order: new columns are added only at the end.
"""

from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.names import distinct_name, numbered
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage

if TYPE_CHECKING:
    from slate.domain.titles.release_key import ReleaseKey


class Within(NamedTuple):
    """The coarser date of another report, usually a firmer one, that a release's date narrows."""

    date: str  # canonical text
    source: str | None
    confidence: Confidence


class Record(NamedTuple):
    """What `list` prints for a title, and `upcoming` for a release; None is not known."""

    slug: str
    title: str
    label: str
    status: Stage
    kind: Kind
    date: str | None  # canonical text; if not known, null in JSON, TBA in CSV and TSV
    precision: str
    year: int | None
    season: int | None
    part: int | None
    platform: str | None
    release_type: ReleaseType | None
    region: str | None
    earliest: str | None  # the first day that the date allows: a bound, not a date
    latest: str | None
    certain: bool | None  # within the window asked for; None without a window
    leaves: str | None
    tags: tuple[str, ...]
    source: str | None  # of the report that `Title.cited` returns
    url: str | None
    reported_on: str
    confidence: Confidence
    leaves_source: str | None  # of the report on the date on which the release leaves
    leaves_confidence: Confidence | None
    name: str  # as the screen names it: `Cobra Kai: season 3`
    overdue: bool  # whether the date has passed and nobody confirmed the release; not a column
    # Neither are these: three about the release that is shown, and one about all of its title.
    contested: bool = False  # whether another service is named more firmly in its place
    within: Within | None = None
    placed_by: Attribution | None = None  # on the service, where it is not who dated the release
    has_left: bool = False  # whether all releases of the title have left

    @property
    def name_in_series(self) -> str:
        """The name among the other seasons: `season 3`; for a series as a whole, the title."""
        name = numbered(self.season, self.part) or self.title
        return distinct_name(name, self.year, self.slug)

    @property
    def release(self) -> "ReleaseKey":
        """The key of the release that the record is about."""
        from slate.domain.titles.release_key import ReleaseKey  # noqa: PLC0415 -- not for lists

        return ReleaseKey(self.release_type, self.region, self.platform)

    @property
    def on_last_day(self) -> "Record":
        """The record with the date on which the release leaves as its date."""
        return self._replace(date=self.leaves)


# The fields that every format prints: all those before `overdue`.
COLUMNS = Record._fields[: Record._fields.index("overdue")]
row_of: Callable[[Record], tuple[Any, ...]] = itemgetter(slice(len(COLUMNS)))
# Columns derived from the others, or from the current day: exports contain them, imports ignore
# them.
DERIVED = frozenset({"label", "precision", "earliest", "latest", "certain", "name"})
# Further fields in JSON where a title is printed in full.
FULL = ("releases", "links", "credits", "ids", "notes", "names")
# The headers of tables, which `--columns` accepts in addition to the names above.
HEADERS = {"date": "Date", "title": "Title", "platform": "On", "label": "Status"}


def iso(day: date | None) -> str | None:
    """Return a day as ISO 8601, None as None."""
    return None if day is None else day.isoformat()
