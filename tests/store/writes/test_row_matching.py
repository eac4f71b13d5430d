from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from slate.domain.ledger.errors import AmbiguousRowError, IdOfOtherError
from slate.store.file.connection import Store
from slate.store.reports.recorder import Recorder
from slate.store.writes.row_matching import RowMatch, RowMatcher
from tests.store.writing import NOW, add, says, take, told, update

IDS: dict[str, Any] = {"ids": (("tvmaze", "29138"),)}


@contextmanager
def _matching(store: Store, *, accept_ids: bool = False) -> Iterator[RowMatcher]:
    with store.writing(dry_run=True) as connection:
        recorder = Recorder(connection, author="a", command="c", now=NOW)
        yield RowMatcher(connection, recorder, lambda *_: False, accept_ids=accept_ids)


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
    add(store, "Crash", year=2004)
    with _matching(store) as matcher:
        row = says("Crash", handle="crash-1996")
        found = matcher.match(row)
        assert found is not None
        matcher.call(found.title.key, "crash")
        assert matcher.match(row) is None
