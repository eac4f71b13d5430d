"""Recording the rows of files: new titles, news about stored ones, or nothing new."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.errors import SlateError
from slate.domain.ledger.as_of_day import was_named_by
from slate.domain.ledger.errors import AmbiguousRowError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import (
    Origin,
    OtherStatement,
    Statement,
    creation,
    refuse_loop,
    with_part_parsed,
)
from slate.domain.reports.report import Report
from slate.domain.text import folded, slugify
from slate.domain.titles.kinds import KINDS, Kind
from slate.domain.titles.names import full_name
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, matching, slugs
from slate.store.writes.bulk_insert import BulkInsert
from slate.store.writes.platform_spelling import PlatformSpelling
from slate.store.writes.prefetch import LookupKeys, UnknownTitles
from slate.store.writes.writer import Writer

_PLAIN_KINDS = frozenset({Kind.FILM, Kind.SERIES})


class RowImporter:
    """Records the rows of files in one batch; call `finish` at the end of each file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        recorder: Recorder,
        writer: Writer,
        spelling: PlatformSpelling,
        *,
        restore: bool,
    ) -> None:
        """Write through a connection in its write transaction, with the objects given.

        A removed title stays removed unless `restore` is set.
        """
        self._spelling = spelling
        self._restore = restore
        self._connection = connection
        self._recorder = recorder
        self._writer = writer
        self._newcomers = BulkInsert(connection, recorder)
        self._handles: dict[str, str] = {}  # key -> the slug that a file uses for the title
        # An earlier file may have stated several values for one field of a title. These are, by
        # key, the rows that repeat an overridden value, and the keys with a row that repeats the
        # last one.
        self._put_off: dict[str, list[tuple[dict[str, Any], Origin]]] = {}
        self._sided: set[str] = set()

    def add(self, statements: Iterable[Statement]) -> list[Change | SlateError | None]:
        """Record rows: new titles, news about stored ones, or nothing new.

        Return for each row its change, the error for which it was refused, or None if `finish`
        will report it. A few hundred rows at once are faster than one by one.
        """
        rows = [(statement, LookupKeys.of(statement)) for statement in statements]
        unknown = UnknownTitles(self._connection, [asked for _, asked in rows])
        found = []
        for stated, keys in rows:
            # A row may bring back a title whose platforms spell those of the rows after it, or
            # add a series of which they are parts.
            statement = with_part_parsed(self._spelling.of(stated), self._is_series)
            asked = keys if statement.title == stated.title else LookupKeys.of(statement)
            found.append(self._add(statement, asked, unknown))
        self._newcomers.write()
        return found

    def _is_series(self, name: str) -> bool:
        self._newcomers.write()
        return lookup.is_series(self._connection, name)

    def _add(
        self, statement: Statement, asked: LookupKeys, unknown: UnknownTitles
    ) -> Change | SlateError | None:
        # A row that links to titles, asks for a slug or has further sources takes more steps, even
        # if it is new.
        plain = not statement.links and not statement.by_others and statement.slug is None
        if plain and statement.handle in {None, asked.slug} and unknown.has(asked):
            change: Change | None = self._create(statement, asked.key)
        else:
            self._newcomers.write()
            try:
                change = self._take(statement, asked)
            except SlateError as error:
                return error
            unknown.learn_slugs()
        if change is not None and change.title is not None:
            unknown.learn(change.title, change.slug)
            if statement.handle is not None:
                self._handles.setdefault(change.title.key, statement.handle)
                self._writer.call(change.title.key, statement.handle)
        return change

    def finish(self, on_change: Callable[[Change], None]) -> None:
        """Record the rows that depend on the whole file, which ends here, and report each."""
        for key, put_off in self._put_off.items():
            for said, origin in put_off:
                reports = ledger_tables.reports_on(self._connection, key)
                title = fold_existing(key, reports)
                last = self._writer.source_statements(title, said, origin, reports)
                fresh = {} if key in self._sided else last.returns(self._recorder.uid)
                if fresh:
                    on_change(self._writer.record(title, key, fresh, origin, reports))
                else:
                    on_change(Change(Outcome.UNCHANGED, self._writer.slug(key), title))
        self._put_off.clear()
        self._sided.clear()

    def _create(self, statement: Statement, key: str) -> Change:
        """Create a title that is like none in the slate."""
        said = creation(statement, self._writer.resolve)
        report = self._recorder.record(key, said, statement.origin)
        title = fold_existing(key, [report])
        self._newcomers.add(title)
        return Change(Outcome.ADDED, title.wanted_slug, title, tuple(differences(None, title)))

    def _take(self, statement: Statement, asked: LookupKeys) -> Change | None:
        found = self._match(statement)
        if found is None:
            if not self._restore and matching.was_removed(self._connection, statement, asked.key):
                return Change(Outcome.LEFT_REMOVED, asked.slug, None)
            created = self._writer.create(self._with_its_slug(statement, asked))
            change: Change | None = created
            key = cast("Title", created.title).key
        else:
            key, change = found.key, self._take_news(found.key, statement)
        for other in statement.by_others:
            change = _together(change, self._take_other(key, other))
        return change

    def _take_other(self, key: str, other: OtherStatement) -> Change:
        """Record what another source than that of the row states, if it is news."""
        reports = ledger_tables.reports_on(self._connection, key)
        title = fold_existing(key, reports)
        return self._writer.record_news(title, other.patch, other.origin, reports)

    def _take_news(self, key: str, statement: Statement) -> Change | None:
        """Record what a row states about a title that is there, if it is news."""
        reports = ledger_tables.reports_on(self._connection, key)
        title, said = self._worded(key, statement, reports)
        refuse_loop(title, said)
        last = self._writer.source_statements(title, said, statement.origin, reports)
        if statement.slug is not None:
            self._writer.choose_slug(said, statement, title)
        change = self._writer.record_news(title, said, statement.origin, reports, last)
        if change.outcome is Outcome.UNCHANGED and last.repeats(last=True):
            self._sided.add(key)
        elif change.outcome is Outcome.UNCHANGED and last.repeats(last=False):
            # A file may state two values for one field. Only at the end of this file is it known
            # whether it still states both.
            self._put_off.setdefault(key, []).append((said, statement.origin))
            return None
        return change

    def _worded(
        self, key: str, statement: Statement, reports: list[Report]
    ) -> tuple[Title, dict[str, Any]]:
        """Return the title with this key, and a row as a patch for it."""
        title = fold_existing(key, reports)
        said = dict(creation(statement, self._writer.resolve))
        day = self._recorder.draft(key, None, statement.origin).last_day
        if was_named_by(day, reports):  # otherwise the row has to name it
            _leave_out_what_found_it(said, title)
        return title, said

    def _with_its_slug(self, statement: Statement, asked: LookupKeys) -> Statement:
        """Return a statement that asks for the slug which its file uses, if that slug is free."""
        wish = statement.handle
        if wish in {None, asked.slug} or slugify(wish) != wish:
            return statement
        return replace(statement, slug=wish) if slugs.is_free(self._connection, wish) else statement

    def _match(self, statement: Statement) -> matching.Candidate | None:
        """Return the title that a row is about, None if there is none.

        Rows of one file with different slugs are never about the same title. If several titles
        match, it is the one about which the same source has stated exactly this. Raises
        AmbiguousRowError if several are left.
        """
        found = matching.matches(
            self._connection, statement, also=statement.aka, batch=self._recorder.uid
        )
        if (handle := statement.handle) is not None:
            found = [title for title in found if self._handles.get(title.key, handle) == handle]
            found = [title for title in found if title.slug == handle] or found
        if len(found) > 1:
            said_so = [title for title in found if self._says_nothing_new(statement, title.key)]
            found = said_so if len(said_so) == 1 else found
        if len(found := matching.of_its_year(statement, found)) > 1:
            name = full_name(statement.title or "", statement.season, statement.part)
            raise AmbiguousRowError(name, [title.slug for title in found])
        return found[0] if found else None

    def _says_nothing_new(self, statement: Statement, key: str) -> bool:
        reports = ledger_tables.reports_on(self._connection, key)
        if all(report.source != statement.origin.source for report in reports):
            return False
        title, said = self._worded(key, statement, reports)
        return not self._writer.source_statements(title, said, statement.origin, reports).news()


def _together(first: Change | None, second: Change) -> Change | None:
    """Return one change for a row of which two sources' statements were recorded in turn.

    A row that waits for the end of its file is reported there, unless the second changed anything.
    """
    if second.outcome is Outcome.UNCHANGED:
        return first
    if first is None or first.outcome is Outcome.UNCHANGED:
        return second
    return first._replace(
        slug=second.slug,
        title=second.title,
        differences=(*first.differences, *second.differences),
        unshown=first.unshown if not second.differences else None,
    )


def _leave_out_what_found_it(said: dict[str, Any], title: Title) -> None:
    """Remove from a patch what identifies its title; a further name becomes an also-known-as."""
    name = said.pop("title")
    for identity in ("season", "part"):
        said.pop(identity, None)
    names = (title.title, *title.aka, *title.former_titles)
    if folded(name) not in map(folded, names):
        said["aka"] = {**said.get("aka", {}), name: True}
    # Most catalogs list a documentary as a film, so that is not a change of its kind.
    kind = said.get("kind")
    if title.kind_said and kind in _PLAIN_KINDS and KINDS[kind].group is title.kind.group:
        del said["kind"]
