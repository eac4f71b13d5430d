"""A slate as one page to send around: its titles, its months, and a page for each title."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from slate.domain.dates.windows import Window
from slate.domain.queries.months import Month
from slate.domain.queries.title_page import Page
from slate.domain.titles.record import Record


class WebPage(NamedTuple):
    """The content of a web page."""

    today: date
    titles: list[Record]  # as `list` shows them
    months: list[Month]  # of the time asked for, or from this month on
    window: Window  # of whole months: that time
    names: Mapping[str, Sequence[str]]  # by slug: the further names of titles that have any
    pages: Iterable[Page]  # one for each of the titles, in their order; read as they are drawn

    @property
    def sources(self) -> list[str]:
        """The names of the sources that are cited, in alphabetical order."""
        entries = [entry.record for month in self.months for entry in month.entries]
        found = {record.source for record in (*self.titles, *entries)}
        return sorted(filter(None, found), key=str.casefold)
