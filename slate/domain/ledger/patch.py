"""What a patch states: a claim at each path: `("releases", "streaming||netflix", "date")`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slate.domain.reports.report import Report, Said
from slate.domain.titles.fields import COLLECTIONS
from slate.domain.titles.release_key import ReleaseKey

Path = tuple[str, ...]
# Fields of a patch that are no claims about the title itself. The titles that are the same work
# (key -> slug):
SAME = "same"
# Titles that are different works (key -> slug), and titles to which the reports of a source belong
# (key -> source; empty for reports without one).
DIFFERS = "differs"
SPLIT = "split"
_ABOUT_OTHERS = frozenset({SAME, DIFFERS, SPLIT})
DATE_FIELDS = ("date", "leaves")
# The lengths of the paths of a member of a collection, and of a date of a release.
MEMBER, DATE = 2, 3


def is_about_its_title(report: Report) -> bool:
    """Whether a report states something about its title itself.

    Removals do not, nor does what relates it to other titles; but a title that is created as
    another work than those of its name also states what it is.
    """
    return bool(report.said) and not {SAME, SPLIT}.intersection(report.said or ())


def claims_in(said: Said) -> Iterator[tuple[Path, Any]]:
    """Yield (path, value) for each claim in a patch; a value of None removes."""
    for name, value in said.items():
        if name in _ABOUT_OTHERS:
            continue
        if name not in COLLECTIONS:
            yield (name,), value
            continue
        for identity, item in value.items():
            if name != "releases":
                yield (name, identity), item
                continue
            path = (name, ReleaseKey.parse(identity).folded)
            yield path, None if item is None else identity
            for field, detail in (item or {}).items():
                yield (*path, field), detail


def release_patches(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what is stated about releases in as few patches as possible, none of them empty.

    The fold takes a patch that drops one release and names another for a move, and one that names a
    further release for none. So a part that drops any release is a patch of its own.
    """
    patches: list[dict[str, Any]] = []
    is_open = False
    for part in filter(None, parts):
        only_names = None not in part.values()
        if is_open and only_names:
            patches[-1] |= part
        else:
            patches.append(dict(part))
        is_open = only_names
    return patches
