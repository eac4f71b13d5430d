"""Recording the rows of files: new titles, news about stored ones, or nothing new."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple, cast

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.changes.growing_title import GrowingTitle
from slate.domain.errors import SlateError
from slate.domain.ledger.as_of_day import was_named_by
from slate.domain.ledger.file_dates import FileDates
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.new_information import SourceStatements
from slate.domain.ledger.statement import (
    Origin,
    OtherStatement,
    Statement,
    creation,
    refuse_loop,
    with_part_parsed,
)
from slate.domain.reports.report import Report, Said
from slate.domain.text import folded, slugify
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.kinds import KINDS, Kind
from slate.domain.titles.release_key import NOTHING_STATED
from slate.domain.titles.title import Title
from slate.store.reports.recorder import Recorder
from slate.store.titles import lookup, removed_titles, slugs
from slate.store.writes.bulk_insert import BulkInsert
from slate.store.writes.platform_spelling import PlatformSpelling
from slate.store.writes.prefetch import LookupKeys, UnknownTitles
from slate.store.writes.recent_titles import RecentTitles
from slate.store.writes.row_matching import RowMatch, RowMatcher
from slate.store.writes.writer import Writer

# Whether a title that is not on the slate is added to it.
MayAdd = Callable[[Title], bool]
_VAGUE = str(NOTHING_STATED)  # the release of a date that may be of any type, anywhere
_PLAIN_KINDS = frozenset({Kind.FILM, Kind.SERIES})


class RowRules(NamedTuple):
    """What an import may do that it otherwise leaves out or refuses."""

    restore: bool  # removed titles
    accept_ids: bool  # an id that belongs to a title of another name


class _PutOff(NamedTuple):
    """A row that waits for the end of its file."""

    place: int  # among all rows that were added, from 0
    said: dict[str, Any]
    origin: Origin


class RowImporter:
    """Records the rows of files in one batch; call `finish` at the end of each file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        recorder: Recorder,
        writer: Writer,
        spelling: PlatformSpelling,
        rules: RowRules,
    ) -> None:
        """Write through a connection in its write transaction, with the objects given."""
        self._spelling = spelling
        self._rules = rules
        self._connection = connection
        self._recorder = recorder
        self._writer = writer
        self._newcomers = BulkInsert(connection, recorder)
        self._titles = RecentTitles(connection)
        self._matcher = RowMatcher(
            connection,
            recorder,
            self._says_nothing_new,
            self._was_added_by,
            accept_ids=rules.accept_ids,
        )
        # An earlier file may have stated several values for one field of a title. These are, by
        # key, the rows that repeat an overridden value, and the keys with a row that repeats the
        # last one.
        self._put_off: dict[str, list[_PutOff]] = {}
        self._rows = 0  # so far
        self._sided: set[str] = set()
        self._dates = FileDates()
        self._may_add: MayAdd | None = None

    def add(
        self, statements: Iterable[Statement], may_add: MayAdd | None = None
    ) -> list[Change | SlateError | None]:
        """Record rows: new titles, news about stored ones, or nothing new.

        Return for each row its change, the error for which it was refused, or None if `finish`
        will report it. A few hundred rows at once are faster than one by one. A title that is not
        on the slate is left out unless `may_add`, if given, says that it is added.
        """
        self._may_add = may_add
        rows = [(statement, LookupKeys.of(statement)) for statement in statements]
        unknown = UnknownTitles(self._connection, [asked for _, asked in rows])
        found = []
        for stated, keys in rows:
            # A row may bring back a title whose platforms spell those of the rows after it, or
            # add a series of which they are parts.
            statement = with_part_parsed(self._spelling.of(stated), self._is_series)
            asked = keys if statement.title == stated.title else LookupKeys.of(statement)
            found.append(self._add(statement, asked, unknown))
            self._rows += 1
        self._newcomers.write()
        return found

    def _is_series(self, name: str) -> bool:
        self._newcomers.write()
        return lookup.is_series(self._connection, name)

    def _add(
        self, statement: Statement, asked: LookupKeys, unknown: UnknownTitles
    ) -> Change | SlateError | None:
        # A row that links to titles, asks for a slug or has further sources takes more steps, even
        # if it is new.
        plain = not statement.links and not statement.by_others and statement.slug is None
        if plain and statement.handle in {None, asked.slug} and unknown.has(asked):
            number = self._newcomers.next_number()
            change: Change | None = self._create(statement, asked.key, number)
        else:
            self._newcomers.write()
            try:
                number, change = self._take(statement, asked)
            except SlateError as error:
                return error
            if change is None or change.outcome is not Outcome.UNCHANGED:
                unknown.learn_slugs()
        if change is not None and change.title is not None:
            unknown.learn(change.title, change.slug)
            self._matcher.note(number, change.title, statement)
            if statement.handle is not None:
                self._writer.call(change.title.key, statement.handle)
        return change

    def finish(self, on_change: Callable[[Change, int], None]) -> None:
        """Record the rows that depend on the whole file, which ends here, and report each.

        Each is reported with its place among all rows that were added, from 0.
        """
        for key, put_off in self._put_off.items():
            for place, said, origin in put_off:
                title = self._titles.of(key)
                last = self._writer.source_statements(title, said, origin)
                fresh = {} if key in self._sided else last.returns(self._recorder.uid)
                if fresh:
                    change = self._writer.record(title, fresh, origin)
                    self._matcher.note_settled(title.existing)
                else:
                    change = Change(Outcome.UNCHANGED, self._writer.slug(key), title.title)
                on_change(change, place)
        self._put_off.clear()
        self._sided.clear()
        self._matcher.finish()
        self._dates = FileDates()

    def _create(self, statement: Statement, key: str, number: int) -> Change:
        """Create a title that is like none in the slate."""
        said = dict(creation(statement, self._writer.resolve))
        if (left_out := self._left_out(key, said, statement)) is not None:
            return left_out
        self._dates.use_earliest(number, said, statement.origin)  # the first ones
        report = self._recorder.record(key, said, statement.origin)
        title = fold_existing(key, [report])
        self._newcomers.add(title)
        return Change(Outcome.ADDED, title.wanted_slug, title, tuple(differences(None, title)))

    def _take(self, statement: Statement, asked: LookupKeys) -> tuple[int, Change | None]:
        """Return the number of the title that a row is about, 0 for none, and its change."""
        found = self._matcher.match(statement)
        if found is None:
            if not self._rules.restore and self._was_removed(statement, asked):
                return 0, Change(Outcome.LEFT_REMOVED, asked.slug, None)
            # Before anything is recorded, as a link may be refused.
            said = dict(creation(statement, self._writer.resolve))
            if (left_out := self._left_out(asked.key, said, statement)) is not None:
                return 0, left_out
            created = self._writer.create(self._with_its_slug(statement, asked))
            change: Change | None = created
            key = cast("Title", created.title).key
            number = cast("lookup.Found", lookup.by_key(self._connection, key)).id
            self._dates.use_earliest(number, said, statement.origin)
        else:
            number, key = found.title.id, found.title.key
            change = self._take_news(found, statement)
        for other in statement.by_others:
            change = _together(change, self._take_other(key, other))
        return number, change

    def _left_out(self, key: str, said: Said, statement: Statement) -> Change | None:
        """Return that a title is left out, None if it may be added."""
        if self._may_add is None:
            return None
        title = fold_existing(key, [self._recorder.draft(key, said, statement.origin)])
        if self._may_add(title):
            return None
        return Change(Outcome.LEFT_OUT, title.wanted_slug, None)

    def _was_removed(self, statement: Statement, asked: LookupKeys) -> bool:
        return removed_titles.was_removed(self._connection, statement, asked.key)

    def _take_other(self, key: str, other: OtherStatement) -> Change:
        """Record what another source than that of the row states, if it is news."""
        return self._writer.record_news(self._titles.of(key), other.patch, other.origin)

    def _take_news(self, found: RowMatch, statement: Statement) -> Change | None:
        """Record what a row states about a title that is there, if it is news."""
        key = found.title.key
        growing = self._titles.of(key)
        title, reports = growing.existing, growing.reports
        if _is_outdated(statement, reports):
            return Change(Outcome.UNCHANGED, self._writer.slug(key), title)
        if statement.live is not None and statement.live.is_absent:
            return self._take_absence(growing, statement, statement.live)
        if self._merely_repeats(found, statement, growing):
            return Change(Outcome.UNCHANGED, self._writer.slug(key), title)
        said = self._worded(growing, statement)
        is_renamed = found.renames and self._rename(said, statement, title, reports)
        refuse_loop(title, said)
        if statement.live is not None:
            last = self._writer.source_statements(growing, said, statement.origin)
            _complete(said, statement.live, last)
        two_dates = tuple(self._dates.use_earliest(found.title.id, said, statement.origin))
        joined_with: tuple[str | None, ...] = ()
        if found.by_name and not self._matcher.is_in_file(found.title.id):
            joined_with = _joined_with(statement.origin.source, reports)
        last = self._writer.source_statements(growing, said, statement.origin)
        if statement.slug is not None or is_renamed:
            self._writer.choose_slug(said, statement, title)
        change = self._writer.record_news(growing, said, statement.origin, last)
        known_as = statement.title if found.adds_name else None
        change = change._replace(joined_with=joined_with, known_as=known_as, two_dates=two_dates)
        # A plain kind is no news, but the file still states it.
        kind = {} if statement.kind is None else {"kind": statement.kind}
        if change.outcome is Outcome.UNCHANGED and last.repeats(last=True, left_out=kind):
            self._sided.add(key)
        elif change.outcome is Outcome.UNCHANGED and last.repeats(last=False):
            # A file may state two values for one field. Only at the end of this file is it known
            # whether it still states both.
            waits = _PutOff(self._rows, said, statement.origin)
            self._put_off.setdefault(key, []).append(waits)
            return None
        return change

    def _merely_repeats(self, found: RowMatch, statement: Statement, growing: GrowingTitle) -> bool:
        """Whether a row states exactly what the only report of its source on a title states.

        That is so of most rows of a file that is imported again, and is found out quickly.
        """
        origin = statement.origin
        own = [report for report in growing.reports if report.source == origin.source]
        if (
            len(own) != 1
            or (own[0].confidence, own[0].note, own[0].url)
            != (origin.confidence, origin.note, origin.url)
            # These would have to be looked at: a place is no news if it equals `true` in Python.
            or (statement.slug, statement.links, statement.credits) != (None, (), ())
            or statement.title != growing.existing.title
            or own[0].last_day > self._recorder.draft(growing.key, None, origin).last_day
        ):
            return False
        said = dict(creation(statement, self._writer.resolve))
        return said == own[0].said and not self._dates.use_earliest(found.title.id, said, origin)

    def _take_absence(
        self, growing: GrowingTitle, statement: Statement, live: LiveAnswer
    ) -> Change:
        """Record what is withdrawn of a title that is no longer in an answer, if anything is."""
        said: dict[str, Any] = {}
        _complete(said, live, self._writer.source_statements(growing, said, statement.origin))
        if said:
            return self._writer.record_news(growing, said, statement.origin)
        return Change(Outcome.UNCHANGED, self._writer.slug(growing.key), growing.title)

    def _rename(
        self, said: dict[str, Any], statement: Statement, title: Title, reports: list[Report]
    ) -> bool:
        """Rename a title in the patch of a row if its source gave it the name that is shown."""
        name, source = statement.title, statement.origin.source
        if "title" in said or not _is_named_by(source, title, reports):
            return False
        said.get("aka", {}).pop(name, None)
        if not said.get("aka", True):
            del said["aka"]
        said["title"] = name
        return True

    def _worded(self, title: GrowingTitle, statement: Statement) -> dict[str, Any]:
        """Return a row as a patch for a title that exists."""
        said = dict(creation(statement, self._writer.resolve))
        day = self._recorder.draft(title.key, None, statement.origin).last_day
        if was_named_by(day, title.reports):  # otherwise the row has to name it
            _leave_out_what_found_it(said, title.existing)
        return said

    def _with_its_slug(self, statement: Statement, asked: LookupKeys) -> Statement:
        """Return a statement that asks for the slug which its file uses, if that slug is free."""
        wish = statement.handle
        if wish in {None, asked.slug} or slugify(wish) != wish:
            return statement
        return replace(statement, slug=wish) if slugs.is_free(self._connection, wish) else statement

    def _was_added_by(self, statement: Statement, key: str) -> bool:
        """Whether a report that is equal to a row, but for the slug, stated the name of a title."""
        said = dict(creation(statement, self._writer.resolve))
        named = (
            report.said
            for report in self._titles.of(key).reports
            if report.source == statement.origin.source and "title" in (report.said or {})
        )
        return any(
            {name: value for name, value in (one or {}).items() if name != "slug"} == said
            for one in named
        )

    def _says_nothing_new(self, statement: Statement, key: str) -> bool:
        title = self._titles.of(key)
        if all(report.source != statement.origin.source for report in title.reports):
            return False
        said = self._worded(title, statement)
        return not self._writer.source_statements(title, said, statement.origin).news()


def _together(first: Change | None, second: Change) -> Change | None:
    """Return one change for a row of which two sources' statements were recorded in turn.

    A row that waits for the end of its file is reported there, unless the second changed anything.
    """
    if first is None:
        return None if second.outcome is Outcome.UNCHANGED else second
    return first.followed_by(second)


def _is_outdated(statement: Statement, reports: list[Report]) -> bool:
    """Whether the source of a kept answer has been recorded as stating something since."""
    since = statement.live.kept_since if statement.live else None
    return since is not None and any(
        report.source == statement.origin.source and report.recorded_at > since
        for report in reports
    )


def _complete(said: dict[str, Any], live: LiveAnswer, last: SourceStatements) -> None:
    """Withdraw what a full answer no longer states, or leave out a vague date of a list."""
    releases = said.get("releases", {})
    if live.is_full:
        withdrawn = last.withdrawn(live)
        kept = {name: (withdrawn.get(name) or {}) | item for name, item in releases.items()}
        releases = withdrawn | kept
    elif last.has_typed_date:
        releases = {name: item for name, item in releases.items() if name != _VAGUE}
    if releases:
        said["releases"] = releases
    else:
        said.pop("releases", None)


def _joined_with(source: str | None, reports: list[Report]) -> tuple[str | None, ...]:
    """Return the sources of a title; none if one of them is the source of a row."""
    sources = dict.fromkeys(report.source for report in reports)
    return () if source in sources else tuple(sources)


def _is_named_by(source: str | None, title: Title, reports: list[Report]) -> bool:
    """Whether a source has given a title the name that is shown."""
    own = (report.said or {} for report in reports if report.source == source)
    return title.title in [said["title"] for said in own if "title" in said][-1:]


def _leave_out_what_found_it(said: dict[str, Any], title: Title) -> None:
    """Remove from a patch what identifies its title; a further name becomes an also-known-as."""
    name = said.pop("title")
    for identity in ("season", "part"):
        said.pop(identity, None)
    names = (title.title, *title.aka, *title.former_titles)
    if folded(name) not in map(folded, names):
        said["aka"] = {**said.get("aka", {}), name: True}
    if EVENT_UID in said.get("ids", {}) and EVENT_UID in dict(title.ids):
        # A title may have several events, of which a calendar drops those that have passed.
        said["ids"] = {scheme: one for scheme, one in said["ids"].items() if scheme != EVENT_UID}
        if not said["ids"]:
            del said["ids"]
    # Most catalogs list a documentary as a film, so that is not a change of its kind.
    kind = said.get("kind")
    if title.kind_said and kind in _PLAIN_KINDS and KINDS[kind].group is title.kind.group:
        del said["kind"]
