"""The write door: all that is stored goes through here, in the transaction that is open.

Each report is compared with what is there, added, folded and projected. A batch begins
with its first report; a command that says nothing new leaves no trace.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from slate.domain.differences import Difference, differences, history as life_of
from slate.domain.errors import (
    AlreadyUndoneError,
    LinkToItselfError,
    ManyMatchError,
    NothingSaidError,
    NothingToUndoError,
    SlugTakenError,
    TitleThereError,
    UndoRefusedError,
)
from slate.domain.fold import fold
from slate.domain.identity import make_key
from slate.domain.news import LastWords
from slate.domain.reports import Batch, Report, Said
from slate.domain.statements import Origin, Statement, amendment, creation
from slate.domain.status import derive_kind
from slate.domain.text import folded
from slate.domain.titles import Title, derive_slug, full_name
from slate.domain.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.store import history, identities, lookup, projections, slugs

_INSERT_BATCH = """
    insert into batches (uid, recorded_at, author, command, undoes)
    values (:uid, :recorded_at, :author, :command, :undoes)
"""
_INSERT_REPORT = """
    insert into reports (batch, n, title_key, said, source, url, reported_on, confidence, note)
    values (:batch, :n, :title_key, :said, :source, :url, :reported_on, :confidence, :note)
"""
_LAST_RECORDED = "select max(recorded_at) from batches"
_SLUG_OF = "select slug from titles where key = :key"
# One step from each platform to the next: the index is not read through.
_PLATFORMS = """
    with recursive p (name) as (
        select min(platform) from releases
        union all
        select (select min(platform) from releases where platform > p.name) from p
        where p.name is not null
    )
    select name from p where name is not null
"""


class Change(NamedTuple):
    """What became of one title: `outcome` is added, changed, unchanged or left removed."""

    outcome: str
    slug: str
    title: Title | None
    differences: tuple[Difference, ...] = ()


class Undone(NamedTuple):
    """What an undo or a redo did, or would do."""

    batch: Batch  # the one that was taken back, or given back
    changes: Iterator[Change]


def platforms(connection: sqlite3.Connection) -> list[str]:
    """Give the platforms that the slate knows, each as it was first spelled."""
    return [name for (name,) in connection.execute(_PLATFORMS)]


class Ledger:
    """One command's batch in the making."""

    def __init__(
        self, connection: sqlite3.Connection, *, author: str, command: str, now: datetime
    ) -> None:
        """Begin a batch; `connection` is in its write transaction, `now` has a time zone."""
        self._connection = connection
        self._author = author
        self._command = command
        self._now = now
        self._batch: Batch | None = None
        self._n = 0
        self._spellings: dict[str, str] | None = None

    @property
    def batch(self) -> Batch | None:
        """The batch as it was recorded; None while nothing was."""
        return self._batch

    def find(self, text: str) -> lookup.Found:
        """Find the title that a text names, as it is in this transaction."""
        return lookup.find(self._connection, text)

    # What people and files say

    def add(self, statement: Statement, *, new: bool = False) -> Change:
        """Put a title on the slate.

        Raises TitleThereError, or ManyMatchError where several may be meant; `new`, or a
        remake, makes a title of its own whatever is there.
        """
        statement = self._spelled(statement)
        if not (new or any(relation == "remake-of" for relation, _ in statement.links)):
            found = self._match(statement)
            if found is not None:
                name = full_name(found.title, found.season, found.part)
                raise TitleThereError(name, found.slug, f"slate update {found.slug}")
        return self._create(statement)

    def add_or_update(self, statement: Statement) -> Change:
        """Put a title on the slate, or say the same of the one that is there."""
        statement = self._spelled(statement)
        found = self._match(statement)
        if found is None:
            return self._create(statement)
        return self._amend(found.key, replace(statement, title=None), insist=False)

    def take(self, statement: Statement, *, restore: bool = False) -> Change:
        """Take a row of a file: a new title, news of one that is there, or nothing new.

        A title that was removed stays so, unless `restore`.
        """
        statement = self._spelled(statement)
        found = self._match(statement)
        if found is None:
            if not restore and identities.was_removed(self._connection, statement):
                return Change("left removed", derive_slug(*_named(statement)), None)
            return self._create(statement)
        reports = history.reports_on(self._connection, found.key)
        title = self._title(found.key, reports)
        said = dict(creation(statement, self._resolve))
        name = said.pop("title")
        names = (title.title, *title.aka, *title.former_titles)
        if folded(name) not in map(folded, names):
            said["aka"] = {**said.get("aka", {}), name: True}
        return self._say_news(title, said, statement.origin, reports)

    def update(self, key: str, statement: Statement) -> Change:
        """Say something of a title that is there; what is said and shown already is not news.

        Raises NothingSaidError, SlugTakenError, TitleNotFoundError (of a link).
        """
        return self._amend(key, self._spelled(statement), insist=True)

    def _amend(self, key: str, statement: Statement, *, insist: bool) -> Change:
        """Word and record an update; one who insists is heard though he said it before."""
        reports = history.reports_on(self._connection, key)
        title = self._title(key, reports)
        said = dict(amendment(statement, title, self._resolve))
        if any(link.partition("|")[2] == key for link in said.get("links", {})):
            raise LinkToItselfError(title.name)
        if not said and statement.origin.note is None:
            raise NothingSaidError
        self._settle_slug(said, statement, title)
        if insist and self._changes(title, said, statement.origin, reports):
            return self._record(title, key, said, statement.origin, reports)
        return self._say_news(title, said, statement.origin, reports)

    def remove(self, key: str, origin: Origin) -> Change:
        """Take a title off the slate; its reports stay in the ledger.

        Reports dated later than this one do not hold: who removes it, means now.
        """
        reports = history.reports_on(self._connection, key)
        return self._record(self._title(key, reports), key, None, origin, reports)

    # Taking back and giving back

    def undo(self, name: str | None) -> Undone:
        """Take back a batch: the one named, or the author's newest.

        Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError, and
        UndoRefusedError while others have reported on a title that it created.
        """
        batch = (
            history.newest_batch(self._connection, self._author)
            if name is None
            else history.find_batch(self._connection, name)
        )
        if batch is None:
            raise NothingToUndoError("undo", self._author)
        if batch.undone:
            raise AlreadyUndoneError(batch.id, "undone already")
        self._refuse_while_needed(batch)
        return Undone(batch, self._take_back([batch]))

    def redo(self, name: str | None) -> Undone:
        """Give back a batch that was undone: the one named, or the author's last undo's.

        Raises NothingToUndoError, BatchNotFoundError, AlreadyUndoneError.
        """
        if name is None:
            last = history.newest_undo(self._connection, self._author)
            if last is None or last.undoes is None:
                raise NothingToUndoError("redo", self._author)
            name = last.undoes
        batch = history.find_batch(self._connection, name)
        if not batch.undone:
            raise AlreadyUndoneError(batch.id, "in force: it was not undone")
        return Undone(batch, self._take_back(history.undoing(self._connection, batch.uid)))

    def _refuse_while_needed(self, batch: Batch) -> None:
        needed: dict[str, list[int]] = {}
        for key, other in history.others_on_titles_of(self._connection, batch.id):
            needed.setdefault(key, []).append(other)
        names, others = [], set[int]()
        for key, numbers in needed.items():
            reports = history.reports_on(self._connection, key)
            own = [report for report in reports if report.batch == batch.uid]
            rest = [report for report in reports if report.batch != batch.uid]
            if any(map(_names_title, own)) and not any(map(_names_title, rest)):
                row = self._connection.execute(_SLUG_OF, {"key": key}).fetchone()
                names.append(row[0] if row else key.partition("|")[0])
                others.update(numbers)
        if names:
            raise UndoRefusedError(batch.id, sorted(names), sorted(others))

    def _take_back(self, batches: list[Batch]) -> Iterator[Change]:
        connection = self._connection
        keys = sorted({key for batch in batches for key in self._keys_below(batch)})
        before = history.undone_batches(connection)
        for batch in batches:
            self._batch = self._begin(undoes=batch.uid)
        after = history.undone_batches(connection)
        projections.decide_undone(connection)
        for key in keys:
            reports = history.all_reports_on(connection, key)
            was = fold(key, [report for report in reports if report.batch not in before])
            left = [report for report in reports if report.batch not in after]
            now = fold(key, left)
            slug = self._slug(key)
            projections.project(connection, key, now, left)
            yield Change("changed", self._slug(key) or slug, now, tuple(differences(was, now)))

    def _keys_below(self, batch: Batch) -> list[str]:
        """Give the titles that a batch, or the batch that it takes back, reported on."""
        while batch.undoes is not None:
            batch = history.find_batch(self._connection, batch.undoes)
        return history.keys_of(self._connection, batch.id)

    # How a report is stored

    def _create(self, statement: Statement) -> Change:
        said = dict(creation(statement, self._resolve))
        title, season, part = _named(statement)
        kind = statement.kind or derive_kind(season, part).word
        key = self._free_key(make_key(title, season, part, kind, statement.year))
        wanted = derive_slug(title, season, part)
        if statement.slug is not None:
            self._refuse_taken(statement.slug, 0)
        elif not slugs.is_free(self._connection, wanted):
            said["slug"] = slugs.free_slug(self._connection, wanted, statement.year)
        reports = history.reports_on(self._connection, key)
        return self._record(fold(key, reports), key, said, statement.origin, reports)

    def _free_key(self, key: str) -> str:
        number, free = 1, key
        while self._slug(free):
            number += 1
            free = f"{key}|{number}"
        return free

    def _settle_slug(self, said: dict[str, Any], statement: Statement, title: Title) -> None:
        """Refuse a slug of another title; give a renamed title a free one."""
        own = lookup.by_key(self._connection, title.key)
        number = own.id if own else 0
        if statement.slug is not None:
            self._refuse_taken(statement.slug, number)
        elif title.slug is None:
            named = {"title": title.title, "season": title.season, "part": title.part} | said
            wanted = derive_slug(named["title"], named["season"], named["part"])
            if wanted != title.wanted_slug and not slugs.is_free(self._connection, wanted, number):
                year = said.get("year", title.year)
                said["slug"] = slugs.free_slug(self._connection, wanted, year)

    def _refuse_taken(self, slug: str, own: int) -> None:
        if not slugs.is_free(self._connection, slug, own):
            owner = lookup.find(self._connection, slug)
            raise SlugTakenError(slug, owner.name)

    def _changes(
        self, title: Title, said: Said, origin: Origin, reports: list[Report]
    ) -> bool:
        """Tell whether a report would change what is shown."""
        report = self._report(title.key, said, origin)
        return bool(differences(title, fold(title.key, [*reports, report])))

    def _report(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Make the report that is to be stored next, before it has a number."""
        return Report(
            title_key=key,
            said=said,
            source=origin.source,
            url=origin.url,
            reported_on=origin.reported_on,
            confidence=origin.confidence,
            note=origin.note,
            recorded_at=self._batch.recorded_at if self._batch else self._recorded_at(),
            batch=self._batch.uid if self._batch else "",
            n=self._n + 1,
            author=self._author,
        )

    def _say_news(
        self, title: Title, said: Said, origin: Origin, reports: list[Report]
    ) -> Change:
        """Record what the source has not said before; `unchanged` where that is nothing."""
        last = LastWords(self._report(title.key, said, origin), reports)
        fresh = last.news()
        if not fresh and last.has_noted:
            return Change("unchanged", self._slug(title.key), title)
        return self._record(title, title.key, fresh, origin, reports)

    def _record(
        self,
        before: Title | None,
        key: str,
        said: Said | None,
        origin: Origin,
        reports: list[Report],
    ) -> Change:
        slug = self._slug(key)
        report = self._store(key, said, origin)
        together = [*reports, report]
        after = fold(key, together)
        projections.project(self._connection, key, after, together)
        if before is None:
            return Change("added", self._slug(key), after, tuple(differences(None, after)))
        steps = list(life_of(key, together))
        # The last word changed what its step says; a late one, what differs now.
        last = steps[-1]
        changed = last.differences if last.report is report else differences(before, after)
        return Change("changed", self._slug(key) or slug, after, tuple(changed))

    def _store(self, key: str, said: Said | None, origin: Origin) -> Report:
        if self._batch is None:
            self._batch = self._begin(undoes=None)
        report = self._report(key, said, origin)
        self._n = report.n
        values = report._asdict() | {
            "batch": self._batch.id,
            "said": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        }
        row = self._connection.execute(_INSERT_REPORT, values)
        return report._replace(id=row.lastrowid or 0)

    def _begin(self, undoes: str | None) -> Batch:
        values = {
            "uid": str(uuid4()),
            "recorded_at": self._recorded_at(),
            "author": self._author,
            "command": self._command,
            "undoes": undoes,
        }
        row = self._connection.execute(_INSERT_BATCH, values)
        return Batch(id=row.lastrowid or 0, **values)

    def _recorded_at(self) -> str:
        """Give now, or just after the last batch: the order holds whatever the clock does."""
        (last,) = self._connection.execute(_LAST_RECORDED).fetchone()
        now = self._now.astimezone(UTC)
        if last is not None:
            now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
        return now.isoformat(timespec="microseconds").replace("+00:00", "Z")

    # What is there

    def _match(self, statement: Statement) -> identities.Candidate | None:
        found = identities.matches(self._connection, statement)
        if len(found) > 1:
            title, season, part = _named(statement)
            raise ManyMatchError(full_name(title, season, part), [title.slug for title in found])
        return found[0] if found else None

    def _title(self, key: str, reports: list[Report]) -> Title:
        title = fold(key, reports)
        if title is None:  # pragma: no cover -- callers found it in the projections
            raise LookupError(key)
        return title

    def _slug(self, key: str) -> str:
        row = self._connection.execute(_SLUG_OF, {"key": key}).fetchone()
        return str(row[0]) if row else ""

    def _resolve(self, text: str) -> str:
        return lookup.find(self._connection, text).key

    def _spelled(self, statement: Statement) -> Statement:
        """Write platforms as the slate first did: `netflix` is `Netflix`."""
        changes = {
            name: spelled
            for name in ("platform", "also_on")
            if (given := getattr(statement, name)) is not None
            and (spelled := self._spelling(given)) != given
        }
        return replace(statement, **changes) if changes else statement

    def _spelling(self, platform: str) -> str:
        if self._spellings is None:
            known = (*WELL_KNOWN_PLATFORMS, *platforms(self._connection))
            self._spellings = {platform_key(name): name for name in known}
        return self._spellings.setdefault(platform_key(platform), platform)


def _named(statement: Statement) -> tuple[str, int | None, int | None]:
    return statement.title or "", statement.season, statement.part


def _names_title(report: Report) -> bool:
    return isinstance(report.said, Mapping) and "title" in report.said
