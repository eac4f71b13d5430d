"""The screen of one batch: who recorded it, and what it changed, title by title."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from slate.domain.changes.change_record import Changed
from slate.domain.dates.release_date import on_day
from slate.domain.reports.report import Batch
from slate.render.look.cells import cell, dotted, joined
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.theme import Meaning
from slate.render.screens.changes import titles_screen
from slate.render.screens.log import fate_of
from slate.wording.days import day_name


def batch_screen(
    batch: Batch, numbers: Mapping[str, int], changes: Iterable[Changed], display: Display
) -> Iterator[RenderableType]:
    """Yield one batch; `numbers` maps the uid of an undone batch to its number."""
    return parted(_head(batch, numbers, display), titles_screen(changes, display))


def _head(batch: Batch, numbers: Mapping[str, int], display: Display) -> Iterator[Text]:
    moment = display.local(batch.effective_at)
    day = day_name(on_day(moment.date()), display.today)
    when = cell(f"{day}, {moment:%H:%M}", Meaning.QUIET)
    author = cell(batch.author, Meaning.QUIET)
    name = cell(f"Batch {batch.id}", Meaning.HEADING)
    yield joined(name, dotted(when, author), separator="  ")
    yield cell(batch.shown_command, Meaning.QUIET)
    if fate := joined(*fate_of(batch, numbers, display), separator="  "):
        yield fate
