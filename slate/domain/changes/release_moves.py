"""How the date of one release moved: the date that first moved, and what became of it since.

What counts as a slip is the same as for a whole title, in `slips.py` beside this module.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import Step
from slate.domain.changes.league_tables import SlipTotals
from slate.domain.changes.slips import date_changes, summary_of, without_corrections
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.titles.release_key import ReleaseKey

# The fields that turn a release into another one when they change.
_OF_A_KEY = ("platform", "release_type")


class ReleaseMoves(NamedTuple):
    """The date that a release had before it first slipped or advanced, and how it moved in all."""

    first: ReleaseDate = TBA  # TBA if it never moved
    totals: SlipTotals = SlipTotals(0, 0, (), (), None)


NO_MOVES = ReleaseMoves()


def moves_of(steps: Sequence[Step], key: ReleaseKey) -> ReleaseMoves:
    """Return how the date of a release moved in the history of its title.

    It may have been on other services before.
    """
    counted = tuple(without_corrections(steps))
    names = _names(counted, key)
    first = next((change.dates[0] for step in counted for change in _moves(step, names)), None)
    if first is None:
        return NO_MOVES
    slips = summary_of(counted, lambda other: other.folded in names)
    totals = SlipTotals(slips.times, slips.advanced, slips.each, slips.others, None)
    return ReleaseMoves(first, totals)


def _moves(step: Step, names: Collection[str]) -> list[Difference]:
    return [
        change
        for name in (ChangeName.SLIPPED, ChangeName.ADVANCED)
        for change, key in date_changes(step, name)
        if key.folded in names
    ]


def _names(steps: Sequence[Step], key: ReleaseKey) -> set[str]:
    """Return the folded keys that a release has had, back from its last one."""
    before: dict[str, frozenset[str]] = {}  # by the key of the title
    became: list[tuple[str, str]] = []
    for step in steps:
        releases = step.title.releases if step.title else ()
        after = frozenset(release.key.folded for release in releases)
        gone = before.get(step.key, frozenset()) - after
        for change in step.differences:
            if change.release and _is_renaming(change) and len(gone) == 1:
                became += ((old, change.release.folded) for old in gone)
        before[step.key] = after
    names = {key.folded}
    for old, new in reversed(became):
        if new in names:
            names.add(old)
    return names


def _is_renaming(change: Difference) -> bool:
    return change.name is ChangeName.MOVED or change.field in _OF_A_KEY
