"""Where the slate is: `--db`, else `SLATE_DB`, else the user's data folder."""

import os
import re
from pathlib import Path

from slate.domain.errors import UsageError, quoted

_SCHEME = r"(?i)[a-z][a-z0-9+.-]*://"


def default_path() -> Path:
    """Return the place of the user's own slate."""
    # 27 ms of import: only for those who do not say where.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("slate", appauthor=False) / "slate.db"


def slate_path(chosen: str | None) -> tuple[Path, bool]:
    """Return the slate's path, and whether slate may make the folder for it.

    Only the default folder is made: in a path that somebody typed, a folder that is
    missing is more likely a slip. Raises UsageError for an address: taken for a path that
    is not there, it would read as an empty slate.
    """
    text = chosen or os.environ.get("SLATE_DB")
    if not text:
        return default_path(), True
    if "://" in text and re.match(_SCHEME, text):
        raise UsageError(f"{quoted(text)} is a URL, but a slate is a file. Give its path.")
    try:
        return Path(text).expanduser(), False
    except RuntimeError:  # `~nobody`: a name like any other
        return Path(text), False
