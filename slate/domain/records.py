"""The record: one row about a title and one of its releases, the same in every format.

The never-empty columns come first (a shell's `read` swallows empty fields). The order
is a promise to scripts: new columns come only at the end.
"""

from datetime import date
from typing import NamedTuple

from slate.domain.status import due_label, is_overdue, label_of, noun_of
from slate.domain.titles import Release, ReleaseKey, Title, full_name
from slate.domain.windows import Window


class Record(NamedTuple):
    """What `list` prints of a title, and `upcoming` of a release; None is not known."""

    slug: str
    title: str
    label: str
    status: str
    kind: str
    date: str | None  # canonical text; null in JSON, TBA in CSV and TSV where not known
    precision: str
    year: int | None
    season: int | None
    part: int | None
    platform: str | None
    release_type: str | None
    region: str | None
    earliest: str | None  # the first day that the date allows: a bound, not a date
    latest: str | None
    certain: bool | None  # within the window asked for; None where none was
    leaves: str | None
    tags: tuple[str, ...]
    source: str | None  # of the report that last said the date (undated: the status)
    url: str | None
    reported_on: str
    confidence: str

    @property
    def name(self) -> str:
        """The title as the screen names it: `Cobra Kai: season 3`."""
        return full_name(self.title, self.season, self.part)


COLUMNS = Record._fields
# What a table's header says, and what `--columns` takes beside the names above.
HEADERS = {"date": "Date", "title": "Title", "platform": "On", "label": "Status"}


def record_of(
    slug: str, title: Title, release: Release | None, today: date, window: Window | None
) -> Record:
    """Make the record of a title as it is shown by one of its releases."""
    shown = release or Release(ReleaseKey(None, None, None))
    report = shown.said_by or title.said_by
    noun = noun_of(title.kind, title.season, title.part, title.relation)
    overdue = is_overdue(title.status, shown.date, today)
    certain = window and window.holds(shown.date) and not report.rumored
    return Record(
        slug=slug,
        title=title.title,
        label=due_label(shown.date) if overdue else label_of(title.status, noun),
        status=title.status,
        kind=title.kind,
        date=shown.date.text if shown.date.known else None,
        precision=shown.date.precision,
        year=title.year,
        season=title.season,
        part=title.part,
        platform=shown.key.platform,
        release_type=shown.key.type,
        region=shown.key.region,
        earliest=iso(shown.date.earliest),
        latest=iso(shown.date.latest),
        certain=certain,
        leaves=shown.leaves.text if shown.leaves.known else None,
        tags=title.tags,
        source=report.source,
        url=report.url,
        reported_on=report.reported_on,
        confidence=report.confidence,
    )


def iso(day: date | None) -> str | None:
    """Write a day as ISO 8601, None as None."""
    return None if day is None else day.isoformat()
