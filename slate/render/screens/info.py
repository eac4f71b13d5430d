"""The screen of `info`: where the slate is, and what is in it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import RenderableType
from rich.text import Text

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import on_day
from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.overview import Overview
from slate.domain.reports.report import Batch
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.render.look.cells import cell, dotted, joined, service_cell
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.render.screens.log import changed_cell
from slate.wording.days import day_name, day_text, near_text
from slate.wording.phrases import counted

_INDENT = 2
_LABELED = (Field(wraps=False), Field())
_COUNTED = (Field(wraps=False, is_number=True), Field())
_BESIDE = (_COUNTED[0], Field(least=16), *_COUNTED)
_SHOWN = 6  # services
_MEANINGS = {
    ListSection.OVERDUE: Meaning.LATE,
    ListSection.OUT: Meaning.QUIET,
    ListSection.CANCELED: Meaning.QUIET,
}
_FARTHEST = 100_000  # days: the age of any backup is told in days
_LOWERED = {"Today", "Yesterday", "Tomorrow"}  # in the middle of a line
_KB, _MB = 1_000, 1_000_000  # bytes


def info_screen(  # noqa: PLR0913 -- what is known about a slate
    name: str,
    size: int,
    form: int,
    found: Overview,
    display: Display,
    *,
    copy: str | None = None,
) -> Iterator[RenderableType]:
    """Yield where a slate is, its size in bytes and its format, and what is in it.

    `copy` is the path of the copy on this machine if the slate is on a server; then there are no
    backups beside it.
    """
    yield from parted(
        _about(name, size, form, found, display, copy),
        _contents(found, display),
    )


def _about(  # noqa: PLR0913, PLR0917 -- the same
    name: str, size: int, form: int, found: Overview, display: Display, copy: str | None
) -> Iterator[RenderableType]:
    yield cell(name, Meaning.HEADING)
    if not found.newest:
        yield cell("empty" if size else "not created yet")
        return
    facts = [
        ("Dates", _dates(found, display)),
        ("Reports", _reports(found)),
        ("Last batch", _last_batch(found.newest, found, display)),
    ]
    if size:
        facts[:0] = [
            ("Size", dotted(cell(size_text(size)), cell(f"format {form}", Meaning.QUIET))),
            ("Last backup", _backup(found, display)) if copy is None else ("Copy", cell(copy)),
        ]
    rows = [(cell(label, Meaning.QUIET), text) for label, text in facts if text]
    yield from _grid(_LABELED, rows, display)


def _backup(found: Overview, display: Display) -> Text:
    if found.backup is None:
        return cell("none beside the slate")
    return cell(near_text(on_day(found.backup), display.today, _FARTHEST))


def _dates(found: Overview, display: Display) -> Text:
    if found.dates is None:
        return Text()
    first, last = (day_text(parse_date(text), display.today, weekday=False) for text in found.dates)
    return cell(first if first == last else f"{first} to {last}")


def _reports(found: Overview) -> Text:
    sources = counted(found.sources, "source")
    batches = counted(found.batches, "batch", "batches")
    return joined(cell(f"{found.reports:,}"), cell(f"from {sources}, in {batches}", Meaning.QUIET))


def _last_batch(newest: Batch, found: Overview, display: Display) -> Text:
    moment = display.local(newest.effective_at)
    day = day_name(on_day(moment.date()), display.today)
    when = f"{day.lower() if day in _LOWERED else day} {moment:%H:%M}"
    change = changed_cell(found.change, display) if found.change else Text()
    if change and newest.undoes is not None:
        change = joined(cell("undo of"), change)
    return joined(
        dotted(cell(when), cell(newest.author, Meaning.QUIET)),
        change or cell(newest.shown_command, Meaning.QUIET),
        separator="  ",
    )


def _contents(found: Overview, display: Display) -> Iterator[RenderableType]:
    """Yield the numbers of titles and releases, beside each other if there is room."""
    titles, services = list(_title_rows(found)), list(_service_rows(found))
    if display.is_narrow:
        parts = (_grid(_COUNTED, rows, display) for rows in (titles, services) if rows)
        yield from parted(*parts)
    elif titles:
        empty = (Text(), Text())
        rows = [(*left, *right) for left, right in zip_longest(titles, services, fillvalue=empty)]
        yield from _grid(_BESIDE, rows, display)


def _title_rows(found: Overview) -> Iterator[Row]:
    total = sum(found.titles.values())
    if total:
        yield _counted(total, "title" if total == 1 else "titles", Meaning.HEADING)
    for section, number in found.titles.items():
        yield _counted(number, section, _MEANINGS.get(section, Meaning.PLAIN))


def _service_rows(found: Overview) -> Iterator[Row]:
    shown, more = found.services[:_SHOWN], found.services[_SHOWN:]
    total = sum(number for _, number in found.services)
    if total:
        services = counted(len(found.services), "service")
        what = f"{'release' if total == 1 else 'releases'} on {services}"
        yield _counted(total, what, Meaning.HEADING)
    if len(more) == 1:  # its name takes no more room than the number of others
        shown, more = found.services, ()
    for name, number in shown:
        yield cell(f"{number:,}"), service_cell(ReleaseKey(ReleaseType.STREAMING, None, name))
    if more:
        yield _counted(sum(number for _, number in more), "on others", Meaning.QUIET)


def _counted(number: int, what: str, meaning: Meaning) -> Row:
    return cell(f"{number:,}", meaning), cell(what, meaning)


def _grid(
    fields: Sequence[Field], rows: Sequence[Row], display: Display
) -> Iterator[RenderableType]:
    yield Grid(fields, rows, display.width, indent=_INDENT).table(rows)


def size_text(size: int) -> str:
    """Format a number of bytes: `303 KB`, `1.2 MB`."""
    if size < _KB:
        return counted(size, "byte")
    if round(size / _KB) < _KB:
        return f"{round(size / _KB)} KB"
    return f"{size / _MB:,.1f} MB"
