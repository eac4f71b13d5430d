"""A statement: what one report is going to state, before it is compared with what is stored.

`creation` makes the patch for a new title; `amendment` for an existing one, where the release
that is meant has to be chosen first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.errors import (
    LinkToItselfError,
    NoIdError,
    NotLinkedError,
    ReleaseTwiceError,
)
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.patch import release_patches
from slate.domain.ledger.release_choice import chosen_release, meant_release
from slate.domain.ledger.upcoming_stage import upcoming_stage
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence
from slate.domain.titles.credits import by_role
from slate.domain.titles.fields import NAMING, PLAIN, PlainFields
from slate.domain.titles.identity import distinct_name_in, make_key
from slate.domain.titles.kinds import Kind, KindGroup
from slate.domain.titles.members import member, parts_of
from slate.domain.titles.name_parsing import Numbered, part_apart, season_apart, year_apart
from slate.domain.titles.names import derive_slug
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey, release_text
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import UPCOMING, derive_kind
from slate.domain.titles.title import Release, Title

# Returns the key of the title that a text names.
Resolve = Callable[[str], str]
Credits = tuple[tuple[str, str], ...]
_Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who stated it, where, when, and with what confidence."""

    reported_on: str  # canonical date text: a day, a month or a year
    source: str | None = None
    url: str | None = None
    confidence: Confidence = DEFAULT_CONFIDENCE
    note: str | None = None


class SaidRelease(NamedTuple):
    """What is stated about one release; None states nothing, TBA withdraws a date."""

    key: ReleaseKey
    date: ReleaseDate | None = None
    leaves: ReleaseDate | None = None


class OtherStatement(NamedTuple):
    """What another source stated about releases of the same title."""

    origin: Origin
    releases: tuple[SaidRelease, ...]

    @property
    def patch(self) -> Mapping[str, Any]:
        """The patch that states it."""
        return {"releases": dict(map(_said_release, self.releases))}


@dataclass(frozen=True, slots=True)
class Statement(PlainFields):
    """What is stated, each field cleaned and parsed; None and empty state nothing."""

    origin: Origin
    title: str | None = None
    kind: Kind | None = None
    status: Stage | Literal["upcoming"] | None = None
    slug: str | None = None
    date: ReleaseDate | None = None  # TBA withdraws one
    leaves: ReleaseDate | None = None
    platform: str | None = None
    also_on: str | None = None
    release_type: ReleaseType | None = None
    region: str | None = None
    drops_release: bool = False  # which one: by the three fields above
    tags: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    credits: Credits = ()  # (role, name), those of a role in their order
    links: tuple[tuple[Relation, str], ...] = ()  # (relation, text that names a title)
    unlink: tuple[str, ...] = ()  # texts that name titles
    ids: tuple[tuple[str, str], ...] = ()  # (scheme, id)
    no_ids: tuple[str, ...] = ()  # schemes of ids to remove
    aka: tuple[str, ...] = ()
    year_in_name: bool = False  # the year was read from the name: `Dune (1984)`
    handle: str | None = None  # the slug by which a file distinguishes its titles
    releases: tuple[SaidRelease, ...] = ()  # further ones, besides that of the fields above
    by_others: tuple[OtherStatement, ...] = ()
    live: LiveAnswer | None = None  # the answer that it comes from, if it was asked for

    @property
    def new_slug(self) -> str:
        """The slug derived from title, season and part."""
        return derive_slug(self.title or "", self.season, self.part)

    @property
    def new_key(self) -> str:
        """The key that the title gets if it is new."""
        kind = self.kind or derive_kind(self.season, self.part).kind
        return make_key(self.title or "", self.season, self.part, kind, self.year)

    @property
    def release_key(self) -> ReleaseKey:
        """What is stated of the release: its type, its region, its platform."""
        return ReleaseKey(self.release_type, self.region, self.platform)

    @property
    def says_release(self) -> bool:
        """Whether anything is stated about a release."""
        said = (self.date, self.leaves, self.platform, self.release_type, self.region)
        return said != (None, None, None, None, None)


def with_name_parsed(statement: Statement) -> Statement:
    """Split the title into what it states: a year in parentheses, a season, a part.

    What contradicts a year, season or part that is stated elsewhere stays in the title. So do
    the numbers in that of a film, and everything in a record with a slug, since a file with slugs
    has fields for all of it.
    """
    if statement.title is None or statement.handle is not None:
        return statement
    name, year = year_apart(statement.title)
    if not _agree(year, statement.year):
        name, year = statement.title, None
    found = _numbers_in(name, statement.kind)
    if found and _agree(found.season, statement.season) and _agree(found.part, statement.part):
        statement = _numbered(statement, found)
    elif year is not None:
        statement = replace(statement, title=name)
    return statement if year is None else replace(statement, year=year, year_in_name=True)


def _agree(read: int | None, stated: int | None) -> bool:
    return read is None or stated is None or read == stated


def _numbers_in(name: str, kind: Kind | None) -> Numbered | None:
    if kind is not None and kind.group is KindGroup.FILM:
        return None
    return season_apart(name) or part_apart(name, is_series=kind is not None)


def _numbered(statement: Statement, found: Numbered) -> Statement:
    season = statement.season if found.season is None else found.season
    part = statement.part if found.part is None else found.part
    return replace(statement, title=found.title, season=season, part=part)


def with_part_parsed(statement: Statement, is_series: Callable[[str], bool]) -> Statement:
    """Split `Part 2` off the title if the rest is a series, which `is_series` decides."""
    stated = (statement.kind, statement.season, statement.part, statement.handle)
    title = statement.title or ""
    if stated != (None, None, None, None) or "part" not in title.lower():  # true of most
        return statement
    found = part_apart(title, is_series=True)
    return _numbered(statement, found) if found and is_series(found.title) else statement


def creation(statement: Statement, resolve: Resolve) -> Mapping[str, Any]:
    """Return the patch for a new title: the release is the one that the statement names."""
    said = _plain(statement, resolve)
    if statement.says_release:
        key = statement.release_key.completed
        said.setdefault("releases", {})[str(key)] = _dates(statement)
    if statement.releases:
        said.setdefault("releases", {}).update(further_releases(statement))
    _say_status(said, statement)
    return said


def amendment(statement: Statement, title: Title, resolve: Resolve) -> Mapping[str, Any]:
    """Return the patch for an existing title, after choosing the release that is meant.

    The further releases of the statement are not in it: see `further_releases`.

    It is chosen by release type, region and platform; otherwise it is the only release, or the
    headline release. A platform on which the title has no release moves the chosen release
    there; `also_on` adds one. Raises NoIdError if it has no id of a scheme to be removed,
    NotLinkedError if it has no link to a title to be unlinked;
    NoReleaseError or ManyReleasesError if a release is to be dropped, but not one fits.
    """
    said = _plain(statement, resolve, title.credits)
    releases: _Fields = {}
    if statement.also_on is not None:
        key = statement.release_key._replace(platform=statement.also_on)
        releases[str(key.completed)] = _dates(statement)
    elif statement.drops_release:
        releases[str(chosen_release(title, statement.release_key))] = None
    elif statement.says_release:
        releases = _amended(statement, title)
    if releases:
        said["releases"] = releases
    there = dict(title.ids)
    for scheme in statement.no_ids:
        if scheme not in there:
            raise NoIdError(title.name, scheme, list(there))
    for text in statement.unlink:
        key_text = resolve(text)
        gone = {member(relation, key): None for relation, key in title.links if key == key_text}
        if not gone:
            links = [f"{relation} {distinct_name_in(key)}" for relation, key in title.links]
            raise NotLinkedError(title.name, text, links)
        said.setdefault("links", {}).update(gone)
    _say_status(said, statement, title.releases)
    return said


def further_releases(statement: Statement) -> dict[str, Any]:
    """Return the patch of the further releases of a statement, by their keys."""
    return dict(map(_said_release, statement.releases))


def refuse_repeated(keys: Iterable[ReleaseKey]) -> None:
    """Raise ReleaseTwiceError if two keys are of one release."""
    seen = set()
    for key in keys:
        if key.folded in seen:
            raise ReleaseTwiceError(release_text(key))
        seen.add(key.folded)


def naming(title: Title) -> dict[str, Any]:
    """Return the fields that name a title, for a report on a day before it was first named."""
    return {name: value for name in NAMING if (value := getattr(title, name)) is not None}


def _amended(statement: Statement, title: Title) -> _Fields:
    """Return the part of a patch about the release that is meant; the fold moves its dates."""
    rumor = statement.origin.confidence.is_rumor
    meant = meant_release(title, statement.release_key, rumor=rumor)
    gone: _Fields = {} if meant.moves is None else {str(meant.moves): None}
    return gone | {str(meant.key): _dates(statement)}


def _said_release(release: SaidRelease) -> tuple[str, _Fields]:
    return str(release.key.completed), _dates(release)


def _dates(said: Statement | SaidRelease) -> _Fields:
    dates = {"date": said.date, "leaves": said.leaves}
    return {
        name: when.text if when.known else None for name, when in dates.items() if when is not None
    }


def _plain(statement: Statement, resolve: Resolve, credited: Credits = ()) -> _Fields:
    """Return the part of a patch that does not depend on the releases or the status.

    `credited` are the people to whom those of the statement are added.
    """
    said: _Fields = {
        name: value
        for name in ("title", "kind", *PLAIN, "slug")
        if (value := getattr(statement, name)) is not None
    }
    return said | dict(_members(statement, resolve, credited))


def _members(
    statement: Statement, resolve: Resolve, credited: Credits
) -> Iterator[tuple[str, _Fields]]:
    """Yield the collections about which anything is stated."""
    if statement.tags or statement.untag:
        yield "tags", dict.fromkeys(statement.tags, True) | dict.fromkeys(statement.untag)
    if statement.credits:
        yield "credits", dict(_places(statement.credits, credited))
    if statement.links:
        yield (
            "links",
            {member(relation, resolve(text)): True for relation, text in statement.links},
        )
    if statement.ids or statement.no_ids:
        yield "ids", dict.fromkeys(statement.no_ids) | dict(statement.ids)
    if statement.aka:
        yield "aka", dict.fromkeys(statement.aka, True)


def _places(credits_: Credits, credited: Credits) -> Iterator[tuple[str, int | bool]]:
    """Yield each credit with its place among those of its role.

    Other people than those already there come after them. Who is the only one of a role is stated
    without a place: nothing is known of the others.
    """
    others = by_role(credited)
    for role, names in by_role(credits_).items():
        there = set(others.get(role, ()))
        first = 1 + len(there) if there.isdisjoint(names) else 1
        for place, name in enumerate(names, first):
            yield member(role, name), place if len(names) > 1 else True


def _say_status(said: _Fields, statement: Statement, there: Iterable[Release] = ()) -> None:
    """Set the status; what `upcoming` means depends on the releases, those there and all stated."""
    if statement.status == UPCOMING:
        patches = release_patches([said.get("releases", {}), further_releases(statement)])
        said["status"] = upcoming_stage(there, patches)
    elif statement.status is not None:
        said["status"] = statement.status


def refuse_loop(title: Title, said: Mapping[str, Any]) -> None:
    """Raise LinkToItselfError if a patch states that a title follows itself."""
    if any(parts_of(link)[1] == title.key for link in said.get("links", {})):
        raise LinkToItselfError(title.name)
