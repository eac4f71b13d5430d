"""A list for a newsletter: Markdown with dates or services as headings.

A date less precise than a day comes after everything within its span, as in the release
calendars of the press: `Sometime in January` after the last day of January, `Early 2021`
after April, in which it ends, `2021` after December. `From June 2021` has no end and comes
after June. Titles without a date come last.

What is still to leave a service has a heading of its own below all others.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import quote

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import DAYS, MONTHS, TBA, ReleaseDate
from slate.domain.text import folded
from slate.domain.titles.record import Record
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import NOT_CONFIRMED, is_overdue
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.formats.write.markdown import prose
from slate.wording.attribution import placed_attribution, unofficial_attribution, within_text
from slate.wording.phrases import on_text, opened
from slate.wording.release_types import WORDS, preposition

GROUPS = ("day", "month", "platform")

_DOUBTS = {"?": "date uncertain", "~": "date approximate"}
_UNDATED_YEAR = date.max.year + 1  # sorts after all others
_NO_SERVICE = "No service named"
_LEAVING = "Leaving"
_WEB = re.compile(r"https?://[^/]", re.ASCII | re.IGNORECASE)
_URL_SIGNS = ":/?#[]@!$&'()*+,;=%"  # the ones left unescaped between < and >
_ENTITY = re.compile(r"&(?=#?\w+;)", re.ASCII)


class _Entry(NamedTuple):
    """A line of the list, its sort key, and the headings above it."""

    order: tuple[int | str, ...]
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
            yield from _headings(entry.headings, above)
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
    when = parse_date(record.leaves or TBA.text)
    heading = _heading(when, record.status)
    facts = (_DOUBTS.get(when.text[-1], ""), unofficial_attribution(record))
    leaves = f"leaves {on_text(record.release)}".rstrip()
    sentence = prose(", ".join(filter(None, (leaves, *facts))))
    name = _linked(record.name, record.url)
    line = f"- {heading}: **{name}** {sentence}\n"
    return _Entry(_order(when, record.status, heading), (_LEAVING,), line)


def _headings(wanted: tuple[str, ...], above: tuple[str, ...]) -> Iterator[str]:
    """Yield the headings that are not above already, each followed by a blank line."""
    if above:
        yield "\n"
    for index in range(int(wanted[:1] == above[:1]), len(wanted)):
        yield f"{'#' * (index + 2)} {prose(wanted[index])}\n"
        yield "\n"


def _entry(record: Record, group: str, today: date) -> _Entry:
    when = parse_date(record.date or TBA.text)
    heading = _heading(when, record.status)
    order = _order(when, record.status, heading)
    overdue = is_overdue(record.status, when, today)
    if group == "platform":
        rank, service, under = _service(record)
        sentence = _sentence(under, when, "due" if overdue else None)
        return _Entry((*rank, *order), (service,), f"- {heading}: {sentence}")
    year = f" {when.text[:4]}"
    day = _words(when).removesuffix(year if when.precision == "day" else "")
    sentence = _sentence(record, when, f"due {day}" if overdue else None)
    month = _month(when) if group == "month" else None
    headings = (month, heading.removesuffix(year)) if month else (heading,)
    return _Entry(order, headings, f"- {sentence}")


def _order(when: ReleaseDate, status: Stage, heading: str) -> tuple[int | str, ...]:
    """Return a sort key: a month after its days, wider spans after the month in which they end."""
    ends = when.latest or when.earliest
    if ends is None:
        return (_UNDATED_YEAR, status.settled)
    last = (when.latest or date.max).toordinal()
    first = when.earliest.toordinal() if when.earliest else 0
    return (ends.year, ends.month, not _month(when), last, -first, heading)


def _month(when: ReleaseDate) -> str | None:
    """Return the month that contains a whole date, such as `January 2021`; None if none does."""
    first, last = when.earliest, when.latest
    if not first or not last or (first.year, first.month) != (last.year, last.month):
        return None
    return f"{MONTHS[first.month - 1]} {first.year:04}"


def _heading(when: ReleaseDate, status: Stage) -> str:
    if not when.known:
        return "No date known" if status.settled else "No date yet"
    words = _words(when)
    if when.precision == "day" and when.earliest:
        return f"{DAYS[when.earliest.weekday()]} {words}"
    return f"Sometime in {words}" if when.precision == "month" else opened(words)


def _words(when: ReleaseDate) -> str:
    """Return a date as prose, without its doubt: `8 January 2021`, `by March 2021`."""
    start, _, end = when.text.rstrip("?~").partition("/")
    if not end:
        return _unit(start)
    if start == "..":
        return f"by {_unit(end)}"
    first, last = _unit(start), "" if end == ".." else _unit(end)
    year = last[-5:] if " " in last else ""  # `January to March 2021`
    return f"{first.removesuffix(year)} to {last}" if last else f"from {first}"


def _unit(text: str) -> str:
    when = parse_date(text)
    if when.precision not in {"day", "month"} or when.earliest is None:
        return screen_date(when)
    month = f"{MONTHS[when.earliest.month - 1]} {text[:4]}"
    return f"{when.earliest.day} {month}" if when.precision == "day" else month


def _service(record: Record) -> tuple[tuple[int | str, ...], str, Record]:
    """Return the rank and heading of a service, and the record without what the heading says."""
    if record.platform:
        key = platform_key(record.platform)
        name = WELL_KNOWN_PLATFORMS.get(key, record.platform)  # one name per service
        return (0, folded(name), name), name, record._replace(platform=None)
    way = _way(record.release_type)
    rank = (1, way) if way else (2,)
    return rank, opened(way) or _NO_SERVICE, record._replace(release_type=None)


def _sentence(record: Record, when: ReleaseDate, due: str | None) -> str:
    """Format a title: its name, what comes out and where, and the source if it is not official."""
    stage = due or f"{record.label[:1].lower()}{record.label[1:]}"
    facts = (
        stage if record.has_left else f"{stage} {_place(record)}".rstrip(),
        placed_attribution(record.placed_by) if record.placed_by else "",
        NOT_CONFIRMED if due else "",
        _DOUBTS.get(when.text[-1], ""),
        unofficial_attribution(record),
    )
    rest = ", ".join(filter(None, facts))
    if record.within:
        rest = f"{rest}; {within_text(record.within)}"
    return f"**{_linked(record.name, record.url)}**, {prose(rest)}\n"


def _place(record: Record) -> str:
    """Return the place as a phrase: `on Netflix`, `at A24, in theaters (US)`, `in theaters`."""
    before = preposition(record.release_type, record.status)
    service = record.platform and f"{before} {record.platform}"
    where = ", ".join(filter(None, (service, _way(record.release_type))))
    return f"{where} ({record.region})".lstrip() if record.region else where


def _way(release_type: ReleaseType | None) -> str:
    return WORDS[release_type].listed if release_type else ""


def _linked(name: str, url: str | None) -> str:
    """Return a name as a link to a web address; any other address is left out."""
    if url is None or not _WEB.match(url):
        return prose(name)
    address = quote(url, safe=_URL_SIGNS, errors="replace")
    return f"[{prose(name)}](<{_ENTITY.sub('&amp;', address)}>)"
