"""The changes that reports made, kept in a temporary file until they are reached.

The history of a title has the changes of all its reports, but these are listed by day: the others
are kept until then. If there is no room for them, they have to be computed again.
"""

import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.dates.distance import Distance, Unit
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import CONFIDENCES
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Release

_CREATE = "create table kept (report integer primary key, changes blob not null)"
_KEEP = "insert or replace into kept (report, changes) values (?, ?)"
_FIND = "select report, changes from kept where report in (select value from json_each(?))"

_NAMES = {str(name): name for name in ChangeName}
_UNITS = {str(unit): unit for unit in Unit}
_SAID, _CONFIDENCE = map(Report._fields.index, ("said", "confidence"))


class ReportChanges(NamedTuple):
    """What a report, an undo or a redo changed about a title; there may be no differences."""

    differences: tuple[Difference, ...] = ()
    releases: tuple[Release, ...] = ()  # of the title after it
    report: Report | None = None  # None for an undo or a redo
    slug: str = ""  # of the title, as it stands now
    name: str = ""
    how: str | None = None  # undo or redo


class KeptChanges:
    """The changes of reports that were not reached yet, by the number of the report."""

    def __init__(self) -> None:
        """Start without any changes, and without a file."""
        self._file: sqlite3.Connection | None = None
        self._has_room = True

    def close(self) -> None:
        """Remove the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def find(self, reports: Iterable[int]) -> dict[int, ReportChanges]:
        """Return the changes that are kept of these reports."""
        found: list[tuple[int, bytes]] = []
        if self._file is not None:
            with self._while_there_is_room():
                found = self._file.execute(_FIND, [json.dumps(list(reports))]).fetchall()
        return {report: _restored(changes) for report, changes in found}

    def keep(self, changes: Mapping[int, ReportChanges]) -> None:
        """Keep the changes of these reports, if there is room."""
        if not changes or not self._has_room:
            return
        rows = ((report, _as_bytes(found)) for report, found in changes.items())
        with self._while_there_is_room():
            if self._file is None:
                self._file = _temporary()
            self._file.executemany(_KEEP, rows)

    @contextmanager
    def _while_there_is_room(self) -> Iterator[None]:
        """Keep nothing from now on if the file cannot be written: reading may write it, too."""
        try:
            yield
        except sqlite3.OperationalError:
            self._has_room = False
            self.close()


def _temporary() -> sqlite3.Connection:
    """Open a database in a file that is removed when it is closed; SQLite creates it if needed."""
    file = sqlite3.connect("", isolation_level=None)
    file.execute("pragma journal_mode = off")
    file.execute(_CREATE)
    return file


def _as_bytes(found: ReportChanges) -> bytes:
    """Return changes as bytes, without what nobody reads: what is stated, and claims.

    What most changes consist of is written as texts: that takes a sixth of the time.
    """
    differences, releases, report, *others = found
    values = (
        [_texts_of(change) for change in differences],
        [
            (str(each.key), _as_text(each.date), _as_text(each.leaves), each.contested)
            for each in releases
        ],
        report and _texts_of_report(report),
        others,
    )
    return pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


def _restored(data: bytes) -> ReportChanges:
    differences, releases, report, others = pickle.loads(data)  # noqa: S301 -- of this process
    return ReportChanges(
        tuple(map(_difference, differences)),
        tuple(
            Release(
                ReleaseKey.parse(key), _from_text(date), _from_text(leaves), contested=contested
            )
            for key, date, leaves, contested in releases
        ),
        report and _report(report),
        *others,
    )


def _texts_of_report(report: Report) -> list[Any]:
    values = list(report)
    values[_SAID], values[_CONFIDENCE] = None, str(report.confidence)
    return values


def _report(values: list[Any]) -> Report:
    values[_CONFIDENCE] = CONFIDENCES[values[_CONFIDENCE]]
    return Report._make(values)


def _texts_of(change: Difference) -> tuple[Any, ...]:
    name, before, after, field, key, by, reverted, former, said_by = change
    return (
        str(name),
        _as_text(before),
        _as_text(after),
        field,
        key and str(key),
        by and (by.count, str(by.unit), by.later),
        reverted,
        former and (former.source, str(former.confidence)),
        said_by and (said_by.source, str(said_by.confidence)),
    )


def _difference(texts: tuple[Any, ...]) -> Difference:
    name, before, after, field, key, by, reverted, former, said_by = texts
    return Difference(
        _NAMES[name],
        _from_text(before),
        _from_text(after),
        field,
        key and ReleaseKey.parse(key),
        by and Distance(by[0], _UNITS[by[1]], by[2]),
        reverted,
        former and _attribution(*former),
        said_by and _attribution(*said_by),
    )


def _attribution(source: str | None, confidence: str) -> Attribution:
    return Attribution(source, CONFIDENCES[confidence])


def _as_text(value: Any) -> Any:  # noqa: ANN401 -- any value of a change
    """Return a date as a list with its text, and any other value as it is."""
    return [value.text if value.known else None] if type(value) is ReleaseDate else value


def _from_text(value: Any) -> Any:  # noqa: ANN401 -- as above
    if type(value) is not list:
        return value
    [text] = value
    return TBA if text is None else parse_date(text)
