"""Months for the tests of calendars."""

from slate.domain.dates.windows import parse_window
from slate.domain.queries.months import Entry, Month, months_of, whole_months
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record
from tests.render.samples import TODAY, record

LUPIN = record(slug="lupin-s2", title="Lupin", status="scheduled", date="2021-01-08",
               latest="2021-01-08", confidence="official", season=2, label="Upcoming season",
               certain=True)  # fmt: skip
MANK = LUPIN._replace(
    slug="mank", name="Mank", season=None, kind=Kind.FILM, label="Upcoming film", platform="Hulu",
    confidence=LUPIN.confidence.REPORTED,
)  # fmt: skip
DESK = MANK._replace(
    slug="the-desk", name="The Desk", date="2018-12-21", leaves="2021-01-31",
    status=LUPIN.status.RELEASED,
)  # fmt: skip
RUMOR = MANK._replace(slug="ava", name="Ava", date="2021-01-20", confidence=MANK.confidence.RUMOR)
LATE = MANK._replace(slug="soul", name="Soul", date="2021-01-05", overdue=True)


def titled(name: str, **fields: object) -> Record:
    """Return a record of a title with a name, whose slug is the same."""
    return MANK._replace(slug=name, name=name, **fields)  # type: ignore[arg-type]


def months(*records: Record, when: str = "2021-01", leaves: tuple[Record, ...] = ()) -> list[Month]:
    """Return the months of a window with these records."""
    entries = [*map(Entry.of, records), *(Entry.of(each, is_leaving=True) for each in leaves)]
    return months_of(entries, whole_months(parse_window(when, TODAY)))
