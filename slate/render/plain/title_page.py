"""What a pipe gets of `show`: everything known about one title, and its history.

Rows without content are omitted: a title of which only the name was typed has a page of
four lines.
"""

from collections.abc import Iterable, Iterator

from slate.domain.dates.display import screen_date
from slate.domain.ledger.dissent import Dissent
from slate.domain.queries.selection import within_of
from slate.domain.queries.title_page import Link, Page
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.identity import EVENT_UID
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import NOTHING_STATED
from slate.domain.titles.stages import Phase
from slate.domain.titles.status import NOT_CONFIRMED, is_overdue
from slate.domain.titles.title import Release, Title
from slate.render.plain.history import LEAST, short_history
from slate.render.plain.sheet import Block, Column, Sheet
from slate.render.plain.titles import status_text
from slate.wording.attribution import attribution, cited, doubted_attribution, within_text
from slate.wording.dissent import claim_text, claimant
from slate.wording.phrases import (
    away,
    date_text,
    linked,
    on_text,
    place,
    release_words,
)

_LABEL = Column(LEAST)
_FACT = (_LABEL, Column())
_RELEASE = (_LABEL, *(Column(),) * 4)
_SEASON = (_LABEL, *(Column(),) * 5)
_Rows = Iterable[tuple[str, ...]]


def page_sheet(page: Page, see_history: str) -> Sheet:
    """Return one title as a page; `see_history` is the command that shows its whole history."""
    title = page.title
    labelled: tuple[tuple[str, tuple[Column, ...], _Rows], ...] = (
        ("Said by", _FACT, _said_by(page)),
        ("But", _FACT, (_dissent(page, other) for other in page.dissent)),
        ("Releases", _RELEASE, _releases(page)),
        ("Follows", _FACT, map(_followed, page.links)),
        (
            "Followed",
            _FACT,
            map(_follower, page.followers),
        ),
        (_series_label(title), _SEASON, map(_season, page.series)),
        ("Kind", _FACT, _one(_kind(page))),
        ("Year", _FACT, _one([str(title.year)] if title.year else [])),
        ("People", _FACT, _people(title.credits)),
        ("Tags", _FACT, _one(title.tags)),
        (
            "Ids",
            _FACT,
            _one(_ids(title)),
        ),
        ("Known as", _FACT, ((name,) for name in title.aka)),
        ("Formerly", _FACT, ((name,) for name in title.former_titles)),
        ("Notes", _FACT, (_note(*note) for note in page.notes)),
    )
    blocks: list[Block] = []
    for label, columns, found in labelled:
        if rows := tuple(_under(label, found)):
            blocks.append(Block(columns, rows, joined=bool(blocks)))
    blocks += short_history(page.steps, see_history)
    return Sheet(tuple(blocks), page.name, page.slug, _lead(page))


def _under(label: str, rows: _Rows) -> Iterator[tuple[str, ...]]:
    """Yield the rows with a label in front, which is empty for all but the first row."""
    for row in rows:
        yield (label, *row)
        label = ""


def _one(texts: Iterable[str]) -> _Rows:
    """Join short texts in one row; no row if there are none."""
    text = ", ".join(texts)
    return [(text,)] if text else []


def _lead(page: Page) -> str:
    """Format what comes out, where and when, as one sentence."""
    shown = page.shown or Release(NOTHING_STATED)
    title = page.title
    when, status = shown.date, title.status
    overdue = is_overdue(status, when, page.today)
    where = place(shown.key, status)
    # Without a date, the rumor is the place: the status may be a fact.
    only_place = shown.is_in_doubt and not when.known and status.phase is not Phase.RUMORED
    what = (
        [page.label, where and f"rumored {where}"]
        if only_place
        else [" ".join(filter(None, ("Due" if overdue else page.label, where)))]
    )
    far = None if status.phase is Phase.CANCELED else away(when, page.today)
    facts = [*what, screen_date(when), far]
    if title.has_left(page.today):  # the label names the service and a day
        facts = [page.label, f"released {screen_date(when)}" * when.known]
    if overdue:
        facts.append(NOT_CONFIRMED)
    rumored = when.known and shown.said_by is not None and shown.said_by.rumored
    if rumored:
        facts.append(Confidence.RUMOR)
    return ", ".join(filter(None, facts))


def _said_by(page: Page) -> _Rows:
    """Yield rows citing the reports behind the lead; no row if one names no source or link.

    A date that narrows a coarser one is followed by that one. Where only a rumor names the place,
    the report on a stated status is cited first.
    """
    title, shown = page.title, page.shown
    reports = [title.cited(shown)]
    if shown is not None and not shown.date.known and shown.is_in_doubt and title.status_said:
        reports.insert(0, title.said_by)
    for report in reports:
        if report.url or attribution(report.source, report.confidence):
            yield (linked(cited(report, report.source), report),)
    if shown is not None and (within := within_of(shown.dates)):
        yield (within_text(within),)
    if shown is not None and (named := shown.placed_by):
        where = place(shown.key, title.status)
        text = cited(named, f"{where}, says {named.source}" if named.source else where)
        yield (linked(text, named),)


def _dissent(page: Page, other: Dissent) -> tuple[str, ...]:
    """Format a dissent: `2021-03-01 Mon, says Deadline, 2020-12-15, rumor`."""
    key = other.release
    text = claim_text(other, screen_date)
    if key is not None and (page.shown is None or key != page.shown.key):
        text += f" ({', '.join(release_words(key)) or 'another release'})"
    return (linked(f"{text}, {claimant(other)}", other.report),)


def _releases(page: Page) -> _Rows:
    """Yield a row for each release by date, if they contain more than the sentence at the top."""
    releases = sorted(page.releases, key=lambda release: release.date_order)
    if len(releases) < 2 and not any(release.leaves.known for release in releases):  # noqa: PLR2004
        return
    for release in releases:
        day = screen_date(release.date)
        leaves = _leaves(release)
        yield (day, on_text(release.key), leaves, _release_said_by(release, page))


def _leaves(release: Release) -> str:
    """Format when a release leaves, and who says so if it is not who is cited for the release."""
    said_by = release.leave_dates.said_by
    if not release.leaves.known:
        return ""
    words = [f"leaves {screen_date(release.leaves)}"]
    if said_by is not None and said_by != release.report:
        words.append(doubted_attribution(said_by.source, said_by.confidence))
    if within := within_of(release.leave_dates):
        words.append(within_text(within))
    return ", ".join(words)


def _release_said_by(release: Release, page: Page) -> str:
    """Format whose report a release is, and the coarser date that its date narrows, if any."""
    report, within = release.report, within_of(release.dates)
    if report is None:
        return ""
    form = doubted_attribution if release.contested else attribution
    words = [form(report.source, report.confidence)]
    if within and release is not page.shown:  # of that one, it is below the sentence at the top
        words.append(within_text(within))
    return ", ".join(filter(None, words))


def _followed(link: Link) -> tuple[str, ...]:
    what = f"{link.relation.noun} of {link.name} ({link.slug})"
    return (what if link.via is None else f"{link.via} is a {what}",)


def _follower(link: Link) -> tuple[str, ...]:
    what = f"by the {link.relation.noun} {link.name} ({link.slug})"
    return (what if link.via is None else f"{link.via} {what}",)


def _series_label(title: Title) -> str:
    return "Series" if title.season is not None or title.part is not None else "Seasons"


def _season(record: Record) -> tuple[str, ...]:
    return (
        record.name_in_series,
        date_text(record.date, weekday=False),
        on_text(record.release),
        status_text(record),
        f"({record.slug})",
    )


def _kind(page: Page) -> list[str]:
    """Return the kind if a report states it and the label does not contain it."""
    kind = page.title.kind
    return [kind] if page.title.kind_said and kind not in page.label.lower() else []


def _ids(title: Title) -> Iterator[str]:
    """Yield the ids of a title, but not that of an event in a calendar, which nobody looks up."""
    return (f"{scheme}={value}" for scheme, value in title.ids if scheme != EVENT_UID)


def _people(credits_: tuple[tuple[str, str], ...]) -> _Rows:
    """Return a row with the names for each role, in the order of first appearance."""
    roles: dict[str, list[str]] = {}
    for role, name in credits_:
        roles.setdefault(role, []).append(name)
    return ((f"{role} {', '.join(names)}",) for role, names in roles.items())


def _note(note: str, report: Report) -> tuple[str, ...]:
    return (linked(f"{note} ({cited(report, report.source)})", report),)
