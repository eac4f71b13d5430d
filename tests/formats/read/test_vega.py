import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from slate.domain.dates.parsing import parse_date
from slate.formats.errors import RecordError
from slate.formats.read.json.json_values import values
from slate.formats.read.reader import FileContext, Item, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.vega import items, recognises
from tests.formats.odd import read_as_missing

TODAY = date(2026, 11, 22)
TOLD = FileContext("movies.json", TODAY)
FILM = {
    "Title": "The Glass Ferry",
    "US_Gross": 146083,
    "Production_Budget": 8000000,
    "Release_Date": "Jun 12 1998",
    "MPAA_Rating": "R",
    "Distributor": "A Distributor",
    "Director": None,
    "IMDB_Votes": 1071,
}
NEWER = {
    "Title": "Salt, The",
    "US Gross": None,
    "Release Date": "Dec 15 2039",
    "Director": "A Director",
}


def found_in(text: str, told: FileContext = TOLD) -> list[Item]:
    return list(items(values(io.BytesIO(text.encode()), told.name), told))


def record_of(**film: object) -> Mapping[str, object]:
    (row,) = found_in(json.dumps([FILM | film]))
    assert isinstance(row, Row)
    return row.record


def test_films_become_records() -> None:
    text = f"[\n{json.dumps(FILM)},\n{json.dumps(NEWER)},\n"
    text += f"{json.dumps(FILM | {'Title': 1776, 'Director': 'A Director'})}\n]\n"
    assert found_in(text) == [
        Row(
            2,
            {
                "title": "The Glass Ferry",
                "kind": "film",
                "releases": [{"date": "Jun 12 1998"}],
            },
        ),
        Row(
            3,
            {
                "title": "Salt, The",
                "kind": "film",
                "credits": {"director": "A Director"},
                "releases": [{"date": "Dec 15 2039"}],
            },
        ),
        Row(
            4,
            {
                "title": "1776",
                "kind": "film",
                "credits": {"director": "A Director"},
                "releases": [{"date": "Jun 12 1998"}],
            },
        ),
    ]


def test_dates_in_the_wrong_century_are_kept() -> None:
    (row,) = found_in(json.dumps([NEWER]))
    assert isinstance(row, Row)
    (release,) = statement_of(row.line, row.record, Defaults(TODAY)).releases
    assert release.date == parse_date("2039-12-15")


def test_command_platform_is_a_separate_release() -> None:
    (row,) = found_in(json.dumps([FILM]), FileContext("movies.json", TODAY, platform="Netflix"))
    assert isinstance(row, Row)
    assert row.record["releases"] == [{"date": "Jun 12 1998"}, {"platform": "Netflix"}]


@pytest.mark.parametrize("title", [None, " "])
def test_film_without_a_title_is_refused(title: object) -> None:
    with pytest.raises(RecordError) as refused:
        statement_of(7, record_of(Title=title), Defaults(TODAY))
    assert str(refused.value) == "7: title is missing. Every record names the title it is about."


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("Title", True, "true or false"),
        ("Title", ["A Film"], "a list"),
        ("Release_Date", ["Jun 12 1998"], "a list"),
        ("Director", {"name": "A Director"}, "an object"),
    ],
)
def test_value_of_the_wrong_type_is_refused(field: str, value: object, shown: str) -> None:
    assert [str(item) for item in found_in(json.dumps([{**FILM, field: value}]))] == [
        f"1: {field} is {shown}, but should be a text."
    ]


def test_wrong_type_is_never_missing() -> None:
    film = {**FILM, "Director": "A Director"}
    assert read_as_missing(items, film, TOLD) == []


def test_missing_and_blank_fields_are_ignored() -> None:
    assert record_of(Release_Date=None) == {"title": "The Glass Ferry", "kind": "film"}
    assert found_in('[{"Title": "A Film"}]') == [Row(1, {"title": "A Film", "kind": "film"})]


def test_non_object_is_passed_on_as_an_error() -> None:
    (row, error) = found_in(f"[{json.dumps(FILM)}, 5]")
    assert isinstance(row, Row)
    assert str(error) == "1: a record is an object, and this is a number."


def test_data_set_is_recognized_by_its_keys() -> None:
    assert recognises(FILM)
    assert recognises(NEWER)
    assert not recognises({})
    assert not recognises({"Title": "A Film", "Release_Date": "Jun 12 1998"})
    assert not recognises({"title": "A Film", "Release Date": "Jun 12 1998", "US Gross": 1})


def test_real_films(real_data: Path) -> None:
    with (real_data / "catalog" / "vega_movies.a.json").open("rb") as stream:
        found = list(items(values(stream, "movies.json"), TOLD))
    rows = [item for item in found if isinstance(item, Row)]
    assert (len(rows), len(found)) == (651, 651)
    titles = {statement_of(row.line, row.record, Defaults(TODAY)).title for row in rows}
    assert titles >= {"1776", "2012", "2046", "21", "300", "9"}


@pytest.mark.parametrize("key", ["Major_Genre", "Major Genre"])
def test_documentary_by_its_genre(key: str) -> None:
    assert record_of(**{key: "Documentary"})["kind"] == "documentary"
    assert record_of(**{key: None})["kind"] == "film"
