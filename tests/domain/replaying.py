"""Rebuild the state of titles from their differences alone, starting with an empty slate."""

from collections.abc import Iterable
from typing import Any

from slate.domain.changes.difference import Difference
from slate.domain.changes.history import Step
from slate.domain.changes.values import ReleaseOn, Value
from slate.domain.titles.fields import NUMBERS
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import RELEASE_TYPES
from slate.domain.titles.title import Title

_LISTS = ("tags", "credits", "links", "ids", "aka")
_NUMBERS = tuple(NUMBERS)
State = dict[str, Any] | None


def state_of(title: Title | None) -> State:
    """Return the state of a title that differences describe, as plain values."""
    if title is None:
        return None
    state: dict[str, Any] = {
        name: getattr(title, name) for name in ("title", "status", "kind", *_NUMBERS)
    }
    for name in _LISTS:
        state[name] = set(getattr(title, name))
    state["releases"] = {
        release.key.folded: [release.date.text, release.leaves.text] for release in title.releases
    }
    return _tidied(state)


def replay(steps: Iterable[Step]) -> dict[str, State]:
    """Apply each difference, title by title, and return the state of each key.

    An added title starts with the state that it was added with.
    """
    states: dict[str, State] = {}
    for step in steps:
        state = states.get(step.key)
        for change in step.differences:
            if change.name == "added":
                state = state_of(step.title)
            elif change.name == "removed":
                state = None
            else:
                assert state is not None
                _apply(state, change)
        states[step.key] = None if state is None else _tidied(state)
    return states


def _apply(state: dict[str, Any], change: Difference) -> None:
    if change.name == "confirmed" or change.field == "confidence":
        return  # it also changes with each date
    if change.name == "retitled":
        state["title"] = change.after
    elif change.name == "status" or change.field == "kind":
        state[change.field or "status"] = change.after
    elif change.field in _NUMBERS:
        state[change.field] = change.after
    elif change.field in _LISTS:
        state[change.field] -= {change.before}
        state[change.field] |= {change.after} - {None}
    elif change.release is not None:
        _apply_to_release(state["releases"], change, change.release)


def _apply_to_release(releases: dict[str, list[str]], change: Difference, key: ReleaseKey) -> None:
    if change.field == "release" and change.after is None:
        releases.pop(key.folded, None)  # a release without any details is not in the state
    elif isinstance(change.after, ReleaseOn):
        releases[change.after.key.folded] = [change.after.date.text, "TBA"]
    elif change.name == "moved" or change.field in {"platform", "release_type"}:
        # A release without any details is not in the state until it gets a platform or type.
        (old,) = [name for name in releases if _may_be(name, change, key)] or ["||"]
        releases[key.folded] = releases.pop(old, ["TBA", "TBA"])
    else:
        dates = releases.setdefault(key.folded, ["TBA", "TBA"])
        dates[change.name == "leaving"] = change.dates[1].text


def _may_be(name: str, change: Difference, key: ReleaseKey) -> bool:
    """Whether a release is the one that a difference renamed."""
    was = ReleaseKey.parse(name)
    if was.region != key.region or name == key.folded:
        return False
    if change.field == "release_type":
        type_ = RELEASE_TYPES.get(_name(change.before) or "")
        return ReleaseKey(type_, was.region, was.platform).folded == name
    platform = ReleaseKey(was.type, was.region, _name(change.before)).folded
    return platform == name and (was.type == key.type or None in (was.type, key.type))


def _name(value: Value | None) -> str | None:
    assert value is None or isinstance(value, str)
    return value


def _tidied(state: dict[str, Any]) -> dict[str, Any]:
    """Remove the release without any details: beside others, no difference describes it."""
    releases = state["releases"]
    kept = {n: dates for n, dates in releases.items() if n != "||" or dates != ["TBA", "TBA"]}
    return state | {"releases": kept}
