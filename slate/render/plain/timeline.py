"""The table of `timeline` for a pipe: what the screen draws, in words."""

from collections.abc import Iterable, Iterator

from slate.domain.queries.timeline import TimelineRow
from slate.domain.titles.record import HEADERS
from slate.render.plain.titles import status_text
from slate.wording.phrases import date_text, on_text
from slate.wording.slips import advanced_text, how_far

HEADER = (*HEADERS.values(), "First date", "Slipped", "Leaves")


def table_rows(rows: Iterable[TimelineRow]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table, one for each release."""
    return map(_row, rows)


def _row(shown: TimelineRow) -> tuple[str, ...]:
    record, (first, own) = shown.record, shown.moves
    slipped = [*how_far(own), *([advanced_text(own)] if own.advanced else [])]
    return (
        date_text(record.date),
        record.name,
        on_text(record.release),
        status_text(record),
        date_text(first.text, weekday=False) if first.known else "",
        ", ".join(slipped),
        date_text(record.leaves, weekday=False) if record.leaves else "",
    )
