"""The screen of `duplicates`."""

from collections.abc import Iterable, Iterator

from slate.domain.text import folded
from slate.domain.titles.duplicates import PossibleDuplicate
from slate.render.sheet import Block, Column, Sheet
from slate.wording.duplicates import reason_text, years_text

DUPLICATES_HEADER = ("Slug", "Other slug", "Title", "Why")
_COLUMNS = (
    Column("plain", wraps=False),
    Column("plain", wraps=False),
    Column("title"),
    Column("quiet"),
)


def duplicate_rows(pairs: Iterable[PossibleDuplicate]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each pair; a name that both have appears once."""
    for pair in pairs:
        one, other = pair.one, pair.other
        names = [one.name] if folded(one.name) == folded(other.name) else [one.name, other.name]
        why = ": ".join(filter(None, (reason_text(pair), years_text(pair))))
        yield (one.slug, other.slug, " / ".join(names), why)


def duplicates_sheet(pairs: Iterable[PossibleDuplicate]) -> Sheet:
    """Return the pairs as a sheet."""
    rows = tuple(duplicate_rows(pairs))
    return Sheet((Block(_COLUMNS, rows, header=DUPLICATES_HEADER),) if rows else ())
