"""The settings of remotes: `config.toml` in the config folder. Keys are never in it."""

import re
import tomllib
from collections.abc import Mapping
from enum import Enum, auto
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from slate.domain.errors import UsageError
from slate.domain.quoting import clip, either, quoted
from slate.domain.secrets import has_secret
from slate.domain.titles.regions import COUNTRIES, region_of, region_of_locale
from slate.files.small_text import read_text
from slate.remotes.errors import NoRemoteError, SettingsError
from slate.remotes.kinds import KINDS, RemoteKind

FILE = "config.toml"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,29}", re.ASCII)
_LABEL = "(?!-)[a-z0-9_-]{1,63}(?<!-)"
# A host and perhaps a port; other scripts than Latin are written as `xn--...`.
_PLACE = re.compile(
    rf"(?:\[(?P<v6>[0-9a-f:.]+)(?:%[a-z0-9_.~-]+)?\]|(?P<name>{_LABEL}(?:\.{_LABEL})*)\.?)"
    r"(?::\d+)?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST_HOST = 253  # characters
_DEFAULT: tuple[str, ...] = ("US",)


class Remote(NamedTuple):
    """A program or server that slate queries."""

    name: str
    kind: RemoteKind
    url: str  # without a slash at the end
    is_added: bool  # by the user; otherwise it is built in

    @property
    def shown(self) -> str:
        """The name for messages: that of the service, or of the user's own server."""
        if self.name == self.kind.name:
            return self.kind.source
        return f"{self.kind.source} ({self.name})"

    @property
    def needs_key(self) -> bool:
        """Whether it cannot be queried without a key; a mirror of a service may ask for none."""
        is_elsewhere = self.kind.is_built_in and self.url != self.kind.url
        return self.kind.key is not None and not is_elsewhere

    @property
    def place(self) -> str:
        """The address without its scheme: `api.tvmaze.com`, `nas:8989`."""
        return self.url.partition("://")[2]


class RegionsFrom(Enum):
    """What the regions are taken from."""

    SETTINGS = auto()
    LOCALE = auto()
    NOTHING = auto()  # so that they are the default


class Settings(NamedTuple):
    """All remotes by their names, and the regions whose dates are wanted."""

    remotes: Mapping[str, Remote]
    regions: tuple[str, ...] = _DEFAULT
    regions_from: RegionsFrom = RegionsFrom.NOTHING

    def remote(self, name: str) -> Remote:
        """Return the remote with a name, or the only one of a kind.

        Raises NoRemoteError if there is none, UsageError for a kind of which there are several.
        """
        if name in self.remotes:
            return self.remotes[name]
        of_kind = [remote for remote in self.remotes.values() if remote.kind.name == name]
        if len(of_kind) > 1:
            names = either([remote.name for remote in of_kind])
            raise UsageError(f"There are several {of_kind[0].kind.source} servers: {names}?")
        if not of_kind:
            raise NoRemoteError(name, tuple(self.remotes))
        return of_kind[0]


def read_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings; those that are missing have their defaults.

    The default region is that of the locale, which the environment names, otherwise the United
    States. Raises SettingsError for a file that cannot be used.
    """
    path = folder / FILE
    said = read_toml(path)
    remotes = {
        kind.name: Remote(kind.name, kind, kind.url, is_added=False)
        for kind in KINDS.values()
        if kind.url is not None
    }
    regions, regions_from = _DEFAULT, RegionsFrom.NOTHING
    if region := region_of_locale(environment):
        regions, regions_from = (region,), RegionsFrom.LOCALE
    for name, value in said.items():
        if name == "regions":
            regions, regions_from = _regions(path, value), RegionsFrom.SETTINGS
        elif name == "remotes" and isinstance(value, dict):
            for own, fields in value.items():
                remotes[own] = _remote(path, own, fields)
        else:
            raise SettingsError(str(path), f"{clip(name)} is not a setting (regions, remotes).")
    return Settings(remotes, regions, regions_from)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file contains, nothing if there is none; raise SettingsError."""
    try:
        return tomllib.loads(read_text(path))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        # The parser names a place, but may also quote what is there, which may be a key.
        where = re.search(r"\(at (?:line \d+, column \d+|end of document)\)", str(error))
        raise SettingsError(
            str(path), f"is not valid TOML{f' {where[0]}' if where else ''}."
        ) from None


def checked_remote(name: str, kind: str, url: str) -> Remote:
    """Return the remote of a name, a kind and an address; raise UsageError if one is invalid."""
    if kind not in KINDS:
        raise UsageError(f"{clip(kind)} is not a kind of remote. Choose from {', '.join(KINDS)}.")
    found = KINDS[kind]
    if not _NAME.fullmatch(name):
        raise UsageError(f"{clip(name)} is not a name for a remote. Use a-z, 0-9 and -, as in nas.")
    other = KINDS.get(name)
    if found.is_built_in and name != kind:
        raise UsageError(f"The remote of {found.source} is always called {kind}.")
    if other not in {None, found}:
        raise UsageError(f"{name} is the name of another kind of remote. Choose another one.")
    return Remote(name, found, _checked_url(url), is_added=True)


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in {"http", "https"} and parts.port != 0 and _is_place(parts.netloc)
    except ValueError:
        is_valid = False
    if "@" in url or has_secret(url):
        raise UsageError("The address holds a password. Keys are stored apart from it.")
    if not is_valid or not url.isprintable() or re.search(r"[?#\s]", url):
        raise UsageError(
            f"{clip(url)} is not the address of a server. Write it as http://nas:8989."
        )
    return url.rstrip("/")


def _is_place(text: str) -> bool:
    """Whether a text is a host, perhaps with a port; raise ValueError for an invalid IP address.

    A name whose last part is a number is an IPv4 address.
    """
    found = _PLACE.fullmatch(text)
    if found is None:
        return False
    name = found["name"]
    if name is None:
        IPv6Address(found["v6"])
    elif name.rpartition(".")[2].isdecimal():
        IPv4Address(name)
    return name is None or len(name) <= _LONGEST_HOST


def _remote(path: Path, name: str, fields: object) -> Remote:
    if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
        raise SettingsError(str(path), f"remotes.{clip(name)} is not a table of texts.")
    for field in fields:
        if field not in {"kind", "url"}:
            raise SettingsError(
                str(path), f"remotes.{clip(name)}: {clip(field)} is not a setting (kind, url)."
            )
    kind = fields.get("kind", name)
    url = fields.get("url") or (KINDS[kind].url if kind in KINDS else None)
    if url is None:
        raise SettingsError(str(path), f"remotes.{clip(name)} has no url.")
    try:
        return checked_remote(name, kind, url)
    except UsageError as error:
        raise SettingsError(str(path), f"remotes.{clip(name)}: {error}") from None


def _regions(path: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise SettingsError(str(path), 'regions is not a list of countries, as in ["US"].')
    return tuple(dict.fromkeys(_country(path, text) for text in value))


def _country(path: Path, text: str) -> str:
    """Return the code of a country; raise SettingsError for one under which no film has dates."""
    code = text.strip().upper()
    if code in COUNTRIES:
        return code
    if code == "UK":
        why = "UK is not a country code; the United Kingdom is GB."
    else:
        meant = region_of(text)
        example = meant if meant in COUNTRIES else "US"
        why = f'{quoted(text)} is not a country code of ISO 3166-1, as in ["{example}"].'
    raise SettingsError(str(path), f"regions: {why}")
