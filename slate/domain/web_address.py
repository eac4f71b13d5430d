"""The URL of a report: which addresses are stored, for all that people type and files contain.

Others open these addresses with a click, so only those of web pages and of calendars are. A text
without a scheme (`example.com/soul`, `page 3`) is kept: no program runs it.
"""

import re

from slate.domain.errors import TextError
from slate.domain.quoting import quoted
from slate.domain.text import clean_to_store

# `webcal` is that of a calendar that an import fetched.
_SCHEMES = frozenset({"http", "https", "webcal", "webcals"})
# In `nas:8989/soul`, what precedes the colon is a host. Compiled on first use.
_SCHEME = r"([a-z][a-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))"


def parse_url(text: str, field: str = "url") -> str:
    """Return a cleaned URL, as it is stored.

    Raises TextError, which names the field, also for a scheme other than those of the web, such
    as `javascript:` or `file:`. No more of the text is repeated: `ann:pw@host` seems to have one.
    """
    text = clean_to_store(field, text)
    found = re.match(_SCHEME, text, re.ASCII | re.IGNORECASE)
    if found is not None and found[1].lower() not in _SCHEMES:
        reason = f"begins with {quoted(f'{found[1]}:')}, so it is not a web address."
        raise TextError(field, f"{reason} Write https://..., or leave it out.")
    return text


def url_or_none(text: str) -> str | None:
    """Return a URL that a program wrote, None if it is not stored: nobody could correct it."""
    try:
        return parse_url(text)
    except TextError:
        return None
