"""The screens of `log` and `info`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    batches: Iterable[Batch], ids: Mapping[str, int] | None = None
) -> Iterator[tuple[str, ...]]:
    """Give the cells of each batch; `ids` finds the number of a batch that one takes back.

    The number stands bare: a shell takes what follows a `#` for a comment.
    """
    for batch in batches:
        yield (
            str(batch.id),
            batch.recorded_at[:_MINUTES].replace("T", " "),
            batch.author,
            str(batch.reports),
            _did(batch, ids or {}),
        )


def log_sheet(batches: Sequence[Batch], ids: Mapping[str, int] | None = None) -> Sheet:
    """Show what was recorded, by whom, and what of it is taken back."""
    known = {batch.uid: batch.id for batch in batches} | dict(ids or {})
    rows = tuple(log_rows(batches, known))
    return Sheet((Block(_LOG, rows, header=LOG_HEADER),) if rows else ())


def info_sheet(facts: Iterable[tuple[str, str]]) -> Sheet:
    """Show facts by their names."""
    rows = tuple(facts)
    return Sheet((Block((Column("label", wraps=False), Column()), rows),) if rows else ())


def _did(batch: Batch, ids: Mapping[str, int]) -> str:
    text = batch.shown_command
    if batch.undoes is not None:
        text += f" (takes back {ids.get(batch.undoes, batch.undoes[:_UID_SHOWN])})"
    return f"{text} (undone)" if batch.undone else text
