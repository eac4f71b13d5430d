"""The screens of `log` and `info`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from slate.domain.reports.report import Batch
from slate.render.sheet import Block, Column, Sheet

LOG_HEADER = ("Batch", "When", "Who", "Reports", "Did")
_LOG = (
    Column("plain", wraps=False),
    Column("date", wraps=False),
    Column("plain"),
    Column("quiet", wraps=False),
    Column("title"),
)
_MINUTES = len("2021-01-07T09:15")
_UID_SHOWN = 8


def log_rows(
    batches: Iterable[Batch],
    ids: Mapping[str, int] | None = None,
    ahead: Collection[Batch] = (),
) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each batch; `ids` maps the uid of an undone batch to its number.

    `ahead` are batches in the future. Numbers have no `#` before them, which would begin a
    comment in a shell.
    """
    for batch in batches:
        yield (
            str(batch.id),
            _minute(batch.effective_at),
            batch.author,
            str(batch.reports),
            _did(batch, ids or {}) + (" (in the future)" if batch in ahead else ""),
        )


def log_sheet(
    batches: Sequence[Batch],
    ids: Mapping[str, int] | None = None,
    ahead: Collection[Batch] = (),
) -> Sheet:
    """Return the log as a sheet: what was recorded, by whom, and which batches were undone."""
    known = {batch.uid: batch.id for batch in batches} | dict(ids or {})
    rows = tuple(log_rows(batches, known, ahead))
    return Sheet((Block(_LOG, rows, header=LOG_HEADER),) if rows else ())


def correction_line(batch: Batch, recorded_at: str) -> str:
    """Return a line about a batch, as it was, and the time that counts for it now."""
    now = f"{_minute(recorded_at)} UTC"
    if recorded_at == batch.effective_at:
        return f"batch {batch.id}: nothing to do: it is of {now} already"
    return f"batch {batch.id}: now of {now} (was {_minute(batch.effective_at)})"


def _minute(recorded_at: str) -> str:
    return recorded_at[:_MINUTES].replace("T", " ")


def info_sheet(facts: Iterable[tuple[str, str]]) -> Sheet:
    """Return a sheet of facts, given as pairs of name and value."""
    rows = tuple(facts)
    return Sheet((Block((Column("label", wraps=False), Column()), rows),) if rows else ())


def _did(batch: Batch, ids: Mapping[str, int]) -> str:
    text = batch.shown_command
    if batch.undoes is not None:
        text += f" (undoes {ids.get(batch.undoes, batch.undoes[:_UID_SHOWN])})"
    if batch.corrected is not None:
        text += f" (recorded as {_minute(batch.recorded_at)})"
    if batch.partly_undone:
        text += " (partly undone)"
    return f"{text} (undone)" if batch.undone else text
