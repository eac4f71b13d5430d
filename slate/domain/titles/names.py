"""The name of a title on the screen, the slug derived from it, and the text to sort it by."""

import re

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.domain.text import SLUG_LIMIT, folded, remembered, search_key, slugify

# An article at the start, with something after it: "A.I." and "The" have none.
_ARTICLE = r"[\W_]*(?:the|an?)\s+(?=.*\w)"


def full_name(title: str, season: int | None, part: int | None) -> str:
    """Return a title with its season and part: `Cobra Kai: season 6, part 2`."""
    if season is None and part is None:  # true of most titles
        return title
    return f"{title}: {numbered(season, part)}"


def distinct_name(name: str, year: int | None, slug: str) -> str:
    """Return a name, with its year if the slug has it to distinguish it from another work."""
    if year is None or not slug.endswith(f"-{year}") or name.endswith(f"{year}"):
        return name
    return f"{name} ({year})"


def numbered(season: int | None, part: int | None) -> str:
    """Return a season and its part: `season 6, part 2`; empty for neither."""
    parts = [f"season {season}"] if season is not None else []
    parts += [f"part {part}"] if part is not None else []
    return ", ".join(parts)


@remembered
def derive_slug(title: str, season: int | None, part: int | None) -> str:
    """Return the slug of a title: `cobra-kai-s6-p2`, at most 80 characters."""
    return with_suffix(slugify(title), season_suffix(season, part))


@remembered
def sort_key(title: str) -> str:
    """Return the text by which a title is sorted: as it is searched, but without an article.

    Only English articles are left out: `Die` is a word in "Die Hard".
    """
    name = folded(title)
    article = re.match(_ARTICLE, name)
    return search_key(name[article.end() :] if article else title)


def season_suffix(season: int | None, part: int | None) -> str:
    """Return season and part as the end of a slug: `-s6-p2`."""
    return ("" if season is None else f"-s{season}") + ("" if part is None else f"-p{part}")


def with_suffix(slug: str, suffix: str, limit: int = SLUG_LIMIT) -> str:
    """Return a slug with a suffix; the slug is shortened to keep within `limit` characters."""
    return slug[: limit - len(suffix)].rstrip("-") + suffix


def parse_slug(text: str) -> str:
    """Return a slug unchanged; raise UsageError if it is invalid, rather than alter it."""
    if not text:
        raise UsageError("The slug is empty.")
    if slugify(text) != text:
        raise UsageError(
            f"{quoted(text)} is not a slug: letters, digits and hyphens. Write {slugify(text)}."
        )
    return text
