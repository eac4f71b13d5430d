"""Checking for many statements at once whether the slate has any title like theirs.

One by one, each row of a first import would need a dozen queries that find nothing.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from slate.domain.ledger.statement import Statement
from slate.domain.text import folded
from slate.domain.titles.title import Title
from slate.store.sql import chunks, marks
from slate.store.titles import slugs

_MOST = 500  # values per query
_IDS = (
    "select scheme, value from ids where value in ({})",
    "select scheme, value from removed_ids where value in ({})",
)
_NAMES = (
    "select folded from titles where folded in ({})",
    "select folded from names where folded in ({})",
    "select folded from removed where folded in ({})",
    "select folded from removed_names where folded in ({})",
)
_SLUGS = (
    "select slug from titles where slug in ({})",
    "select wanted_slug from titles where wanted_slug in ({})",
)
_KEYS = ("select title_key from reports where title_key in ({})",)


class LookupKeys(NamedTuple):
    """The values by which a statement's title would be found."""

    names: frozenset[str]
    ids: frozenset[tuple[str, str]]
    slug: str  # derived from the title, season and part
    key: str  # that the title would get if it is new

    @classmethod
    def of(cls, statement: Statement) -> "LookupKeys":
        """Return the lookup keys of a statement."""
        return cls(
            frozenset(map(folded, (statement.title or "", *statement.aka))),
            frozenset(statement.ids),
            statement.new_slug,
            statement.new_key,
        )


class UnknownTitles:
    """The lookup keys of a chunk of statements that no title in the slate has.

    `learn` removes those of each title that is written later.
    """

    def __init__(self, connection: sqlite3.Connection, asked: Sequence[LookupKeys]) -> None:
        """Find which names, ids, slugs and keys of the statements are not stored."""
        self._connection = connection
        self._ids = self._missing_ids({pair for one in asked for pair in one.ids})
        self._names = self._missing(_NAMES, {name for one in asked for name in one.names})
        self._slugs = self._missing(_SLUGS, {one.slug for one in asked})
        self._keys = self._missing(_KEYS, {one.key for one in asked})

    def has(self, asked: LookupKeys) -> bool:
        """Whether no title in the slate can be the one with these lookup keys."""
        return (
            asked.slug in self._slugs
            and asked.key in self._keys
            and asked.names <= self._names
            and asked.ids <= self._ids
        )

    def learn(self, title: Title, slug: str) -> None:
        """Remove the names, ids and slug of a title that was written since, as it stands now.

        Reports that were already stored under its key may state more than the row that created
        it, and a row about an earlier day may give it a former title. Keys need not be removed:
        a statement that would get the same key has the same name.
        """
        names = (title.title, *title.aka, *title.former_titles, *title.former_slugs)
        self._names.difference_update(map(folded, names))
        self._ids.difference_update(title.ids)
        self._slugs.discard(slug)

    def learn_slugs(self) -> None:
        """Remove the slugs that titles got because another title has the one that they want.

        A title that was written since may have taken that slug from them.
        """
        self._slugs.difference_update(slugs.ousted(self._connection))

    def _missing(self, questions: Iterable[str], values: set[str]) -> set[str]:
        missing = set(values)
        for question in questions:
            for part in chunks(sorted(missing), _MOST):
                found = self._connection.execute(question.format(marks(part)), part)
                missing.difference_update(value for (value,) in found)
        return missing

    def _missing_ids(self, ids: set[tuple[str, str]]) -> set[tuple[str, str]]:
        missing = set(ids)
        for part in chunks(sorted({value for _, value in ids}), _MOST):
            for question in _IDS:
                found = self._connection.execute(question.format(marks(part)), part)
                missing.difference_update(found)
        return missing
