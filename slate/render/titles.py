"""The screens of `list` and `upcoming`, and the same tables for a pipe."""

import re
from collections.abc import Iterable, Iterator, Sequence

from slate.domain.dates.windows import Window
from slate.domain.queries.query import SECTIONS, section_of
from slate.domain.titles.cells import texts
from slate.domain.titles.record import HEADERS, Record
from slate.render.sheet import Block, Column, Marked, Sheet
from slate.wording.phrases import Key, date_text, on_text, opened

# Narrower terminals have no room for the weekday.
WEEKDAY_FROM = 72
_COLUMNS = (
    Column("date", wraps=False),
    Column("title"),
    Column("plain"),
    Column("status"),
)
_STYLES = {
    "date": Column("date", wraps=False),
    "slug": Column("quiet"),
    "title": Column("title"),
    "label": Column("status"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d( [A-Z][a-z]{2})?", re.ASCII)
# Names of windows that need nothing before them: the first tell no days, the others do.
_BESIDE_TODAY = re.compile(r"today|tomorrow|yesterday|this |next |last ")
_TELLING = re.compile(r"from |until |by |any time")


def list_sheet(
    records: Iterable[Record],
    width: int,
    *,
    sections: bool = True,
    columns: Sequence[str] | None = None,
) -> Sheet:
    """Show a list in its sections or, in an order of the user's own, as one table.

    `columns` are names of record columns, as `--columns` takes them.
    """
    if columns is not None:
        values = ([getattr(record, name) for name in columns] for record in records)
        rows = tuple(map(tuple, texts(columns, values)))
        looks = tuple(_STYLES.get(name, Column()) for name in columns)
        return Sheet((Block(looks, rows, header=tuple(columns)),))
    weekday = width >= WEEKDAY_FROM
    if not sections:
        rows = tuple(_row(record, weekday=weekday) for record in records)
        return Sheet((Block(_COLUMNS, rows, header=tuple(HEADERS.values())),) if rows else ())
    found: dict[str, list[Record]] = {name: [] for name in SECTIONS}
    for record in records:
        found[section_of(record)].append(record)
    return Sheet(
        tuple(
            _block(opened(name), members, weekday=weekday)
            for name, members in found.items()
            if members
        )
    )


def upcoming_sheet(records: Iterable[Record], window: Window, width: int) -> Sheet:
    """Show what comes out in a window: the certain, then the possible."""
    records, phrase, weekday = list(records), when_phrase(window), width >= WEEKDAY_FROM
    parts = (
        (opened(phrase) + _days(window), [record for record in records if record.certain]),
        (f"Possible {phrase}", [record for record in records if not record.certain]),
    )
    return Sheet(tuple(_block(name, found, weekday=weekday) for name, found in parts if found))


def when_phrase(window: Window) -> str:
    """Say when, as a sentence goes on: `in January 2021`, `on 2021-01-07 Thu`, `this week`."""
    text = window.text
    if _BESIDE_TODAY.match(text) or _TELLING.match(text):
        return text
    if _DAY.fullmatch(text):
        return f"on {text}"
    return f"from {text}" if " to " in text else f"in {text}"


def _days(window: Window) -> str:
    """Add the days to a name that does not tell them: `This week (2021-01-04 to 2021-01-10)`."""
    first, last = window.bounds
    if not (_BESIDE_TODAY.match(window.text) or window.text.startswith("the next ")):
        return ""
    return f" ({date_text(first)})" if first == last else f" ({first} to {last})"


def table_rows(
    records: Iterable[Record], *, upcoming: bool = False
) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Give header and rows for a pipe, where every line has to tell by itself."""
    if not upcoming:
        return tuple(HEADERS.values()), (_row(record, weekday=True) for record in records)
    return (*HEADERS.values(), "Certain"), (
        (*_row(record, weekday=True), "certain" if record.certain else "possible")
        for record in records
    )


def _block(heading: str, records: Iterable[Record], *, weekday: bool) -> Block:
    return Block(_COLUMNS, tuple(_row(record, weekday=weekday) for record in records), heading)


def record_place(record: Record) -> Key:
    """Name the release that a record is about."""
    return (record.release_type, record.region, record.platform)


def status_text(record: Record) -> str:
    """Return the label and, where the date is a rumor, that; this and an overdue date stand out."""
    if record.confidence == "rumor" and record.status != "rumored":
        return Marked(f"{record.label}, rumor")
    return Marked(record.label) if record.overdue else record.label


def _row(record: Record, *, weekday: bool) -> tuple[str, ...]:
    day = date_text(record.date, weekday=weekday)
    return (day, record.name, on_text(record_place(record)), status_text(record))
