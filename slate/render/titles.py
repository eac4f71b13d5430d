"""The screens of `list` and `upcoming`, and the same tables for a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from slate.domain.dates.windows import Named, Window
from slate.domain.queries.query import Section, section_of
from slate.domain.titles.cells import texts
from slate.domain.titles.record import HEADERS, Record
from slate.render.sheet import Block, Column, Marked, Sheet
from slate.wording.attribution import doubt_mark
from slate.wording.phrases import date_text, on_text, opened

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


def list_sheet(
    records: Iterable[Record],
    width: int,
    *,
    sections: bool = True,
    columns: Sequence[str] | None = None,
) -> Sheet:
    """Return a list as a sheet, in sections or, if the user chose an order, as one table.

    `columns` are names of record columns, as in `--columns`.
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
    found: dict[Section, list[Record]] = {section: [] for section in Section}
    for record in records:
        found[section_of(record)].append(record)
    return Sheet(
        tuple(
            _block(opened(section), members, weekday=weekday)
            for section, members in found.items()
            if members
        )
    )


def upcoming_sheet(
    records: Iterable[Record], window: Window, width: int, leaves: Iterable[Record] = ()
) -> Sheet:
    """Return the releases in a window as a sheet: the certain ones, then the possible ones.

    `leaves` are the releases that leave in the window, which come last.
    """
    records, phrase, weekday = list(records), when_phrase(window), width >= WEEKDAY_FROM
    certain = [record for record in records if record.certain]
    days = "" if certain else _days(window)  # the first heading has them
    parts = (
        (opened(phrase) + _days(window), certain),
        (f"Possible {phrase}", [record for record in records if not record.certain]),
        (f"Leaving {phrase}{days}", [on_last_day(record) for record in leaves]),
    )
    return Sheet(tuple(_block(name, found, weekday=weekday) for name, found in parts if found))


def on_last_day(record: Record) -> Record:
    """Return a record with the date on which the release leaves as its date."""
    return record._replace(date=record.leaves)


def when_phrase(window: Window) -> str:
    """Format a window as a phrase: `in January 2021`, `on 2021-01-07 Thu`, `this week`."""
    match window.named:
        case Named.BY_TODAY | Named.AS_OPEN:
            return window.text
        case Named.BY_DAY:
            return f"on {window.text}"
        case Named.BY_BOTH_ENDS:
            return f"from {window.text}"
        case Named.AHEAD | Named.BY_MONTH | Named.BY_PERIOD:
            return f"in {window.text}"
        case _:
            assert_never(window.named)


def _days(window: Window) -> str:
    """Format the days of a window whose name omits them: ` (2021-01-04 to 2021-01-10)`."""
    if window.named not in {Named.BY_TODAY, Named.AHEAD}:
        return ""
    first, last = window.bounds
    return f" ({date_text(first)})" if first == last else f" ({first} to {last})"


def table_rows(
    records: Iterable[Record], *, upcoming: bool = False
) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Return header and rows for a pipe, where each line must be complete in itself."""
    if not upcoming:
        return tuple(HEADERS.values()), (_row(record, weekday=True) for record in records)
    return (*HEADERS.values(), "Certain"), (
        (*_row(record, weekday=True), "certain" if record.certain else "possible")
        for record in records
    )


def _block(heading: str, records: Iterable[Record], *, weekday: bool) -> Block:
    return Block(_COLUMNS, tuple(_row(record, weekday=weekday) for record in records), heading)


def status_text(record: Record) -> str:
    """Return the label, highlighted if the date is overdue, or the release is in doubt.

    A rumor, or the source of a contested release, is added as text.
    """
    if mark := doubt_mark(record):
        return Marked(f"{record.label}, {mark}")
    return Marked(record.label) if record.overdue else record.label


def _row(record: Record, *, weekday: bool) -> tuple[str, ...]:
    day = date_text(record.date, weekday=weekday)
    return (day, record.name, on_text(record.release), status_text(record))
