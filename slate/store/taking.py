"""What files say, row by row: new titles, news of those that are there, or nothing new."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from slate.domain.differences import Change, differences
from slate.domain.errors import SlateError
from slate.domain.fold import standing
from slate.domain.names import derive_slug
from slate.domain.statements import Statement, creation
from slate.domain.text import folded
from slate.domain.titles import Title, kind_group
from slate.store import history, identities
from slate.store.newcomers import Newcomers
from slate.store.recorder import Recorder
from slate.store.unknown import Asked, Unknown
from slate.store.writer import Writer, refuse_loop

_PLAIN_KINDS = frozenset({"film", "series"})


class Taker:
    """Takes the rows of files into one batch."""

    def __init__(self, connection: sqlite3.Connection, recorder: Recorder, writer: Writer) -> None:
        """Take the connection, in its write transaction, and what writes to it."""
        self._connection = connection
        self._recorder = recorder
        self._writer = writer
        self._newcomers = Newcomers(connection, recorder)
        self._handles: dict[str, str] = {}  # key -> the slug by which a file names the title

    def take(
        self, statements: Iterable[Statement], *, restore: bool
    ) -> Iterator[Change | SlateError]:
        """Take rows, some hundred at once; see `Ledger.take`."""
        rows = [(statement, Asked.of(statement)) for statement in statements]
        unknown = Unknown(self._connection, [asked for _, asked in rows])
        for statement, asked in rows:
            # What names other titles, or asks for a slug, takes the long way: there is more to it.
            if unknown.has(asked) and not statement.links and statement.slug is None:
                change = self._create(statement, asked.key)
            else:
                self._newcomers.write()
                try:
                    change = self._take(statement, restore=restore)
                except SlateError as error:
                    yield error
                    continue
            unknown.learn(asked, change.slug)
            if statement.handle is not None and change.title is not None:
                self._handles.setdefault(change.title.key, statement.handle)
            yield change
        self._newcomers.write()

    def _create(self, statement: Statement, key: str) -> Change:
        """Create a title that nothing on the slate is like."""
        said = creation(statement, self._writer.resolve)
        report = self._recorder.record(key, said, statement.origin)
        title = standing(key, [report])
        self._newcomers.add(title)
        return Change("added", title.wanted_slug, title, tuple(differences(None, title)))

    def _take(self, statement: Statement, *, restore: bool) -> Change:
        found = self._match(statement)
        if found is None:
            if not restore and identities.was_removed(self._connection, statement):
                slug = derive_slug(statement.title or "", statement.season, statement.part)
                return Change("left removed", slug, None)
            return self._writer.create(statement)
        reports = history.reports_on(self._connection, found.key)
        title = standing(found.key, reports)
        said = dict(creation(statement, self._writer.resolve))
        refuse_loop(title, said)
        _leave_out_what_found_it(said, title)
        return self._writer.say_news(title, said, statement.origin, reports)

    def _match(self, statement: Statement) -> identities.Candidate | None:
        """Find the title; rows of one file with two handles are never one."""
        found = identities.matches(self._connection, statement, statement.aka)
        if (handle := statement.handle) is not None:
            found = [title for title in found if self._handles.get(title.key, handle) == handle]
            found = [title for title in found if title.slug == handle] or found
        return identities.single(statement, found)


def _leave_out_what_found_it(said: dict[str, Any], title: Title) -> None:
    """Leave out what identifies the title; another name for it is one more that it has."""
    name = said.pop("title")
    for identity in ("season", "part"):
        said.pop(identity, None)
    names = (title.title, *title.aka, *title.former_titles)
    if folded(name) not in map(folded, names):
        said["aka"] = {**said.get("aka", {}), name: True}
    # Most catalogues call a documentary a film: that is no news of it.
    kind = said.get("kind")
    if title.kind_said and kind in _PLAIN_KINDS and kind_group(kind) == kind_group(title.kind):
        del said["kind"]
