"""The rows of `calendar` for a pipe: day by day, then what is known only by month or coarser."""

from collections.abc import Iterable, Iterator

from slate.domain.queries.months import Entry, Month
from slate.domain.titles.record import HEADERS
from slate.render.plain.titles import status_text
from slate.wording.attribution import doubt_mark
from slate.wording.phrases import date_text, on_text


def calendar_rows(months: Iterable[Month]) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Return header and rows for a pipe, where each line must be complete in itself."""
    return tuple(HEADERS.values()), (_row(entry) for month in months for entry in month.entries)


def _row(entry: Entry) -> tuple[str, ...]:
    record = entry.record
    status = _leaving_text(entry) if entry.is_leaving else status_text(record)
    return date_text(entry.when.text), record.name, on_text(record.release), status


def _leaving_text(entry: Entry) -> str:
    return ", ".join(filter(None, ("Leaving", doubt_mark(entry.record))))
