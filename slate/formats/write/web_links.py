"""Addresses as links: only those of the web, with nothing in them that could end a link."""

import re

_WEB = re.compile(r"https?://[^/]", re.ASCII | re.IGNORECASE)
_URL_SIGNS = ":/?#[]@!$&'()*+,;=%"  # the ones left unescaped


def web_link(url: str | None) -> str | None:
    """Return a web address in ASCII without blanks, quotes and angle brackets; else None."""
    if url is None or not _WEB.match(url):
        return None
    from urllib.parse import quote  # noqa: PLC0415 -- tables have no such links

    return quote(url, safe=_URL_SIGNS, errors="replace")
