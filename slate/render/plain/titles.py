"""The tables of `list` and `upcoming` for a pipe."""

from collections.abc import Iterable, Iterator

from slate.domain.titles.record import HEADERS, Record
from slate.wording.attribution import doubt_mark
from slate.wording.phrases import date_text, on_text


def table_rows(
    records: Iterable[Record], *, upcoming: bool = False
) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Return header and rows for a pipe, where each line must be complete in itself."""
    if not upcoming:
        return tuple(HEADERS.values()), (_row(record) for record in records)
    return (*HEADERS.values(), "Certain"), (
        (*_row(record), "certain" if record.certain else "possible") for record in records
    )


def _row(record: Record) -> tuple[str, ...]:
    return (date_text(record.date), record.name, on_text(record.release), status_text(record))


def status_text(record: Record) -> str:
    """Return the label; a rumor, or the source of a contested release, is added."""
    mark = doubt_mark(record)
    return f"{record.label}, {mark}" if mark else record.label
