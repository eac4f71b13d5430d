"""Generated slates and queries on them.

`report(said, ...)` creates one report from literals. `slates()` draws the reports of a
whole slate, in the order in which they were recorded; `batches_of` returns the batches
of these reports, `titles_of` the titles that they fold to. `queries()` draws filters
(no sort: `selection` has one order), `windows()` draws spans. Everything drawn is what
the command line could have stored: clean texts, canonical dates, known words. The days
lie around TODAY, so that filters match some titles and not others.

    @given(slates(), queries())
    def test_sql_means_the_predicate(reports, query):
        for batch, its_reports in batches_of(reports): ...  # into the store
        titles = titles_of(reports, slugs_by_key)
        expected = selection.select(titles, query, TODAY, disputed_of(reports))

(`selection.upcoming` applies the window of the query in addition to its own: remove it.)
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from slate.domain.dates.windows import Window, parse_window, window_between
from slate.domain.ledger.dissent import dissent
from slate.domain.ledger.fold import fold
from slate.domain.queries.query import Query
from slate.domain.queries.status_filter import parse_status_filter
from slate.domain.reports.confidences import CONFIDENCES, Confidence
from slate.domain.reports.report import Batch, Report, Said
from slate.domain.titles.identity import make_key
from slate.domain.titles.kinds import Kind
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Title

TODAY = date(2021, 1, 7)

# Some have the same folded text, some hold characters special in LIKE or JSON.
NAMES = ("Cobra Kai", "COBRA KAI", "100%", "a_b", "Back\\slash", "Straße", "STRASSE", "東京", "É")
# Several spellings of a few services, so that they coincide.
PLATFORMS = ("Netflix", "NETFLIX", "netflix", "Max", "HBO Max", "Apple TV", "apple tv+", "Éclair")
REGIONS = ("US", "JP")
TAGS = ("anime", "true crime", "é", "100%")
PEOPLE = ("Pedro Pascal", "pedro pascal", "José", "a_b")
SOURCES = (None, "Netflix", "The Wrap")
_DAYS = ("2020-12-25", "2021-01-01", "2021-01-07", "2021-01-08", "2021-01-31", "2021-03-01")
_SPANS = (
    *("2020-12", "2021-01", "2021-02", "2021-Q1", "2021-winter", "2021-spring", "2021-H1"),
    *("2021-early", "2021-mid", "2020", "2021", "2022", "2020-06/2021-01", "2019/2023"),
    *("2021-01-early", "2021-01-late", "2020-12-late/2021-01-early"),
    *("2021-01-05/2021-01-09", "2021-01/..", "../2021-01", "2022-05/..", "../2019"),
)
_FAR = ("0001-01-02", "1917", "2024-02-29", "9999-12-31", "9999", "9999-12/..", "../0001-01")
DATES = tuple(
    text + mark
    for text in (*_DAYS, *_SPANS, *_FAR)
    for mark in (("", "?", "~") if text in (*_DAYS[:3], *_SPANS[:8]) else ("",))
)
WINDOWS = (
    *(*_DAYS, *_SPANS, *_FAR),
    *("today", "this-week", "next-week", "this-month", "next-month", "this-year", "30d", "march"),
    *("2020-11/2023-02", "2024-02", "9999-12"),
)
_REPORTED = ("2019-05-02", "2020", "2020-12", "2020-12-20", "2021-01", "2021-01-06", "2021-01-07")
_RECORDED = tuple(f"2021-01-0{day}T12:00:00.00000{n}Z" for day in (5, 6, 7) for n in (0, 1))
# Drawn as a whole: drawing each part would take most of the time of a test.
_ORIGINS: tuple[dict[str, Any], ...] = tuple(
    dict(zip(("source", "reported_on", "confidence", "url", "note"), parts, strict=True))
    for parts in product(
        (*SOURCES, "Netflix"),
        _REPORTED,
        Confidence,
        (None, "https://example.com/a"),
        (None, "as it says"),
    )
)
_KEYS = tuple(
    make_key(*parts)
    for parts in product(
        NAMES[:5], (None, 0, 3), (None, 1), (Kind.SERIES, Kind.FILM), (None, 2020, 2021)
    )
)
_RELEASE_KEYS = tuple(
    "|".join(parts)
    for parts in (
        *product(("", "streaming"), ("", *REGIONS), ("", *PLATFORMS)),
        *product(ReleaseType, ("", *REGIONS), ("", "Netflix")),
    )
)
_STATUSES = (
    *(*Stage, "upcoming", "active", "Due 2021-01-01, not confirmed"),
    *("left", "Upcoming season", "Upcoming film", "Sequel in development", "Spin-off filming"),
)


def report(  # noqa: PLR0913 -- one parameter per field
    said: Said | None,
    *,
    key: str = "k",
    source: str | None = "Netflix",
    url: str | None = None,
    reported_on: str = "2021-01-05",
    confidence: str = "reported",
    note: str | None = None,
    recorded_at: str = "2021-01-07T12:00:00.000000Z",
    batch: str = "b1",
    n: int = 1,
) -> Report:
    """Create a report from literals; `n` is the order of reports on one day."""
    return Report(
        key,
        said,
        source,
        url,
        reported_on,
        CONFIDENCES[confidence],
        note,
        recorded_at,
        batch,
        n,
        "tester",
    )


def batches_of(reports: Iterable[Report]) -> list[tuple[Batch, list[Report]]]:
    """Return the batches of the reports, each with its own reports, in order."""
    found: dict[str, list[Report]] = {}
    for each in reports:
        found.setdefault(each.batch, []).append(each)
    return [
        (Batch(i, uid, its[0].recorded_at, its[0].author, "add", None, len(its)), its)
        for i, (uid, its) in enumerate(found.items(), 1)
    ]


def titles_of(
    reports: Iterable[Report], slugs: Mapping[str, str] | None = None
) -> list[tuple[str, Title]]:
    """Return the folded titles of a slate, each with its slug, or its key if it has none."""
    folded = {key: fold(key, its) for key, its in by_key(reports).items()}
    return [((slugs or {}).get(key, key), title) for key, title in folded.items() if title]


def disputed_of(reports: Iterable[Report]) -> set[str]:
    """Return the keys of the titles on which sources dissent."""
    found = by_key(reports)
    folded = {key: fold(key, its) for key, its in found.items()}
    return {key for key, title in folded.items() if title and dissent(title)}


def by_key(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """Return the reports on each title, by its key."""
    found: dict[str, list[Report]] = {}
    for each in reports:
        found.setdefault(each.title_key, []).append(each)
    return found


def dates() -> st.SearchStrategy[str]:
    """Draw canonical texts of release dates of every precision; never TBA, which is null."""
    return st.sampled_from(DATES)


def windows() -> st.SearchStrategy[Window]:
    """Draw windows: a day to some years, open-ended ones, the first and the last day."""
    days = st.sampled_from(_DAYS)
    between = st.lists(days, min_size=2, max_size=2).map(sorted)
    return st.one_of(
        st.sampled_from(WINDOWS).map(lambda text: parse_window(text, TODAY)),
        between.map(lambda ends: window_between(ends[0], ends[1], TODAY)),
        days.map(lambda day: window_between(day, None, TODAY)),
        days.map(lambda day: window_between(None, day, TODAY)),
        st.just(window_between(None, None, TODAY)),
    )


def _members(identities: Iterable[str]) -> st.SearchStrategy[dict[str, bool | None]]:
    return st.dictionaries(
        st.sampled_from(sorted(identities)), st.sampled_from((True, True, None)), max_size=2
    )


# Strategies are created once: creating one takes longer than drawing from it.
_NAME = st.sampled_from(NAMES)
_ORIGIN = st.sampled_from(_ORIGINS)
_WHEN = st.sampled_from(DATES) | st.sampled_from((None, *_DAYS))
_DATED = st.fixed_dictionaries({"date": _WHEN}, optional={"leaves": _WHEN})
_RELEASE: st.SearchStrategy[dict[str, str | None] | None]
_RELEASE = st.one_of(_DATED, _DATED, _DATED, st.just({}), st.none())
# State or withdraw a few values of every field; a link holds the index of its target.
_SAID = st.fixed_dictionaries(
    {"releases": st.dictionaries(st.sampled_from(_RELEASE_KEYS), _RELEASE, max_size=3)},
    optional={
        "title": _NAME,
        "kind": st.none() | st.sampled_from(Kind),
        "year": st.none() | st.integers(2020, 2022),
        "status": st.none() | st.sampled_from(Stage),
        "tags": _members(TAGS),
        "credits": _members(f"{role}|{name}" for role in ("cast", "director") for name in PEOPLE),
        "links": _members(f"{relation}|{i}" for relation in Relation for i in range(4)),
        "ids": st.dictionaries(
            st.sampled_from(("imdb", "tmdb")), st.none() | st.sampled_from(("1", "tt2"))
        ),
        "aka": _members(("Karate", "50% off", *NAMES)),
    },
)
# A report that names the title, one that adds to it, and one that removes it.
_NAMING = st.tuples(_NAME, _SAID, _ORIGIN)
_SAYING = st.tuples(st.none(), _SAID, _ORIGIN)
_REMOVING = st.tuples(st.none(), st.none(), _ORIGIN)
_ANY = st.one_of(_NAMING, _SAYING, _SAYING, _REMOVING)


@cache
def _reports(most: int) -> st.SearchStrategy[list[tuple[str | None, Said | None, dict[str, Any]]]]:
    """Draw the reports on a title; the first report names it."""
    return st.tuples(_NAMING, st.lists(_ANY, max_size=most - 1)).map(lambda its: [its[0], *its[1]])


@st.composite
def slates(draw: st.DrawFn, titles: int = 5, reports: int = 5) -> list[Report]:
    """Draw up to `reports` reports on each of up to `titles` titles, in recording order."""
    keys = draw(st.lists(st.sampled_from(_KEYS), min_size=1, max_size=titles, unique=True))
    told = [
        report(_said_of(key, keys, name, said), key=key, **origin)
        for key in keys
        for name, said, origin in draw(_reports(reports))
    ]
    mixed = draw(st.permutations(told))
    sizes = draw(st.lists(st.integers(1, 4), min_size=len(mixed), max_size=len(mixed)))
    times = sorted(draw(st.lists(st.sampled_from(_RECORDED), min_size=1, max_size=len(mixed))))
    uids = draw(st.permutations([f"{i:04x}" for i in range(len(times))]))
    found: list[Report] = []
    for i, (recorded_at, uid, size) in enumerate(zip(times, uids, sizes, strict=False), 1):
        until = len(mixed) if i == len(times) else len(found) + size
        found += [
            each._replace(recorded_at=recorded_at, batch=uid, n=n)
            for n, each in enumerate(mixed[len(found) : until], 1)
        ]
    return found


def _said_of(key: str, keys: list[str], name: str | None, said: Said | None) -> Said | None:
    """Return the patch of a report; one with a name also states most parts of the title's key."""
    if said is None:
        return None
    whole = dict(said)
    others = [other for other in keys if other != key]
    if "links" in said:
        ends = [(*identity.split("|"), there) for identity, there in said["links"].items()]
        whole["links"] = {
            f"{relation}|{others[int(i) % len(others)]}": there
            for relation, i, there in ends
            if others
        }
    if name is not None:
        _, season, part, kind, year = key.split("|")
        numbers = (("season", season), ("part", part), ("year", year))
        whole |= {field: int(text) for field, text in numbers if text}
        whole |= {"title": name, "kind": kind}
    return whole


def queries() -> st.SearchStrategy[Query]:
    """Draw filters of every sort, rarely many at once, so that something matches."""
    words = st.sampled_from(_STATUSES).map(parse_status_filter)
    status = words | st.tuples(words, words).map(lambda two: two[0].either(two[1]))
    filters: dict[str, st.SearchStrategy[Any]] = {
        "status": status,
        "platforms": _some((*PLATFORMS, "MAX", "Nobody")),
        "kinds": _some(tuple(Kind)),
        "release_types": _some(tuple(ReleaseType)),
        "regions": _some((*REGIONS, "GB")),
        "tags": _some((*TAGS, "absent")),
        "persons": _some(("pascal", "PEDRO", "jose", "JOSÉ", "_", "%", "x")),
        "search": _some(("k", "cobra kai", "STRASSE", "ß", "京", "%", "_", "\\", "é", "xyz")),
        "window": windows(),
        "undated": st.just(value=True),
        "overdue": st.just(value=True),
        "disputed": st.just(value=True),
        "limit": st.integers(0, 3),
    }

    def asking(names: list[str]) -> st.SearchStrategy[Query]:
        asked = st.fixed_dictionaries({name: filters[name] for name in names})
        return asked.map(lambda values: Query(**values))

    return st.lists(st.sampled_from(sorted(filters)), max_size=2, unique=True).flatmap(asking)


def _some(texts: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(texts)), min_size=1, max_size=3).map(tuple)
