"""Editing: what somebody changed among the facts of a title, and the patches that state it.

The facts are compared three times: what was shown with what it became, to find out what was
changed; what was shown with what the title is now, since others may have written meanwhile; and
both changes with each other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from slate.domain.ledger.patch import DATE, DATE_FIELDS, MEMBER, Path, release_patches
from slate.domain.ledger.title_claims import TitleClaims
from slate.domain.ledger.upcoming_stage import upcoming_stage
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.credits import by_role
from slate.domain.titles.fields import PLAIN
from slate.domain.titles.members import member
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.status import UPCOMING
from slate.domain.titles.title import Release, Title

# What is stated and shown of a title, by its path. A credit is the tuple of names of one role,
# since their order counts; a release is the text of its key; other members of collections are
# true. What is derived is not among the facts.
Facts = Mapping[Path, Any]
_RELEASES, _CREDITS = "releases", "credits"
_STATUS: Path = ("status",)


class Editable(NamedTuple):
    """A title as it is shown to somebody who edits it."""

    slug: str
    title: Title
    linked: Mapping[str, str]  # key -> slug, of the titles on the slate that it follows
    credited: Mapping[Path, Report]  # who gets the credit for what is shown, except of releases


def facts_of(title: Title) -> dict[Path, Any]:
    """Return what is stated and shown of a title."""
    single = {
        "title": title.title,
        **{name: getattr(title, name) for name in PLAIN},
        "kind": title.kind if title.kind_said else None,
        "status": title.status if title.status_said else None,
        "slug": title.slug,
    }
    facts: dict[Path, Any] = {(name,): value for name, value in single.items() if value is not None}
    facts |= {("tags", tag): True for tag in title.tags}
    facts |= {("aka", name): True for name in title.aka}
    facts |= {("ids", scheme): value for scheme, value in title.ids}
    facts |= {("links", member(relation, key)): True for relation, key in title.links}
    facts |= {(_CREDITS, role): tuple(names) for role, names in by_role(title.credits).items()}
    for release in title.releases:
        path = (_RELEASES, release.key.folded)
        facts[path] = str(release.key)
        for field, when in zip(DATE_FIELDS, (release.date, release.leaves), strict=True):
            if when.known:
                facts[*path, field] = when.text
    return facts


def credited_reports(reports: Iterable[Report]) -> dict[Path, Report]:
    """Return the report that gets the credit for each value that is shown, except of releases."""
    claims = TitleClaims()
    for report in in_order(reports):
        claims.add(report)
    return {
        path: there.credited(value).report
        for path, there in claims.at.items()
        if path[0] != _RELEASES and (value := there.stated().value) is not None
    }


def edited(before: Facts, after: Facts) -> list[Path]:
    """Return the paths at which two states of a title differ, in the order of the facts."""
    return [path for path in {**before, **after} if before.get(path) != after.get(path)]


def conflicts(before: Facts, after: Facts, now: Facts) -> list[Path]:
    """Return the paths that were edited, but that others have changed in another way meanwhile.

    They include the releases that were edited and are gone now.
    """
    changed = edited(before, after)
    found = [path for path in changed if now.get(path) not in (before.get(path), after.get(path))]
    releases = {path[:MEMBER] for path in changed if path[0] == _RELEASES}
    moved = {(_RELEASES, move.old) for move in _moves(before, after)}
    touched = (releases & before.keys() & after.keys()) | moved
    return [*found, *sorted(touched - now.keys())]


def with_stage(before: Facts, after: Facts, releases: Iterable[Release]) -> Facts:
    """Return facts with the stage that their status means, if it is `upcoming`.

    `releases` are those of the title now, to which the edit is applied.
    """
    if after.get(_STATUS) != UPCOMING:
        return after
    edits = (patch.get(_RELEASES, {}) for patch in patches(before, after))
    return {**after, _STATUS: upcoming_stage(releases, edits)}


def patches(before: Facts, after: Facts, *, restates_credits: bool = False) -> list[dict[str, Any]]:
    """Return the patches that state what was edited: one, or more if releases moved or went.

    See `release_patches`. With `restates_credits`, all people of a role are stated again, each with
    their place.
    """
    said: dict[str, Any] = {}
    moves = _moves(before, after)
    moved = {name for move in moves for name in move}
    dated: dict[str, Any] = {}
    dropped: dict[str, Any] = {}
    for path in edited(before, after):
        name, value = path[0], after.get(path)
        if len(path) == 1:
            said[name] = value
        elif name == _CREDITS:
            role = dict(_credits(path[1], before, after, restates=restates_credits))
            said[name] = said.get(name, {}) | role
        elif name != _RELEASES:
            said.setdefault(name, {})[path[1]] = value
        elif path[1] in moved:
            continue
        elif path[:MEMBER] not in after:
            dropped[before[path[:MEMBER]]] = None
        elif path[:MEMBER] not in before:
            dates = dated.setdefault(after[path[:MEMBER]], {})
            dates |= {path[-1]: value} if len(path) == DATE else {}
        elif len(path) == DATE:
            dated.setdefault(before[path[:MEMBER]], {})[path[2]] = value
    parts = release_patches([dated, dropped, *_moved(moves, before, after)])
    *first, last = parts or [{}]
    if last:
        said[_RELEASES] = last
    # The status comes last: it counts against the dates stated before.
    return [each for each in (*({_RELEASES: one} for one in first), said) if each]


def _credits(
    role: str, before: Facts, after: Facts, *, restates: bool
) -> Iterator[tuple[str, int | bool | None]]:
    """Yield the names of a role that went, and those that came, with their places."""
    was, names = (facts.get((_CREDITS, role), ()) for facts in (before, after))
    yield from ((member(role, name), None) for name in was if name not in names)
    for place, name in enumerate(names, 1):
        if restates or name not in was:
            yield member(role, name), place if len(names) > 1 else True


class _Move(NamedTuple):
    """The identities of a release that is gone, and of the one that it became."""

    old: str
    new: str


def _moves(before: Facts, after: Facts) -> list[_Move]:
    """Return which of the releases that went became which of those that came.

    That is the first whose type and region do not contradict, or which has the same date.
    """
    was, become = _releases(before), _releases(after)
    gone = [name for name in was if name not in become]
    moves = []
    for new in (name for name in become if name not in was):
        for old in gone:
            date = before.get((_RELEASES, old, "date"))
            same_date = date is not None and date == after.get((_RELEASES, new, "date"))
            if same_date or _may_become(was[old], become[new]):
                gone.remove(old)
                moves.append(_Move(old, new))
                break
    return moves


def _releases(facts: Facts) -> dict[str, ReleaseKey]:
    return {
        path[1]: ReleaseKey.parse(value)
        for path, value in facts.items()
        if path[0] == _RELEASES and len(path) == MEMBER
    }


def _may_become(old: ReleaseKey, new: ReleaseKey) -> bool:
    return old.type in (None, new.type) and old.region in (None, new.region)


def _moved(moves: Iterable[_Move], before: Facts, after: Facts) -> Iterator[dict[str, Any]]:
    """Yield a patch for each move; the dates move with it, so only others are stated."""
    for old, new in moves:
        dates = {
            field: after.get((_RELEASES, new, field))
            for field in DATE_FIELDS
            if before.get((_RELEASES, old, field)) != after.get((_RELEASES, new, field))
        }
        yield {before[_RELEASES, old]: None, after[_RELEASES, new]: dates}
