"""Changes: what changed in some days, or since the author last looked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.change_record import Changed
from slate.domain.dates.day_span import Span
from slate.domain.queries.change_query import BatchLimit, ChangeQuery
from slate.domain.queries.query import Query
from slate.store.reports.bookmarks import Bookmark
from slate.store.slate import Slate

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


class Wanted(NamedTuple):
    """Which changes: those of a span of days or, if that is None, those since the bookmark."""

    span: Span | None
    names: frozenset[ChangeName]
    mark: bool
    titles: tuple[str, ...] | None = None  # texts that name titles; None means all titles


class FoundChanges(NamedTuple):
    """Changes, newest first, and the batch up to which the author has seen them."""

    changes: Iterator[Changed]
    bookmark: Bookmark | None
    newest: Bookmark | None  # the batch that arrived last

    @property
    def seen(self) -> int:
        """The number of the batch up to which the author has seen all changes, 0 for none."""
        return (self.bookmark.number or 0) if self.bookmark else 0


def find_changes(
    slate: Slate, wanted: Wanted, query: Query, author: str, limit: BatchLimit | None
) -> FoundChanges:
    """Return what changed; `limit` bounds how many changes of one batch and day are shown.

    Raises TitleNotFoundError, TitleAmbiguousError.
    """
    goes_on = wanted.span is None or wanted.mark
    bookmark = slate.bookmark(author) if goes_on else None
    keys = None if wanted.titles is None else slate.keys_named(wanted.titles)
    asked = ChangeQuery(query, wanted.names, slate.today, limit, keys)
    found = FoundChanges(iter(()), bookmark, slate.newest_batch())
    changes = (
        slate.changes_since(found.seen, asked)
        if wanted.span is None
        else slate.changes_in(wanted.span, asked)
    )
    return found._replace(changes=changes)


def mark_seen(ledger: "Ledger", newest: Bookmark) -> None:
    """Set the author's bookmark: all changes up to a batch have been seen."""
    ledger.mark(newest.batch)
