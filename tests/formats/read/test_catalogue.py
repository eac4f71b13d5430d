import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from slate.domain.ledger.statement import Statement
from slate.formats.errors import FileError, RecordError
from slate.formats.read.catalogue import items, recognises
from slate.formats.read.reader import FileContext, Item, Remark, Row
from slate.formats.read.records.record_parser import Defaults, statement_of
from slate.formats.read.tables.tables import Table

TODAY = date(2026, 11, 22)
HEADER = (
    "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,"
    "listed_in,description"
)
CATALOGUE = f"""{HEADER}
s1,Movie,The Glass Ferry,"First Director, Second Director",,,"September 25, 2021",2020,PG-13,\
90 min,Dramas,"A ferry, and a storm."
s2,TV Show,Harbor Lights,,,Norway," July 26, 2019",2018,TV-MA,2 Seasons,"Crime TV Shows, \
Docuseries",Lights.
s3,Movie,Salt (4K UHD),,,,,2014,,69 min,"Documentary, Special Interest",Salt.
"""
BY_NAME = "read as the catalogue of Netflix, from the file name"


def found_in(text: str, told: FileContext) -> list[Item]:
    return list(items(Table(io.BytesIO(text.encode()), told.name), told))


def told(name: str = "catalogue.csv", platform: str | None = "Netflix") -> FileContext:
    return FileContext(name, TODAY, platform=platform)


def a_row(**cells: str) -> str:
    row = {"type": "Movie", "title": "A Film", "release_year": "2020"} | cells
    return f"{HEADER}\n{','.join(row.get(column, '') for column in HEADER.split(','))}\n"


def records(text: str) -> list[dict[str, object]]:
    return [item.record for item in found_in(text, told()) if isinstance(item, Row)]


def test_catalogue_rows_become_records() -> None:
    assert found_in(CATALOGUE, told("data/netflix_titles.csv", platform=None)) == [
        Remark(BY_NAME),
        Row(
            2,
            {
                "title": "The Glass Ferry",
                "kind": "film",
                "year": 2020,
                "date": "September 25, 2021",
                "platform": "Netflix",
                "release_type": "streaming",
                "credits": {"director": ["First Director", "Second Director"]},
                "source": "Netflix catalogue",
            },
        ),
        Row(
            3,
            {
                "title": "Harbor Lights",
                "kind": "docuseries",
                "date": "July 26, 2019",
                "platform": "Netflix",
                "release_type": "streaming",
                "source": "Netflix catalogue",
            },
        ),
        Row(
            4,
            {
                "title": "Salt (4K UHD)",
                "kind": "documentary",
                "year": 2014,
                "status": "released",
                "platform": "Netflix",
                "release_type": "streaming",
                "source": "Netflix catalogue",
            },
        ),
    ]


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("netflix_titles.csv", "Netflix"),
        ("/home/me/lists/Netflix_Titles.odd.csv", "Netflix"),
        ("disney_plus_titles.csv", "Disney+"),
        ("hulu_titles (1).csv", "Hulu"),
        ("amazon_prime_titles.sample-a.csv", "Prime Video"),
    ],
)
def test_service_is_taken_from_the_file_name(name: str, service: str) -> None:
    remark, row = found_in(a_row(), told(name, platform=None))
    assert remark == Remark(f"read as the catalogue of {service}, from the file name")
    assert isinstance(row, Row)
    assert row.record["platform"] == service
    assert row.record["source"] == f"{service} catalogue"


def test_command_overrides_service_and_source() -> None:
    said = FileContext("netflix_titles.csv", TODAY, platform="Peacock", source="my list")
    (row,) = found_in(a_row(), said)
    assert isinstance(row, Row)
    assert row.record["platform"] == "Peacock"
    assert row.record["source"] == "my list"


@pytest.mark.parametrize("name", ["titles.csv", "my_netflix_titles.csv", "netflix_titles/list.csv"])
def test_catalogue_of_an_unknown_service_is_refused(name: str) -> None:
    table = Table(io.BytesIO(CATALOGUE.encode()), name)
    with pytest.raises(FileError) as refused:
        items(table, told(name, platform=None))
    assert str(refused.value) == (f"{name}: is a catalogue that does not name its service.")


@pytest.mark.parametrize(
    ("type_", "listed_in", "kind"),
    [
        ("Movie", "Dramas", "film"),
        ("Movie", "Stand-Up Comedy", "film"),
        ("Movie", "Documentaries", "documentary"),
        ("Movie", "Documentary", "documentary"),
        ("Movie", "Docuseries", "documentary"),
        ("Movie", "Mockumentaries", "film"),
        ("TV Show", "", "series"),
        ("TV Show", "Docuseries", "docuseries"),
        ("TV Show", "Documentary", "docuseries"),
        (" tv show", "docuseries ", "docuseries"),
    ],
)
def test_kind_from_type_and_genres(type_: str, listed_in: str, kind: str) -> None:
    (record,) = records(a_row(type=type_, listed_in=listed_in))
    assert record["kind"] == kind


def test_unknown_type_leaves_the_kind_out() -> None:
    remark, row = found_in(a_row(type="Podcast", listed_in="Docuseries"), told())
    assert remark == Remark("skipped unknown type: Podcast")
    assert isinstance(row, Row)
    assert "kind" not in row.record
    (record,) = records(a_row(type=""))
    assert "kind" not in record


def test_duration_in_the_rating_column_is_ignored() -> None:
    (record,) = records(a_row(rating="74 min", duration=""))
    assert record["title"] == "A Film"


def test_short_row_lacks_the_remaining_columns() -> None:
    assert records(f"{HEADER}\ns1,Movie,A Film\n") == [
        {
            "title": "A Film",
            "kind": "film",
            "status": "released",
            "platform": "Netflix",
            "release_type": "streaming",
            "source": "Netflix catalogue",
        }
    ]


@pytest.mark.parametrize(
    ("date_added", "release_year", "status"),
    [
        ("", "2020", "released"),
        (" ", "2020", "released"),
        ("", "", "released"),
        ("", "2026", "released"),
        ("", "2027", None),
        ("", "soon", "released"),  # refused later, with the year
        ('"March 1, 2020"', "2020", None),  # follows from the day
        ('"March 1, 2027"', "2020", None),
    ],
)
def test_what_is_listed_without_a_day_is_released(
    date_added: str, release_year: str, status: str | None
) -> None:
    rows = a_row(date_added=date_added, release_year=release_year)
    (row,) = found_in(rows, told())
    assert isinstance(row, Row if release_year != "soon" else RecordError)
    assert isinstance(row, RecordError) or row.record.get("status") == status


def test_a_year_of_thousands_of_digits_is_a_problem_of_its_row() -> None:
    for year in ("9" * 5_000, "\u0662\u0660\u0662\u0660"):
        (item,) = found_in(a_row(release_year=year), told())
        assert isinstance(item, RecordError)
        assert str(item).startswith(f'2: year is "{year[:4]}')
        assert str(item).endswith("should be a whole number.")


@pytest.mark.parametrize("column", ["genre", "genres", "Listed In", "GENRE"])
def test_columns_may_have_other_names(column: str) -> None:
    header = HEADER.replace("listed_in", column).replace("date_added", "Date Added")
    text = f"{header}\ns1,Movie,Salt,,,,2021-03-05,2020,,,Documentaries,\n"
    assert recognises(dict.fromkeys(header.split(",")))
    for rows in (text, text.replace("\n", "\r\n")):
        (record,) = records(rows)
        assert (record["kind"], record["date"]) == ("documentary", "2021-03-05")


def test_problem_of_a_row_names_its_line() -> None:
    text = f"{a_row(release_year='soon')}s2,Movie,é\udcff\n".encode("utf-8", "surrogateescape")
    told_ = told()
    found = list(items(Table(io.BytesIO(text), told_.name), told_))
    assert [str(item) for item in found if isinstance(item, RecordError)] == [
        '2: year is "soon", but should be a whole number.',
        "3: byte 0xFF is not UTF-8. Save the file as UTF-8.",
    ]
    assert len(found) == 2


def test_layout_is_recognized_by_its_columns() -> None:
    columns = dict.fromkeys(HEADER.split(","))
    assert recognises(columns)
    assert recognises({**columns, "added": None})
    for needed in ("show_id", "type", "title"):
        assert not recognises({column: None for column in columns if column != needed})
    assert recognises(dict.fromkeys(("show_id", "type", "title", "release_year")))
    assert recognises(dict.fromkeys(("Show ID", "Type", "Title", "Date Added")))
    assert not recognises(dict.fromkeys(("show_id", "type", "title", "listed_in")))


def test_real_catalogues(real_data: Path) -> None:
    counts = {}
    netflix: list[Statement] = []
    for name in ("netflix_titles.odd", "disney_plus_titles", "amazon_prime_titles.sample-a"):
        path = real_data / "catalog" / f"{name}.csv"
        with path.open("rb") as stream:
            found = list(items(Table(stream, path.name), told(path.name, platform=None)))
        counts[name] = Counter(type(item).__name__ for item in found)
        rows = [item for item in found if isinstance(item, Row)]
        said = [statement_of(row.line, row.record, Defaults(TODAY)) for row in rows]
        netflix = netflix or said
    assert counts == {
        "netflix_titles.odd": {"Row": 4404, "Remark": 1},
        "disney_plus_titles": {"Row": 1450, "Remark": 1},
        "amazon_prime_titles.sample-a": {"Row": 605, "Remark": 1},
    }
    expected = (real_data / "catalog" / "expected.netflix_2021-01.odd.tsv").read_text()
    cells = [line.split("\t") for line in expected.splitlines()[1:]]
    assert sorted(
        (str(said.title), said.date.text)
        for said in netflix
        if said.date and said.date.text.startswith("2021-01")
    ) == sorted((" ".join(title.split()), day) for _, day, _, title in cells)
    assert len(cells) == 67
