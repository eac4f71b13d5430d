"""The titles that a mistyped text may mean."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from slate.domain.text import slugify

_MOST = 3
_NUMBERS = r"(-season-\d+)?(-part-\d+)?$"  # at the end: the title itself is nearer than they
_MANY = 2_000  # candidates for each piece of the text
_PIECE = 3  # letters; a mistake in a word seldom spoils both its start and its end
_LIKE = "select slug from titles where slug like :piece limit :limit"
_WHOLE = 0.65  # the least similarity to a slug
_WORDS = 0.75  # and to some of its words, which count less than the slug as a whole
_LESS = 0.9


def near(connection: sqlite3.Connection, text: str) -> list[str]:
    """Return the slugs nearest to a text, or of which it nearly has some words; at most three."""
    slug = re.sub(_NUMBERS, "", slugify(text))
    candidates: set[str] = set()
    for piece in _pieces(slug.split("-")):
        rows = connection.execute(_LIKE, {"piece": piece, "limit": _MANY})
        candidates |= {found for (found,) in rows}
    scores = {candidate: _similarity(slug, candidate) for candidate in candidates}
    ranked = sorted(candidates, key=lambda candidate: (-scores[candidate], candidate))
    return [candidate for candidate in ranked[:_MOST] if scores[candidate] >= _WHOLE]


def _pieces(words: Sequence[str]) -> Iterator[str]:
    """Yield patterns of the slugs that may be meant: with the first letter, or part of a word."""
    yield f"{words[0][:1]}%"
    for piece in {word[:_PIECE] for word in words} | {word[-_PIECE:] for word in words}:
        yield f"%{piece}%"


def _similarity(slug: str, candidate: str) -> float:
    """Return the similarity of two slugs, from 0 to 1."""
    matcher = SequenceMatcher(b=slug, autojunk=False)  # which is quick to compare with many
    whole = _ratio(matcher, candidate, _WHOLE)
    words, number = candidate.split("-"), slug.count("-") + 1
    parts = ["-".join(words[at : at + number]) for at in range(len(words) - number + 1)]
    if len(parts) < 2:  # noqa: PLR2004 -- the whole slug
        return whole
    return max(whole, _LESS * max(_ratio(matcher, part, _WORDS) for part in parts))


def _ratio(matcher: SequenceMatcher[str], text: str, least: float) -> float:
    matcher.set_seq1(text)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    found = matcher.ratio()
    return found if found >= least else 0
