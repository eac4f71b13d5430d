"""A streaming release in another region is taken to be on the only service of its title."""

from collections.abc import Iterable
from dataclasses import replace

from slate.domain.ledger.release_choice import meant_release
from slate.domain.ledger.statement import SaidRelease, Statement
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from slate.domain.titles.vocabulary import platform_key


def on_only_service(statement: Statement, title: Title | None) -> tuple[Statement, str | None]:
    """Return a statement whose streaming releases are on the only service, and that service.

    It is the only one on which the title streams or, by the statement, is going to. It is taken for
    a new release that has a region and no service. Without a type, that release is streaming if
    all others are. The service is None if none was taken. `title` is None for a new one.
    """
    rumor = statement.origin.confidence.is_rumor
    # A rumor does not give a firm release its service.
    there = [
        release.key
        for release in (title.releases if title else ())
        if rumor or not release.is_in_doubt
    ]
    keys = [*there, *_stated(statement)]
    services = {
        platform_key(key.platform): key.platform
        for key in keys
        if key.type is ReleaseType.STREAMING and key.platform is not None
    }
    if len(services) != 1:
        return statement, None
    [service] = services.values()
    only_streams = all(key.type in (None, ReleaseType.STREAMING) for key in keys)

    def is_taken(key: ReleaseKey) -> bool:
        streams = key.type is ReleaseType.STREAMING or (key.type is None and only_streams)
        return streams and key.region is not None and key.platform is None

    def on_service(release: SaidRelease) -> SaidRelease:
        if not is_taken(release.key) or release.key in there:
            return release
        return release._replace(key=release.key._replace(platform=service))

    taken = replace(statement, releases=tuple(map(on_service, statement.releases)))
    own = statement.release_key
    is_chosen = statement.also_on is not None or statement.drops_release
    if is_taken(own) and not is_chosen and (title is None or _is_new(own, title, rumor=rumor)):
        taken = replace(taken, platform=service)
    return taken, None if taken == statement else service


def _stated(statement: Statement) -> Iterable[ReleaseKey]:
    """Yield the keys of the releases that a statement is about."""
    if statement.says_release:
        platform = statement.also_on or statement.platform
        yield statement.release_key._replace(platform=platform).completed
    for release in statement.releases:
        yield release.key.completed


def _is_new(stated: ReleaseKey, title: Title, *, rumor: bool) -> bool:
    return meant_release(title, stated, rumor=rumor).is_new
