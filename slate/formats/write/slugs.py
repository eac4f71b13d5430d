"""Slugs, one a line: what the commands that write read from `-`."""

from collections.abc import Iterable, Iterator, Sequence


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write the slug of each row once, however many releases of a title there are."""
    place = columns.index("slug")
    seen = set()
    for row in rows:
        slug = row[place]
        if slug not in seen:
            seen.add(slug)
            yield f"{slug}\n"
