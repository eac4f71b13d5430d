"""A list for a newsletter: Markdown with dates or services as headings.

The order and the headings are those of `wording/release_list.py`. What is still to leave a
service has a heading of its own below all others.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from slate.domain.titles.record import Record
from slate.domain.titles.status import NOT_CONFIRMED, is_overdue
from slate.formats.write.markdown import headings, linked, prose
from slate.wording import release_list
from slate.wording.attribution import placed_attribution, unofficial_attribution, within_text
from slate.wording.phrases import on_text
from slate.wording.prose_dates import doubt_text, prose_date
from slate.wording.release_list import Listed, listed, release_place

_LEAVING = "Leaving"
_TOP = 2  # the level of the first headings


class _Entry(NamedTuple):
    """A line of the list, its sort key, and the headings above it."""

    order: release_list.Order
    headings: tuple[str, ...]
    line: str


def lines(
    records: Iterable[Record], group: str, today: date, leaving: Iterable[Record] = ()
) -> Iterator[str]:
    """Yield the list by one of GROUPS: by day, by month and day, or by service and date.

    The records may come in any order, and those with equal dates keep it. All lines are
    held in memory to be sorted. `today` decides which titles are overdue. `leaving` are the
    releases that are still to leave, with the source of the date on which they do.
    """
    entries = sorted((_entry(record, group, today) for record in records), key=attrgetter("order"))
    entries += sorted(map(_leaving_entry, leaving), key=attrgetter("order"))
    above: tuple[str, ...] = ()
    for entry in entries:
        if entry.headings != above:
            yield from ["\n"] if above else []
            yield from headings(entry.headings, above, _TOP)
            above = entry.headings
        yield entry.line


def apart_from(leaving: Iterable[Record], records: Iterable[Record]) -> list[Record]:
    """Return the records less those of titles that are out without a date, but are leaving."""
    found = {(record.slug, record.release) for record in leaving}
    return [
        record
        for record in records
        if record.date or not record.status.out or (record.slug, record.release) not in found
    ]


def _leaving_entry(record: Record) -> _Entry:
    found = release_list.leaving(record)
    facts = (doubt_text(found.when), unofficial_attribution(record))
    leaves = f"leaves {on_text(record.release)}".rstrip()
    sentence = prose(", ".join(filter(None, (leaves, *facts))))
    name = linked(record.name, record.url)
    return _Entry(found.order, (_LEAVING,), f"- {found.heading}: **{name}** {sentence}\n")


def _entry(record: Record, group: str, today: date) -> _Entry:
    found = listed(record, group)
    lead = f"{found.heading}: " if found.states_date else ""
    return _Entry(found.order, found.headings, f"- {lead}{_sentence(found, today)}")


def _sentence(found: Listed, today: date) -> str:
    """Format a title: its name, what comes out and where, and the source if it is not official."""
    record, when = found.rest, found.when
    overdue = is_overdue(record.status, when, today)
    stage = f"{record.label[:1].lower()}{record.label[1:]}"
    if overdue:
        stage = "due"
        if not found.states_date:
            year = f" {when.text[:4]}" if when.precision == "day" else ""
            stage = f"due {prose_date(when).removesuffix(year)}"
    facts = (
        stage if record.has_left else f"{stage} {release_place(record)}".rstrip(),
        placed_attribution(record.placed_by) if record.placed_by else "",
        NOT_CONFIRMED if overdue else "",
        doubt_text(when),
        unofficial_attribution(record),
    )
    rest = ", ".join(filter(None, facts))
    if record.within:
        rest = f"{rest}; {within_text(record.within)}"
    return f"**{linked(record.name, record.url)}**, {prose(rest)}\n"
