"""Which stored title a row of a file is about."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from slate.domain.ledger.errors import AmbiguousRowError
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded
from slate.domain.titles.by_number import ByNumber
from slate.domain.titles.names import full_name
from slate.domain.titles.title import Title
from slate.store.reports import splits
from slate.store.reports.recorder import Recorder
from slate.store.reports.same_work import leader_of
from slate.store.titles import matching, single_match
from slate.store.titles.candidates import Candidate, names_of, with_key
from slate.store.writes.namesakes import Namesakes


class RowMatch(NamedTuple):
    """The title that a row is about, and how it was found."""

    title: Candidate
    by_name: bool  # not by an id
    renames: bool = False  # its source has given the title this id before, under another name
    adds_name: bool = False  # the title did not have the name of the row


class RowMatcher:
    """Finds the titles that the rows of a batch are about."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        recorder: Recorder,
        is_repeated: Callable[[Statement, str], bool],
        was_added_by: Callable[[Statement, str], bool],
        *,
        accept_ids: bool,
    ) -> None:
        """Find titles for the rows of the batch that is recorded.

        `is_repeated` returns whether a row states nothing that its source has not stated last
        about the title with a key, `was_added_by` whether an equal row added that title. An id
        that belongs to a title of another name is refused unless `accept_ids` is set.
        """
        self._connection = connection
        self._recorder = recorder
        self._is_repeated = is_repeated
        self._was_added_by = was_added_by
        self._accept_ids = accept_ids
        # The title to which later rows of a source go, by the key of the title from which it was
        # split off, and the source.
        self._split_off = {
            (leader_of(connection, split.key), split.source): leader_of(connection, split.target)
            for split in splits.standing(connection)
        }
        self._namesakes = Namesakes(connection)
        self._handles: dict[str, str] = {}  # key -> the slug that a file uses for the title
        self._with_year = ByNumber[bool]()  # whether the name of a title in the file has a year

    def note(self, number: int, title: Title, statement: Statement) -> None:
        """Note what a row changed, and how the file names the title: by slug, by name and year."""
        self._namesakes.changed(title, statement.year)
        if statement.handle is not None:
            self._handles.setdefault(title.key, statement.handle)
        if not self.is_in_file(number):
            self._with_year.put(number, statement.year_in_name)

    def is_in_file(self, number: int) -> bool:
        """Whether a row of the file was about the title with this number."""
        return self._with_year.get(number) is not None

    def note_settled(self, title: Title) -> None:
        """Note that the end of a file changed a title to something that was stated before."""
        self._namesakes.changed(title)

    def finish(self) -> None:
        """Forget how the file, which ends here, names titles."""
        self._with_year = ByNumber()

    def match(self, statement: Statement) -> RowMatch | None:
        """Return the title that a row is about, None if there is none.

        Rows of one file with different slugs are never about the same title; nor are those with
        `Dune` and with `Dune (1984)`, unless they have an id in common. If several titles
        match, it is one about which the same source has stated exactly this. Raises
        AmbiguousRowError if several are left, IdOfOtherError if an id belongs to a title of another
        name.
        """
        found, by_id = matching.matches(
            self._connection,
            statement,
            also=statement.aka,
            batch=self._recorder.uid,
            find_named=self._namesakes.called,
        )
        if self._split_off:  # not true of most slates
            found = self._as_split(statement, found)
        found = self._named_alike(statement, found, by_name=by_id is None)
        if len(found) > 1:
            said_so = [title for title in found if self._is_repeated(statement, title.key)]
            # What repeats all that it states changes nothing, whichever title it is about.
            if len(said_so) > 1 and statement.origin.source is None:
                # But anybody may have stated it, so only one that was added by such a row counts.
                said_so = [title for title in said_so if self._was_added_by(statement, title.key)]
            found = said_so[:1] or found
        found = single_match.preferred(self._connection, statement, found)
        if len(found) > 1:
            name = full_name(statement.title or "", statement.season, statement.part)
            raise AmbiguousRowError(name, [title.slug for title in found])
        if not found:
            return None
        (title,) = found
        if by_id is None:
            return RowMatch(title, by_name=True)
        return self._with_id(statement, title, by_id)

    def _as_split(self, statement: Statement, found: list[Candidate]) -> list[Candidate]:
        """Return titles with those to which a split assigns the source of a row in their place."""
        source = statement.origin.source or ""
        keys = (self._split_off.get((title.key, source), title.key) for title in found)
        there = (with_key(self._connection, key) for key in dict.fromkeys(keys))
        return [title for title in there if title is not None]

    def _named_alike(
        self, statement: Statement, found: list[Candidate], *, by_name: bool
    ) -> list[Candidate]:
        """Return the titles that the file has not named otherwise, see `note`."""
        in_name = statement.year_in_name
        if by_name:
            found = [title for title in found if self._with_year.get(title.id) in {None, in_name}]
        if (handle := statement.handle) is not None:
            found = [title for title in found if self._handles.get(title.key, handle) == handle]
            found = [title for title in found if title.slug == handle] or found
        return found

    def _with_id(self, statement: Statement, title: Candidate, by_id: tuple[str, str]) -> RowMatch:
        """Return the match with a title that has an id of a row; raise IdOfOtherError."""
        name = folded(statement.title or "")
        if name == folded(title.title) or name in names_of(self._connection, title.id):
            return RowMatch(title, by_name=False)  # true of most rows
        if not matching.contradicts(self._connection, statement, title):
            batches = matching.given_in(self._connection, statement, title, *by_id)
            if batches:  # two names in one batch are two names
                renames = batches != {self._recorder.uid}
                return RowMatch(title, by_name=False, renames=renames, adds_name=not renames)
        if not self._accept_ids and not matching.name_fits(self._connection, statement, title):
            raise single_match.other_has_id(statement, title, by_id)
        return RowMatch(title, by_name=False, adds_name=True)
