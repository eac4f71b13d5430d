"""Refresh: ask live sources again about the titles that have their ids, and record what is new."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.errors import SlateError
from slate.domain.ledger.errors import IdOfOtherError
from slate.domain.ledger.statement import Statement
from slate.domain.text import folded
from slate.domain.titles.followed import Followed
from slate.domain.titles.kinds import KindGroup
from slate.domain.titles.names import full_name
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Title
from slate.remotes.api import Api, Wanted
from slate.remotes.errors import OtherIdsError, OtherNameError, RemoteError, UnreadableError
from slate.remotes.kinds import RemoteKind
from slate.store.writes.row_importer import MayAdd
from slate.usecases.live_answers import ReadAnswer

if TYPE_CHECKING:
    from slate.store.ledger import Ledger

_OUT_FOR = timedelta(days=30)  # after which nothing new is expected of a film or a season
_OVER = frozenset({Stage.ENDED, Stage.CANCELED})


class Problem(NamedTuple):
    """What could not be recorded: an id of a source or empty, the titles with it, and why."""

    what: str
    slugs: tuple[str, ...]
    error: SlateError


class Taken(NamedTuple):
    """What came of the answers of a source."""

    changes: list[Change]
    problems: list[Problem]


def by_id(api: Api, titles: Iterable[Followed]) -> dict[str, list[Followed]]:
    """Return the titles by the id to ask for; a series and its seasons have one."""
    found: dict[str, list[Followed]] = {}
    for title in titles:
        if (id_ := api.asked_id(title.value, title.kind.group)) is not None:
            found.setdefault(id_, []).append(title)
    return found


def wanted_of(
    titles: Mapping[str, list[Followed]], today: date, *, everything: bool = False
) -> list[Wanted]:
    """Return which ids to ask about; unless `everything`, none of which all titles are over."""
    return [
        Wanted(id_, _days_ahead(own, today))
        for id_, own in titles.items()
        if everything or not _are_over(own, today)
    ]


def _are_over(titles: list[Followed], today: date) -> bool:
    """Whether nothing new is to be expected of a title, or of a series and its seasons.

    Nobody confirms that the last season is out, but the end of its series implies it.
    """
    is_ended = any(
        title.status in _OVER and title.season is None and title.part is None for title in titles
    )
    return all(_is_over(title, today) or (is_ended and title.comes is None) for title in titles)


def _is_over(title: Followed, today: date) -> bool:
    """Whether nothing new is to be expected of a title."""
    if title.status in _OVER:
        return True
    is_single = title.season is not None or title.kind.group is not KindGroup.SERIES
    if not is_single or not title.status.out or title.comes is not None:
        return False
    return title.last is None or today - title.last > _OUT_FOR


def _days_ahead(titles: Iterable[Followed], today: date) -> int | None:
    """Return how many days it is to the next date of these titles; None if one has no date."""
    comes = [title.comes for title in titles]
    days = [(day - today).days for day in comes if day is not None]
    return min(days) if len(days) == len(comes) else None


def record_answers(
    ledger: "Ledger",
    kind: RemoteKind,
    answers: Iterable[ReadAnswer],
    titles: Mapping[str, list[Followed]],
    *,
    accept_names: bool = False,
) -> Taken:
    """Record what is new in answers, in one batch; each title stands alone.

    What is out already is not added, nor what was removed; what is to come is. Unless
    `accept_names`, an id whose title has another name at the source is a problem.
    """
    run = _Recording(ledger, kind, accept_names=accept_names)
    for answer in answers:
        own = titles.get(answer.what, [])
        if answer.what and kind.has_titles:
            run.record_title(answer, own)
        else:
            run.record_list(answer)
    return Taken(run.changes, run.problems)


class _Recording:
    """The answers of one source, as far as they are recorded."""

    def __init__(self, ledger: "Ledger", kind: RemoteKind, *, accept_names: bool) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self._kind = kind
        self._importer = ledger.row_importer(accept_ids=accept_names)
        self._accept_names = accept_names

    def record_title(self, answer: ReadAnswer, own: list[Followed]) -> None:
        """Record the answer about one title, with its seasons."""
        slugs = tuple(title.slug for title in own)
        if answer.problems or not answer.statements:
            reason = answer.problems[0].reason if answer.problems else "it has no title"
            unread = UnreadableError(reason.removesuffix("."))
            self.problems.append(Problem(answer.what, slugs, unread))
            return
        their_name = answer.statements[0].title
        if self._accept_names:
            answer = answer._replace(statements=_under_our_names(answer.statements, own))
        first, *others = answer.statements
        found = self._add([first], _never)
        if isinstance(error := found[0], SlateError):
            if isinstance(error, IdOfOtherError):
                slugs = (error.slug,)  # it may be one of several, of which the others fit
                error = OtherNameError(error.name, error.other)
            self.problems.append(Problem(answer.what, slugs, error))
            return
        rest = [*others, *_no_longer_listed(answer.statements, own)]
        found += self._add(rest, _never)
        if own and all(_is_left_out(one) or isinstance(one, IdOfOtherError) for one in found):
            # Nothing of it is on the slate: the id belongs to another title.
            theirs, ours = first.title or "", own[0]
            elsewhere = [pair for pair in first.ids if pair[0] != ours.scheme]
            other: RemoteError = OtherIdsError(theirs, ours.slug, elsewhere)
            if folded(theirs) != folded(ours.title):
                other = OtherNameError(theirs, full_name(ours.title, ours.season, ours.part))
            self.problems.append(Problem(answer.what, slugs, other))
            return
        self._note(answer.what, found)
        absent = [
            statement
            for statement, change in zip((first, *rest), found, strict=True)
            if _is_left_out(change)
        ]
        if (name := _our_name(found[0], own)) is not None:
            absent = [
                _renamed(statement, name) if statement.title == their_name else statement
                for statement in absent  # a special has a name of its own
            ]
        self._note(answer.what, self._add(_to_come(first, absent, answer.statements), is_to_come))
        self._finish(answer.what)

    def record_list(self, answer: ReadAnswer) -> None:
        """Record a list, of which each row stands alone."""
        self.problems += [Problem(answer.what, (), problem) for problem in answer.problems]
        self._note(answer.what, self._add(answer.statements, is_to_come))
        self._finish(answer.what)

    def _add(
        self, statements: list[Statement], may_add: MayAdd
    ) -> list[Change | SlateError | None]:
        return self._importer.add(statements, may_add) if statements else []

    def _note(self, what: str, found: Iterable[Change | SlateError | None]) -> None:
        for change in found:
            if what and isinstance(change, IdOfOtherError):
                self.problems.append(
                    Problem(what, (change.slug,), OtherNameError(change.name, change.other))
                )
            elif isinstance(change, SlateError):
                self.problems.append(Problem(what, (), change))
            elif change is not None and change.outcome in {Outcome.ADDED, Outcome.CHANGED}:
                self.changes.append(change)

    def _finish(self, what: str) -> None:
        self._importer.finish(lambda change, _: self._note(what, [change]))


def _our_name(series: Change | SlateError | None, own: list[Followed]) -> str | None:
    """Return what new seasons are called: as the series here, or else as all its seasons here."""
    if isinstance(series, Change) and series.title is not None:
        return series.title.title
    names = {title.title for title in own}
    return names.pop() if len(names) == 1 else None


def _under_our_names(stated: list[Statement], own: list[Followed]) -> list[Statement]:
    """Return statements under the names that their titles have on the slate; theirs are added."""
    ours = {title.season: title.title for title in own}
    theirs = stated[0].title  # that of its seasons, too, but not of its specials
    return [
        _renamed(one, ours[one.season]) if one.title == theirs and one.season in ours else one
        for one in stated
    ]


def _renamed(statement: Statement, name: str) -> Statement:
    """Return a statement about a title under another name; its own becomes a further one."""
    own = statement.title or ""
    if folded(own) == folded(name):
        return statement
    return replace(statement, title=name, aka=(*statement.aka, own))


def is_to_come(title: Title) -> bool:
    """Whether a title is neither out nor canceled, so that it belongs on a slate."""
    return not title.status.settled


def _never(title: Title) -> bool:
    del title
    return False


def _is_left_out(change: Change | SlateError | None) -> bool:
    return isinstance(change, Change) and change.outcome is Outcome.LEFT_OUT


def _no_longer_listed(stated: list[Statement], own: list[Followed]) -> Iterator[Statement]:
    """Yield a statement for each season that the source does not list.

    It withdraws the date of one that is still to come.
    """
    listed = {statement.season for statement in stated}
    first = stated[0]
    for title in own:
        if title.season is not None and title.part is None and title.season not in listed:
            yield Statement(
                replace(first.origin, note=None),
                title=first.title,  # as in the answer, so that another name is noticed
                season=title.season,
                ids=((title.scheme, title.value),),
                live=first.live
                and first.live._replace(
                    is_full=first.live.is_full and title.comes is not None, is_absent=True
                ),
            )


def _to_come(
    series: Statement, absent: list[Statement], stated: list[Statement]
) -> list[Statement]:
    """Return those statements about titles that are not on the slate which may be to come.

    A season without a date is none of them if the series is over, or a later season is dated.
    """
    is_over = series.status in _OVER
    dated = max((one.season or 0 for one in stated if _has_date(one)), default=0)
    return [
        one
        for one in absent
        if _has_date(one) or one.season is None or (not is_over and one.season > dated)
    ]


def _has_date(statement: Statement) -> bool:
    dates = [statement.date, *(release.date for release in statement.releases)]
    return any(when is not None and when.known for when in dates)
