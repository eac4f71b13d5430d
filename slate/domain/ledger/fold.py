"""The fold: the computation of a title, or of none, from the reports in force, in their order.

Each thing that was stated is a claim at a path (`("releases", "streaming||netflix",
"date")`), stored with the report that last stated it. A rumor fills gaps and never replaces a
reported or official claim; otherwise the newest claim wins.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from slate.domain.dates.release_date import TBA, ReleaseDate, parse_date
from slate.domain.reports.report import Report, Said, in_order
from slate.domain.titles.fields import COLLECTIONS, PLAIN
from slate.domain.titles.kinds import KINDS
from slate.domain.titles.members import parts_of
from slate.domain.titles.names import derive_slug
from slate.domain.titles.relations import RELATIONS, Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import STAGES, Stage
from slate.domain.titles.status import DerivedStage, derive_kind, derive_status
from slate.domain.titles.title import Release, Title, headline

Path = tuple[str, ...]
# Fields of a patch that are no claims about the title itself. The titles that are the same work
# (key -> slug):
SAME = "same"
# Titles that are different works (key -> slug), and titles to which the reports of a source belong
# (key -> source; empty for reports without one).
DIFFERS = "differs"
SPLIT = "split"
_ABOUT_OTHERS = frozenset({SAME, DIFFERS, SPLIT})


class Word(NamedTuple):
    """A claim: a value, and the report that last stated it."""

    value: Any
    report: Report


def words_of(said: Said) -> Iterator[tuple[Path, Any]]:
    """Yield (path, value) for each claim in a patch; a value of None removes."""
    for name, value in said.items():
        if name in _ABOUT_OTHERS:
            continue
        if name not in COLLECTIONS or value is None:
            yield (name,), value
            continue
        for identity, item in value.items():
            if name != "releases":
                yield (name, identity), item
                continue
            path = (name, ReleaseKey.parse(identity).folded)
            yield path, None if item is None else identity
            for field, detail in (item or {}).items():
                yield (*path, field), detail


class Fold:
    """A title under construction: add reports in their order with `say`, then call `title`."""

    def __init__(self, key: str) -> None:
        """Start without any report on the title with this key."""
        self.key = key
        self.words: dict[Path, Word] = {}
        self._withdrawn: dict[Path, Report] = {}  # dates, and the report that withdrew each
        self._heard: list[Report] = []
        self._created: tuple[str, str, int] | None = None
        self._titles: dict[str, None] = {}
        self._slugs: dict[str, None] = {}

    def say(self, report: Report) -> None:
        """Add one report, which must come after all those added before."""
        if report.said is None:
            self._drop(report)
            return
        self._heard.append(report)
        self._hear(report, report.said)
        if "title" in report.said:
            mark = (report.recorded_at, report.batch, report.n)
            self._created = min(self._created or mark, mark)
        for slug in report.said.get(SAME, {}).values():
            self._slugs[slug] = None
        self._remember()

    def _hear(self, report: Report, said: Said) -> None:
        carried = self._carried(report)
        for path, value in words_of(said):
            if value is None:
                self._remove(path, report)
            else:
                self._put(path, value, report)
        self.words |= carried

    def _drop(self, report: Report) -> None:
        """Remove the title; for a work with several keys, only what was stated under this one."""
        if report.rumored and any(not word.report.rumored for word in self.words.values()):
            return
        self.words.clear()
        self._withdrawn.clear()
        self._heard = [other for other in self._heard if other.title_key != report.title_key]
        for other in self._heard:
            self._hear(other, other.said or {})

    def _carried(self, report: Report) -> dict[Path, Word]:
        """Return the dates that move with a release, each still as the claim of its own report.

        A report moves a release by dropping it and naming another in its place.
        """
        patch = (report.said or {}).get("releases")
        if not patch or None not in patch.values():
            return {}  # nothing is dropped, as in most reports
        said = dict(words_of({"releases": patch}))
        named = [path for path in said if len(path) == 2]  # noqa: PLR2004 -- a release itself
        gone = [path for path in named if said[path] is None and path in self.words]
        come = [
            path
            for path in named
            if said[path] is not None
            and (path not in self.words or self.words[path].report.rumored)
        ]
        if len(gone) != 1 or len(come) != 1:
            return {}
        old = {path: word for path, word in self.words.items() if path[:2] == gone[0]}
        if report.rumored and any(not word.report.rumored for word in old.values()):
            return {}  # a rumor cannot drop what was reported
        dates = {(*come[0], *path[2:]): word for path, word in old.items() if path[2:]}
        return {path: word for path, word in dates.items() if path not in said}

    def _put(self, path: Path, value: Any, report: Report) -> None:  # noqa: ANN401 -- JSON
        there = self.words.get(path)
        if there is not None:
            if report.rumored and not there.report.rumored:
                return
            if path[0] == "releases" and len(path) == 2:  # noqa: PLR2004 -- the release itself
                value = there.value  # keep the spelling that was stated first
        self.words[path] = Word(value, report)
        self._withdrawn.pop(path, None)

    def _remove(self, path: Path, report: Report) -> None:
        found = [at for at in self.words if at[: len(path)] == path]
        if report.rumored and any(not self.words[at].report.rumored for at in found):
            return
        for at in found:
            del self.words[at]
            self._withdrawn.pop(at, None)
            if at == path and at[-1] == "date":
                self._withdrawn[at] = report

    def _remember(self) -> None:
        """Store each name and slug that the title has had: scripts and people still use them."""
        title = self._value("title")
        if title is None:
            return
        self._titles[title] = None
        season, part = self._value("season"), self._value("part")
        self._slugs[self._value("slug") or derive_slug(title, season, part)] = None

    def _value(self, name: str) -> Any:  # noqa: ANN401 -- JSON, None if nothing is stated
        word = self.words.get((name,))
        return word.value if word else None

    def title(self) -> Title | None:
        """Return the title as it stands, or None if no report states its name."""
        said: dict[str, Any] = {}
        members: dict[str, list[str]] = {}
        for path, word in self.words.items():
            if len(path) == 1:
                said[path[0]] = word.value
            elif len(path) == 2:  # noqa: PLR2004 -- a member itself
                members.setdefault(path[0], []).append(path[1])
        if "title" not in said or self._created is None:
            return None
        name, season, part = str(said["title"]), said.get("season"), said.get("part")
        releases = self._releases(members.get("releases", ()))
        links = tuple(map(_link, sorted(members.get("links", ()))))
        # One of two merged titles may have been linked to the other: omit that link.
        links = tuple(link for link in links if link[1] != self.key)
        kind, slug, shown = said.get("kind"), said.get("slug"), headline(releases)
        status, derived = self._status(shown), self._derived(shown, follows=bool(links))
        wanted = slug or derive_slug(name, season, part)
        return Title(
            key=self.key,
            title=name,
            kind=KINDS[kind] if kind else derive_kind(season, part).kind,
            kind_said=kind is not None,
            status=STAGES[status.value] if status else derived.stage,
            status_why=None if status else derived.why,
            said_by=(status or self.words["title",]).report,
            created=self._created,
            slug=slug,
            releases=releases,
            tags=tuple(sorted(members.get("tags", ()))),
            credits=tuple(map(parts_of, sorted(members.get("credits", ())))),
            links=links,
            ids=tuple(
                (scheme, str(self.words["ids", scheme].value))
                for scheme in sorted(members.get("ids", ()))
            ),
            aka=tuple(sorted(members.get("aka", ()))),
            former_titles=tuple(sorted(self._titles.keys() - {name})),
            former_slugs=tuple(sorted(self._slugs.keys() - {wanted})),
            **{name: said.get(name) for name in PLAIN},
        )

    def _status(self, shown: Release | None) -> Word | None:
        """Return the stated stage; a rumored one is ignored beside a date that is not a rumor."""
        word = self.words.get(("status",))
        when = shown.said_by if shown is not None and shown.date.known else None
        if word is None or not word.report.rumored or when is None or when.rumored:
            return word
        return None

    def _derived(self, shown: Release | None, *, follows: bool) -> DerivedStage:
        """Return the stage derived from the headline release's date, otherwise from the year."""
        if shown is not None and shown.said_by is not None and shown.date.known:
            day = None if shown.said_by.rumored else shown.said_by.day
            return derive_status(shown.date, day, follows=follows)
        year = self.words.get(("year",))
        if year is not None and not year.report.rumored:
            past = derive_status(parse_date(f"{year.value:04}"), year.report.day, follows=follows)
            if past.stage is Stage.RELEASED:
                return past._replace(why="its year is past")
        return derive_status(TBA, None, follows=follows)

    def _releases(self, named: Iterable[str]) -> tuple[Release, ...]:
        """Return the releases in order.

        If nobody stated a status, a release without a date has the report that withdrew its date
        as `said_by`.
        """
        withdrawn = {} if ("status",) in self.words else self._withdrawn
        found = []
        for name in named:
            word = self.words["releases", name]
            when = self.words.get(("releases", name, "date"))
            leaves = self.words.get(("releases", name, "leaves"))
            said_by = when.report if when else withdrawn.get(("releases", name, "date"))
            found.append(
                Release(
                    key=ReleaseKey.parse(word.value),
                    date=_date(when),
                    leaves=_date(leaves),
                    said_by=said_by,
                    rumored=word.report.rumored,
                )
            )
        if len(found) > 1:
            found.sort(key=lambda release: release.order)
        return tuple(found)


def fold(key: str, reports: Iterable[Report]) -> Title | None:
    """Fold the reports in force on one title, which may be passed in any order."""
    folding = Fold(key)
    for report in in_order(reports):
        folding.say(report)
    return folding.title()


def fold_existing(key: str, reports: Iterable[Report]) -> Title:
    """Fold the reports on a title that is known to exist; raise LookupError if it does not."""
    title = fold(key, reports)
    if title is None:
        raise LookupError(key)
    return title


def _date(word: Word | None) -> ReleaseDate:
    return TBA if word is None else parse_date(word.value)


def _link(text: str) -> tuple[Relation, str]:
    relation, key = parts_of(text)
    return RELATIONS[relation], key
