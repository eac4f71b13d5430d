"""Slugs, one per line, as the commands that change titles read them from `-`."""

from collections.abc import Iterable, Iterator, Sequence


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield each slug once, however many releases of its title there are."""
    place = columns.index("slug")
    seen = set()
    for row in rows:
        slug = row[place]
        if slug not in seen:
            seen.add(slug)
            yield f"{slug}\n"
