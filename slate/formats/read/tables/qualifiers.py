"""Which of several releases of a row is meant: by its type, its region or both."""

from typing import NamedTuple


class Qualifier(NamedTuple):
    """A release type and a region, as they are written; None is not stated."""

    release_type: str | None = None
    region: str | None = None

    def meets(self, other: "Qualifier") -> bool:
        """Whether both state a release type, or both state a region."""
        return any(one and two for one, two in zip(self, other, strict=True))

    def contradicts(self, other: "Qualifier") -> bool:
        """Whether both state a release type or a region, and they differ."""
        return any(one and two and one != two for one, two in zip(self, other, strict=True))

    def completed_by(self, other: "Qualifier") -> "Qualifier":
        """Return what this one states, and what the other states besides."""
        return Qualifier(*(one or two for one, two in zip(self, other, strict=True)))

    def fields(self) -> dict[str, str]:
        """Return what is stated, as fields of a release."""
        return {name: value for name, value in self._asdict().items() if value}
