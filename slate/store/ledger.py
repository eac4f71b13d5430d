"""The write door: all that is stored goes through here, in the transaction that is open.

Each report is compared with what is there, added, folded and projected. A batch begins
with its first report; a command that says nothing new leaves no trace.
"""

import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import Any

from slate.domain.differences import Change, differences
from slate.domain.differences import history as life_of
from slate.domain.errors import (
    LinkToItselfError,
    ManyMatchError,
    NothingSaidError,
    SlugTakenError,
    TitleThereError,
)
from slate.domain.fold import fold, standing
from slate.domain.identity import make_key
from slate.domain.names import derive_slug, full_name
from slate.domain.news import LastWords
from slate.domain.reports import Report, Said
from slate.domain.statements import Origin, Statement, amendment, creation
from slate.domain.status import derive_kind
from slate.domain.text import folded
from slate.domain.titles import Title
from slate.store import history, identities, lookup, projections, slugs, undoing
from slate.store.recorder import Recorder
from slate.store.spelling import Spelling
from slate.store.undoing import Undone


class Ledger:
    """One command's batch in the making."""

    def __init__(
        self, connection: sqlite3.Connection, *, author: str, command: str, now: datetime
    ) -> None:
        """Begin a batch; `connection` is in its write transaction, `now` has a time zone."""
        self._connection = connection
        self._recorder = Recorder(connection, author=author, command=command, now=now)
        self._spelling = Spelling(connection)
        self._handles: dict[str, str] = {}  # of the titles that this batch's file has named

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
            found = self._match(statement) or self._named_alike(statement)
            if found is not None:
                name = full_name(found.title, found.season, found.part)
                raise TitleThereError(name, found.slug)
        return self._create(statement)

    def add_or_update(self, statement: Statement) -> Change:
        """Put a title on the slate, or say the same of the one that is there."""
        statement = self._spelling.of(statement)
        found = self._match(statement) or self._named_alike(statement)
        if found is None:
            return self._create(statement)
        # What found it needs no saying again.
        news = replace(statement, title=None, season=None, part=None)
        return self._amend(found.key, news, insist=False)

    def take(self, statement: Statement, *, restore: bool = False) -> Change:
        """Take a row of a file: a new title, news of one that is there, or nothing new.

        A title that was removed stays so, unless `restore`. Raises LinkToItselfError.
        """
        statement = self._spelling.of(statement)
        found = self._match(statement)
        change = self._take(statement, found, restore=restore)
        if statement.handle is not None and change.title is not None:
            self._handles.setdefault(change.title.key, statement.handle)
        return change

    def _take(
        self, statement: Statement, found: identities.Candidate | None, *, restore: bool
    ) -> Change:
        if found is None:
            if not restore and identities.was_removed(self._connection, statement):
                return Change("left removed", derive_slug(*_named(statement)), None)
            return self._create(statement)
        reports = history.reports_on(self._connection, found.key)
        title = standing(found.key, reports)
        said = dict(creation(statement, self._resolve))
        name = said.pop("title")
        for identity in ("season", "part"):  # what found it needs no saying again
            said.pop(identity, None)
        _refuse_loop(title, said)
        names = (title.title, *title.aka, *title.former_titles)
        if folded(name) not in map(folded, names):
            said["aka"] = {**said.get("aka", {}), name: True}
        return self._say_news(title, said, statement.origin, reports)

    def update(self, key: str, statement: Statement) -> Change:
        """Say something of a title that is there; what is said and shown already is not news.

        Raises NothingSaidError, SlugTakenError, TitleNotFoundError (of a link).
        """
        return self._amend(key, self._spelling.of(statement), insist=True)

    def _amend(self, key: str, statement: Statement, *, insist: bool) -> Change:
        """Word and record an update; one who insists is heard though he said it before."""
        reports = history.reports_on(self._connection, key)
        title = standing(key, reports)
        said = dict(amendment(statement, title, self._resolve))
        _refuse_loop(title, said)
        if insist and not said and statement.origin.note is None:
            raise NothingSaidError
        self._settle_slug(said, statement, title)
        if insist and self._changes(title, said, statement.origin, reports):
            return self._record(title, key, said, statement.origin, reports)
        return self._say_news(title, said, statement.origin, reports)

    def remove(self, key: str, origin: Origin) -> Change:
        """Take a title off the slate; its reports stay in the ledger.

        A removal slots into its day: what was said of the title later stands.
        """
        reports = history.reports_on(self._connection, key)
        return self._record(standing(key, reports), key, None, origin, reports)

    def undo(self, name: str | None) -> Undone:
        """Take back a batch: see `undoing.undo`."""
        return undoing.undo(self._connection, self._recorder, name)

    def redo(self, name: str | None) -> Undone:
        """Give back a batch: see `undoing.redo`."""
        return undoing.redo(self._connection, self._recorder, name)

    # How a report is stored

    def _create(self, statement: Statement) -> Change:
        said = dict(creation(statement, self._resolve))
        title, season, part = _named(statement)
        kind = statement.kind or derive_kind(season, part).word
        wanted = derive_slug(title, season, part)
        if statement.slug is not None:
            self._refuse_taken(statement.slug, 0)
        elif not slugs.is_free(self._connection, wanted):
            said["slug"] = slugs.free_slug(self._connection, wanted, statement.year)
        made = make_key(title, season, part, kind, statement.year)
        key, reports = self._free_key(made, said, statement.origin)
        return self._record(None, key, said, statement.origin, reports)

    def _free_key(self, key: str, said: Said, origin: Origin) -> tuple[str, list[Report]]:
        """Give a key that no title has, with the reports that wait under it.

        Where a removal of a later day waits, the title would be gone again: the next one.
        """
        number, free = 1, key
        while reports := history.reports_on(self._connection, free):
            if not self._slug(free) and self._folded(free, said, origin, reports):
                break
            number += 1
            free = f"{key}|{number}"
        return free, reports

    def _settle_slug(self, said: dict[str, Any], statement: Statement, title: Title) -> None:
        """Refuse a slug of another title; give a renamed title a free one."""
        own = lookup.by_key(self._connection, title.key)
        number = own.id if own else 0
        if statement.slug is not None:
            self._refuse_taken(statement.slug, number)
        elif title.slug is None:
            named = {"title": title.title, "season": title.season, "part": title.part} | said
            wanted = derive_slug(named["title"], named["season"], named["part"])
            if wanted != title.wanted_slug and not slugs.is_free(self._connection, wanted, number):
                year = said.get("year", title.year)
                said["slug"] = slugs.free_slug(self._connection, wanted, year)

    def _refuse_taken(self, slug: str, own: int) -> None:
        if not slugs.is_free(self._connection, slug, own):
            owner = lookup.find(self._connection, slug)
            raise SlugTakenError(slug, owner.name)

    def _changes(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> bool:
        """Tell whether a report would change what is shown."""
        return bool(differences(title, self._folded(title.key, said, origin, reports)))

    def _folded(self, key: str, said: Said, origin: Origin, reports: list[Report]) -> Title | None:
        """Give the title as it would be with one report more."""
        return fold(key, [*reports, self._recorder.draft(key, said, origin)])

    def _say_news(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> Change:
        """Record what the source has not said before; `unchanged` where that is nothing."""
        last = LastWords(self._recorder.draft(title.key, said, origin), reports)
        fresh = last.news()
        if not fresh and last.has_noted:
            return Change("unchanged", self._slug(title.key), title)
        return self._record(title, title.key, fresh, origin, reports)

    def _record(
        self,
        before: Title | None,
        key: str,
        said: Said | None,
        origin: Origin,
        reports: list[Report],
    ) -> Change:
        slug = self._slug(key)
        report = self._recorder.record(key, said, origin)
        together = [*reports, report]
        after = fold(key, together)
        projections.project(self._connection, key, after, together)
        if before is None:
            return Change("added", self._slug(key), after, tuple(differences(None, after)))
        changed = differences(before, after)
        if any(change.release and change.before and change.after for change in changed):
            # Only the whole history tells whether a date was there before.
            last = list(life_of(key, together))[-1]
            changed = list(last.differences) if last.report is report else changed
        return Change("changed", self._slug(key) or slug, after, tuple(changed))

    # What is there

    def _match(self, statement: Statement) -> identities.Candidate | None:
        found = identities.matches(self._connection, statement)
        if (handle := statement.handle) is not None:
            # Rows of one file with two handles are never one title.
            found = [title for title in found if self._handles.get(title.key, handle) == handle]
            found = [title for title in found if title.slug == handle] or found
        if len(found) > 1:
            title, season, part = _named(statement)
            raise ManyMatchError(full_name(title, season, part), [title.slug for title in found])
        return found[0] if found else None

    def _named_alike(self, statement: Statement) -> identities.Candidate | None:
        """Find a title with that name but for its punctuation, or with its season in the name."""
        found = lookup.named(self._connection, full_name(*_named(statement)))
        return identities.alike(self._connection, statement, [title.id for title in found])

    def _slug(self, key: str) -> str:
        return lookup.slug_of(self._connection, key)

    def _resolve(self, text: str) -> str:
        return lookup.find(self._connection, text).key


def _named(statement: Statement) -> tuple[str, int | None, int | None]:
    return statement.title or "", statement.season, statement.part


def _refuse_loop(title: Title, said: Said) -> None:
    if any(link.partition("|")[2] == title.key for link in said.get("links", {})):
        raise LinkToItselfError(title.name)
