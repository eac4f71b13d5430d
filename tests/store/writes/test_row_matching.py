from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from slate.domain.changes.change import Change
from slate.domain.ledger.errors import AmbiguousRowError, IdOfOtherError
from slate.domain.ledger.statement import with_name_parsed
from slate.store.file.connection import Store
from slate.store.reports.recorder import Recorder
from slate.store.writes.row_matching import RowMatch, RowMatcher
from tests.store import writing
from tests.store.writing import NOW, add, says, slugs, take, told, update

IDS: dict[str, Any] = {"ids": (("tvmaze", "29138"),)}


@contextmanager
def _matching(store: Store, *, accept_ids: bool = False) -> Iterator[RowMatcher]:
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="a", command="c", now=NOW)
        no = lambda *_: False  # noqa: E731
        yield RowMatcher(connection, recorder, no, no, accept_ids=accept_ids)


def _match(store: Store, title: str, *, accept: bool = False, **fields: Any) -> RowMatch | None:  # noqa: ANN401
    with _matching(store, accept_ids=accept) as matcher:
        return matcher.match(says(title, **fields))


def test_title_is_found_by_name_or_by_id(store: Store) -> None:
    add(store, "Ferry Kai", **IDS, source="A")
    found = _match(store, "FERRY KAI")
    assert found is not None
    assert (found.title.slug, found.by_name, found.renames) == ("ferry-kai", True, False)
    found = _match(store, "Ferry Kai", **IDS)
    assert found is not None
    assert (found.title.slug, found.by_name, found.renames) == ("ferry-kai", False, False)
    assert _match(store, "Gardening Weekly") is None


def test_id_of_a_title_of_another_name_is_refused_unless_accepted(store: Store) -> None:
    add(store, "Ferry Kai", kind="series", year=2018, **IDS)
    row: dict[str, Any] = {"kind": "series", "year": 1999, "source": "TVmaze", **IDS}
    with pytest.raises(IdOfOtherError) as error:
        _match(store, "Gardening Weekly", **row)
    assert str(error.value) == (
        'tvmaze=29138 of "Gardening Weekly" is the id of "Ferry Kai" (ferry-kai).'
    )
    found = _match(store, "Gardening Weekly", accept=True, **row)
    assert found is not None
    assert (found.title.slug, found.renames) == ("ferry-kai", False)
    # Kind and year that fit support the id.
    found = _match(store, "Fähre Kai", **row | {"year": 2018})
    assert found is not None
    assert not found.renames


def test_new_name_of_the_source_that_gave_the_id_is_a_rename(store: Store) -> None:
    row: dict[str, Any] = {"kind": "film", "source": "TMDB", **IDS}
    take(store, says("Untitled Heron Film", year=2022, **row))
    found = _match(store, "Heron United", **row)
    assert found is not None
    assert found.renames
    # Not if it contradicts what is known, nor for another source.
    with pytest.raises(IdOfOtherError):
        _match(store, "Heron United", **row | {"year": 1999})
    with pytest.raises(IdOfOtherError):
        _match(store, "Heron United", **row | {"source": "IMDb"})
    # A name that it had before is no new one.
    update(store, "untitled-heron-film", title="Heron United", aka=("The Heron",), source="TMDB")
    for name in ("untitled heron film", "The Heron"):
        found = _match(store, name, **row)
        assert found is not None
        assert not found.renames


def test_rename_changes_the_title_only_if_the_name_came_from_its_source(store: Store) -> None:
    add(store, "Untitled", source="TMDB", **IDS)
    (change,) = take(store, says("Heron United", source="TMDB", **IDS))
    assert told(change) == ["retitled Untitled -> Heron United"]
    assert change.slug == "heron-united"
    update(store, "heron-united", title="The Herons", source="Netflix")
    (change,) = take(store, says("Heron United 2", source="TMDB", **IDS))
    assert told(change) == ["edited aka -> Heron United 2"]


def test_two_names_of_one_id_in_one_file_are_names_of_one_title(store: Store) -> None:
    changes = take(store, *(says(name, source="TMDB", **IDS) for name in ("Utopia", "Utopie")))
    assert [told(change) for change in changes] == [["added -> Utopia"], ["edited aka -> Utopie"]]


def test_source_decides_between_two_titles_else_the_row_is_ambiguous(store: Store) -> None:
    add(store, "Crash", source="A")
    add(store, "Crash", source="B", new=True)
    found = _match(store, "Crash", source="B")
    assert found is not None
    assert found.title.slug == "crash-2"
    with pytest.raises(AmbiguousRowError, match='"Crash" could be crash or crash-2'):
        _match(store, "Crash", source="C")


def test_slugs_of_a_file_distinguish_its_titles(store: Store) -> None:
    title = add(store, "Crash", year=2004).title
    assert title is not None
    with _matching(store) as matcher:
        row = says("Crash", handle="crash-1996")
        found = matcher.match(row)
        assert found is not None
        matcher.note(found.title.id, title, replace(row, handle="crash"))
        assert matcher.match(row) is None


def test_name_with_a_year_is_another_title_than_one_without_in_one_file(store: Store) -> None:
    plain = says("Tales of the City", kind="series", source="A")
    dated = with_name_parsed(says("Tales of the City (1993)", kind="series", source="A"))
    for rows in ((plain, dated), (dated, plain)):
        with closing(Store(None)) as fresh:
            assert [change.outcome for change in take(fresh, *rows)] == ["added", "added"]
            assert [change.outcome for change in take(fresh, *rows)] == ["unchanged", "unchanged"]
            news = [replace(row, tags=("x",)) for row in rows]
            assert [change.outcome for change in take(fresh, *news)] == ["changed", "changed"]
            assert len(slugs(fresh)) == 2
    # Another file may leave out the year, and an id decides.
    take(store, dated)
    assert take(store, replace(plain, origin=says(source="B").origin))[0].outcome != "added"
    with_id = [replace(row, **IDS) for row in (plain, dated)]
    with closing(Store(None)) as fresh:
        assert [change.outcome for change in take(fresh, *with_id)] == ["added", "changed"]


def test_mistyped_id_is_refused_if_people_or_another_title_contradict_it(store: Store) -> None:
    film: dict[str, Any] = {"kind": "film", "year": 2021}
    add(store, "Free Guy", ids=(("imdb", "tt1"),), credits=(("director", "Levy"),), **film)
    other = {"ids": (("imdb", "tt1"),), "source": "B", **film}
    with pytest.raises(IdOfOtherError):
        _match(store, "The Harder They Fall", credits=(("director", "Samuel"),), **other)
    found = _match(store, "The Harder They Fall", **other)
    assert found is not None
    assert found.adds_name
    add(store, "The Harder They Fall", ids=(("imdb", "tt2"),), **film)
    with pytest.raises(IdOfOtherError):
        _match(store, "The Harder They Fall", **other)


def test_mistyped_id_in_one_file_is_refused_if_people_contradict_it(store: Store) -> None:
    rows = [
        says(name, **IDS, credits=(("director", who),), kind="film", year=2021, source="A")
        for name, who in (("Free Guy", "Levy"), ("The Harder They Fall", "Samuel"))
    ]
    with writing.ledger(store) as book:
        assert [type(found) for found in book.take(rows)] == [Change, IdOfOtherError]


def test_name_on_which_the_source_has_reported_is_surer_than_an_id_of_another(store: Store) -> None:
    film: dict[str, Any] = {"kind": "film", "year": 2021, "source": "B"}
    add(store, "Free Guy", **IDS, kind="film", year=2021)
    add(store, "The Harder They Fall", **film)
    found = _match(store, "The Harder They Fall", **IDS, **film)
    assert found is not None
    assert (found.title.slug, found.by_name) == ("the-harder-they-fall", True)


def test_kind_decides_between_a_film_and_a_documentary_of_one_year(store: Store) -> None:
    for kind in ("film", "documentary"):
        add(store, "Roadrunner", kind=kind, year=2021, new=True)
    found = _match(store, "Roadrunner", kind="documentary", year=2021, source="C")
    assert found is not None
    assert found.title.slug == "roadrunner-2021"


def test_merged_title_is_recognized_by_what_its_source_said(store: Store) -> None:
    row = says("Respect", kind="film", year=2020, source="B")
    take(store, says("Respect", kind="film", year=2021, source="A"))
    take(store, row)
    assert slugs(store) == ["respect", "respect-2020"]
    writing.merge(store, "respect", "respect-2020")
    assert [change.outcome for change in take(store, row)] == ["unchanged"]
    both = [replace(row, tags=("x",)), says("Respect", kind="film", year=2021, source="B")]
    take(store, *both)
    assert slugs(store) == ["respect"]
    # What another source says may be about another film.
    assert _match(store, "Respect", kind="film", year=2020, source="C") is None
