"""The fold: the computation of a title, or of none, from the reports in force, in their order.

The claims on a title are collected in `title_claims.py`; what is shown of them is decided in
`shown_releases.py` and `shown_status.py`. The rules are in `docs/decisions/claims.md`.
"""

from collections.abc import Iterable
from typing import Any

from slate.domain.ledger.patch import MEMBER, SAME, Path
from slate.domain.ledger.shown_releases import shown_releases
from slate.domain.ledger.shown_status import derived_status, stated_status
from slate.domain.ledger.title_claims import TitleClaims, place_of
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.fields import NAMING, PLAIN
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.members import parts_of
from slate.domain.titles.names import derive_slug
from slate.domain.titles.relations import RELATIONS, Relation
from slate.domain.titles.status import derive_kind
from slate.domain.titles.title import Title, headline

# The fields from which the slug of a title follows.
_IN_SLUG = frozenset({*NAMING, "slug"})


class Fold:
    """A title under construction: add reports in their order with `add`, then call `title`."""

    def __init__(self, key: str) -> None:
        """Start without any report on the title with this key."""
        self.key = key
        self._claims = TitleClaims()
        self._created: tuple[str, str, int] | None = None
        self._titles: dict[str, None] = {}
        self._slugs: dict[str, None] = {}

    def add(self, report: Report) -> None:
        """Add one report, which must come after all those added before."""
        said = report.said
        if said is None or not _IN_SLUG.isdisjoint(said):
            self._remember_names()
        self._claims.add(report)
        if said is None:
            return
        if "title" in said:
            mark = (report.recorded_at, report.batch, report.n)
            self._created = min(self._created or mark, mark)
        for slug in said.get(SAME, {}).values():
            self._slugs[slug] = None

    def _remember_names(self) -> None:
        """Store the name and the slug that the title has had: scripts and people still use them."""
        value = self._claims.value
        title = value("title")
        if title is None:
            return
        self._titles[title] = None
        self._slugs[value("slug") or derive_slug(title, value("season"), value("part"))] = None

    def title(self) -> Title | None:
        """Return the title as it stands, or None if no report states its name."""
        at = self._claims.at
        said: dict[str, Any] = {}
        found: dict[str, list[str]] = {}
        for path, claims in at.items():
            name = path[0]
            if len(path) == 1:
                if (value := claims.stated().value) is not None:
                    said[name] = value
            elif len(path) == MEMBER and (name == "releases" or claims.stated().value is not None):
                found.setdefault(name, []).append(path[1])
        if "title" not in said or self._created is None:
            return None
        members = {name: tuple(sorted(several)) for name, several in found.items()}
        name, season, part = said["title"], said.get("season"), said.get("part")
        releases, dropped = shown_releases(self._claims, members.get("releases", ()))
        links = self._links(members["links"]) if "links" in members else ()
        kind, slug, shown = said.get("kind"), said.get("slug"), headline(releases)
        status = stated_status(self._claims, shown)
        why = None
        if status is None:
            status, why = derived_status(self._claims, shown, releases, follows=bool(links))
        wanted = slug or derive_slug(name, season, part)
        stated = at.get(("status",))
        return Title(
            key=self.key,
            title=name,
            kind=KINDS[kind] if kind else derive_kind(season, part).kind,
            kind_said=kind is not None,
            status=status,
            status_why=why,
            said_by=self._credited(("title",) if why else ("status",)),
            created=self._created,
            slug=slug,
            releases=releases,
            tags=members.get("tags", ()),
            credits=self._credits(members["credits"]) if "credits" in members else (),
            links=links,
            ids=self._ids(members["ids"]) if "ids" in members else (),
            aka=members.get("aka", ()),
            former_titles=_others(self._titles, name),
            former_slugs=_others(self._slugs, wanted),
            status_claims=tuple(stated.kept) if stated else (),
            dropped=dropped,
            **{name: said[name] for name in PLAIN if name in said},
        )

    def _links(self, members: tuple[str, ...]) -> tuple[tuple[Relation, str], ...]:
        links = map(_link, members)
        # One of two merged titles may have been linked to the other: omit that link.
        return tuple(link for link in links if link[1] != self.key)

    def _ids(self, schemes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        at = self._claims.at
        return tuple((scheme, str(at["ids", scheme].stated().value)) for scheme in schemes)

    def _credits(self, members: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return the credits by role, and those of a role by place, by name behind them."""
        if len(members) < 2:  # noqa: PLR2004 -- true of most titles
            return tuple(map(parts_of, members))
        placed = [
            (role, place_of(self._claims.at["credits", text]), name)
            for text in members
            for role, name in [parts_of(text)]
        ]
        return tuple((role, name) for role, _, name in sorted(placed))

    def _credited(self, path: Path) -> Report:
        claims = self._claims.at[path]
        return claims.credited(claims.stated().value).report


def fold(key: str, reports: Iterable[Report]) -> Title | None:
    """Fold the reports in force on one title, which may be passed in any order."""
    folding = Fold(key)
    for report in in_order(reports):
        folding.add(report)
    return folding.title()


def fold_existing(key: str, reports: Iterable[Report]) -> Title:
    """Fold the reports on a title that is known to exist; raise LookupError if it does not."""
    title = fold(key, reports)
    if title is None:
        raise LookupError(key)
    return title


def _others(names: Iterable[str], current: str) -> tuple[str, ...]:
    """Return the names that a title has had, apart from the current one."""
    return tuple(sorted({*names} - {current})) if names else ()


def _link(text: str) -> tuple[Relation, str]:
    relation, key = parts_of(text)
    return RELATIONS[relation], key
