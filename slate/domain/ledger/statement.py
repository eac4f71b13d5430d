"""A statement: what one report is to say, before the slate is asked what is there.

`creation` words it for a title that is new; `amendment` for one that is there, where
the release that is meant has to be chosen first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import LinkToItselfError
from slate.domain.reports.confidences import DEFAULT_CONFIDENCE, Confidence
from slate.domain.titles.fields import NAMING, PLAIN, PlainFields
from slate.domain.titles.identity import make_key
from slate.domain.titles.kinds import Kind, KindGroup
from slate.domain.titles.members import member, parts_of
from slate.domain.titles.names import derive_slug, season_apart
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType, at_home
from slate.domain.titles.stages import Stage
from slate.domain.titles.status import UPCOMING, derive_kind
from slate.domain.titles.title import Release, Title
from slate.domain.titles.vocabulary import platform_key

# Finds the key of the title that a text names.
Resolve = Callable[[str], str]
_Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who said it, where, when, and how sure that is."""

    reported_on: str  # canonical date text: a day, a month or a year
    source: str | None = None
    url: str | None = None
    confidence: Confidence = DEFAULT_CONFIDENCE
    note: str | None = None


class SaidRelease(NamedTuple):
    """What is said of one release; None says nothing, TBA withdraws a date."""

    key: ReleaseKey
    date: ReleaseDate | None = None
    leaves: ReleaseDate | None = None


@dataclass(frozen=True, slots=True)
class Statement(PlainFields):
    """What is said, each field cleaned and parsed; None and empty say nothing."""

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
    tags: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()  # (role, name)
    links: tuple[tuple[Relation, str], ...] = ()  # and a text that names a title
    unlink: tuple[str, ...] = ()  # texts that name titles
    ids: tuple[tuple[str, str], ...] = ()  # (scheme, id)
    aka: tuple[str, ...] = ()
    handle: str | None = None  # the slug by which a file tells its titles apart
    releases: tuple[SaidRelease, ...] = ()  # further ones, beside that of the fields above

    @property
    def new_slug(self) -> str:
        """The slug that follows from what names the title."""
        return derive_slug(self.title or "", self.season, self.part)

    @property
    def new_key(self) -> str:
        """The key that the title gets, if it is new."""
        kind = self.kind or derive_kind(self.season, self.part).kind
        return make_key(self.title or "", self.season, self.part, kind, self.year)

    @property
    def says_release(self) -> bool:
        """Whether anything is said about a release."""
        said = (self.date, self.leaves, self.platform, self.release_type, self.region)
        return said != (None, None, None, None, None)


def with_its_season(statement: Statement) -> Statement:
    """Take a title that is written as slate prints a season apart, where nothing else tells it.

    A film is called as it is; and what a file calls by a slug has a field for all.
    """
    told = (statement.season, statement.part, statement.handle)
    is_film = statement.kind is not None and statement.kind.group is KindGroup.FILM
    found = season_apart(statement.title or "")
    if found is None or is_film or told != (None, None, None):
        return statement
    title, season, part = found
    return replace(statement, title=title, season=season, part=part)


def creation(statement: Statement, resolve: Resolve) -> Mapping[str, Any]:
    """Word the statement for a title of its own: the release is the one it names."""
    said = _plain(statement, resolve)
    if statement.says_release:
        key = _key(statement.release_type, statement.region, statement.platform)
        said.setdefault("releases", {})[str(key)] = _dates(statement)
    for release in statement.releases:
        said.setdefault("releases", {})[str(_key(*release.key))] = _dates(release)
    _say_status(said, statement, dated=statement.date is not None and statement.date.known)
    return said


def amendment(statement: Statement, title: Title, resolve: Resolve) -> Mapping[str, Any]:
    """Word the statement for a title that is there, choosing the release it speaks of.

    By release type, region and platform; else the only one, or the headline. A platform
    on which the title has no release moves the chosen one there; `also_on` adds one.
    """
    said = _plain(statement, resolve)
    releases: _Fields = {}
    if statement.also_on is not None:
        key = _key(statement.release_type, statement.region, statement.also_on)
        releases[str(key)] = _dates(statement)
    elif statement.says_release:
        releases = _amended(statement, title)
    if releases:
        said["releases"] = releases
    for text in statement.unlink:
        key_text = resolve(text)
        gone = {member(relation, key): None for relation, key in title.links if key == key_text}
        said.setdefault("links", {}).update(gone)
    shown = title.headline
    dated = (
        shown is not None and shown.date.known if statement.date is None else statement.date.known
    )
    _say_status(said, statement, dated=dated)
    return said


def naming(title: Title) -> dict[str, Any]:
    """Say which title a report is about: where it had not been heard of on that day."""
    return {name: value for name in NAMING if (value := getattr(title, name)) is not None}


def _amended(statement: Statement, title: Title) -> _Fields:
    fitting = [
        release
        for release in title.releases
        if statement.release_type in (None, release.key.type)
        and statement.region in (None, release.key.region)
    ]
    wanted = statement.platform
    if wanted is None:
        there = fitting
    else:
        there = [r for r in fitting if platform_key(r.key.platform or "") == platform_key(wanted)]
    rumor = statement.origin.confidence.is_rumor
    # What is only rumored is there for a rumor, or where there is nothing else.
    if there and (rumor or not there[0].rumored or all(r.rumored for r in fitting)):
        return {str(there[0].key): _dates(statement)}
    # Nothing there yet is called so: an unnamed one takes the name, or the chosen one
    # moves; a run in theaters does neither, streaming comes beside it. A rumor moves
    # only a rumor, and a report a rumor only where there is nothing else.
    firm = any(not release.rumored for release in title.releases)
    for old in (*fitting, *(r for r in title.releases if r not in fitting)):
        if (rumor or firm) and old.rumored != rumor:
            continue
        if old.key.platform is None:
            becomes = at_home(old.key.type) and _may_become(old.key, statement)
        else:
            becomes = wanted is not None and old in fitting
        if becomes:
            return _renamed(old, statement)
    key = _key(statement.release_type, statement.region, wanted)
    return {str(key): _dates(statement)}


def _may_become(key: ReleaseKey, statement: Statement) -> bool:
    """Tell whether what the statement adds was only not said so far."""
    return (statement.release_type is None or key.type in (None, statement.release_type)) and (
        statement.region is None or key.region in (None, statement.region)
    )


def _renamed(old: Release, statement: Statement) -> _Fields:
    """Drop a release and name another in its place: the fold takes the dates along."""
    key = _key(
        statement.release_type or old.key.type,
        statement.region or old.key.region,
        statement.platform or old.key.platform,
    )
    return {str(old.key): None, str(key): _dates(statement)}


def _key(type_: ReleaseType | None, region: str | None, platform: str | None) -> ReleaseKey:
    """Name a release; on a platform, and no other way said, it streams."""
    return ReleaseKey(type_ or (ReleaseType.STREAMING if platform else None), region, platform)


def _dates(said: Statement | SaidRelease) -> _Fields:
    dates = {"date": said.date, "leaves": said.leaves}
    return {
        name: when.text if when.known else None for name, when in dates.items() if when is not None
    }


def _plain(statement: Statement, resolve: Resolve) -> _Fields:
    """Word all that does not depend on the releases or the status."""
    said: _Fields = {
        name: value
        for name in ("title", "kind", *PLAIN, "slug")
        if (value := getattr(statement, name)) is not None
    }
    return said | dict(_members(statement, resolve))


def _members(statement: Statement, resolve: Resolve) -> Iterator[tuple[str, _Fields]]:
    """Word the collections of which anything is said."""
    if statement.tags or statement.untag:
        yield "tags", dict.fromkeys(statement.tags, True) | dict.fromkeys(statement.untag)
    if statement.credits:
        yield "credits", {member(role, name): True for role, name in statement.credits}
    if statement.links:
        yield (
            "links",
            {member(relation, resolve(text)): True for relation, text in statement.links},
        )
    if statement.ids:
        yield "ids", dict(statement.ids)
    if statement.aka:
        yield "aka", dict.fromkeys(statement.aka, True)


def _say_status(said: _Fields, statement: Statement, *, dated: bool) -> None:
    if statement.status == UPCOMING:
        said["status"] = Stage.SCHEDULED if dated else Stage.ANNOUNCED
    elif statement.status is not None:
        said["status"] = statement.status


def refuse_loop(title: Title, said: Mapping[str, Any]) -> None:
    """Raise LinkToItselfError where a patch says that a title follows itself."""
    if any(parts_of(link)[1] == title.key for link in said.get("links", {})):
        raise LinkToItselfError(title.name)
