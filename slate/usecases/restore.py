"""Restore: replace the slate by a backup, a ledger, or what is left of a damaged slate."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from slate.domain.errors import NotRestorableError, SoundSlateError
from slate.domain.ledger.version import version_of
from slate.domain.reports.report import Batch, Report
from slate.formats.errors import FileError, RecordError
from slate.formats.ledger import ledger_file
from slate.formats.read.reader import FileContext
from slate.formats.read.records.record_parser import Defaults
from slate.store import restore as stores
from slate.store.file.backups import MAGIC
from slate.store.file.connection import LongCommand, Store
from slate.store.queries.row_counts import Counts
from slate.store.shared.errors import NotAFileError
from slate.usecases.read_files import FileRows, InputFile, ReadSettings

_LEDGER = b"{"  # each line is an object of JSON


class Lost(NamedTuple):
    """What could not be read of a damaged slate; None where even that is not known."""

    incomplete: int  # batches that were restored, but not with all of their reports
    batches: int | None  # that were not restored
    reports: int | None
    is_changed: bool  # nothing is missing, but at least one report is not as it was recorded


class Restored(NamedTuple):
    """The result of restoring a slate."""

    counts: Counts  # of what was restored
    copy: Path | None  # of what was there, None if there was nothing, or in a dry run
    only_there: list[Batch]  # that the slate had before and has not now
    was_sound: bool  # it was, so the copy is a backup
    lost: Lost | None  # None if the file was sound


def restore(
    store: Store, file: Path, now: datetime, writer: LongCommand, *, dry_run: bool
) -> Restored:
    """Replace a slate by the content of a file, after backing up what is there.

    `now` is the present time, with a time zone; `writer` is the command. Raises NotRestorableError
    if the file is neither a slate nor a ledger, ImportRefusedError for a ledger that is not as
    slate writes it, SoundSlateError if the file is the slate itself and not damaged,
    NotAFileError for a shared slate, and StoreError.
    """
    if store.is_shared:
        raise NotAFileError(store.name)
    is_itself = _is_slate_of(store, file)
    if is_itself and stores.is_sound(store):
        raise SoundSlateError(file)
    with _opened(file, now) as replacement:
        if dry_run:
            replaced = stores.compare(store, replacement)
        else:
            replaced = stores.replace(store, replacement, writer, file)
        # Of a damaged slate that is restored from itself, all that can be read is there.
        only_there = [] if is_itself else replaced.only_there
        return Restored(
            replacement.counts(), replaced.copy, only_there, replaced.is_sound, _lost(replacement)
        )


def _is_slate_of(store: Store, file: Path) -> bool:
    try:
        return store.path is not None and file.samefile(store.path)
    except OSError:  # one of them does not exist
        return False


def _lost(replacement: stores.Replacement) -> Lost | None:
    if (found := replacement.salvaged) is None:
        return None
    expected = replacement.expected
    return Lost(
        found.incomplete,
        expected and max(0, expected.batches - len(found.batches)),
        expected and max(0, expected.reports - found.reports),
        not found.incomplete and replacement.is_changed,
    )


@contextmanager
def _opened(file: Path, now: datetime) -> Iterator[stores.Replacement]:
    with ExitStack() as stack:
        try:
            if file.exists() and not (file.is_file() and file.stat().st_size):
                raise NotRestorableError(file)  # a folder, a pipe, an empty file
            stream = stack.enter_context(file.open("rb"))
            first = stream.read(len(MAGIC))
        except OSError as error:
            raise FileError(str(file), f"cannot be read: {error.strerror or error}.") from error
        if first.removeprefix(BOM_UTF8).lstrip().startswith(_LEDGER):
            rows = checked_ledger(InputFile(str(file), stream), now.date())
            yield stack.enter_context(stores.from_ledger(rows.entries(), now))
        elif first == MAGIC:
            stream.close()
            yield stack.enter_context(stores.from_slate(file, now, only_valid))
        else:
            raise NotRestorableError(file)


def checked_ledger(file: InputFile, today: date) -> FileRows:
    """Open and check a ledger.

    Raises NotRestorableError if the file is something else, and ImportRefusedError if it is not as
    slate writes one.
    """
    context = FileContext(name="", day=today)
    settings = ReadSettings(
        context, Defaults(today=today), None, None, skip_invalid=False, are_chosen=False
    )
    try:
        rows = FileRows(file, settings)
    except FileError as error:
        raise NotRestorableError(file.name) from error
    if not rows.is_ledger:
        raise NotRestorableError(file.name)
    rows.check(lambda *_: None)
    return rows


def only_valid(batch: Batch, reports: list[Report]) -> list[Report]:
    """Return those reports of a batch that slate could have recorded."""
    if _is_valid(batch, reports):
        return reports
    return [report for report in reports if _is_valid(batch, [report._replace(n=1)])]


def _is_valid(batch: Batch, reports: list[Report]) -> bool:
    """Whether a batch with these reports could be read from a ledger."""
    own = [report._replace(batch=batch.uid, n=n) for n, report in enumerate(reports, 1)]
    batch = batch._replace(reports=len(own))
    try:
        lines = ledger_file.lines([(batch, own)], (1, len(own)), version_of([batch], own))
        values = enumerate(map(json.loads, lines), 1)
        found = list(ledger_file.items(values, FileContext(name="", day=date.min)))
    except (ValueError, TypeError, AttributeError):  # it cannot even be written as one
        return False
    return not any(isinstance(item, RecordError) for item in found)
