"""Imports of files into a slate in memory, and what must hold for every one of them."""

import io
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, suppress
from datetime import UTC, date, datetime
from itertools import chain
from traceback import extract_tb
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from slate.cli.advice import message
from slate.cli.output.change_lines import change_lines
from slate.cli.output.import_report import import_notes, report_lines
from slate.cli.stderr import print_error
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.dates.number_order import parse_order
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import DateError, SlateError, TitleAmbiguousError, TitleNotFoundError
from slate.domain.secrets import masked
from slate.domain.text import LINE_LIMIT, safe
from slate.domain.titles.regions import parse_region
from slate.domain.titles.release_types import parse_release_type
from slate.domain.titles.vocabulary import parse_platform
from slate.formats.errors import ImportRefusedError
from slate.formats.read.encoding import parse_encoding
from slate.formats.read.reader import FileContext
from slate.formats.read.records.record_parser import Defaults
from slate.formats.read.records.status_maps import parse_status_maps
from slate.formats.read.tables.column_maps import parse_maps
from slate.formats.read.tables.delimiters import parse_delimiter
from slate.store.file.connection import Store
from slate.store.ledger import Ledger
from slate.store.titles import projections
from slate.usecases.import_files import FileImport, ImportReport, ImportSettings
from slate.usecases.read_files import (
    InputFile,
    ReadSettings,
    check_files,
    listing_problems,
)
from tests.fuzz.mutations import Mutant
from tests.fuzz.samples import SAMPLES, Options
from tests.store import folding

_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_TODAY = date(2026, 11, 22)
_LONGEST = 1_000  # characters of a message
_NOTHING = frozenset({Outcome.UNCHANGED, Outcome.LEFT_REMOVED})
_FOUND_AGAIN = "titles are found again"
# How no message ends: in the middle of a sentence.
_CUT = re.compile(r"[\s:,;(\[{\u2013\u2014-]$|\bNone$")
_MASKED = re.compile(r"\*{3}\S*")  # in place of a credential, and the colon after it
# Words of viewers, each replaced by another one that says nothing about a title either.
_SWAPPED = {
    "completed": "watching",
    "watching": "completed",
    "plantowatch": "rewatching",
    "rewatching": "plantowatch",
}
_VIEWERS = re.compile(rb"\b(?:%b)\b" % "|".join(_SWAPPED).encode(), re.IGNORECASE)


class Fault(NamedTuple):
    """What does not hold for a mutant: the name of the check, and what was found."""

    check: str
    text: str


class Result(NamedTuple):
    """What became of one mutant."""

    accepted: bool
    faults: list[Fault]


class _Imported(NamedTuple):
    """The changes of an import, and the report on it."""

    changes: list[Change]
    report: ImportReport


class Slates:
    """A slate in memory, emptied or filled with the titles of all samples before each import."""

    def __init__(self) -> None:
        self._store = Store(None)
        self._empty = self._copy()
        for sample in (sample for samples in SAMPLES.values() for sample in samples):
            # With the titles of the others some rows are ambiguous. A crash is found later.
            with suppress(Exception):
                self._import(Mutant(*sample), skip_invalid=False)
        self._filled = self._copy()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._empty.close()
        self._filled.close()

    def check(self, mutant: Mutant, *, skip_invalid: bool, is_filled: bool) -> Result:
        """Import a mutant into one of the two slates, and check all that must hold."""
        original = self._filled if is_filled else self._empty
        try:
            return self._checked(mutant, original, skip_invalid=skip_invalid)
        except Exception as error:  # noqa: BLE001 -- what is searched for
            return Result(accepted=False, faults=[_crash(error)])

    def _checked(
        self, mutant: Mutant, original: sqlite3.Connection, *, skip_invalid: bool
    ) -> Result:
        self._restore(original)
        before = self._content()
        try:
            imported = self._import(mutant, skip_invalid=skip_invalid)
        except SlateError as error:
            faults = [*_faults_of(error, mutant)]
            if self._content() != before:
                faults.append(Fault("a refused import stores nothing", "the slate has changed"))
            return Result(accepted=False, faults=faults)
        statuses = self._statuses()
        times = 1 if original is self._empty else 2
        faults = [*_faults_of_report(imported.report, mutant), *self._faults_in_slate(imported)]
        faults += self._faults_again(mutant, times, skip_invalid=skip_invalid)
        if _VIEWERS.search(mutant.content) and not mutant.options.status_maps:
            self._restore(original)
            faults += self._faults_of_statuses(mutant, statuses, skip_invalid=skip_invalid)
        return Result(accepted=True, faults=faults)

    def _content(self) -> bytes:
        with self._store.reading() as connection:
            return connection.serialize()

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:")
        with self._store.reading() as connection:
            connection.backup(copy)
        return copy

    def _restore(self, original: sqlite3.Connection) -> None:
        with self._store.reading() as connection:
            original.backup(connection)

    def _import(self, mutant: Mutant, *, skip_invalid: bool) -> _Imported:
        """Import a file as the command does."""
        changes: list[Change] = []
        reading = read_settings(mutant.options, skip_invalid=skip_invalid)
        with closing(io.BytesIO(mutant.content)) as stream:
            checked = check_files([InputFile(mutant.name, stream)], reading, lambda *_: None)
            with listing_problems(), self._store.writing() as connection:
                ledger = Ledger(connection, author="fuzz", command="import", now=_NOW)
                settings = ImportSettings(restore=False, accept_ids=False, keeps_rows=True)
                run = FileImport(ledger, settings, changes.append, lambda *_: None)
                for rows in checked:
                    run.add(rows)
                run.finish()
        return _Imported(changes, run.report)

    def _faults_in_slate(self, imported: _Imported) -> Iterator[Fault]:
        with self._store.reading() as connection:
            ledger = Ledger(connection, author="fuzz", command="find", now=_NOW)
            keys = {change.title.key for change in imported.changes if change.title}
            slugs = connection.execute("select key, slug, title from titles").fetchall()
            for key, slug, title in (one for one in slugs if one[0] in keys):
                try:
                    if ledger.find(slug).key != key:
                        yield Fault(_FOUND_AGAIN, f"{slug} is another title")
                    ledger.find(title)
                except TitleAmbiguousError:
                    continue
                except TitleNotFoundError as error:
                    yield Fault(_FOUND_AGAIN, str(error))
            yield from map(_not_a_date, sorted(_bad_dates(connection)))
            before = folding.contents(connection)
        with self._store.writing(dry_run=True) as connection:
            projections.rebuild(connection)
            if folding.contents(connection) != before:
                yield Fault("the slate is the fold of its reports", "another one was stored")

    def _faults_again(self, mutant: Mutant, times: int, *, skip_invalid: bool) -> Iterator[Fault]:
        """Yield a fault if the same file still changes anything when it is imported again.

        In a slate with other titles a file that contradicts itself may take a third time: a row
        that repeats what the slate has leaves no report, so that the next import does not know
        that the file stated two values for one field.
        """
        check = "importing again changes nothing"
        changed: list[Change] = []
        before = b""
        for _ in range(times):
            before = self._content()
            try:
                again = self._import(mutant, skip_invalid=skip_invalid)
            except SlateError as error:
                yield Fault(check, f"it is refused: {message(error)}")
                return
            changed = [one for one in again.changes if one.outcome not in _NOTHING]
            if not changed:
                break
        if changed:
            yield Fault(check, ", ".join(f"{one.slug} {one.outcome}" for one in changed))
        elif self._content() != before:
            yield Fault(check, "the slate has changed, although no title did")

    def _statuses(self) -> list[str]:
        with self._store.reading() as connection:
            return [row[0] for row in connection.execute("select status from titles order by id")]

    def _faults_of_statuses(
        self, mutant: Mutant, before: list[str], *, skip_invalid: bool
    ) -> Iterator[Fault]:
        """Yield a fault if other words of the viewer lead to other statuses."""
        check = "no word about the viewer is a status"
        other = mutant._replace(content=_VIEWERS.sub(_swapped, mutant.content))
        try:
            self._import(other, skip_invalid=skip_invalid)
        except SlateError as error:
            yield Fault(check, f"with other words it is refused: {message(error)}")
            return
        after = self._statuses()
        if after != before:
            yield Fault(check, f"{Counter(before)} becomes {Counter(after)}")


def read_settings(options: Options, *, skip_invalid: bool) -> ReadSettings:
    """Parse options as the command does."""
    given = options._replace
    platform = None if options.platform is None else parse_platform(options.platform)
    order = None if options.date_order is None else parse_order(options.date_order)
    context = FileContext(
        name="",
        day=_TODAY,
        zone=ZoneInfo("America/New_York"),
        source=options.source,
        platform=platform,
        columns=parse_maps("--map", options.maps),
        stages=parse_status_maps("--map-status", options.status_maps),
        date_order=order,
        delimiter=options.delimiter and parse_delimiter("--delimiter", options.delimiter),
        encoding=options.encoding and parse_encoding("--encoding", options.encoding),
    )
    defaults = Defaults(
        today=_TODAY,
        source=options.source,
        platform=platform,
        release_type=parse_release_type(options.release_type) if options.release_type else None,
        region=parse_region(options.region) if options.region else None,
        date_order=order,
    )
    are_chosen = skip_invalid or given(as_format=None) != Options()
    return ReadSettings(
        context,
        defaults,
        confidence=None,
        as_format=options.as_format,
        skip_invalid=skip_invalid,
        are_chosen=are_chosen,
    )


def _crash(error: Exception) -> Fault:
    last = extract_tb(error.__traceback__)[-1]
    place = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
    return Fault("only errors of slate", f"{type(error).__name__} at {place}: {str(error)[:200]}")


def _faults_of(error: SlateError, mutant: Mutant) -> Iterator[Fault]:
    yield from _faults_of_message(message(error))
    for problem in error.problems if isinstance(error, ImportRefusedError) else ():
        yield from _faults_of_message(message(problem))
        yield from _faults_of_line(problem.line, mutant)


def _faults_of_report(report: ImportReport, mutant: Mutant) -> Iterator[Fault]:
    for note in import_notes(report):
        yield from _faults_of_line_printed(_printed(note))
    # Of a dry run, all changes are shown.
    changes = (change_lines(row.change, derived=False) for row in report.rows if row.change)
    for line in chain(*changes, report_lines(report)):
        yield from _faults_of_line_printed(line, longest=3 * LINE_LIMIT)  # it has titles
    for row in report.rows:
        if isinstance(row.left_out, SlateError):
            yield from _faults_of_message(message(row.left_out))
        if row.left_out or row.line is not None:
            yield from _faults_of_line(row.line, mutant)


def _faults_of_line(line: int | None, mutant: Mutant) -> Iterator[Fault]:
    # Two zero bytes may surround a line end in UTF-16; so this may count too many, never too few.
    most = 1 + mutant.content.count(b"\n") + mutant.content.count(b"\r")
    if mutant.options.encoding:
        most = max(most, 1 + mutant.content.decode(mutant.options.encoding, "replace").count("\n"))
    if line is None or not 1 <= line <= most:
        yield Fault("a problem has a line of the file", f"line {line} of {most}")


def _faults_of_message(text: str) -> Iterator[Fault]:
    """Yield what is wrong with a message as it is printed on standard error."""
    line = _printed(text)
    yield from _faults_of_line_printed(line)
    if _CUT.search(line):
        yield Fault("a message ends with a sentence", repr(line[-200:]))


def _printed(text: str) -> str:
    with redirect_stderr(io.StringIO()) as printed:
        print_error(text)
    return printed.getvalue().removesuffix("\n")


def _faults_of_line_printed(line: str, longest: int = _LONGEST) -> Iterator[Fault]:
    check = "what is printed is one printable line"
    if line != safe(line):
        yield Fault(check, repr(line[:300]))
    if _MASKED.sub("", masked(line)) != _MASKED.sub("", line):
        yield Fault("no credential is printed", repr(line[:300]))
    if not 0 < len(line) <= longest:
        yield Fault(check, f"{len(line)} characters: {line[:200]!r}")


def _bad_dates(connection: sqlite3.Connection) -> set[str]:
    """Return the dates in a slate that are not as `parse_date` writes them."""
    found = connection.execute(
        "select date, earliest, latest from releases"
        " union select leaves, leaves_earliest, leaves_latest from releases"
        " union select reported_on, null, null from reports"
        " union select within, null, null from releases"
        " union select d.value, null, null from reports, json_tree(said) d"
        " where d.key in ('date', 'leaves') and d.path like '$.releases.%'"
    )
    return {text for text, *bounds in found if text and not _is_date(text, bounds)}


def _is_date(text: str, bounds: list[str | None]) -> bool:
    try:
        when = parse_date(text)
    except DateError:
        return False
    ends = [str(end) if end else None for end in (when.earliest, when.latest)]
    return when.text == text and (not any(bounds) or ends == bounds)


def _not_a_date(text: str) -> Fault:
    return Fault("dates are canonical", text)


def _swapped(found: re.Match[bytes]) -> bytes:
    word = found[0].decode()
    other = _SWAPPED[word.lower()]
    other = other.upper() if word.isupper() else other.capitalize() if word.istitle() else other
    return other.encode()
