"""Helpers that write to a slate; each call records one batch, as a command does."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.values import value_text
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import SlateError
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.queries.query import Query
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.record import Record
from slate.store.file.connection import Store
from slate.store.ledger import Ledger
from slate.store.queries import record_queries
from slate.store.reports import ledger_tables
from slate.store.writes.row_importer import RowImporter
from slate.store.writes.union import Joined
from slate.usecases import add as usecases
from slate.usecases.correct_clock import correct_clock
from slate.usecases.duplicates import Dismissed, dismiss
from slate.usecases.join_ledgers import join_ledgers
from slate.usecases.merge import Merged
from slate.usecases.merge import merge as merge_titles
from slate.usecases.remove import remove as remove_title
from slate.usecases.split import Split
from slate.usecases.split import split as split_title
from slate.usecases.undo import redo as redo_batch
from slate.usecases.undo import undo as undo_batch
from slate.usecases.update import update as update_title
from slate.wording.distances import distance_text
from tests.domain.words import with_members

TODAY = date(2021, 1, 7)
NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
_ORIGIN = ("source", "url", "confidence", "note")


class TakenBack(NamedTuple):
    """The result of an undo or a redo."""

    batch: Batch
    changes: list[Change]


class Joining(NamedTuple):
    """The result of joining another ledger, and the changes."""

    joined: Joined
    changes: list[Change]


class Book(Ledger):
    """A ledger with the use cases as methods, which return their changes."""

    _importer: RowImporter | None = None

    def add(self, statement: Statement, *, new: bool = False) -> Change:
        return usecases.add(self, statement, new=new)

    def add_or_update(self, statement: Statement) -> Change:
        return usecases.add_or_update(self, statement)

    def update(self, key: str, statement: Statement) -> Change:
        return update_title(self, key, statement)

    def remove(self, key: str, origin: Origin) -> Change:
        return remove_title(self, key, origin)

    def merge(self, kept: str, other: str, origin: Origin) -> Merged:
        return merge_titles(self, kept, other, origin)

    def split(self, text: str, source: str, origin: Origin) -> Split:
        return split_title(self, text, source, origin)

    def dismiss(self, *texts: str) -> list[Dismissed]:
        return dismiss(self, texts, Origin(TODAY.isoformat()))

    def undo(self, name: str | None = None, only: Sequence[str] = ()) -> TakenBack:
        changes: list[Change] = []
        return TakenBack(undo_batch(self, name, changes.append, only), changes)

    def correct_clock(self, *corrections: tuple[str, str]) -> list[Change]:
        changes: list[Change] = []
        correct_clock(self, corrections, changes.append)
        return changes

    def redo(self, name: str | None = None) -> TakenBack:
        changes: list[Change] = []
        return TakenBack(redo_batch(self, name, changes.append), changes)

    def take(
        self, statements: Iterable[Statement], *, restore: bool = False
    ) -> list[Change | SlateError | None]:
        """Record rows of a file."""
        if self._importer is None:
            self._importer = self.row_importer(restore=restore)
        return self._importer.add(statements)

    def settle(self) -> list[Change]:
        """End the file."""
        changes: list[Change] = []
        assert self._importer is not None
        self._importer.finish(lambda change, _: changes.append(change))
        return changes

    def joining(self, items: Iterable[Batch | Report]) -> Joining:
        changes: list[Change] = []
        return Joining(join_ledgers(self, items, changes.append), changes)


@contextmanager
def ledger(
    store: Store,
    author: str = "tester",
    *,
    command: str = "test",
    now: datetime = NOW,
    dry_run: bool = False,
) -> Iterator[Book]:
    with store.writing(dry_run=dry_run) as connection:
        yield Book(connection, author=author, command=command, now=now)


def says(title: str | None = None, *, on: str = "2021-01-07", **fields: Any) -> Statement:  # noqa: ANN401
    """Create a statement; dates are texts, `on` is the day reported."""
    fields = with_members(fields)
    origin = Origin(on, **{name: fields.pop(name) for name in _ORIGIN if name in fields})
    for name in {"date", "leaves"} & fields.keys():
        fields[name] = parse_date(fields[name])
    return Statement(origin, title, **fields)


def add(
    store: Store,
    title: str,
    *,
    new: bool = False,
    by: str = "tester",
    **fields: Any,  # noqa: ANN401 -- fields of any type
) -> Change:
    with ledger(store, by) as book:
        return book.add(says(title, **fields), new=new)


def create(store: Store, title: str, **fields: Any) -> Change:  # noqa: ANN401 -- as above
    """Create a title without looking for one that it may be."""
    with ledger(store) as book:
        return book.create(says(title, **fields))


def merge(store: Store, kept: str, other: str) -> Merged:
    with ledger(store) as book:
        return book.merge(kept, other, says().origin)


def update(store: Store, text: str, *, by: str = "tester", **fields: Any) -> Change:  # noqa: ANN401
    with ledger(store, by) as book:
        return book.update(book.find(text).key, says(**fields))


def take(store: Store, *statements: Statement, restore: bool = False) -> list[Change]:
    with ledger(store) as book:
        changes: list[Change] = []
        for change in book.take(statements, restore=restore):
            if isinstance(change, SlateError):
                raise change
            if change is not None:
                changes.append(change)
        return [*changes, *book.settle()]


def remove(store: Store, text: str, *, by: str = "tester", **fields: Any) -> Change:  # noqa: ANN401
    with ledger(store, by) as book:
        return book.remove(book.find(text).key, says(**fields).origin)


def undo(
    store: Store, name: str | None = None, *, only: Sequence[str] = (), by: str = "tester"
) -> TakenBack:
    with ledger(store, by) as book:
        return book.undo(name, only)


def correct(store: Store, *corrections: tuple[str, str]) -> list[Change]:
    """Correct the times of batches, from pairs (number or uid, time)."""
    with ledger(store) as book:
        return book.correct_clock(*corrections)


def redo(store: Store, name: str | None = None, *, by: str = "tester") -> TakenBack:
    with ledger(store, by) as book:
        return book.redo(name)


def records(store: Store, query: Query | None = None, today: date = TODAY) -> list[Record]:
    with store.reading() as connection:
        return list(record_queries.listing(connection, query or Query(), today))


def slugs(store: Store) -> list[str]:
    return [record.slug for record in records(store)]


def keys(store: Store) -> dict[str, str]:
    """Return the key of each title, by slug."""
    with store.reading() as connection:
        return dict(connection.execute("select slug, key from titles").fetchall())


def record(store: Store, slug: str) -> Record:
    """Return the record with a slug."""
    (found,) = (each for each in records(store) if each.slug == slug)
    return found


def batches(store: Store) -> list[Batch]:
    """Return the batches, oldest first."""
    with store.reading() as connection:
        return list(ledger_tables.batches(connection))[::-1]


def told(change: Change) -> list[str]:
    """Return the differences of a change as text."""
    return [
        " ".join(
            str(part)
            for part in (
                d.name,
                d.field,
                value_text(d.before),
                "->",
                value_text(d.after),
                d.by and distance_text(d.by),
            )
            if part is not None
        )
        + (" reverted" if d.reverted else "")
        for d in change.differences
    ]
