"""What changed between two states of a title, by name.

A date `slipped` if neither end is earlier than before, and `advanced` if neither is later; it
is `narrowed` if the new span lies inside the old one, and `widened` in the reverse case.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, assert_never

from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.unshown import Unshown
from slate.domain.dates.distance import Distance, distance
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.claims import SettledDate, credit_of
from slate.domain.reports.confidences import Rank
from slate.domain.reports.report import Attribution, Report
from slate.domain.titles.fields import LISTS, PLAIN
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Release, Title
from slate.domain.titles.vocabulary import platform_key


class ReleaseOn(NamedTuple):
    """A release that was added or dropped, with its date, or TBA if that is reported separately."""

    key: ReleaseKey
    date: ReleaseDate


class Credit(NamedTuple):
    """A person, and the role: `director`."""

    role: str
    name: str


class LinkTo(NamedTuple):
    """A link, such as `sequel-of`, to the title that has this key."""

    relation: Relation
    key: str


class ExternalId(NamedTuple):
    """The id of a title in another catalog."""

    scheme: str
    value: str


# A value before or after a change; names, words and texts are str.
Value = str | int | ReleaseDate | ReleaseOn | Credit | LinkTo | ExternalId


class Difference(NamedTuple):
    """One change of a title: the values before and after, how far, and of which release."""

    name: ChangeName
    before: Value | None = None
    after: Value | None = None
    field: str | None = None  # of `edited`: which field
    release: ReleaseKey | None = None
    by: Distance | None = None  # for a date: how far it moved
    reverted: bool = False  # whether the release is back at a date that it had before
    former: Attribution | None = None  # of the former date, or of the value that is confirmed
    said_by: Attribution | None = None  # of the confirmation

    @property
    def is_about_a_date(self) -> bool:
        """Whether the date of a release changed, or how it is stated."""
        return self.name.is_about_a_date or self.field == "date"

    @property
    def dates(self) -> tuple[ReleaseDate, ReleaseDate]:
        """The dates before and after; TBA for a value that is not a date."""
        before, after = (
            value if isinstance(value, ReleaseDate) else TBA for value in (self.before, self.after)
        )
        return before, after


class Correction(NamedTuple):
    """A date that an author replaced on the day on which they had stated it: a mistake, perhaps.

    It counts as a slip, unless the batch that stated it is undone.
    """

    was: ReleaseDate
    batch: str  # uid of the batch that stated it
    created: bool  # whether that batch created the title


class Change(NamedTuple):
    """What happened to one title."""

    outcome: Outcome
    slug: str
    title: Title | None
    differences: tuple[Difference, ...] = ()
    unshown: Unshown | None = None  # why a report that was recorded changes nothing
    correction: Correction | None = None


def correction(
    before: Title, report: Report, differences: Iterable[Difference]
) -> Correction | None:
    """Return the author's own date of the same day that a report replaced, if any.

    An author's own claims are those without a source.
    """
    moved = {change.release for change in differences if change.name.has_a_distance}
    for release in before.releases:
        for claim in release.dates.kept if release.key in moved else ():
            own = claim.report
            if (
                claim.value == release.date.text
                and own.source is report.source is None
                and (own.author, own.reported_on) == (report.author, report.reported_on)
            ):
                return Correction(release.date, own.batch, own.batch == before.created[1])
    return None


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
    for name in ("kind", *PLAIN):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            found.append(Difference(ChangeName.EDITED, was, now, name))
    if before.wanted_slug != after.wanted_slug and before.slug != after.slug:
        found.append(Difference(ChangeName.EDITED, before.wanted_slug, after.wanted_slug, "slug"))
    for name in LISTS:
        found += _members(name, getattr(before, name), getattr(after, name))
    return found


def _stages(before: Title, after: Title) -> Iterator[Difference]:
    if before.status != after.status:
        yield Difference(ChangeName.STATUS, before.status, after.status)
    elif before.status_said and after.status_said:
        yield from _confirmed(after.status, before.said_by, after.said_by)


def _members(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[Difference]:
    """Return a difference for each member removed from a collection, then for each one added."""
    gone = [item for item in before if item not in after]
    come = [item for item in after if item not in before]
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
    was = {release.key.folded: release for release in before.releases}
    now = {release.key.folded: release for release in after.releases}
    gone = [release for name, release in was.items() if name not in now]
    come = [release for name, release in now.items() if name not in was]
    found: list[Difference] = []
    if len(gone) == len(come) == 1 and _same_kind(gone[0], come[0]):
        found += _moved(before, after, gone[0], come[0])
        gone, come = [], []
    # A title that is left without any date is undated, whichever release had the date; one that
    # had none before is dated.
    loses, gets = not _is_dated(after), not _is_dated(before)
    for old in gone:
        found += _dropped(old, undated=loses and old.date.known and not old.contested)
    for new in come:
        found += _added(new, dated=gets and new.date.known and not new.contested)
    for name, new in now.items():
        if name in was:
            found += _changes(before, after, was[name], new)
    return found


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


def _added(new: Release, *, dated: bool) -> list[Difference]:
    leaves = _leaving(Release(new.key), new)
    if not dated:
        return [
            Difference(ChangeName.EDITED, None, ReleaseOn(new.key, new.date), "release", new.key),
            *leaves,
        ]
    found = [date_difference(TBA, new.date, new.key), *leaves]
    if any(new.key):
        found.insert(
            0, Difference(ChangeName.EDITED, None, ReleaseOn(new.key, TBA), "release", new.key)
        )
    return found


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
        found.append(_moved_date(before, after, old, new))
    else:
        was, now = (
            release.said_by if release.date.known else release.named_by for release in (old, new)
        )
        value = new.date if new.date.known else ReleaseOn(new.key, TBA)
        if was and now:
            found += _confirmed(value, was, now, new.key)
    return found + _leaving(old, new)


def _moved_date(before: Title, after: Title, old: Release, new: Release) -> Difference:
    """Return how the date of a release changed.

    It slipped, or advanced, only if a source corrected itself, or what a named source had
    reported; otherwise the release was `dated` anew.
    """
    change = date_difference(old.date, new.date, new.key)
    if not change.name.has_a_distance or (
        _is_move(old.dates, new.dates, change.name) and not _is_rerun(before, after, old, new)
    ):
        return change
    return change._replace(name=ChangeName.DATED, by=None, former=_attribution(old.said_by))


def _is_move(old: SettledDate, new: SettledDate, name: ChangeName) -> bool:
    """Whether a date that slipped or advanced is that of a source which knew the former one."""
    was, now = old.shown, new.shown
    if was is None or now is None or old.base is None or new.base is None:
        return False
    moved = now if new.base.report.order == old.base.report.order else new.base
    report = moved.report
    if report.order <= was.report.order or report.batch == was.report.batch:
        return False
    own = [claim for claim in old.kept if claim.value and claim.report.source == report.source]
    if any(_are_two_lists(claim.report, report) for claim in own):
        return False
    former = [claim for claim in old.kept if claim.value in (was.value, old.base.value)]
    if any(_is_known(claim.report, report) for claim in former):
        return True
    return any(_date_name(claim.date, moved.date) is name for claim in own)


def _is_known(former: Report, report: Report) -> bool:
    """Whether a report corrects a former one: its own source's, or one of a named source."""
    return former.source == report.source or (
        former.source is not None and former.confidence.rank is Rank.REPORTED
    )


def _are_two_lists(one: Report, other: Report) -> bool:
    """Whether a source has two lists of one day, which may state two dates."""
    listed = one.confidence.rank is other.confidence.rank is Rank.LISTED
    return listed and one.reported_on == other.reported_on


def _is_rerun(before: Title, after: Title, old: Release, new: Release) -> bool:
    """Whether a release of a title that was out is shown again, on a day still to come."""
    latest = new.dates.latest
    if latest is None or not (before.status.out and after.status.out):
        return False
    day = latest.day.latest or date.max
    return (old.date.latest or date.max) <= day < (new.date.latest or date.max)


def _confirmed(
    value: Value, old: Report, new: Report, release: ReleaseKey | None = None
) -> Iterator[Difference]:
    """Yield a difference if the confidence of an unchanged value rose or fell."""
    was, now = credit_of(old), credit_of(new)
    if was < now:
        yield Difference(
            ChangeName.CONFIRMED,
            value,
            value,
            release=release,
            former=_attribution(old),
            said_by=_attribution(new),
        )
    elif was > now:
        yield Difference(ChangeName.EDITED, old.confidence, new.confidence, "confidence", release)


def _attribution(report: Report | None) -> Attribution | None:
    return report.attribution if report else None


def _leaving(old: Release, new: Release) -> list[Difference]:
    if old.leaves.text == new.leaves.text:
        return []
    return [Difference(ChangeName.LEAVING, _known(old.leaves), _known(new.leaves), None, new.key)]


def _known(when: ReleaseDate) -> ReleaseDate | None:
    return when if when.known else None


def date_difference(old: ReleaseDate, new: ReleaseDate, key: ReleaseKey) -> Difference:
    """Return how a date changed; the texts of the two dates must differ."""
    name = _date_name(old, new)
    by = distance(old, new) if name.has_a_distance else None
    field = "date" if name is ChangeName.EDITED else None
    return Difference(name, _known(old), _known(new), field, key, by)


def _date_name(old: ReleaseDate, new: ReleaseDate) -> ChangeName:
    if not old.known:
        return ChangeName.DATED
    if not new.known:
        return ChangeName.UNDATED
    (old_from, old_to), (new_from, new_to) = _span(old), _span(new)
    if (old_from, old_to) == (new_from, new_to):
        return ChangeName.EDITED
    if new_from >= old_from and new_to <= old_to:
        return ChangeName.NARROWED
    if new_from <= old_from and new_to >= old_to:
        return ChangeName.WIDENED
    return ChangeName.SLIPPED if new_from >= old_from else ChangeName.ADVANCED


def _span(when: ReleaseDate) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def value_text(value: Value | None) -> str | None:
    """Return a value as every format writes it; members of collections as users type them."""
    match value:
        case None | str():
            return value
        case int():
            return str(value)
        case ReleaseDate():
            return value.text
        case ReleaseOn(key, when):
            return release_text(key, when.text if when.known else "")
        case Credit(left, right) | ExternalId(left, right):
            return f"{left}={right}"
        case LinkTo(relation, key):
            return f"{relation} {key}"
        case _:
            assert_never(value)


def release_text(key: ReleaseKey, when: str) -> str:
    """Return a release as short text, its date last: `limited, US`, `Hulu, 2021-03`."""
    way = None if key.type is ReleaseType.STREAMING and key.platform else key.type
    return ", ".join(filter(None, (key.platform, way, key.region, when))) or "unspecified release"
