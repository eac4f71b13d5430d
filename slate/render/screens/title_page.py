"""The screen of `show`: what comes out and when, who says so, and how that came about."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from slate.domain.changes.slips import summary_of
from slate.domain.ledger.dissent import Dissent
from slate.domain.queries.selection import within_of
from slate.domain.queries.title_page import Link, Page
from slate.domain.reports.report import Report
from slate.domain.titles.credits import by_role
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import NOTHING_STATED
from slate.domain.titles.stages import Phase
from slate.domain.titles.status import NOT_CONFIRMED, is_overdue
from slate.domain.titles.title import Release
from slate.render.look.cells import (
    cell,
    date_cell,
    date_meaning,
    dotted,
    joined,
    linked,
    on_cell,
    service_cell,
    short_day,
    source_cell,
    status_cell,
)
from slate.render.look.display import Display
from slate.render.look.drawing import parted
from slate.render.look.grid import Field, Grid, Row
from slate.render.look.theme import Meaning
from slate.render.plain.slips import slips_text
from slate.render.screens.history import head_cell, history_lines, timeline
from slate.wording.attribution import within_text
from slate.wording.days import day_text, near_text
from slate.wording.dissent import claim_text
from slate.wording.phrases import away, opened, place, release_words

# Notes are read, not scanned: longer lines are hard to read.
_READABLE = 72
_INDENT = 2
_STEPS_SHOWN = 8
_DATE = Field("Date", wraps=False)
_RELEASE = (_DATE, Field(wraps=False), Field(" On"), Field("Leaves"), Field("Source"))
_NARROW_RELEASE = (_DATE, Field(" On, Source"))
_SEASON = (Field(wraps=False), Field(wraps=False), Field(), Field(), Field())
_LABELS = (Field(wraps=False, least=8), Field())


def page_screen(page: Page, see_history: str, display: Display) -> Iterator[RenderableType]:
    """Yield the page of a title; `see_history` is the command that shows its whole history."""
    yield head_cell(page.name, page.slug)
    yield _lead(page, display)
    blank: list[RenderableType] = [Text()]
    body = parted(
        _said_by(page, display),
        _releases(page, display),
        _timeline(page, display),
        _series(page, display),
        _facts(page, display),
        _notes(page, display),
        _history(page, see_history, display),
    )
    for piece in body:
        yield from blank
        blank = []
        yield piece


def _lead(page: Page, display: Display) -> Text:
    """Return what comes out, where and when, as one sentence."""
    shown = page.shown or Release(NOTHING_STATED)
    when, status, today = shown.date, page.title.status, display.today
    overdue = is_overdue(status, when, today)
    where = place(shown.key, status)
    doubtful = shown.is_in_doubt or (shown.said_by is not None and shown.said_by.rumored)
    if page.title.has_left(today):
        out = f"released {day_text(when, today)}" if when.known else ""
        return joined(cell(page.label), cell(out), separator=", ")
    # Without a date, the rumor is the place: the status may be a fact.
    only_place = doubtful and not when.known and status.phase is not Phase.RUMORED
    what = "Due" if overdue else page.label
    far = None if status.phase is Phase.CANCELED else away(when, today)
    said_by_rumor = page.title.cited(page.shown).rumored and status.phase is not Phase.RUMORED
    rumor = "rumor" if (doubtful and when.known) or (said_by_rumor and not only_place) else ""
    day = cell(day_text(when, today), _date_meaning(shown, page, display))
    if not when.known and page.title.year:
        day = cell(f"{page.title.year:04}, year only", Meaning.VAGUE)
    facts = [
        joined(cell(what), cell("" if only_place else where)),
        cell(f"rumored {where}" if only_place and where else "", Meaning.RUMOR),
        day,
        cell(far or "", Meaning.LATE if overdue else Meaning.PLAIN),
        cell(NOT_CONFIRMED if overdue else "", Meaning.LATE),
        cell(rumor, Meaning.RUMOR),
    ]
    return joined(*facts, separator=", ")


def _date_meaning(release: Release, page: Page, display: Display) -> Meaning:
    """Return what is to be noticed about the date of a release."""
    status = page.title.status
    if status.phase is Phase.CANCELED:
        return Meaning.CANCELED
    if status.out:
        return Meaning.PLAIN
    if is_overdue(status, release.date, display.today):
        return Meaning.LATE if release is page.shown else Meaning.QUIET
    report = release.report
    return date_meaning(release.date, report and report.confidence, in_doubt=release.is_in_doubt)


def _cited(report: Report, display: Display) -> Text:
    """Return a source, its confidence and the day, which open the report when they are clicked."""
    day = day_text(report.day, display.today, weekday=False)
    source = source_cell(report.source, report.confidence, in_words=True)
    return linked(joined(source, cell(day, Meaning.QUIET), separator=", "), report.url, display)


def _labelled(label: str, rows: Iterable[Text]) -> Iterator[Row]:
    """Yield rows with a label before the first one."""
    for text in rows:
        yield cell(label, Meaning.QUIET), text
        label = ""


def _grid_of(rows: list[Row], display: Display) -> Iterator[RenderableType]:
    if rows:
        yield Grid(_LABELS, rows, display.width, indent=_INDENT).table(rows)


def _said_by(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield who is cited for what the sentence says, and who says otherwise."""
    rows = [*_labelled("Said by", _sources(page, display))]
    rows += _labelled("But", (_dissent(page, other, display) for other in page.dissent))
    yield from _grid_of(rows, display)


def _sources(page: Page, display: Display) -> Iterator[Text]:
    title, shown = page.title, page.shown
    reports = [title.cited(shown)]
    # Where only a rumor names the place, the report on a stated status is cited first.
    if shown is not None and not shown.date.known and shown.is_in_doubt and title.status_said:
        reports.insert(0, title.said_by)
    for report in reports:
        if report.source or report.url or not report.confidence.is_default:
            yield joined(_cited(report, display), _address(report, display), separator="  ")
    if shown is not None and (within := within_of(shown.dates)):
        yield cell(within_text(within), Meaning.QUIET)
    if shown is not None and (named := shown.placed_by):
        where = cell(place(shown.key, title.status), Meaning.QUIET)
        yield _claimed(where, named, display)


def _claimed(claim: Text, report: Report, display: Display, somebody: str = "") -> Text:
    """Return a claim with who makes it; `somebody` is the word for nobody who is named."""
    nobody = somebody if report.confidence.is_default else ""  # else it is said that none is
    says = cell("says" if report.source else nobody, Meaning.QUIET)
    who = joined(says, _cited(report, display), separator=" " if report.source else ", ")
    text = joined(claim, who, separator=", ")
    return joined(text, _address(report, display), separator="  ")


def _address(report: Report, display: Display) -> Text:
    """Return the address of a report, unless it opens with a click."""
    return cell("" if display.has_links else report.url or "", Meaning.QUIET)


def _dissent(page: Page, other: Dissent, display: Display) -> Text:
    key = other.release
    which = ""
    if key is not None and (page.shown is None or key != page.shown.key):
        which = f"({', '.join(release_words(key)) or 'another release'})"
    said = claim_text(other, lambda when: day_text(when, display.today))
    claim = cell(said, Meaning.RUMOR if other.report.rumored else Meaning.PLAIN)
    text = joined(claim, cell(which, Meaning.QUIET))
    return _claimed(text, other.report, display, "says somebody")


def _releases(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the releases by date, if they contain more than the sentence at the top."""
    releases = sorted(page.releases, key=lambda release: release.date_order)
    if len(releases) < 2 and not any(release.leaves.known for release in releases):  # noqa: PLR2004
        return
    rows: list[Row] = [_release(release, page, display) for release in releases]
    fields: Sequence[Field] = _RELEASE
    if display.is_narrow:
        rows = [(date, dotted(*others)) for date, _, *others in rows]
        fields = _NARROW_RELEASE
    grid = Grid(fields, rows, display.width, indent=_INDENT)
    yield cell("Releases", Meaning.HEADING)
    yield grid.header
    yield grid.table(rows)


def _release(release: Release, page: Page, display: Display) -> tuple[Text, ...]:
    when, today = release.date, display.today
    is_over = page.title.status.out
    date = cell(day_text(when, today) or "no date", _date_meaning(release, page, display))
    near = cell(near_text(when, today), Meaning.QUIET)
    where = service_cell(release.key, Meaning.QUIET if is_over else Meaning.PLAIN)
    report = release.report
    source = _source_of(release, page)
    leaves = _leaves(release, report, display)
    return date, near, where, leaves, source


def _source_of(release: Release, page: Page) -> Text:
    """Return whose report a release is, and the coarser date that its date narrows, if any."""
    report, within = release.report, within_of(release.dates)
    if report is None:
        return Text()
    source = source_cell(report.source, report.confidence)
    if release.contested and report.source:
        source = joined(cell("says", Meaning.RUMOR), source)
    if within is None or release is page.shown:  # of that one, it is below the sentence at the top
        return source
    return joined(source, cell(within_text(within), Meaning.QUIET), separator=", ")


def _leaves(release: Release, report: Report | None, display: Display) -> Text:
    """Return when a release leaves, and who says so if it is not who is cited for the release."""
    if not release.leaves.known:
        return Text()
    said_by = release.leave_dates.said_by
    day = day_text(release.leaves, display.today)
    words = [cell(f"leaves {day}" if display.is_narrow else day)]  # else the header says it
    if said_by is not None and said_by != report:
        words.append(source_cell(said_by.source, said_by.confidence))
    if within := within_of(release.leave_dates):
        words.append(cell(within_text(within), Meaning.QUIET))
    return joined(*words, separator=", ")


def _timeline(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the dates that the title has had, if there were several."""
    rows = list(timeline(page.steps, display, _INDENT))
    if rows:
        slips = opened(slips_text(summary_of(page.steps), short_day(display)))
        yield joined(cell("Dates", Meaning.HEADING), cell(slips, Meaning.QUIET), separator="  ")
        yield from rows


def _series(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the other seasons, or all seasons of a series."""
    if not page.series:
        return
    is_one = page.title.season is not None or page.title.part is not None
    yield cell("The series" if is_one else "Seasons", Meaning.HEADING)
    rows = [_season(record, display) for record in page.series]
    if display.is_narrow:
        rows = [(name, dotted(*others)) for name, *others, _ in rows]
    yield Grid(_SEASON[: len(rows[0])], rows, display.width, indent=_INDENT).table(rows)


def _season(record: Record, display: Display) -> tuple[Text, ...]:
    return (
        linked(cell(record.name_in_series), record.url, display),
        date_cell(record, display),
        on_cell(record),
        status_cell(record, display),
        cell(record.slug, Meaning.QUIET),
    )


def _facts(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield what else is known: links, people, tags, ids, names."""
    title = page.title
    kind = title.kind if title.kind_said and title.kind not in page.label.lower() else ""
    ids = [f"{scheme}={value}" for scheme, value in title.ids if scheme != EVENT_UID]
    rows: list[Row] = []
    for label, texts in (
        ("Follows", [_link(link, "is a") for link in page.links]),
        ("Followed", [_link(link, "by the") for link in page.followers]),
        ("Kind", [cell(kind)] if kind else []),
        ("Year", [cell(str(title.year))] if title.year else []),
        ("People", [_people(role, names) for role, names in by_role(title.credits).items()]),
        ("Tags", [cell(", ".join(title.tags))] if title.tags else []),
        ("Ids", [cell(", ".join(ids), Meaning.QUIET)] if ids else []),
        ("Known as", [cell(name) for name in title.aka]),
        ("Formerly", [cell(name) for name in title.former_titles]),
    ):
        rows += _labelled(label, texts)
    yield from _grid_of(rows, display)


def _link(link: Link, verb: str) -> Text:
    slug = cell(f"({link.slug})", Meaning.QUIET)
    if verb == "by the":
        by = f"{link.via} by the" if link.via else "by the"
        return joined(cell(f"{by} {link.relation.noun} {link.name}"), slug)
    of = f"{link.relation.noun} of {link.name}"
    return joined(cell(of if link.via is None else f"{link.via} is a {of}"), slug)


def _people(role: str, names: list[str]) -> Text:
    return joined(cell(role, Meaning.QUIET), cell(", ".join(names)))


def _notes(page: Page, display: Display) -> Iterator[RenderableType]:
    """Yield the notes, in lines that are not too long to read, each with its source."""
    if not page.notes:
        return
    yield cell("Notes", Meaning.HEADING)
    room = min(display.width - _INDENT, _READABLE)
    right = display.width - _INDENT - room
    for note, report in page.notes:
        text = cell(note)
        said_by = joined(_cited(report, display), _address(report, display), separator="  ")
        fits = text.cell_len + said_by.cell_len + 2 <= room
        text = joined(text, said_by, separator="  " if fits else "\n")
        yield Padding(text, (0, right, 0, _INDENT))


def _history(page: Page, see_all: str, display: Display) -> Iterator[RenderableType]:
    """Yield the newest reports, the newest first."""
    shown = page.steps[-_STEPS_SHOWN:]
    yield cell("History", Meaning.HEADING)
    yield from history_lines(reversed(shown), display, _INDENT)
    if earlier := len(page.steps) - len(shown):
        yield Padding(cell(f"{earlier:,} earlier:", Meaning.QUIET), (0, 0, 0, _INDENT))
        yield Padding(cell(see_all), (0, 0, 0, 2 * _INDENT))
