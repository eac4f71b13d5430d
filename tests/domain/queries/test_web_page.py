from datetime import date

from slate.domain.dates.windows import parse_window
from slate.domain.queries.months import Entry, Month
from slate.domain.queries.web_page import WebPage
from tests.render.samples import record

TODAY = date(2021, 1, 7)


def test_sources_are_those_of_titles_and_of_their_releases() -> None:
    titles = [record(source="variety"), record(source="Netflix"), record(source=None)]
    entries = [Entry.of(record(source="Apple")), Entry.of(record(source="Netflix"))]
    months = [Month(date(2021, 1, 1), {8: entries[:1]}, entries[1:])]
    page = WebPage(TODAY, titles, months, parse_window("2021-01", TODAY), {}, ())
    assert page.sources == ["Apple", "Netflix", "variety"]
