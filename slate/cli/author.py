"""Who records: `SLATE_AUTHOR`, else the login name."""

import os

from slate.domain.text import clean_to_store


def author() -> str:
    """Return the author of what is recorded."""
    return clean_to_store("author", os.environ.get("SLATE_AUTHOR") or _login())


def _login() -> str:
    from getpass import getuser  # noqa: PLC0415 -- only for writing

    try:
        return getuser()
    except (KeyError, OSError):  # for example in a container without a user table
        return "unknown"
