"""A whole ledger as a file, `*.slate.ndjson`: every batch and every report of a slate.

The file has one JSON object per line: first a header with the version and the number of
batches and reports, then each batch, the earliest first, followed by its reports. Two
slates with the same ledger write the same bytes.

A ledger has the lowest version that can carry it (`slate/domain/ledger/version.py`), so that
older slates can read whatever they know.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from slate.domain.dates.instants import is_instant_text
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TextError, UsageError
from slate.domain.ledger.version import NEWEST, version_of_batch, versions_of
from slate.domain.quoting import quoted
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import FIRST_DAY, Batch, Report
from slate.domain.text import LINE_LIMIT, safe
from slate.formats.errors import RecordError
from slate.formats.ledger.patch_check import check_said, holds, is_line, is_note
from slate.formats.read.reader import FileContext, Found
from slate.formats.read.records import fields

SOURCE = None
MARK = "slate_ledger"
START = f'{{"{MARK}"'.encode()  # how each file begins
VERSION = NEWEST  # the newest that this slate knows

_BATCH = ("uid", "recorded_at", "author", "command", "undoes", "reports")
# Fields of a batch that are written, before `reports`, only if they are set.
_RARE = ("only", "corrects")
_REPORT = (
    "batch", "n", "title_key", "said", "source", "url", "reported_on", "confidence", "note",
)  # fmt: skip
_A_DAY = timedelta(days=1)  # the most by which a local day differs from the day in UTC
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def lines(
    batches: Iterable[tuple[Batch, Iterable[Report]]],
    counts: tuple[int, int],
    version: int,
) -> Iterator[str]:
    """Yield a ledger, one line at a time; `counts` are the numbers of batches and reports.

    `version` is the lowest that can carry all of them.
    """
    yield _line(dict(zip((MARK, "batches", "reports"), (version, *counts), strict=True)))
    for batch, reports in batches:
        yield _line(_batch_values(batch))
        for report in reports:
            yield _line({name: getattr(report, name) for name in _REPORT})


def _batch_values(batch: Batch) -> dict[str, object]:
    values = {name: getattr(batch, name) for name in _BATCH}
    number = values.pop("reports")
    if batch.only:
        values["only"] = batch.only
    if batch.corrects:
        values["corrects"] = dict(batch.corrects)
    return values | {"reports": number}


def _line(values: Mapping[str, object]) -> str:
    # DEL is the only control character that the encoder does not escape.
    return _encode(values).replace("\x7f", "\\u007f") + "\n"


def recognises(first: Mapping[str, Any]) -> bool:
    """Whether a file is a ledger, by the mark in its first line."""
    return MARK in first


def items(
    found: Iterator[Found | RecordError],
    context: FileContext,  # noqa: ARG001 -- every reader has it
) -> Iterator[Batch | Report | RecordError]:
    """Yield the batches, each followed by its reports; stop at the first error and yield it.

    A file that is cut off anywhere is refused: its first line states the counts.
    """
    try:
        yield from _Reading().through(found)
    except RecordError as error:
        yield error


class _Reading:
    """A reader of the lines of one file, which raises RecordError at the first invalid line."""

    def __init__(self) -> None:
        self._batch: Batch | None = None
        self._n = 0
        self._line = 1
        self._version = 0  # that the header states
        self._needed = 1  # by what was read so far
        self._batches = self._reports = 0

    def through(self, found: Iterator[Found | RecordError]) -> Iterator[Batch | Report]:
        head: tuple[int, int] | None = None
        for item in found:
            if isinstance(item, RecordError):
                raise item
            self._line, values = item
            try:
                if head is None:
                    self._version, head = _version(values), _head(values)
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
        if self._version > self._needed:
            reason = f"{MARK} is {self._version}, but nothing in the ledger needs that."
            raise RecordError(1, reason)

    def _begin(self, values: dict[str, Any]) -> Batch:
        _check_names(values, _BATCH, _RARE if self._version > 1 else ())
        uid, undoes, author = values["uid"], values["undoes"], values["author"]
        command, number = values["command"], values["reports"]
        _require(_is_uid(uid), "uid")
        _require(undoes is None or _is_uid(undoes), "undoes")
        _require(holds(is_line, author), "author")
        fit = isinstance(command, str) and len(command) <= LINE_LIMIT and safe(command) == command
        _require(fit, "command")
        _require(_is_time(values["recorded_at"]), "recorded_at")
        only, corrects = values.get("only", ()), values.get("corrects", {})
        if "only" in values:
            _require(undoes is not None and _are_keys(only), "only")
        if "corrects" in values:
            _require(undoes is None and _are_times(corrects), "corrects")
        _require(type(number) is int and number >= 0, "reports")
        # An undo or a correction has no reports of its own.
        _require(number == 0 or (undoes is None and not corrects), "reports")
        self._batch = Batch(
            0, uid, values["recorded_at"], author, command, undoes, number,
            only=tuple(only), corrects=tuple(corrects.items()),
        )  # fmt: skip
        self._needed = max(self._needed, version_of_batch(self._batch))
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
        said_on = parse_date(fields.text("reported_on", values["reported_on"]))
        when = fields.reported("reported_on", said_on)
        recorded = datetime.fromisoformat(batch.recorded_at).date()
        _require(when.text == values["reported_on"], "reported_on")
        if when.earliest is not None and when.earliest - recorded > _A_DAY:
            raise TextError("reported_on", f"is {when.text}, and it was recorded on {recorded}.")
        self._reports += 1
        report = Report(
            **{**values, "confidence": CONFIDENCES[values["confidence"]]},
            recorded_at=batch.recorded_at,
            author=batch.author,
        )
        for name, needed in versions_of(report):
            if needed > self._version:
                raise TextError(name, f"is not known in version {self._version} of the ledger.")
            self._needed = max(self._needed, needed)
        return report


def _version(values: dict[str, Any]) -> int:
    """Return the version that the first line states."""
    version = values.get(MARK)
    if type(version) is int and version > VERSION:
        raise TextError(MARK, f"is {version}, newer than this slate knows. Update slate.")
    _require(type(version) is int and version > 0, MARK)
    return int(values[MARK])


def _head(values: dict[str, Any]) -> tuple[int, int]:
    """Return the numbers of batches and reports that the first line states."""
    _check_names(values, (MARK, "batches", "reports"))
    counts = values["batches"], values["reports"]
    for name, number in zip(("batches", "reports"), counts, strict=True):
        _require(type(number) is int and number >= 0, name)
    return counts


def _check_names(
    values: Mapping[str, object], names: tuple[str, ...], rare: tuple[str, ...] = ()
) -> None:
    """Check that there are all fields of these names, and no others but `rare` ones."""
    for name in names:
        if name not in values:
            raise TextError(name, "is missing.")
    for name in values:
        if name not in names and name not in rare:
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


def _is_time(value: object) -> bool:
    """Whether a value is the time of a batch, as slate writes it."""
    return is_instant_text(value) and datetime.fromisoformat(str(value)).date() >= FIRST_DAY


def _are_keys(value: object) -> bool:
    """Whether a value is a sorted list of different keys of titles, and not empty."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(holds(is_line, key) for key in value)
        and value == sorted(set(value))
    )


def _are_times(value: object) -> bool:
    """Whether a value is an object, sorted and not empty, with the times to use for batches."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_is_uid(uid) and _is_time(when) for uid, when in value.items())
        and list(value) == sorted(value)
    )
