"""Web page: a slate as one page to send around: its months, its titles, and a page for each."""

from slate.domain.dates.windows import from_today
from slate.domain.queries.query import Query
from slate.domain.queries.web_page import WebPage
from slate.domain.titles.record import COLUMNS, FULL
from slate.store.slate import Slate
from slate.usecases.calendar import calendar

_SLUG, _NAMES = COLUMNS.index("slug"), len(COLUMNS) + FULL.index("names")


def web_page(slate: Slate, query: Query, *, notes: bool = False) -> WebPage:
    """Return the titles that fit the query, and the months of its window or from today on.

    The pages of the titles have no notes, which may be meant for the desk, unless `notes` is true.
    """
    titles = list(slate.listing(query))
    names = {row[_SLUG]: row[_NAMES] for row in slate.full(titles) if row[_NAMES]}
    found = calendar(slate, query, query.window or from_today(slate.today))
    whole = (slate.page(slate.find_exactly(record.slug)) for record in titles)
    pages = whole if notes else (page._replace(notes=()) for page in whole)
    return WebPage(slate.today, titles, found.months, found.window, names, pages)
