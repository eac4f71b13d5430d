"""The report of an import: what is to be known of single rows, besides the numbers.

On standard output there are the first titles of each kind, and how many more there are; as data,
all rows. Notes on what was not understood go to standard error.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from slate.cli.advice import message
from slate.cli.stderr import typed_line, with_options
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.values import value_text
from slate.domain.dates.display import screen_date
from slate.domain.quoting import clip
from slate.domain.text import safe
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.formats.errors import RecordError
from slate.formats.read.reader import Remark
from slate.usecases.import_files import ImportReport, RowResult
from slate.wording.duplicates import reason_and_years
from slate.wording.phrases import counted, on_text

# Scripts rely on their order: new ones are added only at the end.
COLUMNS = ("file", "line", "slug", "outcome", "reason", "changes", "batch")
_SHOWN = 20  # of each kind
_LEFT_OUT = "left out"


def report_lines(report: ImportReport, options: Sequence[str] = ()) -> Iterator[str]:
    """Yield, for each kind of what is to be known, its number and the first titles.

    `options` are those that precede the command, for commands to copy.
    """
    changes = [row.change for row in report.rows if row.change is not None]
    for heading, _, text_of in _FACTS:
        found = ((change, text_of(change)) for change in changes)
        yield from _listed(
            heading, (_fact(change, text) for change, text in found if text is not None)
        )
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
    merge = with_options(typed_line("slate", "merge", one, other), options)
    return f"{one} and {other}: {reason_and_years(pair)}. If they are one: {merge}"


def _listed(heading: str, found: Iterable[str]) -> Iterator[str]:
    if texts := list(found):
        yield f"{heading}: {len(texts):,}"
        # Reasons quote the file, which may have what a terminal would act on, even in its name.
        yield from (f"  {safe(text)}" for text in texts[:_SHOWN])
        if (more := len(texts) - _SHOWN) > 0:
            yield f"  and {more:,} more"


def _joined(change: Change) -> str | None:
    sources = ", ".join(safe(source) for source in change.joined_with if source)
    return (sources and f"of {sources}") if change.joined_with else None


def _known_as(change: Change) -> str | None:
    return None if change.known_as is None else f"in the file {safe(change.known_as)}"


def _edited(field: str, change: Change) -> str | None:
    found = (
        f"{value_text(one.before)} -> {value_text(one.after)}"
        for one in change.differences
        if one.field == field and one.before is not None
    )
    return next(found, None)


def _retitled(change: Change) -> str | None:
    found = (
        f"formerly {safe(str(one.before))}"
        for one in change.differences
        if one.name is ChangeName.RETITLED
    )
    return next(found, None)


def _dates(change: Change) -> str | None:
    texts = []
    for found in change.two_dates:
        used, other = (screen_date(when, weekday=False) for when in (found.used, found.other))
        where = on_text(found.release)
        texts.append(f"{used}, not {other}" + (f" ({safe(where)})" if where else ""))
    return "; ".join(texts) or None


# What is to be known of a row: its heading, its name as data, and the function that returns its
# text: None if it is not true of the row, empty if there is no more to say.
_FACTS: tuple[tuple[str, str, Callable[[Change], str | None]], ...] = (
    ("Joined by name with another source", "joined by name", _joined),
    ("Joined by ID, under another name", "joined by ID", _known_as),
    ("Year changed", "year", partial(_edited, "year")),
    ("Kind changed", "kind", partial(_edited, "kind")),
    ("Retitled", "retitled", _retitled),
    ("Two dates for one release, the earlier is used", "two dates", _dates),
)


def _fact(change: Change, text: str) -> str:
    slug, title = change.slug, change.title
    named = f"{slug}: {safe(title.name_with(slug))}" if title else slug
    return ", ".join(filter(None, (named, text)))


def _reason(left_out: RecordError | Remark) -> str:
    """Return why a row was left out, without its line."""
    if isinstance(left_out, RecordError):
        return message(left_out).removeprefix(f"{left_out.line}: ")
    return f"{safe(clip(left_out.name))}: {left_out.text}" if left_out.name else left_out.text


def row_of(
    row: RowResult, changes_of: Callable[[Change], Sequence[object]], batch: int | None
) -> tuple[object, ...]:
    """Return the values of COLUMNS for a row.

    `changes_of` returns those of a title as the format can hold them; `batch` is the number of the
    batch of the import.
    """
    if row.change is None:
        reason = _reason(row.left_out) if row.left_out else None
        return row.file, row.line, None, _LEFT_OUT, reason, (), None
    change = row.change
    found = ((name, text_of(change)) for _, name, text_of in _FACTS)
    reason = "; ".join(
        f"{name}: {text}" if text else name for name, text in found if text is not None
    )
    changes = changes_of(change)
    number = batch if changes or change.outcome is Outcome.CHANGED else None
    outcome = change.outcome.value
    return row.file, row.line, change.slug, outcome, reason or None, changes, number


def import_notes(report: ImportReport) -> Iterator[str]:
    """Yield the first remarks on what was not understood, then the slugs that changed.

    A last line of each kind counts those that are not shown. What was left out is counted only if
    the report is too short to list all of it.
    """
    listed = _left_out_remarks(report)
    remarks = {text: count for text, count in report.remarks.items() if text not in listed}
    for text, number in islice(remarks.items(), _SHOWN):
        yield text if number == 1 else f"{text} ({number:,})"
    if (more := len(remarks) - _SHOWN) > 0:
        yield f"{counted(more, 'more remark')} not shown."
    for before, now in islice(report.renamed.items(), _SHOWN):
        yield f"{before} is now called {now}: another title has that slug."
    if (more := len(report.renamed) - _SHOWN) > 0:
        yield f"{counted(more, 'more slug')} that changed not shown."


def _left_out_remarks(report: ImportReport) -> set[str]:
    """Return the remarks that the report lists row by row, none if it shows only the first."""
    left_out = [row.left_out for row in report.rows if row.left_out]
    if len(left_out) > _SHOWN:
        return set()
    return {one.text for one in left_out if isinstance(one, Remark)}
