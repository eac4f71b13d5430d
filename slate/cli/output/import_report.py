"""The report of an import: what is to be known of single rows, besides the numbers.

On standard output there are the first titles of each kind, and how many more there are; as data,
all rows. Notes on what was not understood go to standard error.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from slate.cli.advice import message
from slate.cli.stderr import with_options
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.values import value_text
from slate.domain.dates.display import screen_date
from slate.domain.quoting import clip
from slate.domain.text import safe
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.formats.errors import RecordError
from slate.formats.read.reader import Remark
from slate.usecases.import_files import ImportReport, RowResult
from slate.wording.duplicates import reason_text
from slate.wording.phrases import on_text

COLUMNS = ("file", "line", "slug", "outcome", "reason")
_SHOWN = 20  # of each kind
_LEFT_OUT = "left out"


def report_lines(report: ImportReport, options: Sequence[str] = ()) -> Iterator[str]:
    """Yield, for each kind of what is to be known, its number and the first titles.

    `options` are those that precede the command, for commands to copy.
    """
    changes = [row.change for row in report.rows if row.change is not None]
    yield from _listed("Joined by name with another source", map(_joined, changes))
    yield from _listed("Year changed", (_edited(change, "year") for change in changes))
    yield from _listed("Kind changed", (_edited(change, "kind") for change in changes))
    yield from _listed("Retitled", map(_retitled, changes))
    yield from _listed("Two dates for one release, the earlier is used", map(_dates, changes))
    left_out = (
        f"{row.file}:{row.line}: {_reason(row.left_out)}" for row in report.rows if row.left_out
    )
    yield from _listed("Left out", left_out)
    yield from _listed(
        "Possible duplicates", (_pair(pair, options) for pair in report.possible_duplicates)
    )
    if report.possible_duplicates:
        command = with_options("slate duplicates", options)
        yield f"  To list them again, or to dismiss them: {command}"


def _pair(pair: PossibleDuplicate, options: Sequence[str]) -> str:
    one, other = pair.one.slug, pair.other.slug
    merge = with_options(f"slate merge {one} {other}", options)
    return f"{one} and {other}: {reason_text(pair)}. If they are one: {merge}"


def _listed(heading: str, found: Iterable[str]) -> Iterator[str]:
    texts = [text for text in found if text]
    if texts:
        yield f"{heading}: {len(texts):,}"
        yield from (f"  {text}" for text in texts[:_SHOWN])
        if (more := len(texts) - _SHOWN) > 0:
            yield f"  and {more:,} more"


def _named(change: Change) -> str:
    return f"{change.slug}: {safe(change.title.name)}" if change.title else change.slug


def _joined(change: Change) -> str:
    if not change.joined_with:
        return ""
    sources = ", ".join(safe(source) for source in change.joined_with if source)
    return f"{_named(change)}, of {sources}" if sources else _named(change)


def _edited(change: Change, field: str) -> str:
    found = (
        f"{_named(change)}, {value_text(one.before)} -> {value_text(one.after)}"
        for one in change.differences
        if one.field == field and one.before is not None
    )
    return next(found, "")


def _retitled(change: Change) -> str:
    found = (
        f"{change.slug}: {safe(str(one.before))} -> {safe(str(one.after))}"
        for one in change.differences
        if one.name is ChangeName.RETITLED
    )
    return next(found, "")


def _dates(change: Change) -> str:
    texts = []
    for found in change.two_dates:
        used, other = (screen_date(when, weekday=False) for when in (found.used, found.other))
        where = on_text(found.release)
        texts.append(f"{used}, not {other}" + (f" ({safe(where)})" if where else ""))
    return f"{_named(change)}, {'; '.join(texts)}" if texts else ""


def _reason(left_out: RecordError | Remark) -> str:
    """Return why a row was left out, without its line."""
    if isinstance(left_out, RecordError):
        return message(left_out).removeprefix(f"{left_out.line}: ")
    return f"{safe(clip(left_out.name))}: {left_out.text}" if left_out.name else left_out.text


def row_of(row: RowResult) -> tuple[str, int | None, str | None, str, str | None]:
    """Return the values of COLUMNS for a row."""
    if row.change is None:
        reason = _reason(row.left_out) if row.left_out else None
        return row.file, row.line, None, _LEFT_OUT, reason
    change = row.change
    reasons = {
        "joined by name": _joined(change),
        "year": _edited(change, "year"),
        "kind": _edited(change, "kind"),
        "retitled": _retitled(change),
        "two dates": _dates(change),
    }
    reason = "; ".join(f"{name}: {text}" for name, text in reasons.items() if text)
    return row.file, row.line, change.slug, change.outcome.value, reason or None


def import_notes(report: ImportReport) -> Iterator[str]:
    """Yield the first remarks on what was not understood, then the slugs that changed.

    A last line of each kind counts those that are not shown.
    """
    for text, number in islice(report.remarks.items(), _SHOWN):
        yield text if number == 1 else f"{text} ({number:,})"
    if (more := len(report.remarks) - _SHOWN) > 0:
        yield f"{_counted(more, 'more remark')} not shown."
    for before, now in islice(report.renamed.items(), _SHOWN):
        yield f"{before} is now called {now}: another title has that slug."
    if (more := len(report.renamed) - _SHOWN) > 0:
        yield f"{_counted(more, 'more slug')} that changed not shown."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
