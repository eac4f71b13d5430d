"""Credits, as pairs of a role and a name, by their roles."""

from collections.abc import Iterable


def by_role(credited: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names of each role; roles and names keep the order of the pairs."""
    roles: dict[str, list[str]] = {}
    for role, name in credited:
        roles.setdefault(role, []).append(name)
    return roles
