"""Paths at a remote that users may name, and numbers in them."""

import re

# Letters, digits and what separates them; no dots, so that no path leads elsewhere.
_PATH = re.compile(r"[\w-]+(?:/[\w-]+)*(?:\?[\w.%+,:|=&\[\]-]*)?", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,14}", re.ASCII)


def listed(text: str) -> str | None:
    """Return the path of a list that a user names, as in `movie/upcoming`; None if it is none."""
    return f"/{text}" if _PATH.fullmatch(text) else None


def number_in(text: str) -> str | None:
    """Return the number that a text is, None if it is none."""
    return text if _NUMBER.fullmatch(text) else None
