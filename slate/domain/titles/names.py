"""The name of a title on the screen, and the slug derived from it."""

from slate.domain.text import SLUG_LIMIT, remembered, slugify


def full_name(title: str, season: int | None, part: int | None) -> str:
    """Return a title with its season and part: `Cobra Kai: season 6, part 2`."""
    if season is None and part is None:  # true of most titles
        return title
    return f"{title}: {numbered(season, part)}"


def numbered(season: int | None, part: int | None) -> str:
    """Return a season and its part: `season 6, part 2`; empty for neither."""
    parts = [f"season {season}"] if season is not None else []
    parts += [f"part {part}"] if part is not None else []
    return ", ".join(parts)


@remembered
def derive_slug(title: str, season: int | None, part: int | None) -> str:
    """Return the slug of a title: `cobra-kai-s6-p2`, at most 80 characters."""
    return with_suffix(slugify(title), season_suffix(season, part))


def season_suffix(season: int | None, part: int | None) -> str:
    """Return season and part as the end of a slug: `-s6-p2`."""
    return ("" if season is None else f"-s{season}") + ("" if part is None else f"-p{part}")


def with_suffix(slug: str, suffix: str, limit: int = SLUG_LIMIT) -> str:
    """Return a slug with a suffix; the slug is shortened to keep within `limit` characters."""
    return slug[: limit - len(suffix)].rstrip("-") + suffix
