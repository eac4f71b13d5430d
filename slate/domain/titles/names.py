"""The name of a title on the screen, and the slug derived from it."""

import re

from slate.domain.text import SLUG_LIMIT, remembered, slugify

# A season as `full_name` prints it. A part alone does not match: names of films end in `: part 3`.
_SEASON = r"(?ai)(.*\S): season (\d{1,4})(?:, part (\d{1,4}))?"
_YEAR = r"(?a)(.*\S) \((\d{4})\)"


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


def season_apart(name: str) -> tuple[str, int, int | None] | None:
    """Split a name as `full_name` prints it into title, season and part; None without a season."""
    if ":" not in name or (found := re.fullmatch(_SEASON, name)) is None:
        return None
    title, season, part = found.groups()
    return title, int(season), None if part is None else int(part)


def year_apart(title: str) -> tuple[str, int | None]:
    """Split off the year by which lists distinguish works of one name: `Dune (2021)`."""
    found = re.fullmatch(_YEAR, title)
    return (found[1], int(found[2])) if found else (title, None)


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
