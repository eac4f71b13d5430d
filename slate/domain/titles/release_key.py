"""The key that identifies a release among those of its title."""

from typing import NamedTuple

from slate.domain.text import remembered
from slate.domain.titles.regions import SAME_REGION
from slate.domain.titles.release_types import RELEASE_TYPES, ReleaseType
from slate.domain.titles.vocabulary import platform_key


class ReleaseKey(NamedTuple):
    """The key of a release of a title; None is "not stated"."""

    type: ReleaseType | None
    region: str | None
    platform: str | None

    @classmethod
    @remembered  # thousands of titles share a few keys
    def parse(cls, text: str) -> "ReleaseKey":
        """Parse a key as a report contains it: `streaming|US|Netflix`.

        Older reports may name a region by a code that is not the standard's.
        """
        type_, region, platform = text.split("|", 2)
        region = SAME_REGION.get(region, region)
        return cls(RELEASE_TYPES[type_] if type_ else None, region or None, platform or None)

    @property
    def completed(self) -> "ReleaseKey":
        """The key; on a platform, and without a stated type, it is streaming."""
        if self.type is not None or self.platform is None:
            return self
        return ReleaseKey(ReleaseType.STREAMING, self.region, self.platform)

    def __str__(self) -> str:
        """Return the key as a report contains it: `streaming||Netflix`."""
        return "|".join((self.type or "", self.region or "", self.platform or ""))

    @property
    def folded(self) -> str:
        """The text by which keys are compared: the same for a platform in any case, by any name."""
        return _folded(self)


# Of a release of which nothing but its dates is stated.
NOTHING_STATED = ReleaseKey(None, None, None)


@remembered
def _folded(key: ReleaseKey) -> str:
    return "|".join((key.type or "", key.region or "", platform_key(key.platform or "")))


def release_text(key: ReleaseKey, when: str = "") -> str:
    """Return a release as short text, its date last: `limited, US`, `Hulu, 2021-03`."""
    way = None if key.type is ReleaseType.STREAMING and key.platform else key.type
    return ", ".join(filter(None, (key.platform, way, key.region, when))) or "unspecified release"
