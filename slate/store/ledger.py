"""The write door: all that is stored goes through here, in the transaction that is open.

Each report is compared with what is there, added, folded and projected. A batch begins
with its first report; a command that says nothing new leaves no trace.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from slate.domain.changes.difference import Change
from slate.domain.errors import NothingSaidError, SlateError, TitleThereError
from slate.domain.ledger.as_of_day import at_the_time, is_known_by
from slate.domain.ledger.fold import standing
from slate.domain.ledger.statement import Origin, Statement, amendment, naming
from slate.domain.titles.names import full_name
from slate.store.reports import bookmarks, ledger_tables
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, matching
from slate.store.writes import merging, undoing
from slate.store.writes.merging import Merged
from slate.store.writes.platform_spelling import Spelling
from slate.store.writes.row_importer import Taker
from slate.store.writes.undoing import Undone
from slate.store.writes.union import Union
from slate.store.writes.writer import Writer, refuse_loop


class Ledger:
    """One command's batch in the making."""

    def __init__(
        self, connection: sqlite3.Connection, *, author: str, command: str, now: datetime
    ) -> None:
        """Begin a batch; `connection` is in its write transaction, `now` has a time zone."""
        self._connection = connection
        self._recorder = Recorder(connection, author=author, command=command, now=now)
        self._writer = Writer(connection, self._recorder)
        self._taker = Taker(connection, self._recorder, self._writer)
        self._spelling = Spelling(connection)
        self._now = now

    def find(self, text: str) -> lookup.Found:
        """Find the title that a text names, as it is in this transaction."""
        return lookup.find(self._connection, text)

    # What people and files say

    def add(self, statement: Statement, *, new: bool = False) -> Change:
        """Put a title on the slate.

        Raises TitleThereError, or ManyMatchError where several may be meant; `new`, or a
        remake, makes a title of its own whatever is there.
        """
        statement = self._spelling.of(statement)
        if not (new or any(relation == "remake-of" for relation, _ in statement.links)):
            found = self._match(statement)
            if found is not None:
                name = full_name(found.title, found.season, found.part)
                raise TitleThereError(name, found.slug)
        return self._writer.create(statement)

    def add_or_update(self, statement: Statement) -> Change:
        """Put a title on the slate, or say the same of the one that is there."""
        statement = self._spelling.of(statement)
        found = self._match(statement)
        if found is None:
            return self._writer.create(statement)
        # What found it needs no saying again.
        news = replace(statement, title=None, season=None, part=None)
        return self._amend(found.key, news, insist=False)

    def take(
        self, statements: Iterable[Statement], *, restore: bool = False
    ) -> Iterator[Change | SlateError | None]:
        """Take rows of a file: new titles, news of those that are there, or nothing new.

        Gives for each what became of it, why it could not be taken, or None where `settle`
        will tell. A title that was removed stays so, unless `restore`. All have to be gone
        through: what is said of new titles is written at the end. Some hundred at once are
        quicker than one by one.
        """
        return self._taker.take(map(self._spelling.of, statements), restore=restore)

    def settle(self) -> Iterator[Change]:
        """End a file: decide what depends on all of its rows."""
        return self._taker.settle()

    def update(self, key: str, statement: Statement) -> Change:
        """Say something of a title that is there; what is said and shown already is not news.

        Raises NothingSaidError, SlugTakenError, TitleNotFoundError (of a link).
        """
        return self._amend(key, self._spelling.of(statement), insist=True)

    def _amend(self, key: str, statement: Statement, *, insist: bool) -> Change:
        """Word and record an update; one who insists is heard though he said it before."""
        reports = ledger_tables.reports_on(self._connection, key)
        title = standing(key, reports)
        day = self._recorder.draft(key, None, statement.origin).last_day
        # A late report speaks of the releases that there were on its day.
        then = at_the_time(day, key, reports)
        said = dict(amendment(statement, then, self._writer.resolve))
        refuse_loop(title, said)
        if insist and not said and statement.origin.note is None:
            raise NothingSaidError
        self._writer.settle_slug(said, statement, title)
        if not is_known_by(day, reports):
            said = naming(then) | said
        if insist and self._writer.changes(title, said, statement.origin, reports):
            return self._writer.record(title, key, said, statement.origin, reports)
        return self._writer.say_news(title, said, statement.origin, reports)

    def remove(self, key: str, origin: Origin) -> Change:
        """Take a title off the slate; its reports stay in the ledger.

        A removal slots into its day: what was said of the title later stands.
        """
        reports = ledger_tables.reports_on(self._connection, key)
        title = standing(key, reports)
        reports += merging.record_removal(self._recorder, key, reports, origin)
        return self._writer.record(title, key, None, origin, reports)

    def merge(self, kept: str, other: str, origin: Origin) -> Merged:
        """Say that two titles are one work: see `merging.merge`."""
        return merging.merge(self._connection, self._recorder, kept, other, origin)

    def union(self) -> Union:
        """Give what takes in other ledgers, within this transaction."""
        return Union(self._connection, self._now)

    def undo(self, name: str | None) -> Undone:
        """Take back a batch: see `undoing.undo`."""
        return undoing.undo(self._connection, self._recorder, name)

    def redo(self, name: str | None) -> Undone:
        """Give back a batch: see `undoing.redo`."""
        return undoing.redo(self._connection, self._recorder, name)

    def mark(self, batch: str) -> None:
        """Remember that the author has seen all changes up to this batch."""
        bookmarks.put(self._connection, self._recorder.author, batch)

    # What is there

    def _match(self, statement: Statement) -> matching.Candidate | None:
        """Find the title that is meant, also with other punctuation or its season in the name."""
        found = matching.matches(self._connection, statement)
        if found:
            return matching.single(statement, found)
        name = full_name(statement.title or "", statement.season, statement.part)
        named = lookup.named(self._connection, name)
        return matching.alike(self._connection, statement, [title.id for title in named])
