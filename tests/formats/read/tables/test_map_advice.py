import io
from datetime import date

import pytest

from slate.domain.dates.number_order import NumberOrder
from slate.formats.read.reader import FileContext
from slate.formats.read.tables.column_maps import field_of
from slate.formats.read.tables.map_advice import Trial, has_no_header, likely_fields
from slate.formats.read.tables.tables import Table

DMY, MDY = NumberOrder


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


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("Title,Date,Rating,Watched\nA,2020-12-27,5,yes\n", {"Title": "title", "Date": ""}),
        ("title,status,score\nA,On hold,5\n", {"title": "title", "status": ""}),
        ("title,Status,Rating\nA,released,5\n", {"title": "title", "Status": ""}),
        ("title,date,note,reported_on,My rating\nA,2020,x,2020,5\n",
         {"title": "title", "date": "", "note": "", "reported_on": ""}),
        ("title,date,Release date,Progress\nA,2020,2021,3\n", {"date": "", "Release date": "date"}),
        ("title,date,status,Premiere\nA,2020,Watching,2021\n",
         {"date": "", "status": "", "Premiere": "date"}),
        ("title,State,Datum,When,Finished on\nA,Finished,2020,2020,2020\n", {"title": "title"}),
        ("title,date,platform,Desk\nA,2020,Hulu,Paris\n", {"title": "title"}),
        ("title,release,Rating,Network\nA,2021,5,Hulu\n", {"Network": "platform"}),
    ],
)  # fmt: skip
def test_own_columns_of_a_watchlist_are_left_out(content: str, columns: dict[str, str]) -> None:
    assert example(content) == columns


def test_dates_that_are_left_out_prove_no_order() -> None:
    tried = trial("title,date,Rating\nA,25/12/2020,5\nB,10/7/2020,4\n")
    assert tried.order is None


# Tables without a header


@pytest.mark.parametrize(
    "columns",
    [["Dune"], ["Network"], ["My list"], ["Soul", "2020-12-25", "Disney+"], ["A", "2021"]],
)
def test_first_line_is_no_header(columns: list[str]) -> None:
    assert has_no_header(columns)


@pytest.mark.parametrize(
    "columns",
    [["title"], ["Name"], ["Titles"], ["date"], ["Name", "2020", "2021"], ["Own", "Seen"]],
)
def test_first_line_may_be_a_header(columns: list[str]) -> None:
    assert not has_no_header(columns)


# Columns named after a release


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("title,US date,UK date\nA,2021-01-05,2021-02-05\n",
         {"US date": "date@US", "UK date": "date@GB"}),
        ("title,Theaters,Streaming,DVD\nA,2021-01-05,2021-02-05,\n",
         {"Theaters": "date@theatrical", "Streaming": "date@streaming", "DVD": "date@physical"}),
        ("title,Streaming\nA,Hulu\n", {"Streaming": "platform"}),
        ("title,Streaming\nA,\n", {"Streaming": "platform"}),
        ("title,Network\nA,2021-01-05\nB,2021\n", {"title": "title"}),
        ("title,Streaming\nA,Hulu\nB,2021-01-05\n", {"title": "title"}),
        ("title,US date\nA,soon\n", {"title": "title"}),
        ("title,US,Release (US)\nA,2021-01-05,2021-02-05\n", {"title": "title"}),
    ],
)  # fmt: skip
def test_columns_of_dates_may_name_a_release(content: str, columns: dict[str, str]) -> None:
    assert example(content) == columns


def test_dates_of_a_named_release_prove_the_order() -> None:
    tried = trial("title,US date\nA,25/12/2020\nB,10/7/2020\n")
    assert tried.order is DMY
    assert tried.example({"title": "title"}) == {"US date": "date@US"}


# Two columns that may hold one field


def test_columns_that_may_hold_one_field_are_named_and_not_suggested() -> None:
    tried = trial("title,Network,Where,Premiere\nA,HBO,Hulu,2021\n")
    assert tried.example({"title": "title"}) == {"Premiere": "date"}
    assert tried.rivals == {"platform": ["Network", "Where"]}


def test_two_possible_titles_are_no_rivals_if_one_is_chosen() -> None:
    tried = trial("Movie,Show,Network,Where\nA,B,HBO,Hulu\n")
    assert tried.with_title({}) == {"Movie": "title"}
    assert tried.rivals == {"platform": ["Network", "Where"]}


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
        ("No,Runtime,When,Thing\n1,5,2021,A\n", {"When": "date", "Thing": "title"}),
        ("No,Rating,When,Thing\n1,5,2021,A\n", {"Thing": "title"}),
        ("Name,Date,Rating\nA,2020-12-27,5\n", {"Name": "title", "Date": ""}),
        (
            "Titel,Startdatum,Plattform,Staffel,Jahr,Typ\nA,2021-01-05,Hulu,2,2021,Film\n",
            {
                "Titel": "title",
                "Startdatum": "date",
                "Plattform": "platform",
                "Staffel": "season",
                "Jahr": "year",
                "Typ": "kind",
            },
        ),
        ("Titel,Startdatum,Bewertung\nA,2021-01-05,5\n", {"Titel": "title"}),
        (
            "titre,date de sortie,plateforme,saison\nA,2021-01-05,Hulu,2\n",
            {
                "titre": "title",
                "date de sortie": "date",
                "plateforme": "platform",
                "saison": "season",
            },
        ),
        (
            "T\u00edtulo,Fecha de estreno,A\u00f1o\nA,2021-01-05,2021\n",
            {"T\u00edtulo": "title", "Fecha de estreno": "date", "A\u00f1o": "year"},
        ),
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
        ("title,date,release,status\nA,2021,2022,Watched\n",
         {"date": "", "release": "date", "status": ""}),
        ("title,date,release,Rating\nA,2021,soon,5\n", {}),
    ],
)  # fmt: skip
def test_choice_of_a_column_that_can_be_read(content: str, columns: dict[str, str]) -> None:
    assert trial(content).choice("date", known(content)) == columns


# The order of the numbers in dates


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
