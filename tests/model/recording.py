"""Rules for the commands that record what is said about titles."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.ledger import Recorded, Said
from tests.model.people import (
    ANY,
    CHANGES,
    FACTS,
    NAMES,
    ORIGINS,
    PLACES,
    SOURCES,
    Facts,
    Origin,
    People,
)
from tests.model.slates import Content, Seat, Slate, drafted, refuses_clock
from tests.model.titles import Title

_UNKNOWN = object()


class Recording(People):
    """People who add, update and remove titles, and say which are one work."""

    @rule(
        place=PLACES,
        name=st.sampled_from(NAMES),
        facts=FACTS,
        origin=ORIGINS,
        how=st.sampled_from(("", "", "", "--new", "--update")),
    )
    def add(
        self, place: int, name: tuple[str, int | None], facts: Facts, origin: Origin, how: str
    ) -> None:
        """`slate add`: a title of a name that is there is refused, unless it is a new work."""
        seat, slate, content = self.at(place)
        title, season = name
        typed = ["add", title, *(["--season", str(season)] if season else [])]
        typed += [*facts.options, *origin.options, *([how] if how else [])]
        there = content.called(title, season)
        if len(there) > 1 and how == "--update":
            return  # which one is meant depends on what else is stated
        if origin.is_from_tomorrow(seat):
            slate.fail(seat, *typed, codes=(2,))
        elif refuses_clock(content, seat) or (there and not how):
            slate.fail(seat, *typed)
        elif there and how == "--update":
            self._repeat(slate, seat, typed, origin.said(seat, facts.patch), there[0])
        else:
            self._create(slate, seat, typed, name, origin.said(seat, facts.patch))

    def _create(
        self, slate: Slate, seat: Seat, typed: list[str], name: tuple[str, int | None], said: Said
    ) -> None:
        before = slate.content
        title, season = name
        wanted: dict[str, Any] = {"title": title} | ({"season": season} if season else {})
        slug = title.lower().replace(" ", "-") + (f"-s{season}" if season else "")
        free = _free(before, slug)
        wanted |= ({"slug": free} if free != slug else {}) | dict(said.patch or {})
        (batch,) = slate.write(seat, *typed)
        (report,) = batch.reports
        patch = dict(report.patch or {})
        differs = patch.pop("differs", {})
        slate.compare(_stated(report, patch), _stated(said, wanted), "the report")
        slate.compare(set(slate.content.titles), {*before.titles, free}, "the slugs")
        if "--new" in typed:
            there = {slug for slug in before.titles if before.titles[slug] in before.called(*name)}
            slate.compare(set(differs.values()), there, "the other works")

    def _repeat(self, slate: Slate, seat: Seat, typed: list[str], said: Said, there: Title) -> None:
        """A script that adds or updates states again only what is new."""
        new = slate.write(seat, *typed)
        for batch in new:
            (report,) = batch.reports
            check_news(slate, report, said, there)
        if not new:
            self._check_unchanged(slate, seat, said, there)

    @rule(place=PLACES, which=ANY, facts=CHANGES, origin=ORIGINS)
    def update(self, place: int, which: int, facts: Facts, origin: Origin) -> None:
        """`slate update`: what is stated is recorded, unless it changes nothing."""
        self._update(place, which, facts, origin)

    def _update(self, place: int, which: int, facts: Facts, origin: Origin) -> None:
        seat, slate, content = self.at(place)
        slug = self.a_title(content, which)
        typed = ["update", slug, *facts.options, *origin.options]
        if origin.is_from_tomorrow(seat):
            slate.fail(seat, *typed, codes=(2,))
        elif refuses_clock(content, seat):
            slate.fail(seat, *typed)
        elif slug not in content.titles:
            slate.fail(seat, *typed, codes=(3,))
        else:
            title = content.titles[slug]
            said = origin.said(seat, facts.patch)
            late = _naming(title, drafted(content, seat, said))
            said = said._replace(patch=late | facts.patch)
            self._check_recorded(slate, seat, slate.write(seat, *typed), said, title)

    @rule(place=PLACES, which=ANY, facts=CHANGES, origin=ORIGINS)
    def update_again(self, place: int, which: int, facts: Facts, origin: Origin) -> None:
        """People update more often than they do anything else."""
        self._update(place, which, facts, origin)

    def _check_recorded(
        self, slate: Slate, seat: Seat, new: list[Recorded], said: Said, title: Title
    ) -> None:
        if not new:
            self._check_unchanged(slate, seat, said, title)
            return
        (report,) = new[0].reports
        slate.compare(_stated(report, report.patch), _stated(said, said.patch), "the report")
        keys = {one.key for one in title.reports}
        slate.compare({report.key} - keys, set(), "another title")

    def _check_unchanged(self, slate: Slate, seat: Seat, said: Said, title: Title) -> None:
        """Check that a report which was not recorded would have changed nothing.

        A source that only repeats what it said, on a later day, is not recorded again.
        """
        with_it = [*title.reports, drafted(slate.content, seat, said)]
        after = Title(sorted(with_it, key=lambda one: one.order)).record()
        before = title.record()
        if after["source"] == before["source"] == said.source:
            before |= {"reported_on": after["reported_on"]}
        slate.compare(after, before, "a title with what was not recorded")

    @rule(place=PLACES, which=ANY, origin=ORIGINS)
    def remove(self, place: int, which: int, origin: Origin) -> None:
        """`slate remove`: what a source says less firmly than others removes nothing."""
        seat, slate, content = self.at(place)
        slug = self.a_title(content, which)
        if len(content.titles) == 1:
            return  # there would be little left to do
        typed = ["remove", slug, *origin.options]
        if origin.is_from_tomorrow(seat):
            slate.fail(seat, *typed, codes=(2,))
        elif refuses_clock(content, seat):
            slate.fail(seat, *typed)
        elif slug not in content.titles:
            slate.fail(seat, *typed, codes=(3,))
        else:
            (batch,) = slate.write(seat, *typed)
            keys = {one.key for one in content.titles[slug].reports}
            slate.compare(batch.keys - keys, set(), "what else was removed")
            wanted = _stated(origin.said(seat, None), None)
            for report in batch.reports:
                slate.compare(_stated(report, report.patch), wanted, "the report")

    @rule(place=PLACES, which=ANY, other=ANY)
    def merge(self, place: int, which: int, other: int) -> None:
        """`slate merge`: the first one stays as it is called, and finds the other one, too."""
        seat, slate, content = self.at(place)
        kept, titles = self.a_title(content, which), content.titles
        season = titles[kept].value("season") if kept in titles else None
        alike = [slug for slug in content.slugs if titles[slug].value("season") == season]
        if len(alike) == 1 and len(titles) > 1:
            return
        gone = alike[other % len(alike)] if alike else kept
        typed = ["merge", kept, gone]
        if refuses_clock(content, seat):
            slate.fail(seat, *typed)
        elif kept not in titles:
            slate.fail(seat, *typed, codes=(3,))
        elif kept == gone:
            slate.fail(seat, *typed, codes=(2,))
        else:
            (batch,) = slate.write(seat, *typed)
            (report,) = batch.reports
            others = {one.key for one in titles[gone].reports}
            same = report.of_relations("same")
            slate.compare((set(same) <= others, set(same.values())), (True, {gone}), "the merge")
            slate.compare(set(slate.content.titles), set(titles) - {gone}, "the slugs")
            name = slate.content.titles[kept].value("title")
            slate.compare(name, titles[kept].value("title"), "the name")
            # Another title may have had that slug, before a split or on another machine.
            after = slate.content.titles
            is_shared = any(gone in after[slug].slugs for slug in after if slug != kept)
            codes = (0, 2) if is_shared else (0,)
            found = slate.read(seat, "show", gone, "-f", "slugs", codes=codes).split()
            slate.compare(found or [kept], [kept], "what the other slug finds")

    @rule(place=PLACES, which=ANY, source=st.sampled_from(SOURCES))
    def split(self, place: int, which: int, source: str) -> None:
        """`slate split`: what a source said is about another work of that name."""
        seat, slate, content = self.at(place)
        slug = self.a_title(content, which)
        typed = ["split", slug, "--source", source]
        if refuses_clock(content, seat):
            slate.fail(seat, *typed)
        elif slug not in content.titles:
            slate.fail(seat, *typed, codes=(3,))
        else:
            title = content.titles[slug]
            theirs = [one for one in title.reports if one.source == source and one.patch]
            new = slate.write(seat, *typed, codes=(0, 1, 3) if theirs else (1, 3))
            number = len(content.titles) + len(new)
            slate.compare(len(slate.content.titles), number, "the number of titles")
            # Others may have called it otherwise; its slug still finds it.
            found = slate.read(seat, "show", slug, "-f", "slugs").split()
            slate.compare(len(found), 1, "the number of titles that the slug finds")

    @rule(place=PLACES, which=ANY, other=ANY)
    def dismiss(self, place: int, which: int, other: int) -> None:
        """`slate duplicates --dismiss`: nothing changes but what is listed as a duplicate."""
        seat, slate, content = self.at(place)
        one, two = self.a_title(content, which), self.a_title(content, other)
        typed = ["duplicates", "--dismiss", one, two]
        if refuses_clock(content, seat):
            slate.fail(seat, *typed)
        elif one not in content.titles:
            slate.fail(seat, *typed, codes=(3,))
        elif one == two:
            slate.fail(seat, *typed, codes=(2,))
        else:
            slate.write(seat, *typed)
            slate.compare(set(slate.content.titles), set(content.titles), "the slugs")
            rows = slate.read(seat, "duplicates", one, "-f", "tsv").splitlines()
            slate.compare([row for row in rows if two in row.split("\t")], [], "duplicates")


def check_news(slate: Slate, report: Said, said: Said, there: Title) -> None:
    """Check that what was recorded was stated, and the rest was stated by that source before."""
    naming = {"season": there.value("season")}
    stated = _flat(said.patch or {})
    recorded = _flat(report.patch or {})
    late = {path: value for path, value in _flat(naming).items() if path not in stated}
    slate.compare(
        {
            path: value
            for path, value in recorded.items()
            if {**late, **stated}.get(path, _UNKNOWN) != value
            and not (path == ("title",) and value in there.names)  # of a report before the first
            # A row without a date names the release.
            and not (value == {} and any(one[: len(path)] == path for one in stated))
        },
        {},
        f"what nobody stated ({report})",
    )
    before = [one for one in there.reports if one.source == said.source]
    for path, value in stated.items():
        if path not in recorded and value is not None:
            is_known = any(_flat(one.patch or {}).get(path) == value for one in before)
            slate.compare((path, is_known), (path, True), "what the source said before")


def _free(content: Content, wanted: str) -> str:
    """Return a slug that no title has or wants."""
    taken = {*content.titles, *(title.wanted for title in content.titles.values())}
    number, free = 2, wanted
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    return free


def _stated(said: Said, patch: object) -> tuple[object, ...]:
    return (patch, said.source, said.reported_on, said.confidence)


def _naming(title: Title, said: Said) -> dict[str, Any]:
    """Return the name that a report states which counts before the title was named."""
    day = said.last_day
    if any("title" in (one.patch or ()) and one.last_day <= day for one in title.reports):
        return {}
    there: Title | None = None
    for number in range(1, len(title.reports) + 1):
        if there is not None and title.reports[number - 1].last_day > day:
            break
        found = Title(title.reports[:number])
        there = found if found.is_there else there
    assert there is not None
    return {name: value for name in ("title", "season") if (value := there.value(name))}


def _flat(patch: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:  # noqa: ANN401 -- JSON
    """Return what a patch states, by path."""
    found: dict[tuple[str, ...], Any] = {}
    for name, value in patch.items():
        if isinstance(value, dict) and value:
            found |= _flat(value, (*path, name))
        else:
            found[*path, name] = value
    return found
