"""The write door: all that is stored goes through here, in the transaction that is open.

Each report is compared with what is there, added, folded and projected. A batch begins
with its first report; a command that states nothing new leaves no trace. When a method
returns, it has written: what goes through many titles reports each change to `on_change`.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from slate.domain.changes.difference import Change
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.reports.report import Batch, Report, Said
from slate.domain.titles.title import Title
from slate.store.file.connection import Store
from slate.store.reports import bookmarks, ledger_tables, same_work
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, matching, projections
from slate.store.writes import undoing
from slate.store.writes.platform_spelling import PlatformSpelling
from slate.store.writes.row_importer import RowImporter
from slate.store.writes.union import Joined, join
from slate.store.writes.writer import Writer

OnChange = Callable[[Change], None]


class Ledger:
    """One command's batch in the making, for the use cases."""

    def __init__(
        self, connection: sqlite3.Connection, *, author: str, command: str, now: datetime
    ) -> None:
        """Begin a batch; `connection` is in its write transaction, `now` has a time zone."""
        self.author = author
        self._connection = connection
        self._recorder = Recorder(connection, author=author, command=command, now=now)
        self._writer = Writer(connection, self._recorder)
        self._spelling = PlatformSpelling(connection)
        self._now = now

    # What is there, as it is in this transaction

    def find(self, text: str) -> lookup.Found:
        """Return the title that a text names.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        return lookup.find(self._connection, text)

    def resolve(self, text: str) -> str:
        """Return the key of the title that a text names; raises as `find` does."""
        return self._writer.resolve(text)

    def slug_of(self, key: str) -> str:
        """Return the slug of the title with this key, empty where there is none."""
        return self._writer.slug(key)

    def reports_on(self, key: str) -> list[Report]:
        """Return the reports in force on the title with this key, which stands for its work."""
        return ledger_tables.reports_on(self._connection, key)

    def match(self, statement: Statement) -> matching.Candidate | None:
        """Return the title that a statement is about, None where there is none.

        Also one with other punctuation, or with its season in the name. Raises
        ManyMatchError where several may be meant.
        """
        return matching.match(self._connection, statement)

    def spelled(self, statement: Statement) -> Statement:
        """Return a statement with its services as this slate spells them."""
        return self._spelling.of(statement)

    # Titles

    def create(self, statement: Statement) -> Change:
        """Make a title of its own; raises SlugTakenError."""
        return self._writer.create(statement)

    def draft(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Return the report that would be recorded next; nothing is written."""
        return self._recorder.draft(key, said, origin)

    def choose_slug(self, said: dict[str, Any], statement: Statement, title: Title) -> None:
        """Add a free slug to the patch of a renamed title; raises SlugTakenError."""
        self._writer.choose_slug(said, statement, title)

    def would_change(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> bool:
        """Whether a report would change what is shown of a title."""
        return self._writer.changes(title, said, origin, reports)

    def record(
        self,
        before: Title | None,
        key: str,
        said: Said | None,
        origin: Origin,
        reports: list[Report],
    ) -> Change:
        """Record a report on a title, `before` as it stands; returns what that changes."""
        return self._writer.record(before, key, said, origin, reports)

    def record_news(
        self, title: Title, said: Said, origin: Origin, reports: list[Report]
    ) -> Change:
        """Record what the source has not stated before; `unchanged` where that is nothing."""
        return self._writer.record_news(title, said, origin, reports)

    def add_report(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Record a report under a key of a work that `record` is about to project."""
        report = self._recorder.record(key, said, origin)
        self._recorder.write()
        return report

    def record_same_work(self, key: str, said: Said, origin: Origin) -> str:
        """Record that titles are the same work; returns the key that stands for it now."""
        self._recorder.record(key, said, origin)
        self._recorder.write()
        projections.rebuild_works(self._connection)
        return same_work.leader_of(self._connection, key)

    # Batches

    def find_batch(self, name: str) -> Batch:
        """Return a batch by its number or the start of its uid; raises BatchNotFoundError."""
        return ledger_tables.find_batch(self._connection, name)

    def newest_batch(self) -> Batch | None:
        """Return the author's newest batch in force that is no undo."""
        return ledger_tables.newest_batch(self._connection, self.author)

    def newest_undo(self) -> Batch | None:
        """Return the author's newest undo in force."""
        return ledger_tables.newest_undo(self._connection, self.author)

    def undos_of(self, batch: Batch) -> list[Batch]:
        """Return the batches in force that take a batch back."""
        return ledger_tables.undoing(self._connection, batch.uid)

    def root_of(self, batch: Batch) -> Batch:
        """Return the batch with the reports that an undo, or an undo of one, is about."""
        return ledger_tables.root(self._connection, batch)

    def others_on_titles_of(self, batch: Batch) -> list[tuple[str, int]]:
        """Return (title key, batch number) of other batches in force on a batch's titles."""
        return ledger_tables.others_on_titles_of(self._connection, batch.id)

    def take_back(self, batches: list[Batch], root: Batch, on_change: OnChange) -> None:
        """Record what undoes these batches, which are all about the reports of `root`."""
        undoing.take_back(self._connection, self._recorder, batches, root, on_change)

    def mark(self, batch: str) -> None:
        """Remember that the author has seen all changes up to this batch."""
        bookmarks.put(self._connection, self.author, batch)

    # Files

    def row_importer(self, *, restore: bool = False) -> RowImporter:
        """Return what records the rows of files; with `restore` also of removed titles."""
        return RowImporter(
            self._connection, self._recorder, self._writer, self._spelling, restore=restore
        )

    def join(self, items: Iterable[Batch | Report], on_change: OnChange) -> Joined:
        """Take in another ledger: see `union.join`."""
        return join(self._connection, self._now, items, on_change)


@contextmanager
def open_ledger(  # noqa: PLR0913 -- who writes, what, when, and how
    store: Store,
    *,
    author: str,
    command: str,
    now: datetime,
    dry_run: bool = False,
    creates: bool = False,
) -> Iterator[Ledger]:
    """Open a slate for one batch: all of it is stored, or nothing; with `dry_run` nothing."""
    with store.writing(dry_run=dry_run, creates=creates) as connection:
        yield Ledger(connection, author=author, command=command, now=now)
