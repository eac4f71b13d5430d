from typing import Any

import pytest

from slate.domain.ledger.errors import IdOfOtherError, ManyMatchError
from slate.store.file.connection import Store
from slate.store.titles import matching, single_match
from tests.store.writing import add, says, update


def _preferred(store: Store, **fields: Any) -> list[str]:  # noqa: ANN401 -- fields of any type
    row = says("Twin", **fields)
    with store.reading() as connection:
        found = matching.matches(connection, row).titles
        return [title.slug for title in single_match.preferred(connection, row, found)]


def test_year_then_date_then_source_decide_between_several_matches(store: Store) -> None:
    for year in (2019, 2020, 2020, None):
        add(store, "Twin", year=year, new=True)
    every = ["twin", "twin-2", "twin-2020", "twin-3"]
    assert _preferred(store) == every
    assert _preferred(store, year=2019) == ["twin"]
    assert _preferred(store, year=2020) == ["twin-2", "twin-2020"]
    assert _preferred(store, year=2018) == _preferred(store, year=2030) == ["twin-3"]
    assert _preferred(store, year=2030, season=1) == []
    # A title that is still to come, too.
    update(store, "twin-3", date="2021-12", source="A")
    assert _preferred(store, date="2021-03") == ["twin-3"]
    # The one on which the source has reported, if no year decides.
    assert _preferred(store, source="A") == ["twin-3"]
    assert _preferred(store, source="B") == every
    update(store, "twin-2020", tags=("x",), source="B")
    assert _preferred(store, year=2020, source="B") == ["twin-2020"]


def test_several_matches_of_a_person_are_refused(store: Store) -> None:
    for year in (2019, 2020, 2020):
        add(store, "Twin", year=year, new=True)

    def meant(**fields: Any) -> str | None:  # noqa: ANN401 -- fields of any type
        with store.reading() as connection:
            title = single_match.match(connection, says("Twin", **fields))
            return title and title.slug

    assert meant(year=2019) == "twin"
    assert meant(year=1950) is None
    assert meant(season=1) is None
    assert meant(year=2018) == "twin"  # one apart: a person has to say that it is another work
    with pytest.raises(ManyMatchError, match='"Twin" could be twin-2 or twin-2020'):
        meant(year=2020)
    with pytest.raises(ManyMatchError, match='"Twin" could be twin-2 or twin-2020'):
        meant(year=2021)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"year": 2021}, True),
        ({"credits": (("director", "Another"),)}, True),
        ({"kind": "documentary", "year": 2021}, True),
        ({"date": "2022-12"}, False),  # it was out long before
        ({"year": 2022}, False),
        ({"ids": (("imdb", "tt2"),), "year": 2021}, False),
        ({"kind": "series"}, False),
    ],
)
def test_a_person_has_to_say_that_a_look_alike_is_another_work(
    store: Store, fields: dict[str, Any], *, found: bool
) -> None:
    add(store, "Mank", kind="film", year=2020, ids=(("imdb", "tt1"),),
        credits=(("director", "David Fincher"),))  # fmt: skip
    row = says("Mank", **fields)
    with store.reading() as connection:
        assert (single_match.match(connection, row) is not None) is found
        alike = [title.slug for title in matching.look_alikes(connection, row)]
    assert alike == (["mank"] if found or fields.get("date") else [])


def test_id_of_a_title_of_another_name_is_refused(store: Store) -> None:
    ids = (("imdb", "tt1"),)
    add(store, "Money Heist", kind="series", year=2017, aka=("La casa de papel",), ids=ids)
    cases: list[tuple[str, dict[str, Any]]] = [
        ("La casa de papel", {}),
        ("Haus des Geldes", {"aka": ("La Casa de Papel",)}),
        ("Haus des Geldes", {"kind": "series", "year": 2017}),
    ]
    with store.reading() as connection:
        for name, fields in cases:
            found = single_match.match(connection, says(name, ids=ids, **fields))
            assert found is not None
            assert found.slug == "money-heist"
        refused: list[dict[str, Any]] = [
            {"kind": "series", "year": 2018}, {"kind": "series", "year": 2020},
            {"kind": "series"}, {"year": 2017}, {},
        ]  # fmt: skip
        for fields in refused:
            with pytest.raises(IdOfOtherError) as error:
                single_match.match(connection, says("Haus des Geldes", ids=ids, **fields))
            assert str(error.value) == (
                'imdb=tt1 of "Haus des Geldes" is the id of "Money Heist" (money-heist).'
            )


def test_title_whose_name_is_spelled_otherwise_or_has_the_season_is_meant(store: Store) -> None:
    add(store, "Spider-Man", kind="film", year=2002)
    add(store, "Dark Season 2", kind="series")
    with store.reading() as connection:
        for statement, slug in (
            (says("Spider Man", year=2003), "spider-man"),
            (says("Spider Man", kind="series"), None),
            (says("Dark", season=2), "dark-season-2"),
            (says("Nobody"), None),
        ):
            found = single_match.match(connection, statement)
            assert (found and found.slug) == slug


def test_new_title_may_be_taken_for_those_of_its_name_that_may_be_the_same_work(
    store: Store,
) -> None:
    add(store, "Spider-Man", kind="film", year=2002, ids=(("imdb", "tt1"),))
    key = "spider-man|||film|2002"
    with store.reading() as connection:
        for statement, found in (
            (says("Spider-Man", year=2003), {key: "spider-man"}),
            (says("SPIDER MAN!"), {key: "spider-man"}),
            (says("Spider Man", kind="series"), {}),
            (says("Spider Man", ids=(("imdb", "tt2"),)), {}),
            (says("Roma"), {}),
        ):
            assert single_match.taken_for(connection, statement) == found
