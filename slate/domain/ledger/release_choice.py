"""Which release of a title is meant by a type, a region and a service, if some are stated."""

from collections.abc import Iterable
from typing import NamedTuple

from slate.domain.dates.display import screen_date
from slate.domain.ledger.errors import ManyReleasesError, NoReleaseError
from slate.domain.text import folded
from slate.domain.titles.release_key import ReleaseKey, release_text
from slate.domain.titles.release_types import at_home
from slate.domain.titles.title import Release, Title
from slate.domain.titles.vocabulary import NO_SERVICE, platform_key

# In a key that states which release is meant: one without a service.
WITHOUT = ""


class MeantRelease(NamedTuple):
    """The release that an update is about, and the one that becomes it."""

    key: ReleaseKey
    moves: ReleaseKey | None = None  # to another service, or gets a part that was not stated so far
    is_new: bool = False


def meant_release(title: Title, stated: ReleaseKey, *, rumor: bool) -> MeantRelease:
    """Return the release of a title that an update is about.

    It is the first that has all that is stated. Otherwise one moves: one without a platform gets
    the platform, and one that fits in all else goes to another. A release in theaters does neither:
    a new one is added to it. A rumor moves only a rumored release, and a report moves a rumored
    release only if there is no other.
    """
    fitting = [
        release
        for release in title.releases
        if stated.type in (None, release.key.type) and stated.region in (None, release.key.region)
    ]
    there = [release for release in fitting if _fits(release.key, stated)]
    # A rumored release is considered only for a rumor, or if there is no other.
    if there and (rumor or not there[0].rumored or all(release.rumored for release in fitting)):
        return MeantRelease(there[0].key)
    firm = any(not release.rumored for release in title.releases)
    for old in (*fitting, *(release for release in title.releases if release not in fitting)):
        if (rumor or firm) and old.rumored != rumor:
            continue
        if old.key.platform is None:
            becomes = at_home(old.key.type) and _may_become(old.key, stated)
        else:
            becomes = stated.platform is not None and old in fitting
        if becomes:
            key = ReleaseKey(
                stated.type or old.key.type,
                stated.region or old.key.region,
                stated.platform or old.key.platform,
            )
            return MeantRelease(key.completed, moves=old.key)
    return MeantRelease(stated.completed, is_new=True)


def _may_become(key: ReleaseKey, stated: ReleaseKey) -> bool:
    """Whether what is stated only adds to a release what was not stated about it so far."""
    return (stated.type is None or key.type in (None, stated.type)) and (
        stated.region is None or key.region in (None, stated.region)
    )


def chosen_platform(name: str) -> str:
    """Return the service of the release that is meant: WITHOUT for NO_SERVICE."""
    return WITHOUT if folded(name) == NO_SERVICE else name


def chosen_release(title: Title, stated: ReleaseKey) -> ReleaseKey:
    """Return the release of a title that is meant by what is stated, None being any.

    Raises NoReleaseError if the title has none like it, ManyReleasesError if it has several.
    """
    by_date = sorted(title.releases, key=lambda release: release.date_order)
    found = fitting([release.key for release in by_date], stated)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoReleaseError(title.name, _asked(stated), list(map(_text, by_date)))
    texts = [_text(release) for release in by_date if release.key in found]
    others = [release.key for release in by_date if release.key not in found]
    raise ManyReleasesError(title.name, texts, found, others)


def fitting(keys: Iterable[ReleaseKey], stated: ReleaseKey) -> list[ReleaseKey]:
    """Return the keys that have all that is stated, or the only one that has nothing besides.

    So each of several releases can be meant: of Netflix and Netflix in Britain, the type and the
    service name the first, and the region names the second.
    """
    found = [key for key in keys if _fits(key, stated)]
    if len(found) > 1 and any(part is not None for part in stated):
        found = [key for key in found if key.folded == stated.folded] or found
    return found


def _fits(key: ReleaseKey, stated: ReleaseKey) -> bool:
    return (
        stated.type in (None, key.type)
        and stated.region in (None, key.region)
        and (
            stated.platform is None
            or platform_key(stated.platform) == platform_key(key.platform or WITHOUT)
        )
    )


def _asked(stated: ReleaseKey) -> str:
    """Return what is stated of a release: `Hulu, GB`, `tv, no service`; empty if nothing is."""
    what = release_text(stated) if any(stated) else ""
    return ", ".join(filter(None, (what, "no service" if stated.platform == WITHOUT else "")))


def _text(release: Release) -> str:
    """Return a release with its date: `Netflix, 2021-03-01`, `theatrical, US, no date`."""
    return f"{release_text(release.key)}, {screen_date(release.date, weekday=False)}"
