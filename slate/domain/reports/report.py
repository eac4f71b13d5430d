"""Reports and batches: what was stated, by whom, when, and in which order it counts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence
from slate.domain.secrets import masked
from slate.domain.text import remembered

# The time zones furthest behind and ahead of UTC: a ledger does not record that of its author.
_FURTHEST_BEHIND = timedelta(hours=-12)
_FURTHEST_AHEAD = timedelta(hours=14)
FIRST_DAY = date(1970, 1, 1)  # of a clock that was never set: no batch was recorded before
# An RFC 7396 merge patch: it contains only what was stated; null removes.
Said = Mapping[str, Any]


class Report(NamedTuple):
    """What one source stated about one title on one day."""

    title_key: str
    said: Said | None  # None removes the title
    source: str | None
    url: str | None
    reported_on: str  # canonical date text: a day, a month or a year
    confidence: Confidence
    note: str | None
    recorded_at: str  # ISO 8601, UTC, of its batch
    batch: str  # uid of its batch
    n: int  # its place in the batch, from 1
    author: str = ""
    id: int = 0  # its number in the store
    split_to: str | None = None  # key of the title to which a split assigns it

    @property
    def key(self) -> str:
        """The key of the title that it is about, apart from merges."""
        return self.split_to or self.title_key

    @property
    def day(self) -> ReleaseDate:
        """The day reported, with the bounds that a month or a year implies."""
        return parse_date(self.reported_on)

    @property
    def rumored(self) -> bool:
        """Whether it is a rumor, which fills gaps and replaces nothing."""
        return self.confidence.is_rumor

    @property
    def attribution(self) -> Attribution:
        """Who made it, and how sure it is."""
        return Attribution(self.source, self.confidence)

    @property
    def is_typed(self) -> bool:
        """Whether it was typed without a source, so that its claims are shown when typed."""
        return self.source is None and not self.confidence.is_rumor

    @property
    def last_day(self) -> str:
        """The last day on which the report may have been made, ISO 8601."""
        return last_day_of(self.reported_on, self.recorded_at)

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Sort key: the order of reports in the ledger."""
        return (self.last_day, self.recorded_at, self.batch, self.n)


@remembered  # the reports of a batch have few days, and are compared by them
def last_day_of(reported_on: str, recorded_at: str) -> str:
    """Return the last day on which a report may have been made, ISO 8601.

    A report counts no later than the day on which it was recorded. For "January 2021", recorded
    on January 7, that is January 7 in the time zone furthest behind UTC; a day may also be that
    of the zone furthest ahead, where it has begun already.
    """
    day = parse_date(reported_on)
    last = str(day.latest)
    is_day = day.precision == "day"
    if not recorded_at or (is_day and last <= recorded_at[: len(last)]):
        return last
    shift = _FURTHEST_AHEAD if is_day else _FURTHEST_BEHIND
    recorded = datetime.fromisoformat(recorded_at) + shift
    return min(last, recorded.date().isoformat())


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Return the reports sorted in the order in which the fold adds them."""
    found = list(reports)
    if len(found) > 1:
        found.sort(key=lambda report: report.order)
    return found


class Batch(NamedTuple):
    """The reports that one command recorded; an undo is a batch, too."""

    id: int  # its number in this store; other stores have other numbers
    uid: str
    recorded_at: str
    author: str
    command: str
    undoes: str | None  # uid of the batch that it undoes
    reports: int = 0
    undone: bool = False
    only: tuple[str, ...] = ()  # keys of the titles to which an undo is limited; empty: all
    # (uid, recorded_at) of the batches whose time it corrects, sorted.
    corrects: tuple[tuple[str, str], ...] = ()
    partly_undone: bool = False  # for some of its titles
    corrected: str | None = None  # the time that counts instead of `recorded_at`

    @property
    def effective_at(self) -> str:
        """The time at which it counts as recorded: the corrected one, if there is one."""
        return self.corrected or self.recorded_at

    @property
    def shown_command(self) -> str:
        """The command without the credentials that older versions of slate recorded in it."""
        return masked(self.command)


def root_of(uid: str, undoings: Mapping[str, str]) -> str:
    """Return the uid of the batch with the reports, at the end of a chain of undos and redos.

    `undoings` maps the uid of each undo to the uid of the batch that it undoes.
    """
    seen = set()
    while uid in undoings and uid not in seen:  # an imported ledger may have a cycle
        seen.add(uid)
        uid = undoings[uid]
    return uid


def roots_of(undoings: Mapping[str, str]) -> dict[str, str]:
    """Return `root_of` each undo and redo, by its uid, in one pass through all of them."""
    roots: dict[str, str] = {}
    for start in undoings:
        uid, path = start, dict[str, None]()  # a set in order
        while uid in undoings and uid not in roots and uid not in path:
            path[uid] = None
            uid = undoings[uid]
        if uid in path:
            roots |= {one: root_of(one, undoings) for one in path}
        else:
            roots |= dict.fromkeys(path, roots.get(uid, uid))
    return roots


def undone(undoings: Iterable[tuple[str, str]]) -> set[str]:
    """Return the uids of the undone batches, from pairs (uid, uid of the batch that it undoes).

    A batch is undone while a batch that undoes it is itself in force: a redo is an undo of the
    undo. The pairs may be in any order, since the clocks of merged ledgers may disagree.
    """
    takers: dict[str, list[str]] = {}
    for uid, target in undoings:
        takers.setdefault(target, []).append(uid)
    is_undone: dict[str, bool] = {}
    for start in takers:
        stack = [start]
        while stack:
            uid = stack[-1]
            waiting = [taker for taker in takers.get(uid, ()) if taker not in is_undone]
            is_undone.setdefault(uid, False)
            if waiting:
                stack += waiting
            else:
                is_undone[uid] = any(not is_undone[taker] for taker in takers.get(uid, ()))
                stack.pop()
    return {uid for uid, state in is_undone.items() if state}
