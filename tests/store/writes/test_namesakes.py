from contextlib import closing
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slate.domain.changes.change import Change
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.kinds import Kind
from slate.store.file.connection import Store
from slate.store.writes import namesakes
from slate.store.writes.namesakes import Namesakes
from tests.store.writing import add, ledger, records, says, take

_ROW = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Home", "Home", "HOME", "Away"]),
        "source": st.sampled_from(["A", "B"]),
        "aka": st.sampled_from([(), (), ("Home",)]),
    },
    optional={
        "kind": st.sampled_from([Kind.FILM, Kind.SERIES]),
        "year": st.integers(2018, 2022),
        "date": st.sampled_from(["2019-05-05", "2030"]),
        "season": st.just(1),
        "ids": st.dictionaries(
            st.sampled_from(["imdb", "tmdb", EVENT_UID]),
            st.sampled_from(["1", "2", "3", "1/season/1"]),
            max_size=2,
        ).map(lambda ids: tuple(sorted(ids.items()))),
    },
)


def _imported(rows: list[dict[str, Any]], many: int) -> list[object]:
    """Return what becomes of rows in two batches, where so many titles of one name are many.

    The second batch has two files.
    """
    with patch.object(namesakes, "_MANY", many), closing(Store(None)) as store:
        found: list[object] = []
        for files in ((rows[:4],), (rows[4:7], rows[7:])):
            with ledger(store) as book:
                for part in files:
                    taken = book.take([says(**row) for row in part])
                    found += [
                        (str(each.outcome), each.slug) if isinstance(each, Change) else str(each)
                        for each in (*taken, *book.settle())
                    ]
        return [*found, records(store)]


def _row(name: str, source: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 -- any type
    return {"title": name, "source": source} | fields


_ID = {"ids": (("imdb", "1"),)}
_DATED_BEFORE_ITS_YEAR = [
    *[_row("Home", "A")] * 3,
    _row("Home", "A", kind=Kind.FILM, year=2021, date="2019-05-05"),
    _row("Home", "A", date="2019-05-05"),
]
_NAMED_LATER = [
    *[_row("Away", "A", year=2016, **_ID)] * 3,
    _row("Away", "B", year=2021, **_ID),
    *[_row("Home", "A", year=1990)] * 2,
    _row("Away", "B", aka=("Home",), **_ID),
    _row("Home", "A", year=2016),
]
_CHANGED_AT_THE_END_OF_A_FILE = [
    _row("Home", "A", year=1990),
    _row("Home", "A", year=2016, **_ID),
    *[_row("Home", "A", year=2021, **_ID)] * 2,
    *[_row("Home", "A", year=1990)] * 2,
    _row("Home", "A", year=2016, **_ID),
    _row("Home", "B", year=2016),
]


@pytest.mark.slow
@given(st.lists(_ROW, min_size=2, max_size=10))
@example(_DATED_BEFORE_ITS_YEAR)
@example(_NAMED_LATER)
@example(_CHANGED_AT_THE_END_OF_A_FILE)
def test_many_titles_of_a_name_are_matched_as_few_are(rows: list[dict[str, Any]]) -> None:
    many, few = _imported(rows, 0), _imported(rows, 1_000)
    assert many[:-1] == few[:-1]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (_DATED_BEFORE_ITS_YEAR, ("unchanged", "home")),
        (_NAMED_LATER, ("unchanged", "away")),
        (_CHANGED_AT_THE_END_OF_A_FILE, ("changed", "home-2016")),
    ],
)
@pytest.mark.parametrize("many", [0, 1_000])
def test_row_is_about_the_title_of_its_year(
    rows: list[dict[str, Any]], last: tuple[str, str], many: int
) -> None:
    *_, found, _ = _imported(rows, many)
    assert found == last


def test_titles_of_other_years_and_with_other_ids_are_left_out(store: Store) -> None:
    for number in range(20):
        add(store, "Home", new=True, year=1980 + number, ids=(("imdb", str(number)),))
    add(store, "Home", new=True, ids=(("tmdb", "1"),))
    with patch.object(namesakes, "_MANY", 3), store.reading() as connection:
        found = Namesakes(connection)
        of_year = found.called(says("Home", year=1990), "home")
        assert {title.year for title in of_year} == {1989, 1990, 1991, None}
        of_id = found.called(says("Home", ids=(("imdb", "7"),)), "home")
        assert {title.year for title in of_id} == {1987, None}
        assert len(found.called(says("Home"), "home")) == 21
        assert len(found.called(says("Home", ids=(("tvdb", "7"),)), "home")) == 21


def test_thousands_of_rows_with_one_name_become_titles_of_their_own(store: Store) -> None:
    rows = [says("Home", ids=(("imdb", f"tt{number}"),), source="A") for number in range(60)]
    assert {change.outcome for change in take(store, *rows)} == {"added"}
    assert {change.outcome for change in take(store, *rows)} == {"unchanged"}
    assert [record.slug for record in records(store)][:1] == ["home"]
    assert len({record.slug for record in records(store)}) == len(rows)
