"""Show: titles as records, as pages or with their whole history."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from slate.domain.queries.query import Query
from slate.domain.titles.record import Record
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.domain.changes.change_record import ChangeRecord
    from slate.store.titles.lookup import Found


def records_of(slate: Slate, titles: Iterable["Found"]) -> Iterator[Record]:
    """Yield the record of each title, as `list` prints it."""
    for title in titles:
        yield from slate.listing(Query(), [title.id])


def full_records_of(slate: Slate, titles: Iterable["Found"]) -> Iterator[tuple[Any, ...]]:
    """Yield the record of each title as a row, with everything that only JSON can represent."""
    return slate.full(records_of(slate, titles))


def changes_of(slate: Slate, titles: Iterable["Found"]) -> Iterator["ChangeRecord"]:
    """Yield a record of each change, title by title, in the order of its history."""
    for title in titles:
        yield from slate.history(title).records()
