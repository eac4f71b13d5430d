"""Cells with one or several dates, each with the region or the type of its release.

`January 5, 2021 (US)` states a region or a release type in parentheses. Several dates stand in
lines, or one behind the other: `January 5, 2021 (US), February 3, 2021 (UK)`. A day in
parentheses that repeats the date, by which some pages sort, is dropped.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import UsageError
from slate.domain.text import folded
from slate.domain.titles.release_types import ReleaseType
from slate.formats.read.tables.qualifiers import Qualifier
from slate.formats.read.tables.regions import regions_of

_SEPARATORS = " \t\n\r,;/"
_QUALIFIERS = re.compile(r"((?:\([^()]*\)\s*)+)")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d\s*", re.ASCII)


class QualifiedDate(NamedTuple):
    """A date as it is written, and which release it is about."""

    text: str
    qualifier: Qualifier = Qualifier()


def may_be_several(cell: str) -> bool:
    """Whether a cell may have more than one plain date."""
    return "(" in cell or "\n" in cell


def qualified_dates(cell: str) -> list[QualifiedDate]:
    """Return the dates in a cell; without any parentheses, all of it is one date."""
    # Texts and the parentheses behind them by turns; behind the last text there are none.
    *pairs, rest = _QUALIFIERS.split(cell)
    texts = [text.strip(_SEPARATORS) for text in pairs[::2]]
    if not all(texts) or not texts:
        return [QualifiedDate(" ".join(cell.split()))]
    found: list[QualifiedDate] = []
    for text, parentheses in zip(texts, pairs[1::2], strict=True):
        *lines, last = filter(None, map(str.strip, text.split("\n")))
        found += map(QualifiedDate, lines)
        found += _qualified(last, _PARENTHESES.findall(parentheses))
    found += map(QualifiedDate, filter(None, map(str.strip, rest.strip(_SEPARATORS).split("\n"))))
    return found


def _qualified(text: str, parentheses: list[str]) -> Iterator[QualifiedDate]:
    """Yield a date for each of its regions; what is no qualifier stays part of its text."""
    release_type = None
    regions: list[str | None] = []
    for words in parentheses:
        if release_type is None and folded(words) in set(ReleaseType):
            release_type = folded(words)
        elif not regions and (named := regions_of(words)):
            regions += named
        elif not _repeats(text, words):
            text += f" ({words})"
    for region in regions or [None]:
        yield QualifiedDate(text, Qualifier(release_type, region))


def _repeats(text: str, words: str) -> bool:
    """Whether the words in parentheses are the day that a text states."""
    if not _DAY.fullmatch(words):
        return False
    try:
        return parse_date(text) == parse_date(words)
    except UsageError:
        return False
