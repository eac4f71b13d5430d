"""A change in a few words: `slipped 2021-01-08 -> 2021-01-22, 14 days later`.

Dates stand in it as on every screen: `narrowed early 2021 -> 2021-01-08`.
"""

import re
from collections.abc import Callable
from functools import partial

from slate.domain.changes.difference import Difference, release_text
from slate.domain.text import safe
from slate.domain.titles.names import full_name
from slate.domain.titles.title import Release, ReleaseKey
from slate.wording.phrases import release_words, short_date

# Fields of which a difference adds or drops one member.
_COLLECTIONS = {
    "tags": "tags",
    "credits": "people",
    "links": "links",
    "ids": "ids",
    "aka": "also known as",
    "release": "releases",
}
# What `edited` is called, where that is not the name of the field.
_WORDS = {"merged": "merged with"}
# These go from date to date; so do `edited` ones of such fields.
_OF_DATES = frozenset({"dated", "undated", "narrowed", "widened", "slipped", "advanced"})
_DATE_FIELDS = frozenset({"date", "leaves"})
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
    name, before, after, field = _worded(difference)[:4]
    if name in {"added", "removed"}:
        return name
    if field in _COLLECTIONS:
        sign, member = ("-", before) if after is None else ("+", after)
        return f"{_COLLECTIONS[field]}: {sign} {_member(field, member or '')}"
    word = _WORDS.get(field or "", (field or "").replace("_", " ")) if name == "edited" else name
    if before is None:
        return f"{word} {after}"
    if after is None:
        return f"undated (was {before})" if name == "undated" else f"no {word} (was {before})"
    return f"{word} {before} -> {after}" + (f", {difference.by}" if difference.by else "")


def _worded(difference: Difference) -> Difference:
    """Write its dates as the screen shows them."""
    name, before, after, field, key = difference[:5]
    word: Callable[[str], str]
    if name in _OF_DATES or field in _DATE_FIELDS:
        word = short_date
    elif field == "release" and key:
        word = partial(_release, key)
    else:
        return difference
    return difference._replace(before=before and word(before), after=after and word(after))


def _release(key: ReleaseKey, text: str) -> str:
    """Word the date that may stand behind the name of a release: `Hulu, Mar 2021`."""
    name = release_text(Release(key))
    if text == name:
        return text
    when = text.removeprefix(f"{name}, ")
    return text.removesuffix(when) + short_date(when)


def _member(field: str, text: str) -> str:
    """Name a link's other title, of which the slate keeps the key."""
    relation, _, key = text.partition(" ")
    return f"{relation} {_name_in(key)}" if field == "links" else text


def _name_in(key: str) -> str:
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
