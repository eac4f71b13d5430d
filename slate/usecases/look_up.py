"""Find a title at a live source, and record what the source states about it."""

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.errors import SlateError
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.titles.kinds import KindGroup
from slate.domain.titles.names import full_name
from slate.remotes.errors import NoSeasonError, RemoteError, UnreadableError
from slate.remotes.kinds import RemoteKind
from slate.remotes.link import Link
from slate.store.titles.lookup import Found
from slate.usecases.add import add, refuse_existing
from slate.usecases.live_answers import LiveSettings, ReadAnswer, read_answer, statements_in
from slate.usecases.refresh import is_to_come, record_answers
from slate.usecases.update import repeat, update

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


class Wish(NamedTuple):
    """Which titles are meant; None does not matter."""

    group: KindGroup | None = None
    year: int | None = None
    season: int | None = None


class Candidate(NamedTuple):
    """A title that a source found, its id there, and what it states in short."""

    id: str
    said: Statement

    @property
    def year(self) -> int | None:
        """The year of the first date."""
        if self.said.year is not None:
            return self.said.year
        dates = [self.said.date, *(release.date for release in self.said.releases)]
        years = [when.earliest.year for when in dates if when and when.earliest]
        return min(years, default=None)

    @property
    def service(self) -> str | None:
        """The service or the channel."""
        names = [self.said.platform, *(release.key.platform for release in self.said.releases)]
        return next(filter(None, names), None)


class Added(NamedTuple):
    """What was recorded, and how many seasons were left out, which are out already."""

    changes: list[Change]
    left_out: int


def search(link: Link, text: str, wish: Wish, settings: LiveSettings) -> list[Candidate]:
    """Return the titles that a source finds by a name, best first; raise RemoteError."""
    return _candidates(link, link.api.search_paths(text, wish.group), wish, settings)


def look_up(link: Link, ids: dict[str, str], wish: Wish, settings: LiveSettings) -> list[Candidate]:
    """Return the title that a source finds by ids of other schemes, if it knows any of them."""
    for path in link.api.lookup_paths(ids):
        try:
            if found := _candidates(link, [path], wish, settings):
                return found
        except RemoteError as error:
            if error.ends_all:
                raise
    return []


def full_answer(link: Link, id_: str, settings: LiveSettings) -> ReadAnswer:
    """Return all that a source states about a title; raise RemoteError."""
    answer = read_answer(link.remote.kind, link.title(id_), settings)
    if answer.problems or not answer.statements:
        reason = answer.problems[0].reason if answer.problems else "it has no title"
        raise UnreadableError(reason.removesuffix("."))
    return answer


def add_answer(
    ledger: "Ledger",
    answer: ReadAnswer,
    season: int | None,
    *,
    everything: bool,
    new: bool = False,
) -> Added:
    """Add a title with its seasons; those that are out are left out unless `everything`.

    With a season, only that one is added. With `new`, it is another work than one of the same name.
    Raises NoSeasonError if there is none of that number, TitleThereError if the title is on the
    slate, IdTakenError for a new one whose id a title has, and other errors about a title.
    """
    first, *others = _of_season(answer, season).statements
    if new:
        return _added_as_new(ledger, first, others, everything=everything)
    refuse_existing(ledger, first)
    importer = ledger.row_importer(restore=True)
    found = importer.add([first])
    if others:
        found += importer.add(others, None if everything else is_to_come)
    changes: list[Change] = []
    for change in found:
        if isinstance(change, SlateError):
            raise change
        if change is not None:
            changes.append(change)
    importer.finish(lambda change, _: changes.append(change))
    return Added(
        [change for change in changes if change.outcome in {Outcome.ADDED, Outcome.CHANGED}],
        sum(change.outcome is Outcome.LEFT_OUT for change in changes),
    )


def _added_as_new(
    ledger: "Ledger", first: Statement, others: list[Statement], *, everything: bool
) -> Added:
    """Add a title with its seasons, although there is one of the same name."""
    ledger.refuse_ids_of_others(first)
    wanted = [one for one in others if everything or is_to_come(ledger.title_of(one))]
    changes = [add(ledger, one, new=True) for one in (first, *wanted)]
    return Added(changes, len(others) - len(wanted))


def update_from_answer(
    ledger: "Ledger", kind: RemoteKind, answer: ReadAnswer, title: Found
) -> list[Change]:
    """Record what a source states about a title on the slate, and its id there.

    Raises NoSeasonError, IdTakenError if the answer is about another title on the slate, and
    other errors about the title.
    """
    answer = _of_season(answer, title.season)
    first = answer.statements[0]
    ledger.refuse_ids_of_others(first, title.key)
    origin = replace(first.origin, note=None)
    ids = tuple(pair for pair in first.ids if pair[0] == kind.name)
    linked = repeat(ledger, title.key, Statement(origin, ids=ids))
    there = {(one.scheme, one.value) for one in ledger.followed(kind.name, title.key)}
    if not there.issuperset(ids):  # somebody removed it, and now wants it again
        typed = Statement(Origin(origin.reported_on), ids=ids)
        linked = linked.followed_by(update(ledger, title.key, typed))
    own = {answer.what: ledger.followed(kind.name, title.key)}
    taken = record_answers(ledger, kind, [answer], own, accept_names=True)
    if taken.problems:
        raise taken.problems[0].error
    changes = {change.slug: change for change in taken.changes}
    further = changes.pop(linked.slug, None)
    return [linked.followed_by(further) if further else linked, *changes.values()]


def _candidates(
    link: Link, paths: list[str], wish: Wish, settings: LiveSettings
) -> list[Candidate]:
    """Return the titles found at several paths, the best of each first."""
    ranked = zip_longest(*(_found_at(link, path, wish, settings) for path in paths))
    found = {one.id: one for several in ranked for one in several if one is not None}
    every = list(found.values())
    return [one for one in every if wish.year is None or one.year == wish.year] or every


def _found_at(link: Link, path: str, wish: Wish, settings: LiveSettings) -> list[Candidate]:
    kind = link.remote.kind
    said, _ = statements_in(kind, link.get(path), settings.today, settings)
    found = []
    for statement in said:
        group = statement.kind.group if statement.kind else KindGroup.FILM
        value = dict(statement.ids).get(kind.name)
        id_ = value and link.api.asked_id(value, group)
        if id_ and statement.season is None and wish.group in {None, group}:
            found.append(Candidate(id_, statement))
    return found


def _of_season(answer: ReadAnswer, season: int | None) -> ReadAnswer:
    """Return the part of an answer about one season, or all of it for None."""
    if season is None:
        return answer
    of_season = [one for one in answer.statements if one.season == season]
    if not of_season:
        raise NoSeasonError(full_name(answer.statements[0].title or "", season, None))
    return answer._replace(statements=of_season)
