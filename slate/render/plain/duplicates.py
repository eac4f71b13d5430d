"""Possible duplicates as a table, in a pipe."""

from collections.abc import Iterable, Iterator

from slate.domain.titles.duplicates import PossibleDuplicate
from slate.wording.duplicates import reason_and_years

# Not the titles: their slugs are what has to be typed, and say nearly the same.
DUPLICATES_HEADER = ("Slug", "Other slug", "Why")


def duplicate_rows(pairs: Iterable[PossibleDuplicate]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each pair."""
    for pair in pairs:
        yield (pair.one.slug, pair.other.slug, reason_and_years(pair))
