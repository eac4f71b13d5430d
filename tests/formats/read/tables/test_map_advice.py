import io
from datetime import date

import pytest

from slate.domain.dates.number_order import NumberOrder
from slate.formats.read.reader import FileContext
from slate.formats.read.tables.column_maps import field_of
from slate.formats.read.tables.map_advice import Trial, likely_fields
from slate.formats.read.tables.tables import Table


def trial(content: str, order: NumberOrder | None = None) -> Trial:
    table = Table(io.BytesIO(content.encode()), "a.csv")
    return Trial(table, FileContext("a.csv", date(2021, 1, 7), date_order=order))


def known(content: str) -> dict[str, str]:
    columns = content.partition("\n")[0].split(",")
    return {column: field for column in columns if (field := field_of(column))}


def example(content: str) -> dict[str, str]:
    return trial(content).example(known(content))


# Fields by the names of columns


def test_likely_fields_of_columns() -> None:
    columns = ["Movie", "Type", "Streaming Service", "Premiere", "Genre", "dat", "Director", "Own"]
    assert likely_fields(columns) == {
        "Movie": "title",
        "Type": "kind",
        "Streaming Service": "platform",
        "Premiere": "date",
        "Genre": "tags",
        "dat": "date",
        "Director": "credits.director",
    }


def test_ambiguous_column_has_no_likely_field() -> None:
    assert likely_fields(["rel", "credit", "relase"]) == {"relase": "date"}


# A table with columns that slate does not know


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("title,Premiere,Network\nA,2021,Hulu\n", {"Premiere": "date", "Network": "platform"}),
        ("title,Premiere\nA,\nB,2021-01\n", {"Premiere": "date"}),
        ('title,Premiere\nA,"2021-01-05 (US)"\n', {"Premiere": "date"}),
        ("title,Type,IMDb,Director\nA,film,tt1,A B\n",
         {"Type": "kind", "IMDb": "ids.imdb", "Director": "credits.director"}),
        ("title,Release year,Season no\nA,2021,2\n",
         {"Release year": "year", "Season no": "season"}),
    ],
)  # fmt: skip
def test_columns_that_can_be_read_are_suggested(content: str, columns: dict[str, str]) -> None:
    assert example(content) == columns


@pytest.mark.parametrize(
    "content",
    [
        "title,Premiere\nA,2021\nB,soon\n",
        "title,Type\nA,Anime\n",
        "title,Release year\nA,2021/22\n",
        "title,Reported\nA,2022\n",
        "title,Country\nA,Narnia\n",
        "title,Premiere,Release date\nA,2021,2022\n",
        "title,date,Premiere\nA,2021,2022\n",
        "title,State\nA,Watching\n",
        f"title,{'Premiere' + ' ' * 3 + 'x' * 90}\nA,2021\n",
    ],
)
def test_other_columns_are_not(content: str) -> None:
    assert example(content) == {"title": "title"}


@pytest.mark.parametrize(
    "content",
    [
        "title,score,progress,start_date,notes\nA,8,3,2020-02-09,good\n",
        "title,Started,Finished,End date,Date added\nA,2020,2021,2021,2021\n",
        "title,Watched date,Last watched,My rating,List status\nA,2020,2021,5,Completed\n",
        "title,Comment,Rating\nA,great,5\n",
        "title,Status,Notes\nA,Dropped,boring\n",
        "title,State,Notes\nA,Dropped,boring\n",
    ],
)
def test_columns_about_the_viewer_are_never_suggested(content: str) -> None:
    assert {field for field in example(content).values() if field} == {"title"}


def test_status_about_watching_is_left_out() -> None:
    content = "title,Status,Premiere\nA,On-Hold,2021\nB,Watching,2022\n"
    assert example(content) == {"Status": "", "Premiere": "date"}
    assert example("title,Status,Rating\nA,released,5\n") == {"title": "title"}


def test_status_that_is_left_out_frees_its_field() -> None:
    assert example("title,Status,Stage\nA,Watching,filming\n") == {"Status": "", "Stage": "status"}


def test_rows_that_cannot_be_read_are_ignored() -> None:
    assert example('title,Premiere\n"A"x,soon\nB,2021\n') == {"Premiere": "date"}


def test_the_first_thousand_rows_are_tried() -> None:
    content = "title,Premiere\n" + "A,2021\n" * 1_000
    assert example(content + "B,soon\n") == {"Premiere": "date"}
    assert example(content.replace("A,2021", "B,soon", 1)) == {"title": "title"}


# A table without a title


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("Name,When\nA,2021\n", {"Name": "title", "When": "date"}),
        ("No,Rating,When,Thing\n1,5,2021,A\n", {"When": "date", "Thing": "title"}),
        ("When,Thing\n2021,A\n", {"When": "date", "Thing": "title"}),
        ("A,B\n1917,2021-01-05\n", {"A": "title"}),
        ("Movie,Show\nA,B\n", {"Movie": "title"}),
        ("Name,Status\nA,Plan to watch\n", {"Name": "title", "Status": ""}),
        ("Name\n", {"Name": "title"}),
        ("date,kind\n2021,film\n", {}),
        ("Rating,Score,Watched date\n1,2,2021\n", {}),
        (f"{'x' * 90}\nA\n", {}),
    ],
)
def test_map_names_the_title(content: str, columns: dict[str, str]) -> None:
    assert trial(content).with_title(known(content)) == columns


# Two columns for one field


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("title,date,release\nA,2021,2022\n", {"release": "date"}),
        ("title,date,release\nA,2021,soon\n", {"date": "date"}),
        ("title,date,release\nA,x,soon\n", {}),
        ("title,date,release,status\nA,2021,2022,Watched\n", {"release": "date", "status": ""}),
    ],
)
def test_choice_of_a_column_that_can_be_read(content: str, columns: dict[str, str]) -> None:
    assert trial(content).choice("date", known(content)) == columns


# The order of the numbers in dates


DMY, MDY = NumberOrder


@pytest.mark.parametrize(
    ("days", "given", "order", "is_mapped"),
    [
        (("25/01/2021", "10/02/2021"), None, DMY, True),
        (("01/25/2021", "10/02/2021"), None, MDY, True),
        (("25/01/2021", "2021-02-10"), None, None, True),
        (("09/01/2021", "10/02/2021"), None, None, False),
        (("25/01/2021", "01/25/2021", "10/02/2021"), None, None, False),
        (("09/01/2021", "10/02/2021"), DMY, None, True),
        (("25/01/2021", "10/02/2021"), MDY, None, False),
    ],
)
def test_dates_are_read_in_the_order_that_is_given_or_proven(
    days: tuple[str, ...],
    given: NumberOrder | None,
    order: NumberOrder | None,
    is_mapped: bool,  # noqa: FBT001 -- expected
) -> None:
    content = "title,Premiere\n" + "".join(f"A,{day}\n" for day in days)
    tried = trial(content, given)
    assert tried.order == order
    example = tried.example({"title": "title"})
    assert example == ({"Premiere": "date"} if is_mapped else {"title": "title"})
    own = trial(content.replace("Premiere", "date"), given)
    assert own.order == order
