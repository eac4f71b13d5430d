"""Detection of credentials in URLs, so that none are stored or shown.

The ledger is append-only and is shared with other people, so a key that was recorded once can
never be removed. `has_secret` detects a text that must not be stored; `masked` hides the
values wherever a text is logged or shown, since messages repeat what was typed.

The work is proportional to the length of a text, whatever it contains: `masked` gets every text
of a file.
"""

import re
from urllib.parse import unquote

_MASK = "***"
# Patterns are compiled on first use, at the first text that looks like a URL: few commands
# handle one.
# A URL that was converted to a path has only one slash.
_AT_START = r"(?:(?<=//)|(?<=:/))"
# What follows the colon after a host: a port, or only the end of a clause: `https://host: see`.
_PORT = r"\d*[^\w\s@/?#]*(?:[/?#\s]|$)"
# `//ann:` in `//ann:pw@host`: a colon with no port after it, so this is no host.
_NAMED = rf"{_AT_START}[^\s/?#:\[]*:(?!{_PORT})"
# Everything up to the last @ before the path. Blanks may be in it if it is no host up to the
# first of them: `//ann:my pw@host`, but not `//host or ann@host`.
_USER = rf"{_AT_START}[^\s/?#]+(?=@)"
_USER_WITH_BLANKS = rf"{_NAMED}[^/?#]*(?=@[^\s/?#])"
# `//an n:pw@host`: on the Internet, a host has a dot or a port.
_NAME_WITH_BLANKS = r"(?<=://)[^\s/?#@:.\[]+\s[^/?#:]*:(?=[^\s/?#])[^/?#]*(?<=\S)(?=@[^\s/?#])"
# `//ann:p/w@host`: passwords are often left unescaped, so they reach up to the last @ before the
# next URL.
_NEXT_URL = r"(?=\s\S*?://)"
_UP_TO_LAST_AT = r"(?s:.*)(?=@\S)"
# The user part of a text that is nothing but a URL, where all that a URL has not is a part of it.
# Programs that open URLs also accept `https:ann:pw@host`, and `\` in place of `/`.
_WHOLE = (
    r"([\s<(\"']*(?:(?:https?|webcals?):|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}|[a-z][a-z0-9+.-]*:/)[/\\]*)"
    r"(?:[^/?#]+(?=@)|[^/?#:\[]*:(?!\d*(?:[/?#]|$))).*(?=@)"
)
# A parameter of a query or a fragment, also in a URL without its scheme.
_NAME = r"[?&;#]([^\s\"'<>`=&;#?]+)="
_VALUE = r"(?:[^\s&#\"<>`']|'(?![\s).,]|$))*"
# What precedes a user part that is a name unless it has a colon: elsewhere it may be a token.
_OF_SERVERS = ("postgresql://", "postgres://")
_NAMES = frozenset({"key", "auth", "sig", "pass", "passwd", "pwd"})
_ENDINGS = ("apikey", "token", "secret", "password", "signature")


def has_secret(text: str, *, is_value: bool = False) -> bool:
    """Whether a text contains a URL with a credential in it; `is_value` as in `masked`."""
    return masked(text, is_value=is_value) != text


def masked(text: str, *, is_value: bool = False) -> str:
    """Return the text with `***` in place of the credentials in its URLs.

    These are the user part of a URL (`https://ann:pw@host`), but not the mere name of a user of a
    shared slate (`postgresql://ann@desk/slate`), and the values of parameters with
    the name of a credential (`?apikey=...`, also written `api_key`, `API-Key`).

    `is_value` is true for a text that is a value, such as an address or a name, and not prose: if
    it begins as a URL does, all of it is one. In prose, a URL ends at a blank, unless what
    precedes the blank cannot be a host.
    """
    if "@" in text:
        if is_value:
            text = _whole_masked(text)
        if "/" in text:
            users = f"{_USER_WITH_BLANKS}|{_USER}|{_NAME_WITH_BLANKS}"
            text = re.sub(users, _user_masked, text)
            text = "".join(map(_unescaped_masked, re.split(_NEXT_URL, text)))
    return _parameters_masked(text) if "=" in text else text


def _user_masked(found: re.Match[str]) -> str:
    """Return the mask for the user part of a URL, or the name of a user of a shared slate."""
    before = found.string[max(0, found.start() - len(_OF_SERVERS[0])) : found.start()]
    return found[0] if _is_name(before, found[0]) else _MASK


def _is_name(before: str, user: str) -> bool:
    """Whether the user part of a URL is no secret."""
    return before.lower().endswith(_OF_SERVERS) and ":" not in user


def _whole_masked(url: str) -> str:
    found = re.match(_WHOLE, url, re.DOTALL | re.IGNORECASE)
    if found is None or _is_name(found[1], url[found.end(1) : found.end()]):
        return url
    return f"{found[1]}{_MASK}{url[found.end() :]}"


def _unescaped_masked(text: str) -> str:
    """Return a text with at most one URL, or several without a blank between them, masked."""
    last = re.match(_UP_TO_LAST_AT, text)
    if last is None or (found := re.compile(_NAMED).search(text, 0, last.end())) is None:
        return text
    return f"{text[: found.start()]}{_MASK}{text[last.end() :]}"


def _parameters_masked(text: str) -> str:
    parts: list[str] = []
    done = 0
    value_at = re.compile(_VALUE).match
    for found in re.finditer(_NAME, text):
        # The value is looked for last, and skipped: it may be as long as the text.
        if found.start() < done or not _is_secret(found[1]):
            continue
        value = value_at(text, found.end())
        end = value.end() if value else found.end()
        if end > found.end():
            parts += text[done : found.end()], _MASK
            done = end
    return "".join((*parts, text[done:]))


def _is_secret(name: str) -> bool:
    """Whether a parameter of this name holds a credential: `access_token`, `X-Api-Key` ..."""
    plain = re.sub(r"[^a-z0-9]", "", unquote(name).lower())
    return plain in _NAMES or plain.endswith(_ENDINGS)
