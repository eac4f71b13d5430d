"""Writing to a slate: everything that is stored goes through `Ledger`, in the open transaction.

Each report is compared with what is stored, added, folded and projected. A batch is created
with its first report, so a command that states nothing new stores nothing. When a method
returns, its changes are written. Methods that may change many titles report each change to
`on_change`.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from slate.domain.changes.change import Change
from slate.domain.changes.growing_title import GrowingTitle
from slate.domain.ledger.clock_check import check_clock
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Origin, Statement, creation, with_part_parsed
from slate.domain.queries.query import Query
from slate.domain.reports.report import Batch, Report, Said
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.domain.titles.followed import Followed
from slate.domain.titles.title import Title
from slate.store.file.connection import LongCommand, Store
from slate.store.queries.followed import followed
from slate.store.reports import bookmarks, ledger_tables, same_work, splits
from slate.store.reports.recorder import MANY_REPORTS, Recorder
from slate.store.titles import lookup, projections, single_match
from slate.store.titles.candidates import Candidate
from slate.store.titles.possible_duplicates import dismissed, new_possible_duplicates
from slate.store.writes import undoing
from slate.store.writes.platform_spelling import PlatformSpelling
from slate.store.writes.row_importer import RowImporter, RowRules
from slate.store.writes.union import Joined, join
from slate.store.writes.writer import Writer

OnChange = Callable[[Change], None]


class Ledger:
    """The batch that one command writes, with the operations that the use cases need."""

    def __init__(  # noqa: PLR0913 -- who writes, what, when, and how
        self,
        connection: sqlite3.Connection,
        *,
        author: str,
        command: str,
        now: datetime,
        checks_clock: bool = True,
        back_up: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Prepare a batch; `connection` is in a write transaction, `now` has a time zone.

        With `checks_clock`, imported batches must agree with `now`. `back_up` copies the slate as
        it was before the transaction; its argument is the reason, a word.
        """
        self.author = author
        self._connection = connection
        self._back_up = back_up
        self._recorder = Recorder(
            connection,
            author=author,
            command=command,
            now=now,
            before_many=lambda: back_up("import"),
        )
        self._writer = Writer(connection, self._recorder)
        self._spelling = PlatformSpelling(connection)
        self._now = now
        self._checks_clock = checks_clock

    @property
    def batch(self) -> int | None:
        """The number of the batch that is being recorded; None as long as nothing is."""
        return self._recorder.batch.id if self._recorder.batch else None

    # What is stored, as this transaction sees it

    def find(self, text: str) -> lookup.Found:
        """Return the title that a text names.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        return lookup.find(self._connection, text)

    def resolve(self, text: str) -> str:
        """Return the key of the title that a text names; raise the same errors as `find`."""
        return self._writer.resolve(text)

    def slug_of(self, key: str) -> str:
        """Return the slug of the title with this key, or an empty string if there is none."""
        return self._writer.slug(key)

    def reports_on(self, key: str) -> list[Report]:
        """Return the reports in force on a title, including those on titles merged into it.

        `key` is the key that stands for all of them.
        """
        return ledger_tables.reports_on(self._connection, key)

    def reports_on_each(self, keys: Iterable[str]) -> Iterator[tuple[str, list[Report]]]:
        """Yield each of these keys with the reports in force on its title, as `reports_on` does."""
        return ledger_tables.reports_on_each(self._connection, keys)

    def match(self, statement: Statement) -> Candidate | None:
        """Return the title that a statement is about, None if there is none.

        See `single_match`. Raises ManyMatchError, IdOfOtherError.
        """
        return single_match.match(self._connection, statement)

    def refuse_ids_of_others(self, statement: Statement, key: str | None = None) -> None:
        """Raise IdTakenError if another title than that with a key has an id of a statement."""
        single_match.refuse_ids_of_others(self._connection, statement, key)

    def followed(self, scheme: str, key: str) -> list[Followed]:
        """Return the title with this key, if it has an id of a live source."""
        return followed(self._connection, [scheme], Query(), self._now.date(), {key})

    def followed_with(self, scheme: str, key: str) -> list[Followed]:
        """Return the series and the other seasons of a title that have an id of a live source."""
        own = lookup.relatives(self._connection, key)
        return followed(self._connection, [scheme], Query(), self._now.date(), own)

    def spelled(self, statement: Statement) -> Statement:
        """Return a statement with its platforms spelled as in this slate."""
        return self._spelling.of(statement)

    def with_part(self, statement: Statement) -> Statement:
        """Return a statement with `Part 2` split off the name of a series on the slate."""
        return with_part_parsed(statement, partial(lookup.is_series, self._connection))

    # Titles

    def create(self, statement: Statement, differs: Mapping[str, str] | None = None) -> Change:
        """Create a new title from a statement; raise SlugTakenError if its slug is taken.

        `differs` are titles that are other works: key -> slug.
        """
        return self._writer.create(statement, differs)

    def title_of(self, statement: Statement) -> Title:
        """Return the title that a statement would create."""
        said = dict(creation(statement, self._writer.resolve))
        key = statement.new_key
        return fold_existing(key, [self._recorder.draft(key, said, statement.origin)])

    def draft(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Return the report that `record` would store next, without storing it."""
        return self._recorder.draft(key, said, origin)

    def choose_slug(self, said: dict[str, Any], statement: Statement, title: Title) -> None:
        """Add a free slug to the patch `said` if the patch renames the title.

        Raises SlugTakenError if the statement asks for a slug of another title.
        """
        self._writer.choose_slug(said, statement, title)

    def would_change(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> bool:
        """Whether a report would change what is shown of a title."""
        return self._writer.changes(title, said, origin, reports)

    def record(
        self,
        key: str,
        said: Said | None,
        origin: Origin,
        reports: list[Report],
        before: Title | None = None,
    ) -> Change:
        """Record a report on a title, on which there are these reports; return what it changes.

        `before` is the title before the change, if some of the reports belong to it.
        """
        return self._writer.record(GrowingTitle(key, reports), said, origin, before)

    def has_news(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> bool:
        """Whether a report states anything that its source did not state last."""
        there = GrowingTitle(title.key, reports)
        return bool(self._writer.source_statements(there, said, origin).news())

    def record_news(
        self, title: Title, said: Said, origin: Origin, reports: list[Report]
    ) -> Change:
        """Record what the source has not stated before and return what that changes.

        If there is nothing new, record nothing; the outcome is `unchanged`.
        """
        return self._writer.record_news(GrowingTitle(title.key, reports), said, origin)

    def add_report(self, key: str, said: Said | None, origin: Origin) -> Report:
        """Record a report under one key of a merged title, without folding the title.

        A call of `record` must follow, which folds and projects it.
        """
        report = self._recorder.record(key, said, origin)
        self._recorder.write()
        return report

    def record_same_work(self, key: str, said: Said, origin: Origin) -> str:
        """Record that titles are the same work; return the key that now stands for it."""
        self._recorder.record(key, said, origin)
        self._recorder.write()
        projections.rebuild_works(self._connection)
        return same_work.leader_of(self._connection, key)

    def last_number(self) -> int:
        """Return the highest number of a title, 0 if there is none."""
        return lookup.last_number(self._connection)

    def possible_duplicates(self, after: int, keys: Collection[str]) -> list[PossibleDuplicate]:
        """Return the pairs of titles that may be one work.

        One of them has a number above `after`, or one of these keys.
        """
        return new_possible_duplicates(self._connection, after, keys)

    def dismissed(self) -> set[frozenset[str]]:
        """Return the pairs of keys that somebody said are different works."""
        return dismissed(self._connection)

    def look_alikes(self, statement: Statement) -> dict[str, str]:
        """Return the titles that a statement may be about, by name: key -> slug."""
        return single_match.taken_for(self._connection, statement)

    def free_slug(self, wanted: str, year: int | None) -> str | None:
        """Return a slug for a new title that wants one which is taken; None if it is free."""
        return self._writer.free_slug(wanted, year)

    def own_key(self, key: str) -> str:
        """Return a key for a new title that no other machine gives to one: this, and a number."""
        return f"{key}|{uuid4().fields[0]}"  # two people may split different works off one title

    def splits(self) -> list[splits.Standing]:
        """Return the splits in force, in the order in which they were recorded."""
        return splits.standing(self._connection)

    def is_split(self, batch: Batch) -> bool:
        """Whether a batch splits a title."""
        return splits.is_in(self._connection, batch.uid)

    def record_relations(self, entries: Iterable[tuple[str, Said, Origin]]) -> None:
        """Record reports on how titles relate to each other, from (key, patch, origin)."""
        keys = set()
        for key, said, origin in entries:
            self._recorder.record(key, said, origin)
            keys.add(key)
        self._recorder.write()
        projections.rebuild_works(self._connection)
        projections.refold(self._connection, sorted(keys))

    # Batches

    def find_batch(self, name: str) -> Batch:
        """Return a batch by its number or the start of its uid; raise BatchNotFoundError."""
        return ledger_tables.find_batch(self._connection, name)

    def newest_batch(self) -> Batch | None:
        """Return the author's newest batch in force that is not an undo, None if there is none."""
        return ledger_tables.newest_batch(self._connection, self.author)

    def newest_undo(self) -> Batch | None:
        """Return the author's newest undo in force, None if there is none."""
        return ledger_tables.newest_undo(self._connection, self.author)

    def undos_of(self, batch: Batch) -> list[Batch]:
        """Return the batches in force that undo a batch."""
        return ledger_tables.undoing(self._connection, batch.uid)

    def root_of(self, batch: Batch) -> Batch:
        """Return the batch whose reports an undo or redo is about; of any other batch, itself."""
        return ledger_tables.root(self._connection, batch)

    def others_on_titles_of(self, batch: Batch) -> list[tuple[str, int]]:
        """Return (title key, batch number) for the other batches in force on a batch's titles."""
        return ledger_tables.others_on_titles_of(self._connection, batch.id)

    def titles_in(self, batch: Batch) -> list[undoing.BatchTitle]:
        """Return the titles on which a batch reports, as they are now or before their removal."""
        return undoing.titles_in(self._connection, batch)

    def undone_keys(self, batch: Batch) -> set[str]:
        """Return the keys of single titles for which a batch is undone."""
        return ledger_tables.undone_keys(self._connection, batch.id)

    def take_back(
        self,
        batches: list[Batch],
        root: Batch,
        on_change: OnChange,
        only: tuple[str, ...] = (),
    ) -> None:
        """Record an undo of each of these batches, which are all about the reports of `root`.

        `only`, if not empty, are the keys of the titles to which it is limited. Before many
        reports are undone, the slate is backed up.
        """
        if root.reports > MANY_REPORTS:
            self._back_up("undo")
        undoing.take_back(self._connection, self._recorder, batches, root, on_change, only=only)

    def correct(self, times: Mapping[str, str], on_change: OnChange) -> None:
        """Record the times that count for batches, by their uids, instead of the recorded ones."""
        undoing.correct(self._connection, self._recorder, times, on_change)

    def mark(self, batch: str) -> None:
        """Set the author's bookmark: all changes up to the batch with this uid have been seen."""
        bookmarks.put(self._connection, self.author, batch)

    # Files

    def row_importer(self, *, restore: bool = False, accept_ids: bool = False) -> RowImporter:
        """Return an importer for the rows of files.

        Removed titles stay removed unless `restore` is set. An id that belongs to a title of
        another name is refused unless `accept_ids` is set.
        """
        rules = RowRules(restore=restore, accept_ids=accept_ids)
        return RowImporter(self._connection, self._recorder, self._writer, self._spelling, rules)

    def join(self, items: Iterable[Batch | Report], on_change: OnChange) -> Joined:
        """Import another ledger; see `union.join`.

        The slate is backed up before the first batch that it does not have.
        """
        joined = join(
            self._connection,
            self._now,
            items,
            on_change,
            checks_clock=self._checks_clock,
            before_first=lambda: self._back_up("import"),
        )
        self._recorder.note_joined()
        return joined


@contextmanager
def open_ledger(  # noqa: PLR0913 -- who writes, what, when, and how
    store: Store,
    *,
    author: str,
    command: str,
    now: datetime,
    dry_run: bool = False,
    creates: bool = False,
    checks_clock: bool = True,
    corrected: Collection[str] = (),
    may_take_long: bool = False,
) -> Iterator[Ledger]:
    """Open a slate to write one batch: all of it is stored, or nothing if an error is raised.

    With `dry_run`, nothing is stored. Without `creates`, a missing file is not created. With
    `checks_clock`, raises ClockBehindError or ClockAheadError if `now` disagrees with the newest
    batch. `corrected` names batches whose times are about to be corrected, so they do not count;
    raises BatchNotFoundError if there is no such batch. With `may_take_long`, others who want to
    write are told about the command, and wait until it is done.
    """
    writer = LongCommand(command, author) if may_take_long else None
    with store.writing(dry_run=dry_run, creates=creates, writer=writer) as connection:
        now = store.time_of_writing(now)
        apart = [ledger_tables.find_batch(connection, name).uid for name in corrected]
        if checks_clock:
            check_clock(now, ledger_tables.newest_of_all(connection, apart))
        yield Ledger(
            connection,
            author=author,
            command=command,
            now=now,
            checks_clock=checks_clock,
            back_up=store.back_up,
        )
