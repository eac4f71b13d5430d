"""What changed between two states of a title."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.date_moves import moved_date
from slate.domain.changes.difference import Difference, date_difference, known
from slate.domain.changes.values import Credit, ExternalId, LinkTo, ReleaseOn, Value
from slate.domain.dates.release_date import TBA
from slate.domain.reports.claims import credit_of
from slate.domain.reports.report import Report
from slate.domain.titles.fields import LISTS, PLAIN
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Release, Title
from slate.domain.titles.vocabulary import platform_key

_VALUES = ("kind", *PLAIN)
# The fields whose changes have no name of their own.
_edited_of = attrgetter(*_VALUES, "slug", *LISTS)


def undo_differences(before: Title | None, after: Title | None) -> list[Difference]:
    """Return what an undo or redo changed: a date that it brings back has not moved."""
    return [_brought_back(change) for change in differences(before, after)]


def _brought_back(change: Difference) -> Difference:
    before, after = change.dates
    if not (change.name.is_about_a_date and before.known and after.known):
        return change
    return change._replace(name=ChangeName.DATED, by=None, reverted=True, former=None)


def differences(before: Title | None, after: Title | None) -> list[Difference]:
    """Return what changed from one state of a title to the next."""
    if before is None and after is None:
        return []
    if after is None:
        return [Difference(ChangeName.REMOVED, before=before.name if before else None)]
    if before is None:
        return [Difference(ChangeName.ADDED, after=after.name)]
    found = []
    if before.title != after.title:
        found.append(Difference(ChangeName.RETITLED, before.title, after.title))
    found += _moves(before, after)
    found += _stages(before, after)
    if _edited_of(before) != _edited_of(after):  # of few reports
        found += _edits(before, after)
    return found


def _edits(before: Title, after: Title) -> Iterator[Difference]:
    for name in _VALUES:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Difference(ChangeName.EDITED, was, now, name)
    if before.wanted_slug != after.wanted_slug and before.slug != after.slug:
        yield Difference(ChangeName.EDITED, before.wanted_slug, after.wanted_slug, "slug")
    for name in LISTS:
        yield from _members(name, getattr(before, name), getattr(after, name))


def _stages(before: Title, after: Title) -> Iterator[Difference]:
    if before.status != after.status:
        yield Difference(ChangeName.STATUS, before.status, after.status)
    elif before.status_said and after.status_said:
        yield from _confirmed(after.status, before.said_by, after.said_by)


def _members(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[Difference]:
    """Return a difference for each member removed from a collection, then for each one added."""
    if before == after:
        return []
    was, now = set(before), set(after)
    gone = [item for item in before if item not in now]
    come = [item for item in after if item not in was]
    return [Difference(ChangeName.EDITED, _member(name, item), None, name) for item in gone] + [
        Difference(ChangeName.EDITED, None, _member(name, item), name) for item in come
    ]


def _member(name: str, item: Any) -> Value:  # noqa: ANN401 -- its type depends on the collection
    match name:
        case "credits":
            return Credit(*item)
        case "links":
            return LinkTo(*item)
        case "ids":
            return ExternalId(*item)
        case _:
            return str(item)


def _moves(before: Title, after: Title) -> list[Difference]:
    """Return what changed about the releases."""
    was_there = [release.key for release in before.releases]
    if was_there == [release.key for release in after.releases]:  # true of most
        pairs = zip(before.releases, after.releases, strict=True)
        return [change for old, new in pairs for change in _changes(before, after, old, new)]
    was = {release.key.folded: release for release in before.releases}
    now = {release.key.folded: release for release in after.releases}
    gone = [release for name, release in was.items() if name not in now]
    come = [release for name, release in now.items() if name not in was]
    found: list[Difference] = []
    if len(gone) == len(come) == 1 and _same_kind(gone[0], come[0]):
        found += _moved(before, after, gone[0], come[0])
        gone, come = [], []
    elif gone and come:  # one of which nothing is stated only gives way, or is what is left
        gone, come = ([each for each in some if not _is_blank(each)] for some in (gone, come))
    is_first = all(name not in now and _is_blank(release) for name, release in was.items())
    # A title that is left without any date is undated, whichever release had the date; one that
    # had none before is dated.
    loses, gets = not _is_dated(after), not _is_dated(before)
    for old in gone:
        found += _dropped(old, undated=loses and old.date.known and not old.contested)
    for new in come:
        dated = gets and new.date.known and not new.contested
        found += _added(new, dated=dated, is_first=is_first and new is come[0])
    for name, new in now.items():
        if name in was:
            found += _changes(before, after, was[name], new)
    return found


def _is_blank(release: Release) -> bool:
    """Whether nothing is stated of a release: not even a date."""
    return not (any(release.key) or release.date.known or release.leaves.known)


def _is_dated(title: Title) -> bool:
    return any(release.date.known and not release.contested for release in title.releases)


def _dropped(old: Release, *, undated: bool) -> list[Difference]:
    if not undated:
        return [
            Difference(ChangeName.EDITED, ReleaseOn(old.key, old.date), None, "release", old.key)
        ]
    found = [date_difference(old.date, TBA, old.key)]
    if not any(old.key):  # no line of its own says that the release is gone
        found += _leaving(old, Release(old.key))
    else:
        found.append(
            Difference(ChangeName.EDITED, ReleaseOn(old.key, TBA), None, "release", old.key)
        )
    return found


def _added(new: Release, *, dated: bool, is_first: bool) -> list[Difference]:
    leaves = _leaving(Release(new.key), new)
    release = ReleaseOn(new.key, TBA if dated else new.date, is_first)
    come = Difference(ChangeName.EDITED, None, release, "release", new.key)
    if not dated:
        return [come, *leaves]
    found = [date_difference(TBA, new.date, new.key), *leaves]
    return [come, *found] if any(new.key) else found


def _same_kind(old: Release, new: Release) -> bool:
    """Whether two releases are one that moved: same region, and same type if both are stated."""
    return old.key.region == new.key.region and (
        old.key.type == new.key.type or old.key.type is None or new.key.type is None
    )


def _moved(before: Title, after: Title, old: Release, new: Release) -> list[Difference]:
    if platform_key(old.key.platform or "") == platform_key(new.key.platform or ""):
        change = Difference(ChangeName.EDITED, old.key.type, new.key.type, "release_type", new.key)
    elif old.key.platform is None or new.key.platform is None:
        change = Difference(
            ChangeName.EDITED, old.key.platform, new.key.platform, "platform", new.key
        )
    else:
        change = Difference(ChangeName.MOVED, old.key.platform, new.key.platform, None, new.key)
    return [change, *_changes(before, after, old, new)]


def _changes(before: Title, after: Title, old: Release, new: Release) -> list[Difference]:
    found = []
    if old.date.text != new.date.text:
        found.append(moved_date(before, after, old, new))
    else:
        was, now = (
            release.said_by if release.date.known else release.named_by for release in (old, new)
        )
        value = new.date if new.date.known else ReleaseOn(new.key, TBA)
        if was and now:
            found += _confirmed(value, was, now, new.key)
    return found + _leaving(old, new)


def _confirmed(
    value: Value, old: Report, new: Report, release: ReleaseKey | None = None
) -> Iterator[Difference]:
    """Yield a difference if the confidence of an unchanged value rose or fell.

    What is typed without a source has the word of a report, but less credit: then what is gone is
    the source.
    """
    was, now = credit_of(old), credit_of(new)
    if was < now:
        yield Difference(
            ChangeName.CONFIRMED,
            value,
            value,
            release=release,
            former=old.attribution,
            said_by=new.attribution,
        )
    elif was > now and old.confidence == new.confidence:
        yield Difference(ChangeName.EDITED, old.source, new.source, "source", release)
    elif was > now:
        yield Difference(ChangeName.EDITED, old.confidence, new.confidence, "confidence", release)


def _leaving(old: Release, new: Release) -> list[Difference]:
    if old.leaves.text == new.leaves.text:
        return []
    return [Difference(ChangeName.LEAVING, known(old.leaves), known(new.leaves), None, new.key)]
