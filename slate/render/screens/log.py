"""The screen of `log`: day by day, what each batch changed, and the command that recorded it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from slate.domain.changes.batch_change import BatchChange, TitleChange
from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.dates.release_date import on_day
from slate.domain.reports.report import Batch
from slate.render.look.cells import cell, joined, linked
from slate.render.look.differences import change_meaning
from slate.render.look.display import Display
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.wording.changes import short_text
from slate.wording.days import day_text, near_text
from slate.wording.phrases import counted

_FIELDS = (
    Field("Batch", wraps=False, is_number=True),
    Field("Time", wraps=False),
    Field("Who"),
    Field("Changes"),
)
# What changed wraps less than the command does.
_WIDE_FIELDS = (*_FIELDS[:-1], _FIELDS[-1]._replace(least=46), Field("Command"))
_INDENT = 2
_WIDE_FROM = 110  # cells: the command has a column of its own
_WORDS = 3  # differences of one title that are named
_NAMES = 2  # titles of a batch of several that are named
_UID_SHOWN = 8
_NOTED = "noted"  # of a title: reported on, but nothing that is shown has changed
# The worst first.
_ORDER = (
    ChangeName.SLIPPED,
    ChangeName.ADVANCED,
    ChangeName.CONFIRMED,
    ChangeName.ADDED,
    *ChangeName,
)


def log_screen(  # noqa: PLR0913 -- what is known about the batches, and who looks at them
    batches: Sequence[Batch],
    numbers: Mapping[str, int],
    ahead: Collection[Batch],
    changes: Mapping[str, BatchChange],
    display: Display,
    *,
    author: str,
) -> Iterator[RenderableType]:
    """Yield batches under the days on which they were recorded.

    Their authors are named unless all of them are by this one, who looks at them.
    `numbers` maps the uid of an undone batch to its number, `changes` has what batches changed by
    uid, `ahead` are batches in the future.
    """
    has_authors = any(batch.author != author for batch in batches)
    is_wide = display.width >= _WIDE_FROM
    days: list[tuple[date, list[Row]]] = []
    for day, found in groupby(batches, lambda batch: display.local(batch.effective_at).date()):
        rows: list[Row] = []
        for batch in found:
            late = batch in ahead
            who = cell(batch.author if has_authors else "", Meaning.QUIET)
            head = (*_number_and_time(batch, display, late=late), who)
            what = _what(batch, numbers, changes.get(batch.uid), display, late=late)
            command = cell(_command(batch), Meaning.QUIET)
            if is_wide:
                rows.append((*head, what, command))
            elif what and command:
                rows += [(*head, what), (Text(), Text(), Text(), command)]
            else:
                rows.append((*head, what or command))
        days.append((day, rows))
    fields = _WIDE_FIELDS if is_wide else _FIELDS
    grid = Grid(fields, (row for _, rows in days for row in rows), display.width, indent=_INDENT)
    if not days:
        return
    yield grid.header
    for day, rows in days:
        yield Text()
        yield _heading(day, display)
        yield grid.table(rows)


def _heading(day: date, display: Display) -> Text:
    """Return a day as a heading, with how far off it is."""
    when = on_day(day)
    name = cell(day_text(when, display.today), Meaning.HEADING)
    return joined(name, cell(near_text(when, display.today), Meaning.QUIET), separator="  ")


def _number_and_time(batch: Batch, display: Display, *, late: bool) -> tuple[Text, Text]:
    faded = Meaning.QUIET if batch.undone else Meaning.PLAIN
    time = f"{display.local(batch.effective_at):%H:%M}"
    return cell(str(batch.id), faded), cell(time, Meaning.LATE if late else Meaning.QUIET)


def _what(
    batch: Batch,
    numbers: Mapping[str, int],
    change: BatchChange | None,
    display: Display,
    *,
    late: bool,
) -> Text:
    """Return what a batch changed, and what became of it."""
    undid, *became = fate_of(batch, numbers, display)
    text = changed_cell(change, display) if change else Text()
    if batch.undone and text:
        text = cell(text.plain, Meaning.CANCELED)
    ahead = cell("in the future" if late else "", Meaning.LATE)
    return joined(undid, text, *became, ahead, separator="  ")


def fate_of(batch: Batch, numbers: Mapping[str, int], display: Display) -> tuple[Text, ...]:
    """Return which batch a batch undid, whether it was undone itself, and its time before.

    What does not hold is empty; `numbers` as in `log_screen`.
    """
    undid = moved = ""
    if batch.undoes is not None:
        part = "part of " if batch.only else ""
        undid = f"undid {part}{numbers.get(batch.undoes, batch.undoes[:_UID_SHOWN])}"
    if batch.corrected is not None:
        moment = display.local(batch.recorded_at)
        day = day_text(on_day(moment.date()), display.today, weekday=False)
        moved = f"recorded as {day}, {moment:%H:%M}"
    became = "undone" if batch.undone else "partly undone" if batch.partly_undone else ""
    return cell(undid), cell(became, Meaning.QUIET), cell(moved, Meaning.QUIET)


def changed_cell(change: BatchChange, display: Display) -> Text:
    """Return the title that a batch changed and how, or how many titles changed in which way."""
    if change.changes is None:
        return cell(counted(change.titles, "title"))
    if len(change.changes) == 1:
        (title,) = change.changes
        return joined(_title(title, display), _differences(title, display), separator="  ")
    counts: Counter[ChangeName | None] = Counter()
    for title in change.changes:
        names: set[ChangeName | None] = {difference.name for difference in title.differences}
        counts.update(names or {None})
    parts = [
        cell(f"{counts[name]:,} {name}", change_meaning(name))
        for name in dict.fromkeys(_ORDER)
        if counts[name]
    ]
    if counts[None]:
        parts.append(cell(f"{counts[None]:,} {_NOTED}", Meaning.QUIET))
    titles = [title.stands.name_with(title.slug) for title in change.changes]
    which = ", ".join(titles) if len(titles) <= _NAMES else counted(len(titles), "title")
    return joined(cell(which), joined(*parts, separator=", "), separator="  ")


def _title(title: TitleChange, display: Display) -> Text:
    url = title.report.url if title.report else None
    return linked(cell(title.stands.name_with(title.slug)), url, display)


def _differences(title: TitleChange, display: Display) -> Text:
    """Return what changed about one title in a few words."""
    words: dict[str, Difference] = {}
    for difference in title.differences:
        words.setdefault(short_text(difference, display.today), difference)
    if not words:
        return cell(_NOTED, Meaning.QUIET)
    shown = [cell(text, change_meaning(words[text].name)) for text in list(words)[:_WORDS]]
    more = len(words) - _WORDS
    rest = cell(f" and {more} more" if more > 0 else "", Meaning.QUIET)
    return joined(*shown, separator="; ").append_text(rest)


def _command(batch: Batch) -> str:
    """Return the command of a batch, unless what it changed says the same."""
    command = batch.shown_command
    is_said = batch.undoes is not None and not batch.only and command.split()[:1] == ["undo"]
    return "" if is_said else command
