"""The address of a shared slate: a URL of PostgreSQL, which may contain a password."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from slate.domain.errors import UsageError

# Parameters of a URL that hold a secret, and those that do not say which database is meant.
_SECRET = frozenset({"password", "sslpassword"})
_NOT_PLACE = frozenset({*_SECRET, "application_name", "connect_timeout"})
# What libpq takes from the environment where the URL does not say it.
_FROM_ENVIRONMENT = (
    *("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGOPTIONS"),
    *("PGSERVICE", "PGSERVICEFILE"),
)


class Address(NamedTuple):
    """Where a shared slate is."""

    url: str  # for the driver, which also reads the environment and `.pgpass`
    shown: str  # without user and password

    def __repr__(self) -> str:
        """Return a text without the password, for tracebacks."""
        return f"Address({self.shown!r})"

    def __str__(self) -> str:
        """Return the address without user and password, for messages."""
        return self.shown

    @property
    def database(self) -> str:
        """The name of the database, as part of a file name; `slate` if the address has none."""
        return re.sub(r"[^\w.-]+", "_", urlsplit(self.shown).path.strip("/")) or "slate"

    def digest(self, environment: Mapping[str, str]) -> str:
        """Return a name for the place that the address means here, for files on this machine."""
        parts = urlsplit(self.shown)
        query = sorted(
            (key, value) for key, value in parse_qsl(parts.query) if key not in _NOT_PLACE
        )
        taken = [environment.get(name, "") for name in _FROM_ENVIRONMENT]
        user = urlsplit(self.url).username  # who may have a database or a schema of their own
        text = repr((user, parts.netloc, parts.path, query, taken))
        return sha256(text.encode(errors="surrogateescape")).hexdigest()[:24]


def parse_address(text: str) -> Address:
    """Parse the URL of a shared slate; raise UsageError, without the text, if it is not valid."""
    try:
        parts = urlsplit(text)
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise UsageError(_INVALID) from None
    host = parts.netloc.rpartition("@")[2]
    # A password with a slash or an @ that is not escaped would be taken for a part of the host, or
    # of the path, and messages of the driver would name it.
    is_cut = "@" in text.partition("://")[2][len(parts.netloc) :] or parts.netloc.count("@") > 1
    is_escaped = not re.search(r"%(?![0-9A-Fa-f]{2})", text)
    if (
        is_cut
        or not is_escaped
        or not text.isprintable()
        or re.search(r"\s", text)
        or parts.fragment
    ):
        raise UsageError(_INVALID)
    kept = [(key, value) for key, value in query if key.lower() not in _SECRET]
    rest = f"{parts.path}?{urlencode(kept)}" if kept else parts.path
    # libpq knows schemes in small letters only.
    text = parts.scheme + text[len(parts.scheme) :]
    return Address(text, f"{parts.scheme}://{host}{rest}")


_INVALID = (
    "This is not the address of a shared slate. Write it as postgresql://host/database, "
    "without a password, which belongs in ~/.pgpass."
)
