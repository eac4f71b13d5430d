"""Diff: what differs between the slate and what it was on an earlier day."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.net_change import NetChange
from slate.domain.dates.as_of import AsOf
from slate.domain.queries.change_query import ChangeQuery
from slate.domain.queries.query import Query
from slate.store.slate import Slate


class Diff(NamedTuple):
    """The differences in the order of titles, and whether there are any reports at all."""

    changes: Iterator[NetChange]
    is_empty: bool


def diff(slate: Slate, earlier: AsOf, query: Query, names: Collection[ChangeName]) -> Diff:
    """Return what differs from an earlier day; `names` are those of changes, none means all."""
    found = slate.net_changes(earlier, ChangeQuery(query, names, slate.today))
    return Diff(found, is_empty=not slate.has_reports())
