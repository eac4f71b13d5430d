from datetime import date

from markupsafe import Markup
from rich.text import Text

from slate.domain.queries.title_page import Page
from slate.render.look.display import Display
from slate.render.web.titles import TitlePage, title_page
from tests.render.samples import NETFLIX, cobra_kai, on, title

PAGE = Display(200, date(2020, 12, 16), has_links=True, is_lasting=True)


def drawn(page: Page) -> TitlePage:
    def as_text(text: Text) -> Markup:
        return Markup(text.plain)  # noqa: S704 -- to read it in a test

    return title_page(page, as_text, PAGE)


def test_a_page_says_what_the_screen_says_with_years() -> None:
    found = drawn(cobra_kai())
    assert (found.id, found.name) == ("title/cobra-kai-s3", "Cobra Kai: season 3")
    assert found.lead == "Upcoming season on Netflix, Jan 8, 2021"
    assert found.facts[:3] == [
        ("Said by", ["Netflix ✓ official, Oct 2, 2020"]),
        ("But", ["Jan 1, 2021, says Deadline, rumor, Dec 15, 2020"]),
        ("Follows", ["spin-off of The Karate Kid"]),
    ]


def test_tables_are_those_with_rows() -> None:
    found = {table.heading: table for table in drawn(cobra_kai()).tables}
    assert list(found) == ["Dates", "The series", "History"]
    assert found["Dates"].header == ("Reported", "Date", "Moved", "Source")
    assert found["Dates"].rows == [
        ("Oct 2, 2020", "Jan 8, 2021", "", "Netflix ✓"),
        ("Jul 27, 2020", "2021", "", "Netflix ✓"),
    ]
    assert found["Dates"].lead == "Never slipped; first said May 2, 2019"
    assert found["The series"].rows == [("season 1", "May 2, 2018", "▌YouTube", "season")]


def test_the_history_is_whole_and_the_newest_report_is_first() -> None:
    (history,) = [table for table in drawn(cobra_kai()).tables if table.heading == "History"]
    assert [row[0] for row in history.rows if row[0]] == [
        "Dec 15, 2020",
        "Oct 2, 2020",
        "Jul 27, 2020",
        "Jun 22, 2020",
        "May 2, 2019",
    ]
    assert history.rows[0] == ("Dec 15, 2020", "said Jan 1, 2021", "Deadline, rumor")
    # The day and the source stand beside the first change of a report alone.
    assert sum(not row[0] and not row[2] for row in history.rows) == len(history.rows) - 5


def test_a_title_with_one_release_and_one_report_is_short() -> None:
    made = title({"title": "Soul", "releases": on("2021-01-08")})
    page = Page("soul", made, made.headline, "Upcoming film", date(2021, 1, 7), made.releases)
    found = drawn(page)
    assert found.tables == []
    assert found.facts == [("Said by", ["Netflix, Dec 30, 2020"])]


def test_several_releases_are_a_table() -> None:
    releases = on("2021-01-08") | on("2020-12-25", "theatrical|US|")
    made = title({"title": "Soul", "releases": releases})
    page = Page("soul", made, made.headline, "Upcoming film", date(2021, 1, 7), made.releases)
    (table,) = [table for table in drawn(page).tables if table.heading == "Releases"]
    assert table.header == ("Date", "On", "Leaves", "Source")
    assert table.rows == [
        ("Dec 25, 2020", " theaters (US)", "", "Netflix"),
        ("Jan 8, 2021", "▌Netflix", "", "Netflix"),
    ]
    assert made.headline is not None
    assert made.headline.key == NETFLIX
