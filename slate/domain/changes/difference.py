"""What changed between two states of a title, by name.

A date `slipped` when neither end is earlier than before, `advanced` when neither is
later; `narrowed` when the new span lies inside the old, `widened` the other way.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from slate.domain.dates.distance import distance
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.report import Report
from slate.domain.titles.fields import LISTS, PLAIN
from slate.domain.titles.title import Release, ReleaseKey, Title
from slate.domain.titles.vocabulary import platform_key

NAMES = (
    "added",
    "removed",
    "retitled",
    "status",
    "dated",
    "undated",
    "narrowed",
    "widened",
    "slipped",
    "advanced",
    "moved",
    "edited",
)


class Difference(NamedTuple):
    """One change of a title: from, to, how far, and of which release."""

    name: str
    before: str | None = None
    after: str | None = None
    field: str | None = None  # of `edited`: which field
    release: ReleaseKey | None = None
    by: str | None = None  # of a date: how far it moved
    reverted: bool = False  # back to a date that it had before


class Change(NamedTuple):
    """What became of one title: `outcome` is added, changed, unchanged or left removed."""

    outcome: str
    slug: str
    title: Title | None
    differences: tuple[Difference, ...] = ()


def differences(before: Title | None, after: Title | None) -> list[Difference]:
    """Name what changed from one state of a title to the next."""
    if before is None and after is None:
        return []
    if after is None:
        return [Difference("removed", before=before.name if before else None)]
    if before is None:
        return [Difference("added", after=after.name)]
    found = []
    if before.title != after.title:
        found.append(Difference("retitled", before.title, after.title))
    found += _moves(before, after)
    found += _stages(before, after)
    for name in ("kind", *PLAIN):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            found.append(Difference("edited", _text(was), _text(now), name))
    if before.wanted_slug != after.wanted_slug and before.slug != after.slug:
        found.append(Difference("edited", before.wanted_slug, after.wanted_slug, "slug"))
    for name in LISTS:
        found += _members(name, getattr(before, name), getattr(after, name))
    return found


def _stages(before: Title, after: Title) -> Iterator[Difference]:
    if before.status != after.status:
        yield Difference("status", before.status, after.status)
    elif before.status_said and after.status_said:
        yield from _confirmed(before.said_by, after.said_by)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _members(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[Difference]:
    """List what left a collection and what came to it, one difference each."""
    gone = [item for item in before if item not in after]
    come = [item for item in after if item not in before]
    return [Difference("edited", member_text(name, item), None, name) for item in gone] + [
        Difference("edited", None, member_text(name, item), name) for item in come
    ]


def member_text(name: str, item: object) -> str:
    """Write a member of a collection as people type it: `director=...`, `imdb=tt...`."""
    if isinstance(item, tuple):
        left, right = item
        return f"{left} {right}" if name == "links" else f"{left}={right}"
    return str(item)


def _moves(before: Title, after: Title) -> list[Difference]:
    """Name what happened to the releases."""
    was = {release.key.folded: release for release in before.releases}
    now = {release.key.folded: release for release in after.releases}
    gone = [release for name, release in was.items() if name not in now]
    come = [release for name, release in now.items() if name not in was]
    found: list[Difference] = []
    if len(gone) == len(come) == 1 and _same_kind(gone[0], come[0]):
        found += _moved(gone[0], come[0])
        gone, come = [], []
    # A title without any date has lost its own, or gets one, with whatever release it is.
    loses, gets = not _is_dated(after), not _is_dated(before)
    for old in gone:
        found += _dropped(old, undated=loses and old.date.known)
    for new in come:
        found += _added(new, dated=gets and new.date.known)
    for name, new in now.items():
        if name in was:
            found += _changes(was[name], new)
    return found


def _is_dated(title: Title) -> bool:
    return any(release.date.known for release in title.releases)


def _dropped(old: Release, *, undated: bool) -> list[Difference]:
    if not undated:
        return [Difference("edited", release_text(old), None, "release", old.key)]
    found = [date_difference(old.date, TBA, old.key)]
    if any(old.key):
        found.append(Difference("edited", release_text(_undated(old)), None, "release", old.key))
    return found


def _added(new: Release, *, dated: bool) -> list[Difference]:
    leaves = _leaving(Release(new.key), new)
    if not dated:
        return [Difference("edited", None, release_text(new), "release", new.key), *leaves]
    found = [date_difference(TBA, new.date, new.key), *leaves]
    if any(new.key):
        found.insert(0, Difference("edited", None, release_text(_undated(new)), "release", new.key))
    return found


def _undated(release: Release) -> Release:
    return replace(release, date=TBA)


def _same_kind(old: Release, new: Release) -> bool:
    """Tell a move from two changes: it keeps the region, and the way of release if said."""
    return old.key.region == new.key.region and (
        old.key.type == new.key.type or old.key.type is None or new.key.type is None
    )


def _moved(old: Release, new: Release) -> list[Difference]:
    if platform_key(old.key.platform or "") == platform_key(new.key.platform or ""):
        change = Difference("edited", old.key.type, new.key.type, "release_type", new.key)
    elif old.key.platform is None or new.key.platform is None:
        change = Difference("edited", old.key.platform, new.key.platform, "platform", new.key)
    else:
        change = Difference("moved", old.key.platform, new.key.platform, None, new.key)
    return [change, *_changes(old, new)]


def _changes(old: Release, new: Release) -> list[Difference]:
    found = []
    if old.date.text != new.date.text:
        found.append(date_difference(old.date, new.date, new.key))
    elif old.said_by and new.said_by:
        found += _confirmed(old.said_by, new.said_by, new.key)
    return found + _leaving(old, new)


def _confirmed(old: Report, new: Report, release: ReleaseKey | None = None) -> Iterator[Difference]:
    """Tell that what was only a rumor is reported, in the same words."""
    if old.rumored and not new.rumored:
        yield Difference("edited", "rumor", new.confidence, "confidence", release)


def _leaving(old: Release, new: Release) -> list[Difference]:
    if old.leaves.text == new.leaves.text:
        return []
    return [Difference("edited", _known(old.leaves), _known(new.leaves), "leaves", new.key)]


def _known(when: ReleaseDate) -> str | None:
    return when.text if when.known else None


def date_difference(old: ReleaseDate, new: ReleaseDate, key: ReleaseKey) -> Difference:
    """Name how a date changed; the two texts differ."""
    name = _date_name(old, new)
    by = distance(old, new) if name in {"slipped", "advanced"} else None
    field = "date" if name == "edited" else None
    return Difference(name, _known(old), _known(new), field, key, by)


def _date_name(old: ReleaseDate, new: ReleaseDate) -> str:
    if not old.known:
        return "dated"
    if not new.known:
        return "undated"
    (old_from, old_to), (new_from, new_to) = _span(old), _span(new)
    if (old_from, old_to) == (new_from, new_to):
        return "edited"
    if new_from >= old_from and new_to <= old_to:
        return "narrowed"
    if new_from <= old_from and new_to >= old_to:
        return "widened"
    return "slipped" if new_from >= old_from else "advanced"


def _span(when: ReleaseDate) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def release_text(release: Release) -> str:
    """Name a release in a few words: `limited, US`, `Hulu, 2021-03`."""
    key = release.key
    way = None if key.type == "streaming" and key.platform else key.type
    parts = (key.platform, way, key.region, _known(release.date))
    return ", ".join(part for part in parts if part) or "of no said kind"
