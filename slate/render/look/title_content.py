"""What the page of a title says, as texts with meanings; screens and web pages arrange them."""

from collections.abc import Iterator

from rich.text import Text

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
    joined,
    linked,
    on_cell,
    service_cell,
    source_cell,
    status_cell,
    title_link,
)
from slate.render.look.display import Display
from slate.render.look.theme import Meaning
from slate.wording.attribution import within_text
from slate.wording.days import day_text, near_text
from slate.wording.dissent import claim_text
from slate.wording.phrases import away, place, release_words

ReleaseCells = tuple[Text, Text, Text, Text, Text]
SeasonCells = tuple[Text, Text, Text, Text, Text]


def lead(page: Page, display: Display) -> Text:
    """Return what comes out, where and when, as one sentence."""
    shown = page.shown or Release(NOTHING_STATED)
    when, status, today = shown.date, page.title.status, display.today
    overdue = is_overdue(status, when, today)
    where = place(shown.key, status)
    doubtful = shown.is_in_doubt or (shown.said_by is not None and shown.said_by.rumored)
    if page.title.has_left(today):
        out = f"released {day_text(when, display.read_on)}" if when.known else ""
        return joined(cell(page.label), cell(out), separator=", ")
    # Without a date, the rumor is the place: the status may be a fact.
    only_place = doubtful and not when.known and status.phase is not Phase.RUMORED
    what = "Due" if overdue else page.label
    is_counted = status.phase is not Phase.CANCELED and not display.is_lasting
    far = away(when, today) if is_counted else None
    said_by_rumor = page.title.cited(page.shown).rumored and status.phase is not Phase.RUMORED
    rumor = "rumor" if (doubtful and when.known) or (said_by_rumor and not only_place) else ""
    day = cell(day_text(when, display.read_on), _date_meaning(shown, page, display))
    if not when.known and page.title.year:
        day = cell(f"{page.title.year:04}, year only", Meaning.VAGUE)
    words = [
        joined(cell(what), cell("" if only_place else where)),
        cell(f"rumored {where}" if only_place and where else "", Meaning.RUMOR),
        day,
        cell(far or "", Meaning.LATE if overdue else Meaning.PLAIN),
        cell(NOT_CONFIRMED if overdue else "", Meaning.LATE),
        cell(rumor, Meaning.RUMOR),
    ]
    return joined(*words, separator=", ")


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


def cited(report: Report, display: Display) -> Text:
    """Return a source, its confidence and the day, which open the report when they are clicked."""
    day = day_text(report.day, display.read_on, weekday=False)
    source = source_cell(report.source, report.confidence, in_words=True)
    return linked(joined(source, cell(day, Meaning.QUIET), separator=", "), report.url, display)


def sources(page: Page, display: Display) -> Iterator[Text]:
    """Yield who is cited for what the sentence at the top says."""
    title, shown = page.title, page.shown
    reports = [title.cited(shown)]
    # Where only a rumor names the place, the report on a stated status is cited first.
    if shown is not None and not shown.date.known and shown.is_in_doubt and title.status_said:
        reports.insert(0, title.said_by)
    for report in reports:
        if report.source or report.url or not report.confidence.is_default:
            yield joined(cited(report, display), address(report, display), separator="  ")
    if shown is not None and (within := within_of(shown.dates)):
        yield cell(within_text(within), Meaning.QUIET)
    if shown is not None and (named := shown.placed_by):
        where = cell(place(shown.key, title.status), Meaning.QUIET)
        yield _claimed(where, named, display)


def _claimed(claim: Text, report: Report, display: Display, somebody: str = "") -> Text:
    """Return a claim with who makes it; `somebody` is the word for nobody who is named."""
    nobody = somebody if report.confidence.is_default else ""  # else it is said that none is
    says = cell("says" if report.source else nobody, Meaning.QUIET)
    who = joined(says, cited(report, display), separator=" " if report.source else ", ")
    text = joined(claim, who, separator=", ")
    return joined(text, address(report, display), separator="  ")


def address(report: Report, display: Display) -> Text:
    """Return the address of a report, unless it opens with a click."""
    return cell("" if display.has_links else report.url or "", Meaning.QUIET)


def dissent_text(page: Page, other: Dissent, display: Display) -> Text:
    """Return what another source says, and that it does."""
    key = other.release
    which = ""
    if key is not None and (page.shown is None or key != page.shown.key):
        which = f"({', '.join(release_words(key)) or 'another release'})"
    said = claim_text(other, lambda when: day_text(when, display.read_on))
    claim = cell(said, Meaning.RUMOR if other.report.rumored else Meaning.PLAIN)
    text = joined(claim, cell(which, Meaning.QUIET))
    return _claimed(text, other.report, display, "says somebody")


def releases_of(page: Page) -> list[Release]:
    """Return the releases by date, if they contain more than the sentence at the top, else none."""
    found = sorted(page.releases, key=lambda release: release.date_order)
    if len(found) < 2 and not any(release.leaves.known for release in found):  # noqa: PLR2004
        return []
    return found


def release_cells(release: Release, page: Page, display: Display) -> ReleaseCells:
    """Return the date of a release, how far off it is, where it is, when it leaves, who says so."""
    when, read_on = release.date, display.read_on
    is_over = page.title.status.out
    date = cell(day_text(when, read_on) or "no date", _date_meaning(release, page, display))
    near = cell(near_text(when, read_on), Meaning.QUIET)
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
    day = day_text(release.leaves, display.read_on)
    words = [cell(f"leaves {day}" if display.is_narrow else day)]  # else the header says it
    if said_by is not None and said_by != report:
        words.append(source_cell(said_by.source, said_by.confidence))
    if within := within_of(release.leave_dates):
        words.append(cell(within_text(within), Meaning.QUIET))
    return joined(*words, separator=", ")


def season_cells(record: Record, display: Display) -> SeasonCells:
    """Return the name of a season, its date, its release, its status and its slug."""
    return (
        title_link(cell(record.name_in_series), record.slug, record.url, display),
        date_cell(record, display),
        on_cell(record),
        status_cell(record, display),
        cell(record.slug, Meaning.QUIET),
    )


def facts(page: Page, display: Display) -> Iterator[tuple[str, list[Text]]]:
    """Yield what else is known, by label: links, people, tags, ids, names."""
    title = page.title
    kind = title.kind if title.kind_said and title.kind not in page.label.lower() else ""
    ids = [f"{scheme}={value}" for scheme, value in title.ids if scheme != EVENT_UID]
    yield "Follows", [_followed(link, display) for link in page.links]
    yield "Followed", [_follower(link, display) for link in page.followers]
    yield "Kind", [cell(kind)] if kind else []
    yield "Year", [cell(str(title.year))] if title.year else []
    yield "People", [_people(role, names) for role, names in by_role(title.credits).items()]
    yield "Tags", [cell(", ".join(title.tags))] if title.tags else []
    yield "Ids", [cell(", ".join(ids), Meaning.QUIET)] if ids else []
    yield "Known as", [cell(name) for name in title.aka]
    yield "Formerly", [cell(name) for name in title.former_titles]


def _followed(link: Link, display: Display) -> Text:
    which = "" if link.via is None else f"{link.via} is a "
    return _linked_title(f"{which}{link.relation.noun} of", link, display)


def _follower(link: Link, display: Display) -> Text:
    which = "" if link.via is None else f"{link.via} "
    return _linked_title(f"{which}by the {link.relation.noun}", link, display)


def _linked_title(words: str, link: Link, display: Display) -> Text:
    name = title_link(cell(link.name), link.slug, None, display)
    # On a page, the name can be clicked; on a terminal, the slug can be typed.
    slug = "" if display.is_lasting else f"({link.slug})"
    return joined(cell(words), name, cell(slug, Meaning.QUIET))


def _people(role: str, names: list[str]) -> Text:
    return joined(cell(role, Meaning.QUIET), cell(", ".join(names)))
