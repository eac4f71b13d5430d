"""The path of the slate: `--db`, else `SLATE_DB`, else in the user's data folder."""

import os
import re
from pathlib import Path

from slate.domain.errors import SlateError, UsageError
from slate.domain.quoting import quoted

_OF_SERVERS = frozenset({"postgres", "postgresql"})
_SCHEME = r"(?i)[a-z][a-z0-9+.-]*://"
# `postgresql:/desk/slate`, `"postgresql://desk/slate"`, `ann@desk/slate`
_MISTYPED = r"(?i)[\s\"']*postgres\w*:|[^/@\s]+@[^/@\s]+/"


class NoHomeError(SlateError):
    """A user without a home folder, in which slate would have folders of its own."""

    def __init__(self, variable: str) -> None:
        super().__init__(
            f"There is no home folder for slate's files. Set HOME, or {variable} to a folder."
        )


def default_path() -> Path:
    """Return the path of the user's own slate."""
    return _folder("user_data_path", "SLATE_DB to a file, or XDG_DATA_HOME") / "slate.db"


def config_folder() -> Path:
    """Return the folder of the user's settings."""
    return _folder("user_config_path", "XDG_CONFIG_HOME")


def cache_folder() -> Path:
    """Return the folder of what can be fetched again."""
    return _folder("user_cache_path", "XDG_CACHE_HOME")


def _folder(name: str, variable: str) -> Path:
    """Return a folder of the user; raise NoHomeError if there is none."""
    # Importing it takes 27 ms: only if no path is given.
    import platformdirs  # noqa: PLC0415

    try:
        folder: Path = getattr(platformdirs, name)("slate", appauthor=False)
    except RuntimeError:  # neither HOME nor the list of users says where
        raise NoHomeError(variable) from None
    if not folder.is_absolute():  # `~/.local/share/slate`, by older versions of platformdirs
        raise NoHomeError(variable)
    return folder


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
