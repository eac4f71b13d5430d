"""Net changes: what differs between two states of a slate, whatever happened between them.

Scripts rely on the order of the columns: new ones are added only at the end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import differences
from slate.domain.changes.difference import Difference, merged_with
from slate.domain.changes.record_values import columns_of, difference_values, report_values
from slate.domain.dates.distance import Distance
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.title import Release, Title

_State = TypeVar("_State")
_PLACES = frozenset({"platform", "release_type"})
_CREDIT = frozenset({"confidence", "source"})


class NetRecord(NamedTuple):
    """One difference of a title, and the report that is cited for the later state, if one is."""

    slug: str
    title: str  # as the screen names it: `Cobra Kai: season 3`
    change: ChangeName
    before: str | None  # `from` in every format
    after: str | None  # `to`
    by: Distance | None  # how far a date moved; every format writes it as text
    release_type: str | None
    region: str | None
    platform: str | None
    source: str | None
    url: str | None
    confidence: Confidence | None
    reported_on: str | None
    field: str | None  # of `edited`: which field


COLUMNS = columns_of(NetRecord)


class NetChange(NamedTuple):
    """One difference, with what the screen needs besides the record."""

    record: NetRecord
    difference: Difference
    title: Title | None  # the later state; None if it was removed

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases of the later state."""
        return self.title.releases if self.title else ()


class Pair(NamedTuple, Generic[_State]):
    """A title in the earlier and in the later state, None where it is not there."""

    before: _State | None
    after: _State | None
    stands: _State  # the later one or, if it was removed, the earlier one
    merged: tuple[_State, ...] = ()  # earlier states of other titles that are this one later


def pairs(
    before: Mapping[str, _State], after: Mapping[str, _State], led: Mapping[str, str]
) -> Iterator[Pair[_State]]:
    """Yield the pairs to compare, from the titles in both states, by key.

    `led` maps each key that is merged in the later state to the one that stands for its title.
    """
    own: dict[str, list[str]] = {}
    for key in before:
        own.setdefault(led.get(key, key), []).append(key)
    for key, title in after.items():
        keys = sorted(own.pop(key, ()), key=lambda other: (other != key, other))
        merged = tuple(before[other] for other in keys[1:])
        yield Pair(before[keys[0]] if keys else None, title, title, merged)
    for keys in own.values():
        yield from (Pair(before[key], None, before[key]) for key in keys)


def net_differences(
    before: Title | None, after: Title | None, merged: Iterable[str], led: Mapping[str, str]
) -> list[Difference]:
    """Return what differs between two states of a title.

    `merged` are the slugs of titles that are this one in the later state; `led` is as for `pairs`.
    """
    joined = map(merged_with, merged)
    return [*differences(before and _linked_as_later(before, led), after), *joined]


def _linked_as_later(title: Title, led: Mapping[str, str]) -> Title:
    """Return a title with links to the titles that stand for the linked ones in the later state."""
    if not title.links:
        return title
    links = {(relation, led.get(key, key)) for relation, key in title.links}
    return replace(title, links=tuple(sorted(links)))


def net_record(difference: Difference, slug: str, stands: Title, after: Title | None) -> NetRecord:
    """Return the record of a difference; `stands` is the last state in which the title exists."""
    report = cited_report(difference, after)
    return NetRecord(
        slug=slug,
        title=stands.name_with(slug),
        **difference_values(difference),
        **report_values(report),
        reported_on=report.reported_on if report else None,
    )


def cited_report(change: Difference, after: Title | None) -> Report | None:
    """Return the report that gets the credit for what is shown after a change, if one does.

    `after` is the title after the change, None if it was removed.
    """
    if after is None:
        return None
    if change.name is ChangeName.ADDED:
        return after.cited(after.headline)
    if change.name is ChangeName.STATUS:
        return after.said_by if after.status_said else after.cited(after.headline)
    if change.release is None:
        is_of_status = change.name is ChangeName.CONFIRMED or change.field in _CREDIT
        return after.said_by if is_of_status else None
    for release in after.releases:
        if release.key.folded == change.release.folded:
            return _cited_for(change, release)
    return None  # the release is gone


def _cited_for(change: Difference, release: Release) -> Report | None:
    if change.name is ChangeName.LEAVING:
        return release.leave_dates.said_by
    if change.name is ChangeName.MOVED or change.field in _PLACES:
        return release.named_by
    return release.said_by or release.named_by
