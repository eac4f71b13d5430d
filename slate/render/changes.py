"""A change in a few words: `slipped 2021-01-08 -> 2021-01-22, 14 days later`."""

import re

from slate.domain.differences import Difference
from slate.domain.names import full_name
from slate.domain.text import safe
from slate.domain.titles import ReleaseKey
from slate.render.phrases import release_words

# Fields of which a difference adds or drops one member.
_COLLECTIONS = {
    "tags": "tags",
    "credits": "people",
    "links": "links",
    "ids": "ids",
    "aka": "also known as",
    "release": "releases",
}
# Their texts name the release already.
_SELF_NAMED = frozenset({"release", "release_type", "platform"})
# Title, season, part, kind group, year; and a number, of a second title of that key.
_KEY = re.compile(r"(.*)\|(\d*)\|(\d*)\|[a-z]+\|\d*(?:\|\d+)?", re.ASCII)


def difference_text(difference: Difference, headline: ReleaseKey | None = None) -> str:
    """Say what changed, safe to print.

    Of a release that is not the headline it is said which; without a headline to compare
    with, only of one that has a type or a region of its own.
    """
    text = _change(difference)
    if which := _which(difference, headline):
        text += f" ({which})"
    if difference.reverted:
        text += " (reverted)"
    return safe(text)


def _change(difference: Difference) -> str:
    name, before, after, field = difference[:4]
    if name in {"added", "removed"}:
        return name
    if field in _COLLECTIONS:
        sign, member = ("-", before) if after is None else ("+", after)
        return f"{_COLLECTIONS[field]}: {sign} {_member(field, member or '')}"
    word = (field or "").replace("_", " ") if name == "edited" else name
    if before is None:
        return f"{word} {after}"
    if after is None:
        return f"undated (was {before})" if name == "undated" else f"no {word} (was {before})"
    return f"{word} {before} -> {after}" + (f", {difference.by}" if difference.by else "")


def _member(field: str, text: str) -> str:
    """Name a link's other title, of which the slate keeps the key."""
    relation, _, key = text.partition(" ")
    return f"{relation} {name_in(key)}" if field == "links" else text


def name_in(key: str) -> str:
    """Name a title as well as its key does, which is made once: `cobra kai: season 3`."""
    found = _KEY.fullmatch(key)
    return full_name(found[1], _number(found[2]), _number(found[3])) if found else key


def _number(text: str) -> int | None:
    return int(text) if text else None


def _which(difference: Difference, headline: ReleaseKey | None) -> str:
    key = difference.release
    if key is None or difference.field in _SELF_NAMED:
        return ""
    if headline is not None and key.folded == headline.folded:
        return ""
    if headline is None or difference.name == "moved":  # the platform is named, or no news
        key = ReleaseKey(None if key.type == "streaming" else key.type, key.region, None)
    return ", ".join(release_words(key))
