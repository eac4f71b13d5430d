"""Which stage `upcoming` means for a title."""

from collections.abc import Iterable, Mapping
from typing import Any

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Release, headline


def upcoming_stage(releases: Iterable[Release], patches: Iterable[Mapping[str, Any]]) -> Stage:
    """Return the stage that `upcoming` means for a title with these releases, after these patches.

    It is scheduled if the headline release has a date, otherwise announced: the release by which
    `derived_status` decides, too. The patches are those of releases that `release_patches` returns.
    """
    for patch in patches:
        releases = _patched(releases, patch)
    shown = headline(tuple(sorted(releases, key=lambda release: release.order)))
    return Stage.SCHEDULED if shown is not None and shown.date.known else Stage.ANNOUNCED


def _patched(releases: Iterable[Release], patch: Mapping[str, Any]) -> Iterable[Release]:
    """Return releases with the dates that they have after a patch; a date moves with its release.

    What is stated counts, even if the fold is not going to show it.
    """
    there = {release.key.folded: release for release in releases}
    moved = TBA
    for name, dates in sorted(patch.items(), key=lambda item: item[1] is not None):  # drops first
        key = ReleaseKey.parse(name)
        if dates is None:
            moved = there.pop(key.folded, Release(key)).date
        elif "date" in dates:
            there[key.folded] = Release(key, parse_date(dates["date"]) if dates["date"] else TBA)
        else:
            there.setdefault(key.folded, Release(key, moved))
    return there.values()
