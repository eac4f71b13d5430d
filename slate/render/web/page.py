"""A slate as one page: an agenda, its months, all titles, and a page for each of them.

The file needs nothing else: its style and its script are part of it, and its policy allows no
others. Nothing is requested from anywhere. All of it can be read without the script.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from rich.text import Text

from slate.domain.dates.release_date import DAYS, ReleaseDate, on_day
from slate.domain.dates.weeks import days_from, weeks_of
from slate.domain.queries.months import Entry, Month, one_per_title
from slate.domain.queries.query import Section, section_of
from slate.domain.queries.web_page import WebPage
from slate.domain.text import searched
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Stage
from slate.render.look.cells import (
    cell,
    date_cell,
    date_of,
    doubt_cell,
    joined,
    label_cell,
    leaves_cell,
    linked,
    official_cell,
    on_cell,
    service_mark,
    source_cell,
    status_cell,
    title_cell,
)
from slate.render.look.display import Display
from slate.render.look.theme import OVERDUE_SIGN, SERVICE_SIGN, Meaning, service_colors
from slate.render.web.facets import Places, facets_of
from slate.render.web.markup import finalized, html_of
from slate.render.web.titles import AsHtml, title_page
from slate.wording.days import day_text
from slate.wording.phrases import counted
from slate.wording.prose_dates import date_heading

TITLE = "What is coming"
_COLUMNS = ("Title", "Date", "On", "Kind", "Status", "Source")
_IN_A_CELL = 5  # releases of a day in the grid of a month; the others are folded away
_WIDE = 200  # columns: on a page, nothing is shortened
_OFFICIAL = Markup(
    ' <span class="official" title="official">{}<span class="unseen"> official</span></span>'
)
_NOTHING = Markup("")
_PIECES = 200  # of the template's output that are written at once


class _Entry(NamedTuple):
    """A release in the agenda or in a month."""

    data: Markup
    name: Markup
    official: Markup
    on: Markup
    status: Markup
    mark: Markup  # these two are for the cell of a month
    doubt: Markup


class _Row(NamedTuple):
    """A title in the table."""

    data: Markup
    name: Markup
    official: Markup
    date: Markup
    on: Markup
    kind: str
    status: Markup
    source: Markup


class _Day(NamedTuple):
    """A day, or what has a coarser date, with its releases."""

    name: str
    entries: list[_Entry]
    number: int = 0
    weekday: str = ""
    column: int = 0  # of the grid, from 1
    is_today: bool = False


class _MonthView(NamedTuple):
    """A month: days, which are all of it in a grid, and what has no day."""

    name: str
    days: list[_Day]
    margin: list[_Day]


def page_pieces(
    found: WebPage, calendar: str, week_start: int, title: str = TITLE
) -> Iterator[str]:
    """Yield the page; `calendar` is its calendar as iCalendar, empty if it has no event.

    `week_start` is the day on which a week begins, as in `weeks_of`.
    """
    templates = files(__package__)
    environment = Environment(
        autoescape=True,
        finalize=finalized,
        loader=FunctionLoader(lambda name: (templates / name).read_text("utf-8")),
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    css = f"{(templates / 'page.css').read_text('utf-8')}{_service_rules()}"
    script = (templates / "page.js").read_text("utf-8")
    values = {
        "title": title,
        "policy": _policy(css, script),
        "css": Markup(css),  # noqa: S704 -- ours
        "script": Markup(script),  # noqa: S704 -- ours
        "calendar": calendar
        and f"data:text/calendar;base64,{b64encode(calendar.encode()).decode()}",
    }
    stream = environment.get_template("page.html").stream(
        values | _Drawing(found, week_start).values()
    )
    stream.enable_buffering(_PIECES)
    yield from stream


def _policy(css: str, script: str) -> str:
    """Return the content security policy: nothing but this style and this script."""
    return (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _service_rules() -> str:
    """Return the style of the marks of services, which have the same colors as on a terminal."""
    return "".join(f".{name} {{ color: {color} }}\n" for name, color in service_colors())


class _Drawing:
    """The values for the template, made of the content of a page."""

    def __init__(self, found: WebPage, week_start: int) -> None:
        """Find out what the titles can be filtered by."""
        self._found = found
        self._week_start = week_start
        self._display = Display(_WIDE, found.today, has_links=True, is_lasting=True)
        self._as_html: AsHtml = partial(
            html_of, slugs=frozenset(record.slug for record in found.titles)
        )
        dated = [(record, date_of(record)) for record in found.titles]
        entries = [(e.record, e.when) for month in found.months for e in month.entries]
        self._facets = facets_of(dated, entries)
        self._places = Places(self._facets, found.titles)

    def values(self) -> dict[str, Any]:
        """Return the values by name; the pages of the titles are made as they are printed."""
        found, today = self._found, self._found.today
        months = [self._month(month) for month in found.months]
        sources = found.sources
        return {
            "today": today.isoformat(),
            "as_of": _day_name(today),
            "sources": counted(len(sources), "source"),
            "names": sources,
            "facets": self._facets,
            "sign": SERVICE_SIGN,
            "columns": _COLUMNS,
            "weekdays": [name[:3] for name in days_from(self._week_start)],
            "most": _IN_A_CELL,
            "agenda": [*self._agenda()],
            "months": months,
            "overdue": [self._overdue(record) for record in found.titles if record.overdue],
            "undated": [
                self._entry(Entry.of(record))
                for record in found.titles
                if section_of(record) is Section.NO_DATE
            ],
            "rows": map(self._row, found.titles),
            "pages": (title_page(page, self._as_html, self._display) for page in found.pages),
        }

    def _overdue(self, record: Record) -> _Entry:
        """Return the entry of a title whose date has passed, which no heading says."""
        texts = (date_cell(record, self._display), status_cell(record, self._display))
        return self._entry(Entry.of(record))._replace(
            status=self._as_html(joined(*texts, separator=", "))
        )

    def _agenda(self) -> Iterator[_MonthView]:
        """Yield the months with what is still to come or, if all of them are past, all."""
        this_month = self._found.today.replace(day=1)
        is_past = all(month.first < this_month for month in self._found.months)
        for month in self._found.months:
            ahead = month if is_past else self._ahead(month)
            if ahead.days or ahead.margin:
                days = [self._day(ahead, day, ahead.days[day]) for day in sorted(ahead.days)]
                yield _MonthView(month.name, days, self._margin(ahead))

    def _ahead(self, month: Month) -> Month:
        """Return a month with only what is still to come of it: what is overdue has a list."""
        today = self._found.today
        days = {
            day: found for day, found in month.days.items() if month.first.replace(day=day) >= today
        }
        margin = [
            entry
            for entry in month.margin
            if (entry.when.latest or date.max) >= today
            and (entry.is_leaving or not entry.record.status.out)
        ]
        return month._replace(days=days, margin=margin)

    def _month(self, month: Month) -> _MonthView:
        """Return all days of a month; a title with several releases on one is there once."""
        days = [
            self._day(month, day, one_per_title(month.days.get(day, ())), column)
            for week in weeks_of(month.first, self._week_start)
            for column, day in enumerate(week, 1)
            if day
        ]
        return _MonthView(month.name, days, self._margin(month))

    def _margin(self, month: Month) -> list[_Day]:
        return [
            _Day(date_heading(when, Stage.SCHEDULED), [self._entry(entry) for entry in entries])
            for when, entries in groupby(month.margin, lambda entry: entry.when)
        ]

    def _day(self, month: Month, number: int, found: Iterable[Entry], column: int = 0) -> _Day:
        day = month.first.replace(day=number)
        return _Day(
            _day_name(day).removesuffix(f" {day.year:04}"),
            [self._entry(entry) for entry in found],
            number,
            DAYS[day.weekday()],
            column,
            is_today=day == self._found.today,
        )

    def _entry(self, entry: Entry) -> _Entry:
        record, display, as_html = entry.record, self._display, self._as_html
        if entry.is_leaving:
            # That it is out does not make the day less important.
            record = record._replace(status=Stage.SCHEDULED, overdue=False)
        leaves = cell("leaves" if entry.is_leaving else "")
        late = cell(OVERDUE_SIGN if record.overdue else "", Meaning.LATE)
        doubt = doubt_cell(record)
        return _Entry(
            self._data(record, entry.when),
            as_html(title_cell(record, display)),
            _NOTHING if entry.is_leaving else _official(record),
            as_html(on_cell(record)),
            as_html(joined(leaves, doubt, separator=", ") if leaves else self._status(record)),
            as_html(joined(leaves, service_mark(record.release) + late)),
            as_html(doubt),
        )

    def _status(self, record: Record) -> Text:
        """Return what the heading of an entry does not say about it."""
        if section_of(record) is Section.NO_DATE:
            return label_cell(record)
        status = status_cell(record, self._display)
        if not record.overdue:
            return status
        due = day_text(date_of(record), self._display.read_on)
        return joined(cell(f"due {due}", Meaning.LATE), status, separator=", ")

    def _row(self, record: Record) -> _Row:
        display, as_html = self._display, self._as_html
        when = date_of(record)
        source = source_cell(record.source, record.confidence)
        data = self._data(record, when) + Markup(' data-d="{}" data-f="{}"').format(
            record.earliest or record.latest or "", self._searched(record)
        )
        return _Row(
            data,
            as_html(title_cell(record, display)),
            _official(record),
            as_html(date_cell(record, display)),
            as_html(on_cell(record)),
            record.kind,
            as_html(joined(label_cell(record), leaves_cell(record, display), separator=", ")),
            as_html(linked(source, record.url, display)),
        )

    def _searched(self, record: Record) -> str:
        """Return the text in which a search finds a title: all of its names, as they are seen."""
        names = (record.name, *self._found.names.get(record.slug, ()))
        return "".join(filter(str.isprintable, "  ".join(map(searched, names))))

    def _data(self, record: Record, when: ReleaseDate) -> Markup:
        return Markup('data-n="{}" data-s="{}" data-k="{}" data-c="{}"').format(
            *self._places.of(record, when)
        )


def _official(record: Record) -> Markup:
    sign = official_cell(record)
    return _OFFICIAL.format(sign.plain) if sign else _NOTHING


def _day_name(day: date) -> str:
    return date_heading(on_day(day), Stage.SCHEDULED)
