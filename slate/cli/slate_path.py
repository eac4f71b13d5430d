"""The path of the slate: `--db`, else `SLATE_DB`, else in the user's data folder."""

import os
import re
from pathlib import Path

from slate.domain.errors import UsageError
from slate.domain.quoting import quoted

_OF_SERVERS = frozenset({"postgres", "postgresql"})
_SCHEME = r"(?i)[a-z][a-z0-9+.-]*://"
# `postgresql:/desk/slate`, `"postgresql://desk/slate"`, `ann@desk/slate`
_MISTYPED = r"(?i)[\s\"']*postgres\w*:|[^/@\s]+@[^/@\s]+/"


def default_path() -> Path:
    """Return the path of the user's own slate."""
    # Importing it takes 27 ms: only if no path is given.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("slate", appauthor=False) / "slate.db"


def config_folder() -> Path:
    """Return the folder of the user's settings."""
    from platformdirs import user_config_path  # noqa: PLC0415 -- as above

    return user_config_path("slate", appauthor=False)


def server_address(chosen: str | None) -> str | None:
    """Return the address of a shared slate, None if the slate is a file."""
    text = chosen or os.environ.get("SLATE_DB") or ""
    scheme, separator, _ = text.partition("://")
    return text if separator and scheme.lower() in _OF_SERVERS else None


def slate_path(chosen: str | None) -> tuple[Path, bool]:
    """Return the slate's path, and whether slate may create the folder for it.

    Only the default folder is created: in a path that was typed, a missing folder is more
    likely a typo. Raises UsageError for a URL: as a path that does not exist, it would be
    read as an empty slate.
    """
    text = chosen or os.environ.get("SLATE_DB")
    if not text:
        return default_path(), True
    if _is_like_an_address(text):
        raise UsageError(
            f"{quoted(text)} is not the address of a slate. Give the path of a file, or "
            "postgresql://host/database."
        )
    try:
        return Path(text).expanduser(), False
    except RuntimeError:  # `~nobody` without such a user is an ordinary name
        return Path(text), False


def _is_like_an_address(text: str) -> bool:
    """Whether a text is an address of something else than a file, perhaps mistyped."""
    if "://" in text and re.match(_SCHEME, text):
        return True
    is_mistyped = re.match(_MISTYPED, text) is not None
    return is_mistyped and not Path(text).parent.is_dir()
