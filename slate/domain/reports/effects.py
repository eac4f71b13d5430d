"""What undos and corrections do to other batches: reports not in force, and times that count.

An undo may be limited to some titles of its batch. A correction names batches, and the time to
use for each instead of the one with which it was recorded. Neither changes another batch, and the
result depends on the batches alone, not on the order in which they arrived.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from slate.domain.reports.report import Report, roots_of, undone


class Undo(NamedTuple):
    """A batch that undoes another one, entirely or for the titles with some keys."""

    uid: str
    undoes: str
    only: tuple[str, ...] = ()  # empty: all titles


class Correction(NamedTuple):
    """A batch that corrects the times of others."""

    uid: str
    recorded_at: str
    times: tuple[tuple[str, str], ...]  # (uid, time to use)


class Undone:
    """What is undone: batches, and single titles of batches."""

    def __init__(self, undos: Iterable[Undo] = ()) -> None:
        """Decide for these undos, which may be in any order."""
        found = list(undos)
        targets = {undo.uid: undo.undoes for undo in found}
        self._undos = {undo.uid: undo for undo in found}
        self._roots = roots_of(targets)
        # Undone for all titles that no limited undo names.
        self.batches = undone((undo.uid, undo.undoes) for undo in found if not undo.only)
        chains: dict[str, list[Undo]] = {self._roots[undo.uid]: [] for undo in found if undo.only}
        for undo in found:
            if (root := self._roots[undo.uid]) in chains:
                chains[root].append(undo)
        self._chains = chains
        self.limited = chains.keys()  # uids of the batches of which single titles were undone
        # By the batch with the reports and the key of a title: the batches undone for that title.
        self._titles = {
            root: {key: _undone_for(key, chain) for key in _named(chain)}
            for root, chain in chains.items()
        }

    def covers(self, uid: str, key: str) -> bool:
        """Whether a batch is undone for the title with this key."""
        if not self._titles:  # true of most slates
            return uid in self.batches
        named = self._titles.get(self._roots.get(uid, uid), {})
        return uid in named.get(key, self.batches)

    def concerns(self, uid: str, key: str) -> bool:
        """Whether an undo or redo is about the title with this key, if its batch is."""
        seen = set()
        while uid in self._undos and uid not in seen:  # an imported ledger may have a cycle
            seen.add(uid)
            undo = self._undos[uid]
            if undo.only and key not in undo.only:
                return False
            uid = undo.undoes
        return True

    def of_batches(
        self, keys_of: Callable[[str], Iterable[str]]
    ) -> tuple[set[str], set[tuple[str, str]]]:
        """Return the uids of the batches that are undone, and (uid, key) of single titles.

        A batch is undone if it is undone for all of its titles; `keys_of` returns their keys for
        the uid of a batch with reports. The titles are those of other batches.
        """
        whole, single = set(self.batches), set[tuple[str, str]]()
        for root, chain in self._chains.items():
            for uid, keys in _scopes(root, chain, set(keys_of(root))).items():
                covered = {key for key in keys if self.covers(uid, key)}
                if not keys:  # nothing is known of its titles
                    continue
                whole.discard(uid)
                if covered == keys:
                    whole.add(uid)
                else:
                    single.update((uid, key) for key in covered)
        return whole, single

    def differs(self, other: "Undone", keys_of: Callable[[str], Iterable[str]]) -> set[str]:
        """Return the keys of the titles for which a batch is undone in one of the two only.

        `keys_of` is as for `of_batches`.
        """
        return {
            key
            for uid in (self.batches ^ other.batches) | self.limited | other.limited
            for key in keys_of(uid)
            if self.covers(uid, key) != other.covers(uid, key)
        }


def _named(chain: Iterable[Undo]) -> set[str]:
    return {key for undo in chain for key in undo.only}


def _undone_for(key: str, chain: Iterable[Undo]) -> set[str]:
    return undone((undo.uid, undo.undoes) for undo in chain if not undo.only or key in undo.only)


def _scopes(root: str, chain: list[Undo], keys: set[str]) -> dict[str, set[str]]:
    """Return the keys of the titles that each batch of a chain is about, by its uid."""
    found = {root: keys}
    waiting = [root]
    while waiting:
        uid = waiting.pop()
        for undo in chain:
            if undo.undoes == uid and undo.uid not in found:
                found[undo.uid] = set(undo.only) or found[uid]
                waiting.append(undo.uid)
    return found


class Effects(NamedTuple):
    """What all undos and corrections of a ledger amount to."""

    undone: Undone
    times: Mapping[str, str]  # of each batch with a correction in force, by uid

    def in_force(self, reports: Iterable[Report]) -> list[Report]:
        """Return the reports that are in force, with the times at which they count.

        The reports must have the times with which they were recorded.
        """
        found = [
            report for report in reports if not self.undone.covers(report.batch, report.title_key)
        ]
        if not self.times:
            return found
        return [
            report._replace(recorded_at=self.times.get(report.batch, report.recorded_at))
            for report in found
        ]


def effects(undos: Iterable[Undo], corrections: Iterable[Correction]) -> Effects:
    """Return the effects of undos and corrections, which may be in any order.

    Of several corrections of one batch, the newest that is in force counts.
    """
    is_undone = Undone(undos)
    times: dict[str, str] = {}
    for correction in sorted(corrections, key=lambda found: (found.recorded_at, found.uid)):
        if not is_undone.covers(correction.uid, ""):
            times.update(correction.times)
    return Effects(is_undone, times)
