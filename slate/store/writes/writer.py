"""Storing one report: it is compared with what is stored, added, folded and projected."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from slate.domain.changes.change import Change, correction
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.changes.growing_title import GrowingTitle
from slate.domain.changes.unshown import unshown
from slate.domain.ledger.errors import SlugTakenError
from slate.domain.ledger.fold import fold
from slate.domain.ledger.new_information import SourceStatements
from slate.domain.ledger.patch import DIFFERS
from slate.domain.ledger.statement import Origin, Statement, creation
from slate.domain.reports.report import Report, Said
from slate.domain.titles.names import derive_slug
from slate.domain.titles.title import Title
from slate.store.reports import ledger_tables, same_work
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, projections, slugs
from slate.store.titles.free_numbers import free_number


class Writer:
    """Writes titles, report by report."""

    def __init__(self, connection: sqlite3.Connection, recorder: Recorder) -> None:
        """Write through a connection in its write transaction, and record in its batch."""
        self._connection = connection
        self._recorder = recorder
        self._handles: dict[str, str] = {}  # slug in the file being read -> key

    def call(self, key: str, handle: str) -> None:
        """Make `resolve` find a title by the slug that the file being read uses for it."""
        self._handles.setdefault(handle, key)

    def resolve(self, text: str) -> str:
        """Return the key of the title that a text names, looking first at the slugs of the file.

        Raises TitleNotFoundError, TitleAmbiguousError.
        """
        return self._handles.get(text) or lookup.find(self._connection, text).key

    def create(self, statement: Statement, differs: Mapping[str, str] | None = None) -> Change:
        """Create a new title from a statement; raise SlugTakenError if its slug is taken.

        `differs` are titles that are other works: key -> slug.
        """
        said = dict(creation(statement, self.resolve))
        if differs:
            said[DIFFERS] = dict(differs)
        if statement.slug is not None:
            self._refuse_taken(statement.slug, 0)
        elif (slug := self.free_slug(statement.new_slug, statement.year)) is not None:
            said["slug"] = slug
        key, reports = self._free_key(statement.new_key, said, statement.origin)
        return self.record(GrowingTitle(key, reports), said, statement.origin)

    def free_slug(self, wanted: str, year: int | None) -> str | None:
        """Return a slug for a new title that wants one which is taken; None if it is free."""
        if slugs.is_free(self._connection, wanted):
            return None
        return slugs.free_slug(self._connection, wanted, year)

    def _free_key(self, key: str, said: Said, origin: Origin) -> tuple[str, list[Report]]:
        """Return a key for a new title, with the reports already stored under that key.

        Skip a key that a title has, one with a removal of a later day, which would remove the
        new title at once, and one that was merged into another title.
        """
        reports = self._reports_if_left(key, said, origin)
        if reports is not None:
            return key, reports
        number = free_number(
            lambda number: self._reports_if_left(f"{key}|{number}", said, origin) is not None
        )
        free = f"{key}|{number}"
        return free, ledger_tables.reports_on(self._connection, free)

    def _reports_if_left(self, key: str, said: Said, origin: Origin) -> list[Report] | None:
        """Return the reports stored under a key that a new title may have; None if it may not."""
        reports = ledger_tables.reports_on(self._connection, key)
        is_left = not reports or (not self.slug(key) and self._folded(key, said, origin, reports))
        leads = is_left and same_work.leader_of(self._connection, key) == key
        return reports if leads else None

    def choose_slug(self, said: dict[str, Any], statement: Statement, title: Title) -> None:
        """Add a free slug to the patch `said` if the patch renames the title.

        Raises SlugTakenError if the statement asks for a slug of another title.
        """
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

    def changes(self, title: Title, said: Said, origin: Origin, reports: list[Report]) -> bool:
        """Whether a report would change what is shown."""
        return bool(differences(title, self._folded(title.key, said, origin, reports)))

    def _folded(self, key: str, said: Said, origin: Origin, reports: list[Report]) -> Title | None:
        """Return the title as it would be with one more report."""
        return fold(key, [*reports, self._recorder.draft(key, said, origin)])

    def source_statements(
        self, title: GrowingTitle, said: Said, origin: Origin
    ) -> SourceStatements:
        """Return a report beside what its source has last stated about the title."""
        return title.beside(self._recorder.draft(title.key, said, origin))

    def record_news(
        self, title: GrowingTitle, said: Said, origin: Origin, last: SourceStatements | None = None
    ) -> Change:
        """Record what the source has not stated before and return what that changes.

        If there is nothing new, record nothing; the outcome is `unchanged`. `last` is the result
        of `source_statements`, if the caller has it.
        """
        last = last or self.source_statements(title, said, origin)
        fresh = last.news()
        if not fresh and last.has_noted:
            return Change(Outcome.UNCHANGED, self.slug(title.key), title.title)
        return self.record(title, fresh, origin)

    def record(
        self,
        title: GrowingTitle,
        said: Said | None,
        origin: Origin,
        before: Title | None = None,
    ) -> Change:
        """Record a report on a title, add it to the title, and return what it changes.

        `before` is the title before the change, if some of its reports belong to the change, too.
        """
        key, former = title.key, title.title
        slug = self.slug(key)
        report = self._recorder.record(key, said, origin)
        self._recorder.write()
        changed = title.add(report)
        after = title.title
        if before is None:
            before = former
        else:
            changed = differences(before, after)
        projections.project(self._connection, key, after, title.reports)
        if before is None:
            return Change(Outcome.ADDED, self.slug(key), after, tuple(changed))
        why = None if changed or after is None else unshown(after, report)
        return Change(
            Outcome.CHANGED,
            self.slug(key) or slug,
            after,
            tuple(changed),
            why,
            correction(before, report, changed),
        )

    def slug(self, key: str) -> str:
        """Return the slug of the title with this key, or an empty string if there is none."""
        return lookup.slug_of(self._connection, key)
