"""The output of commands that write: a line for each change, beginning with the slug."""

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.difference import Difference
from slate.domain.changes.unshown import Reason, Unshown
from slate.domain.changes.values import ReleaseOn
from slate.domain.dates.display import screen_date
from slate.domain.reports.report import Batch
from slate.domain.text import safe
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import derive_kind
from slate.domain.titles.title import Title
from slate.wording.changes import difference_text
from slate.wording.phrases import place

MOST_LINES = 200  # an import may have recorded thousands of titles


def change_lines(change: Change, *, derived: bool = True) -> Iterator[str]:
    """Yield lines about a change of one title and, if `derived`, what slate derived for it."""
    slug = change.slug
    match change.outcome:
        case Outcome.UNCHANGED:
            yield f"{slug}: nothing to do, it is recorded already"
        case Outcome.LEFT_REMOVED:
            yield f"{slug}: skipped, it was removed"
        case Outcome.LEFT_OUT:
            yield f"{slug}: left out, it is out already"
        case Outcome.ADDED if change.title is not None:
            yield from _added(slug, change.title, derived=derived)
        case Outcome.ADDED | Outcome.CHANGED:
            yield from _changed(change)
        case _:
            assert_never(change.outcome)


def notes(change: Change) -> Iterator[str]:
    """Yield what was understood of a change that could be meant otherwise."""
    if change.only_service is not None and change.title is not None:
        name = change.title.name_with(change.slug)
        yield f"note: taken as on {change.only_service}, the only service of {name}."


def _added(slug: str, title: Title, *, derived: bool) -> Iterator[str]:
    yield f"{slug}: added {safe(_described(title))}"
    if derived:
        yield from (f"{slug}: {text}" for text in _further(title))
        yield from (f"{slug}: {text}" for text in _derived(title))


def _changed(change: Change) -> Iterator[str]:
    releases = change.title.release_keys if change.title else ()
    for difference in change.differences:
        yield f"{change.slug}: {difference_text(difference, releases)}"
    if not change.differences:
        yield f"{change.slug}: {_recorded(change.unshown)}"


def _recorded(unshown: Unshown | None) -> str:
    """Return what became of a report that changes nothing of what is shown."""
    if unshown is None:
        return "noted; nothing changes"
    source, by = safe(unshown.report.source or ""), safe(unshown.by.source or "")
    match unshown.reason:
        case Reason.SAME:
            return f"recorded: {source} says the same" if source else "noted; nothing changes"
        case Reason.COARSER:
            return f"recorded: {source or 'this'} allows the date shown, which is more exact"
        case Reason.RANK:
            what = "a rumor" if unshown.report.rumored else "a catalog"
            said = f"what {by} said" if by else "a report"
            return f"recorded, not shown: {what} does not override {said}"
        case Reason.OLDER:
            newer = f"{by} said something newer" if by else "there is a newer report"
            return f"recorded, not shown: {newer}"
        case _:
            assert_never(unshown.reason)


def _described(title: Title) -> str:
    """Format a title and its headline release.

    For example `Cobra Kai: season 3, 2021-01-08 Fri on Netflix`.
    """
    shown = title.headline
    if shown is None:
        return f"{title.name}, no date"
    where = place(shown.key, Stage.SCHEDULED)
    where = f" {where}" if where else ""
    leaves = f", leaves {screen_date(shown.leaves)}" if shown.leaves.known else ""
    if not shown.date.known:
        return f"{title.name}{where}{leaves or ', no date'}"
    return f"{title.name}, {screen_date(shown.date)}{where}{leaves}"


def _further(title: Title) -> Iterator[str]:
    """Yield the releases besides the one that is described, by date."""
    for release in sorted(title.releases, key=lambda release: release.date_order):
        if release != title.headline:
            value = ReleaseOn(release.key, release.date)
            yield difference_text(Difference(ChangeName.EDITED, None, value, "release"))


def _derived(title: Title) -> Iterator[str]:
    """Yield the kind and the status that slate derived since no report states them, and why."""
    if not title.kind_said:
        kind = derive_kind(title.season, title.part)
        advice = "; change it with -k" if kind.is_assumed else ""
        yield f"kind: {kind.kind} ({kind.why}{advice})"
    if title.status_why is not None:
        yield f"status: {title.status} ({title.status_why})"


class Summary:
    """A counter of changes that also keeps lines about those to be shown one by one."""

    def __init__(self, most: int | None, *, brief: bool = False) -> None:
        """Keep at most `most` lines (None: all).

        If `brief`, omit lines about what slate derived and about unchanged titles.
        """
        self.counts: Counter[str] = Counter()
        self.lines: list[str] = []
        self._most = most
        self._brief = brief

    def add(self, change: Change) -> None:
        """Count a change by its outcome or, for a changed title, by the name of each difference."""
        if change.outcome is Outcome.CHANGED:
            names: set[str] = {difference.name for difference in change.differences}
            self.counts.update(names or {"noted"})
        else:
            self.counts[change.outcome] += 1
        if self._brief and change.outcome is Outcome.UNCHANGED:
            return
        if self._most is None or len(self.lines) <= self._most:
            self.lines += change_lines(change, derived=not self._brief)

    @property
    def shown(self) -> list[str]:
        """The lines or, if there are more than are kept, a summary of the counts."""
        is_all = self._most is None or len(self.lines) <= self._most
        return self.lines if is_all else [summary_text(self.counts)]


def summary_text(counts: Counter[str]) -> str:
    """Format the counts: `12 added, 3 slipped, 1 dated, 410 unchanged`."""
    first, last = Outcome.ADDED.value, Outcome.UNCHANGED.value
    order = [first, *sorted(counts.keys() - {first, last}), last]
    shown = [f"{counts[name]:,} {name}" for name in order if counts[name]]
    return ", ".join(shown) or "no titles in it"


def undo_lines(batch: Batch, done: str, changes: Summary, author: str) -> list[str]:
    """Return lines about an undone or redone batch and what that changed, or only the counts.

    If it is not by this author, it is said by whom.
    """
    whose = "" if batch.author == author else f" of {safe(batch.author)}"
    return [f"batch {batch.id}{whose}: {done} ({safe(batch.shown_command)})", *changes.shown]
