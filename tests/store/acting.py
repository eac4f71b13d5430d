"""Random actions on a slate: add, change, remove, merge, split, undo, redo, corrected times ...

`STARTS` and `HISTORIES` draw acts, `act` applies one. An act names a title by its position
among the existing ones, so that most acts find one.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from slate.domain.errors import SlateError
from slate.store.file.connection import Store
from tests.store import writing
from tests.store.writing import Book, ledger, says

NOW = datetime(2021, 1, 7, 12, tzinfo=UTC)
Act = tuple[Any, ...]

NAMES = ("Dune", "Dune: Part One", "Heat")
DATES = ("2021-01-08", "2021-03", "2021", "TBA")
FACTS: tuple[dict[str, Any], ...] = (
    {"date": "2021-01-08", "platform": "Netflix"},
    {"date": "2021-03", "platform": "Hulu"},
    {"date": "TBA"},
    {"status": "filming"},
    {"title": "Dune Messiah"},
    {"tags": ("scifi",)},
    {"slug": "messiah"},
    {"year": 1984},
    {"kind": "series"},
    {"ids": (("imdb", "tt1"),)},
    {"also_on": "Hulu", "date": "2021-05"},
    {"release_type": "limited", "region": "US", "date": "2020-12-11"},
    {"leaves": "2022-01"},
    {"credits": (("director", "Denis Villeneuve"),), "aka": ("Dune: Part 1",)},
)
ORIGINS: tuple[dict[str, Any], ...] = (
    {},
    {"source": "Variety", "on": "2021-01-05"},
    {"source": "Deadline", "on": "2021-01-05", "confidence": "official"},
    {"source": "Variety", "on": "2020-12"},
    {"source": "Reddit", "confidence": "rumor"},
)
SOURCES = ("Variety", "Deadline", "Reddit")
ADDS = st.tuples(
    st.just("add"),
    st.sampled_from(NAMES),
    st.sampled_from(({}, {"year": 1984}, {"year": 2021}, *FACTS[:2])),
    st.sampled_from(ORIGINS),
    st.booleans(),
)
TIMES = (
    "2020-12-20T12:00:00.000000Z",
    "2021-01-04T12:00:00.000000Z",
    "2021-01-07T11:59:59.999999Z",
)
PLACES = st.integers(0, 5)  # position of a title among the existing ones
ACTS = st.one_of(
    ADDS,
    st.tuples(st.just("update"), PLACES, st.sampled_from(FACTS), st.sampled_from(ORIGINS)),
    st.tuples(st.just("follow"), PLACES, PLACES),
    st.tuples(st.just("remove"), PLACES, st.sampled_from(ORIGINS)),
    st.tuples(st.just("merge"), PLACES, PLACES),
    st.tuples(st.just("split"), PLACES, st.sampled_from(SOURCES)),
    st.tuples(st.just("dismiss"), PLACES, PLACES),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo"), st.integers(1, 9)),
    st.tuples(st.just("redo")),
    # Of single titles, and of titles that a file added together.
    st.tuples(
        st.just("take"),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from((None, *SOURCES)),
    ),
    st.tuples(st.just("undo"), st.integers(1, 9), PLACES),
    st.tuples(st.just("correct"), st.integers(1, 9), st.sampled_from(TIMES)),
)
STARTS = st.lists(ADDS, min_size=2, max_size=4)
HISTORIES = st.lists(ACTS, min_size=1, max_size=8)


def act(store: Store, author: str, said: Act) -> None:
    """Apply a drawn act; an act that is refused changes nothing."""
    name, *rest = said
    slugs = writing.slugs(store)

    def at(place: int) -> str:
        return slugs[place % len(slugs)] if slugs else "nothing"

    with suppress(SlateError), ledger(store, author, now=NOW) as book:
        _ACTIONS[name](book, at, *rest)


At = Callable[[int], str]  # the slug of the title at a place


def _take(book: Book, at: At, one: str, other: str, source: str | None) -> None:
    del at
    facts: dict[str, Any] = {}
    if source:
        facts = {"year": 1984, "credits": (("director", source),)}
    book.take([says(title, source=source, **facts) for title in (one, other)])
    book.settle()


_ACTIONS: dict[str, Callable[..., object]] = {
    "add": lambda book, _, title, facts, origin, new: book.add(
        says(title, **facts, **origin), new=new
    ),
    "update": lambda book, at, place, facts, origin: book.update(
        book.find(at(place)).key, says(**facts, **origin)
    ),
    "follow": lambda book, at, place, other: book.update(
        book.find(at(place)).key, says(links=(("sequel-of", at(other)),))
    ),
    "remove": lambda book, at, place, origin: book.remove(
        book.find(at(place)).key, says(**origin).origin
    ),
    "merge": lambda book, at, one, other: book.merge(at(one), at(other), says().origin),
    "split": lambda book, at, place, source: book.split(at(place), source, says().origin),
    "dismiss": lambda book, at, one, other: book.dismiss(at(one), at(other)),
    "undo": lambda book, at, number=None, *places: book.undo(
        number and str(number), [at(place) for place in places]
    ),
    "redo": lambda book, _: book.redo(None),
    "take": _take,
    "correct": lambda book, _, number, when: book.correct_clock((str(number), when)),
}
