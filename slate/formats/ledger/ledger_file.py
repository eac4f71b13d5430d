"""A whole ledger as a file, `*.slate.ndjson`: every batch and every report of a slate.

The file has one JSON object per line: first a header with the version and the number of
batches and reports, then each batch, the earliest first, followed by its reports. Two
slates with the same ledger write the same bytes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from slate.domain.errors import TextError, UsageError
from slate.domain.quoting import quoted
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Batch, Report
from slate.domain.text import LINE_LIMIT, safe
from slate.formats.errors import RecordError
from slate.formats.ledger.patch_check import check_said, holds, is_line, is_note
from slate.formats.read.reader import FileContext, Found
from slate.formats.read.records import fields

SOURCE = None
MARK = "slate_ledger"
VERSION = 1

_BATCH = ("uid", "recorded_at", "author", "command", "undoes", "reports")
_REPORT = (
    "batch", "n", "title_key", "said", "source", "url", "reported_on", "confidence", "note",
)  # fmt: skip
_RECORDED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_FIRST = date(1970, 1, 1)  # the date of a clock that was never set
_A_DAY = timedelta(days=1)  # the most by which a local day differs from the day in UTC
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def lines(
    batches: Iterable[tuple[Batch, Iterable[Report]]], counts: tuple[int, int]
) -> Iterator[str]:
    """Yield a ledger, one line at a time; `counts` are the numbers of batches and reports."""
    found = dict(zip((MARK, "batches", "reports"), (VERSION, *counts), strict=True))
    yield _line(found)
    for batch, reports in batches:
        yield _line({name: getattr(batch, name) for name in _BATCH})
        for report in reports:
            yield _line({name: getattr(report, name) for name in _REPORT})


def _line(values: Mapping[str, object]) -> str:
    # DEL is the only control character that the encoder does not escape.
    return _encode(values).replace("\x7f", "\\u007f") + "\n"


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a file is a ledger, by the mark in its first line."""
    return MARK in first


def items(
    found: Iterator[Found | RecordError], context: FileContext
) -> Iterator[Batch | Report | RecordError]:
    """Yield the batches, each followed by its reports; stop at the first error and yield it.

    A file that is cut off anywhere is refused: its first line states the counts.
    """
    try:
        yield from _Reading(context.day).through(found)
    except RecordError as error:
        yield error


class _Reading:
    """A reader of the lines of one file, which raises RecordError at the first invalid line."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._batch: Batch | None = None
        self._n = 0
        self._line = 1
        self._batches = self._reports = 0

    def through(self, found: Iterator[Found | RecordError]) -> Iterator[Batch | Report]:
        head: tuple[int, int] | None = None
        for item in found:
            if isinstance(item, RecordError):
                raise item
            self._line, values = item
            try:
                if head is None:
                    head = _head(values)
                elif "uid" in values:
                    self._end_batch()
                    yield self._begin(values)
                else:
                    yield self._report(values)
            except UsageError as error:
                raise RecordError(self._line, str(error)) from None
        self._end_batch()
        if head != (self._batches, self._reports):
            there = f"{self._batches:,} batches and {self._reports:,} reports"
            said = "" if head is None else f" of {head[0]:,} and {head[1]:,}"
            raise RecordError(self._line, f"the ledger is cut off: here are {there}{said}.")

    def _begin(self, values: dict[str, Any]) -> Batch:
        _check_names(values, _BATCH)
        uid, undoes, author = values["uid"], values["undoes"], values["author"]
        command, number = values["command"], values["reports"]
        _require(_is_uid(uid), "uid")
        _require(undoes is None or _is_uid(undoes), "undoes")
        _require(holds(is_line, author), "author")
        fit = isinstance(command, str) and len(command) <= LINE_LIMIT and safe(command) == command
        _require(fit, "command")
        _require(type(number) is int and number >= 0, "reports")
        _require(undoes is None or number == 0, "reports")  # an undo has no reports of its own
        recorded_at = values["recorded_at"]
        day = _day(recorded_at)
        _require(day is not None, "recorded_at")
        _require(day is None or day >= _FIRST, "recorded_at")
        if day is not None and day > self._today + _A_DAY:
            raise TextError(
                "recorded_at", f"is {day}, which is in the future (today is {self._today})."
            )
        self._batch = Batch(0, uid, recorded_at, author, command, undoes, number)
        self._n = 0
        self._batches += 1
        return self._batch

    def _end_batch(self) -> None:
        if self._batch is not None and self._batch.reports != self._n:
            reason = f"its batch has {self._batch.reports:,} reports, and here are {self._n:,}."
            raise RecordError(self._line, reason)

    def _report(self, values: dict[str, Any]) -> Report:
        _check_names(values, _REPORT)
        batch = self._batch
        self._n += 1
        if batch is None or values["batch"] != batch.uid:
            raise TextError("batch", "is not the one before it.")
        _require(type(values["n"]) is int and values["n"] == self._n, "n")
        _require(holds(is_line, values["title_key"]), "title_key")
        check_said(values["said"])
        for name in ("source", "url"):
            _require(values[name] is None or holds(is_line, values[name]), name)
        _require(values["note"] is None or holds(is_note, values["note"]), "note")
        _require(values["confidence"] in tuple(CONFIDENCES), "confidence")
        when = fields.report_date("reported_on", values["reported_on"])
        recorded = datetime.fromisoformat(batch.recorded_at).date()
        _require(when.text == values["reported_on"], "reported_on")
        if when.earliest is not None and when.earliest > recorded + _A_DAY:
            raise TextError("reported_on", f"is {when.text}, and it was recorded on {recorded}.")
        self._reports += 1
        return Report(
            **{**values, "confidence": CONFIDENCES[values["confidence"]]},
            recorded_at=batch.recorded_at,
            author=batch.author,
        )


def _head(values: dict[str, Any]) -> tuple[int, int]:
    """Return the numbers of batches and reports that the first line states."""
    version = values.get(MARK)
    if type(version) is int and version > VERSION:
        raise TextError(MARK, f"is {version}, newer than this slate knows. Update slate.")
    _require(type(version) is int and version == VERSION, MARK)
    _check_names(values, (MARK, "batches", "reports"))
    counts = values["batches"], values["reports"]
    for name, number in zip(("batches", "reports"), counts, strict=True):
        _require(type(number) is int and number >= 0, name)
    return counts


def _check_names(values: Mapping[str, object], names: tuple[str, ...]) -> None:
    for name in names:
        if name not in values:
            raise TextError(name, "is missing.")
    for name in values:
        if name not in names:
            raise TextError(quoted(name), "is a field that this version of slate does not know.")


def _require(fit: bool, name: str) -> None:  # noqa: FBT001 -- the condition is the subject
    if not fit:
        raise TextError(name, "is not as slate writes it.")


def _is_uid(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _day(recorded_at: object) -> date | None:
    """Return the day of a time as slate writes it; None for anything else."""
    if not isinstance(recorded_at, str) or not _RECORDED.fullmatch(recorded_at):
        return None
    try:
        return datetime.fromisoformat(recorded_at).date()
    except ValueError:
        return None
