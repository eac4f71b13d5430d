"""The screen of one batch: what it changed, title by title."""

from collections.abc import Iterable, Mapping

from slate.domain.changes.change_record import Changed
from slate.domain.reports.report import Batch
from slate.render.log import did_text, minute_text
from slate.render.sheet import Sheet
from slate.render.title_changes import title_blocks
from slate.wording.phrases import counted, first_of


def batch_sheet(batch: Batch, ids: Mapping[str, int], changes: Iterable[Changed]) -> Sheet:
    """Return one batch as a sheet; `ids` maps the uid of an undone batch to its number."""
    aside = f"{minute_text(batch.effective_at)}, {batch.author}"
    return Sheet(title_blocks(changes), f"Batch {batch.id}", aside, did_text(batch, ids))


def batch_caption(batch: Batch, shown: int, see_all: str, *, more: bool) -> str:
    """Format the number of changes of a batch and, if there are more, how to see them."""
    if more:
        return f"{first_of(shown, None, 'change')}. For all: {see_all}"
    if not shown:
        return f"Batch {batch.id} changed nothing that is shown."
    return f"{counted(shown, 'change')}."
