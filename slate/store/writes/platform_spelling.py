"""How platforms are spelled in the reports of one slate."""

import sqlite3
from dataclasses import replace

from slate.domain.ledger.statement import SaidRelease, Statement
from slate.domain.text import folded
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.store.titles.platforms import platforms


class PlatformSpelling:
    """Spells a platform as the slate first did; a new one as it is commonly spelled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from a connection, once the first platform has to be spelled."""
        self._connection = connection
        self._known: dict[str, str] | None = None

    def of(self, statement: Statement) -> Statement:
        """Return a statement with its platforms spelled so: `netflix` becomes `Netflix`."""
        platform, also_on = self._name(statement.platform), self._name(statement.also_on)
        if (platform, also_on) != (statement.platform, statement.also_on):
            statement = replace(statement, platform=platform, also_on=also_on)
        if not statement.releases and not statement.by_others:  # true of most statements
            return statement
        by_others = tuple(
            other._replace(releases=self._releases(other.releases)) for other in statement.by_others
        )
        releases = self._releases(statement.releases)
        return replace(statement, releases=releases, by_others=by_others)

    def _releases(self, releases: tuple[SaidRelease, ...]) -> tuple[SaidRelease, ...]:
        return tuple(
            release._replace(key=release.key._replace(platform=self._name(release.key.platform)))
            for release in releases
        )

    def _name(self, given: str | None) -> str | None:
        if given is None:
            return None
        if self._known is None:
            self._known = {platform_key(name): name for name in platforms(self._connection)}
        spelled = WELL_KNOWN_PLATFORMS.get(folded(given), given)
        return self._known.setdefault(platform_key(given), spelled)
