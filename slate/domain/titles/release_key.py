"""What names a release among those of its title."""

from typing import NamedTuple

from slate.domain.text import remembered
from slate.domain.titles.release_types import RELEASE_TYPES, ReleaseType
from slate.domain.titles.vocabulary import platform_key


class ReleaseKey(NamedTuple):
    """What names a release of a title; None is "not said"."""

    type: ReleaseType | None
    region: str | None
    platform: str | None

    @classmethod
    @remembered  # thousands of titles have the same few
    def parse(cls, text: str) -> "ReleaseKey":
        """Read `streaming|US|Netflix`, as a report writes it."""
        type_, region, platform = text.split("|", 2)
        return cls(RELEASE_TYPES[type_] if type_ else None, region or None, platform or None)

    def __str__(self) -> str:
        """Write the key as a report writes it: `streaming||Netflix`."""
        return "|".join((self.type or "", self.region or "", self.platform or ""))

    @property
    def folded(self) -> str:
        """The key as keys are compared: a platform in any case, by any of its names."""
        return _folded(self)


@remembered
def _folded(key: ReleaseKey) -> str:
    return "|".join((key.type or "", key.region or "", platform_key(key.platform or "")))
