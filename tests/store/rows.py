"""Rows of generated files, and slates with titles that they may match.

`files()` draws a slate and the rows of a file, with few names, ids, years and slugs, so
that a row may hold the second name of another, take the slug that another wants, or be
refused. `outcome` imports rows in chunks, returns all results, and leaves the slate as it
was. `works()` draws rows that always identify their work unambiguously.
"""

import atexit
import random
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st

from slate.domain.changes.change import Change
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import SlateError
from slate.domain.ledger.statement import Origin, OtherStatement, SaidRelease, Statement
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.store.file.connection import Store
from slate.store.titles import projections
from slate.store.writes import row_importer
from slate.store.writes.prefetch import LookupKeys, UnknownTitles
from slate.store.writes.row_importer import RowImporter
from tests.domain.slates import NAMES
from tests.store import folding, writing
from tests.store.writing import add, redo, remove, says, undo, update

_REPORTS = """
    select id, batch, n, title_key, said, source, url, reported_on, confidence, note
    from reports order by id
"""
_UIDS = "select uid from batches order by id"

# Some have the same folded text, the same slug, or the slug that a second title gets.
_NAMES = (
    ("Name", "NAME", "Name!", "Name 2019"),
    ("Name", "Name 2", "Name 2019"),
    ("Name", "Other"),
    # In the full slate these titles exist, were removed, or wait to be created.
    ("Waiting", "Awaited"),
    ("Old Name", "New Name", "Newer"),
    ("Late", "Late 2", "Late 2020"),
    ("Gone", "Undone", "Name"),
    ("First", "Second", "Third", "Fourth"),
    ("Twin", "Twin 2021", "Slugged"),
    ("Rumored", "Firm", "Firm 2"),
)
# What another source states about a release of the same row.
_RUMOR = OtherStatement(
    Origin("2021-01-07", "C", None, Confidence.RUMOR),
    (SaidRelease(ReleaseKey(None, None, "hulu"), leaves=parse_date("2021")),),
)
_RELEASES: tuple[dict[str, Any], ...] = (
    {"date": "2019-05"},
    {"date": "2022", "platform": "netflix"},
    {"platform": "my channel"},
    {"date": "TBA", "region": "US"},
    {"platform": "Hulu", "leaves": "2021"},
    {"releases": (SaidRelease(ReleaseKey(ReleaseType.TV, "GB", None)),)},
    {"platform": "Hulu", "by_others": (_RUMOR,)},
)
_IDENTITIES: tuple[dict[str, Any], ...] = (
    *({"year": year} for year in (1999, 2019, 2020)),
    *({"kind": kind} for kind in ("film", "documentary", "series")),
    *({"season": 1}, {"season": 2}, {"part": 1}),
    *(
        {"ids": (pair,)}
        for pair in (("imdb", "1"), ("imdb", "2"), ("imdb", "5"), ("tmdb", "3"), ("tmdb", "7"))
    ),
    *({"handle": handle} for handle in ("name", "name-2", "name-2019")),
    *({"slug": slug} for slug in ("name-2", "other")),
    *({"links": (link,)} for link in (("sequel-of", "Name"), ("spin-off-of", "other"))),
)
# Drawn as a whole: drawing each part would take most of the time of a test.
_ORIGINS: tuple[dict[str, Any], ...] = tuple(
    dict(zip(("source", "on", "confidence", "note"), parts, strict=True))
    for parts in product(
        ("A", "B"),
        ("2021-01-07", "2021-01-07", "2020", "2021-01-02"),
        ("reported", "reported", "rumor", "listed"),
        (None, "as it says"),
    )
)
_MORE: tuple[dict[str, Any], ...] = (
    {},
    {"tags": ("a",)},
    {"credits": (("cast", "Name"),), "tags": ("b",)},
    {"status": "filming"},
    {"status": "upcoming"},
    *_RELEASES,
)


def files() -> st.SearchStrategy[tuple[Store, list[Statement]]]:
    """Draw a slate, empty or full, and the rows of a file."""
    slates = st.sampled_from((empty, full)).map(lambda make: make())
    return st.tuples(slates, st.sampled_from(_NAMES).flatmap(_rows))


def _rows(names: Sequence[str]) -> st.SearchStrategy[list[Statement]]:
    """Draw rows with few fields: with more fields, two rows would rarely mean the same title."""
    some = st.lists(st.sampled_from(_IDENTITIES), max_size=2)
    aka = st.lists(st.sampled_from(names), max_size=1).map(tuple)
    row = st.builds(
        _row, st.sampled_from(names), aka, some, *map(st.sampled_from, (_MORE, _ORIGINS))
    )
    return st.lists(row, min_size=2, max_size=6)


def _row(
    title: str, aka: tuple[str, ...], some: list[dict[str, Any]], *more: dict[str, Any]
) -> Statement:
    return says(title, aka=aka, **{name: part[name] for part in (*some, *more) for name in part})


def statements() -> st.SearchStrategy[Statement]:
    """Draw a row that neither requests a slug nor names another title."""
    plain = [part for part in _IDENTITIES if not part.keys() & {"handle", "slug", "links"}]
    some = st.lists(st.sampled_from(plain), max_size=3)
    details = st.lists(st.sampled_from(_MORE), min_size=1, max_size=3)
    names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
    return st.builds(
        lambda title, aka, some, details, origin: _row(title, aka, some, *details, origin),
        *(st.sampled_from(NAMES), names, some, details, st.sampled_from(_ORIGINS)),
    )


# Distinct works: no row of one can match another.
_WORKS: tuple[dict[str, Any], ...] = (
    {"title": "Name", "kind": "film", "year": 1999, "ids": (("imdb", "1"),)},
    {"title": "Name", "kind": "film", "year": 2019, "ids": (("imdb", "2"), ("tmdb", "1"))},
    {"title": "Name 2019", "kind": "documentary", "year": 2019},
    {"title": "Name!", "kind": "film", "year": 2019},
    {"title": "Name", "kind": "series", "year": 2019, "season": 1, "ids": (("imdb", "1"),)},
    {"title": "Name", "kind": "series", "year": 2019, "season": 2, "aka": ("Nom",)},
)


def works() -> st.SearchStrategy[list[Statement]]:
    """Draw the rows of a file, each of which identifies its work unambiguously."""
    said: list[dict[str, Any]] = [
        work | other
        for number, work in enumerate(_WORKS)
        for other in (
            *({}, {"title": work["title"].upper()}, {"ids": ()}, {"aka": (f"Naam {number}",)}),
            *([{"kind": "film"}] if work["kind"] == "documentary" else []),
        )
    ]
    row = st.tuples(*map(st.sampled_from, (said, _MORE, _ORIGINS))).map(
        lambda parts: says(**{name: value for part in parts for name, value in part.items()})
    )
    return st.lists(row, min_size=1, max_size=8)


@cache
def empty() -> Store:
    """Return an empty slate, which is shared: tests must roll back their writes."""
    store = Store(None)
    atexit.register(store.close)
    return store


@cache
def full() -> Store:
    """Return a slate with titles in every state, which is shared: tests must roll back writes."""
    store = Store(None)
    atexit.register(store.close)
    add(store, "Name", year=1999, kind="film", ids=(("imdb", "1"),), platform="Netflix")
    add(store, "Twin", year=1984)
    add(store, "Twin", year=2021)
    add(store, "Old Name", year=2019)
    update(store, "old-name", title="New Name", aka=("Newer",))
    add(store, "Slugged", slug="name-2")
    add(store, "Show", season=1, ids=(("imdb", "2"),))
    add(store, "Gone", year=2019)
    remove(store, "gone")
    add(store, "First", ids=(("tmdb", "3"),), aka=("Fourth",))
    update(store, "first", title="Second")
    update(store, "second", title="Third")
    remove(store, "third")
    add(store, "Undone")
    undo(store)
    # Its later reports are in force, but the report that created it is undone.
    add(store, "Waiting")
    update(store, "waiting", aka=("Awaited",), ids=(("tmdb", "7"),), platform="MY channel")
    more = undo(store).batch
    undo(store)
    redo(store, str(more.id))
    # Two titles want the same slug.
    add(store, "Late", kind="film", year=2020)
    first = undo(store).batch
    add(store, "Late", kind="series", new=True)
    redo(store, str(first.id))
    # A firm report renames the first one, which then takes the slug of the second.
    add(store, "Rumored", ids=(("imdb", "5"),), confidence="rumor")
    add(store, "Firm", kind="series")
    return store


class _Known(UnknownTitles):
    """A replacement that never reports a title as unknown, so that each row is looked up."""

    def has(self, asked: LookupKeys) -> bool:  # noqa: ARG002 -- every answer is no
        return False


class Outcome(NamedTuple):
    """The results of an import: of each row, and in the slate."""

    changes: list[Change | SlateError | None]
    settled: list[Change]  # of the rows that wait for the end of the file
    in_words: tuple[list[str], list[str]]  # results and slate as reproducible text

    @property
    def told(self) -> list[str]:
        """The results of the rows, then of those that waited, as text."""
        return self.in_words[0]

    @property
    def slate(self) -> list[str]:
        """The slate's reports in order, then all its projections, as text."""
        return self.in_words[1]


def outcome(
    store: Store,
    *chunks: Sequence[Statement],
    restore: bool = False,
    before: Sequence[Statement] = (),
    shortcut: bool = True,
) -> Outcome:
    """Import chunks of rows as one batch, after a batch of the rows `before`; then roll back."""
    with store.writing(dry_run=True) as connection, pytest.MonkeyPatch.context() as patch:
        if not shortcut:
            patch.setattr(row_importer, "UnknownTitles", _Known)
            patch.setattr(RowImporter, "_merely_repeats", lambda *_: False)
        found: list[Change | SlateError | None] = []
        settled: list[Change] = []
        for its in ([before], chunks):
            book = writing.Book(connection, author="tester", command="test", now=writing.NOW)
            found = [change for some in its for change in book.take(some, restore=restore)]
            settled = book.settle()
        reports = connection.execute(_REPORTS).fetchall()
        projected = folding.contents(connection)
        uids = [uid for (uid,) in connection.execute(_UIDS)]
        projections.rebuild(connection)
        assert folding.contents(connection) == projected
        with folding.shuffled(connection, random.Random(len(reports))) as other:  # noqa: S311 -- no secret
            assert folding.contents(other) == projected
    slate = [*reports, *(row for table in projected.values() for row in table)]

    def worded(rows: Sequence[object]) -> list[str]:
        texts = "\n".join(map(repr, rows))
        for number, uid in enumerate(uids):  # which are random
            texts = texts.replace(uid, f"uid {number}")
        return texts.splitlines()

    return Outcome(found, settled, (worded([*found, *settled]), worded(slate)))
