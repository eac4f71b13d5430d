"""How a title is named on the screen, and the slug that follows from its name."""

from slate.domain.text import SLUG_LIMIT, remembered, slugify


def full_name(title: str, season: int | None, part: int | None) -> str:
    """Name a title with its season and part: `Cobra Kai: season 6, part 2`."""
    parts = [f"season {season}"] if season is not None else []
    parts += [f"part {part}"] if part is not None else []
    return f"{title}: {', '.join(parts)}" if parts else title


@remembered
def derive_slug(title: str, season: int | None, part: int | None) -> str:
    """Make the handle of a title: `cobra-kai-s6-p2`, at most 80 characters."""
    return with_suffix(slugify(title), season_suffix(season, part))


def season_suffix(season: int | None, part: int | None) -> str:
    """Write season and part as a slug ends with them: `-s6-p2`."""
    return ("" if season is None else f"-s{season}") + ("" if part is None else f"-p{part}")


def with_suffix(slug: str, suffix: str, limit: int = SLUG_LIMIT) -> str:
    """End a slug with a suffix, cutting what stands before it where needed."""
    return slug[: limit - len(suffix)].rstrip("-") + suffix
