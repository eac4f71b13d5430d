"""The services that are known: those of the slate, and well-known ones."""

from slate.cli.session import Session
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key


def known_services(session: Session) -> dict[str, str]:
    """Return the names of all services that are known, by their keys, spelled as on the slate."""
    with session.reading() as slate:
        own = {platform_key(name): name for name in slate.stated_values("platforms")}
    return WELL_KNOWN_PLATFORMS | own
