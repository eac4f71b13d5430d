"""The log as a table, and what `info` prints, in a pipe."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from slate.domain.reports.report import Batch
from slate.render.plain.sheet import Block, Column, Sheet

LOG_HEADER = ("Batch", "When", "Who", "Reports", "Did", "Changes")
_MINUTES = len("2021-01-07T09:15")
_UID_SHOWN = 8


def log_rows(
    batches: Iterable[Batch],
    ids: Mapping[str, int] | None = None,
    ahead: Collection[Batch] = (),
    changes: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each batch; `ids` maps the uid of an undone batch to its number.

    `ahead` are batches in the future, `changes` is what batches changed, by uid. Numbers have no
    `#` before them, which would begin a comment in a shell.
    """
    for batch in batches:
        yield (
            str(batch.id),
            minute_text(batch.effective_at),
            batch.author,
            str(batch.reports),
            did_text(batch, ids or {}) + (" (in the future)" if batch in ahead else ""),
            (changes or {}).get(batch.uid, ""),
        )


def correction_line(batch: Batch, recorded_at: str) -> str:
    """Return a line about a batch, as it was, and the time that counts for it now."""
    now = f"{minute_text(recorded_at)} UTC"
    if recorded_at == batch.effective_at:
        return f"batch {batch.id}: nothing to do: it is of {now} already"
    return f"batch {batch.id}: now of {now} (was {minute_text(batch.effective_at)})"


def minute_text(recorded_at: str) -> str:
    """Return a time as the log shows it: `2021-01-07 09:15`."""
    return recorded_at[:_MINUTES].replace("T", " ")


def info_sheet(facts: Iterable[tuple[str, str]]) -> Sheet:
    """Return a sheet of facts, given as pairs of name and value."""
    rows = tuple(facts)
    return Sheet((Block((Column(), Column()), rows),) if rows else ())


def did_text(batch: Batch, ids: Mapping[str, int]) -> str:
    """Return the command of a batch, and what became of it: `undo (undoes 2) (undone)`."""
    text = batch.shown_command
    if batch.undoes is not None:
        text += f" (undoes {ids.get(batch.undoes, batch.undoes[:_UID_SHOWN])})"
    if batch.corrected is not None:
        text += f" (recorded as {minute_text(batch.recorded_at)})"
    if batch.partly_undone:
        text += " (partly undone)"
    return f"{text} (undone)" if batch.undone else text
