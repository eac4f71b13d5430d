"""The screen of `duplicates`."""

from collections.abc import Iterable, Iterator

from slate.domain.titles.duplicates import PossibleDuplicate
from slate.render.sheet import Block, Column, Sheet
from slate.wording.duplicates import reason_and_years

# Not the titles: their slugs are what has to be typed, and say nearly the same.
DUPLICATES_HEADER = ("Slug", "Other slug", "Why")
_COLUMNS = (Column("title", wraps=False), Column("title", wraps=False), Column("quiet"))


def duplicate_rows(pairs: Iterable[PossibleDuplicate]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each pair."""
    for pair in pairs:
        yield (pair.one.slug, pair.other.slug, reason_and_years(pair))


def duplicates_sheet(pairs: Iterable[PossibleDuplicate]) -> Sheet:
    """Return the pairs as a sheet."""
    rows = tuple(duplicate_rows(pairs))
    return Sheet((Block(_COLUMNS, rows, header=DUPLICATES_HEADER),) if rows else ())
