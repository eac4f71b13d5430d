"""Detection of credentials in URLs, so that none are stored or shown.

The ledger is append-only and is shared with other people, so a key that was recorded once can
never be removed. `has_secret` detects a text that must not be stored; `masked` hides the
values wherever a text is logged or shown, since messages repeat what was typed.
"""

import re
from urllib.parse import unquote

_MASK = "***"
# Patterns are compiled on first use, at the first text that looks like a URL: few commands
# handle one.
# A URL that was converted to a path has only one slash.
_AT_START = r"(?:(?<=//)|(?<=:/))"
# `//ann:pw@host`: everything up to the last @ before the path.
_USER = rf"{_AT_START}[^\s/?#]+(?=@)"
# `//ann:p/w@host`: passwords are often left unescaped. A port is not a password.
_UNESCAPED = rf"{_AT_START}[^\s/?#@:\[]*:(?!\d*(?:[/?#\s]|$))\S*(?=@)"
# A parameter of a query or a fragment, also in a URL without its scheme.
_NAME = r"[?&;#]([^\s\"'<>`=&;#?]+)="
_VALUE = r"(?:[^\s&#\"<>`']|'(?![\s).,]|$))*"
_NAMES = frozenset({"key", "auth", "sig", "pass", "passwd", "pwd"})
_ENDINGS = ("apikey", "token", "secret", "password", "signature")


def has_secret(text: str) -> bool:
    """Whether a text contains a URL with a credential in it."""
    return masked(text) != text


def masked(text: str) -> str:
    """Return the text with `***` in place of the credentials in its URLs.

    These are the user part of a URL (`https://ann:pw@host`) and the values of parameters with
    the name of a credential (`?apikey=...`, also written `api_key`, `API-Key`).
    """
    if "/" in text and "@" in text:
        text = re.sub(_UNESCAPED, _MASK, re.sub(_USER, _MASK, text))
    return _parameters_masked(text) if "=" in text else text


def _parameters_masked(text: str) -> str:
    parts: list[str] = []
    done = 0
    value_at = re.compile(_VALUE).match
    for found in re.finditer(_NAME, text):
        value = value_at(text, found.end())
        end = value.end() if value else found.end()
        if found.start() >= done and end > found.end() and _is_secret(found[1]):
            parts += text[done : found.end()], _MASK
            done = end
    return "".join((*parts, text[done:]))


def _is_secret(name: str) -> bool:
    """Whether a parameter of this name holds a credential: `access_token`, `X-Api-Key` ..."""
    plain = re.sub(r"[^a-z0-9]", "", unquote(name).lower())
    return plain in _NAMES or plain.endswith(_ENDINGS)
