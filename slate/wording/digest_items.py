"""The items of a digest: a title each, with what is said about it and who said so."""

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from slate.domain.changes.change_name import ChangeName
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.reports.confidences import Confidence, Rank
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase, Stage
from slate.domain.titles.status import NOT_CONFIRMED
from slate.wording import release_list
from slate.wording.attribution import placed_attribution, within_text
from slate.wording.phrases import on_text, opened
from slate.wording.prose_dates import doubt_text, near_date, without_year
from slate.wording.release_list import Listed, listed, release_place

_UPCOMING = "upcoming "
_POSSIBLE = "Possible"


class Cited(NamedTuple):
    """Who stated something: the source, where it can be read, and how sure that is."""

    source: str | None
    url: str | None
    confidence: Confidence | None
    doubt: str = ""  # what readers have to know: `rumor`, `listed`, `disputed`

    @property
    def parts(self) -> tuple[str, str]:
        """The doubt as it precedes the source, and the text that a link has; each may be empty."""
        is_on_web = (self.url or "").lower().startswith(("http://", "https://"))
        named = self.source or ("source" if is_on_web else "")
        return f"{self.doubt}: " if named and self.doubt else self.doubt, named


class Phrase(NamedTuple):
    """A part of a sentence about a title, with who stated it."""

    text: str
    cited: Cited
    note: str | None = None  # that of the report


class Shown(NamedTuple):
    """The release that represents a title, and what is known of the title."""

    date: ReleaseDate  # for a release that leaves, the date on which it does
    on: str
    kind: Kind
    status: Stage
    label: str


class DigestItem(NamedTuple):
    """A title in a section of a digest."""

    name: str
    slug: str
    phrases: tuple[Phrase, ...]
    shown: Shown
    changes: tuple[ChangeName, ...] = ()
    headings: tuple[str, ...] = ()  # below that of the section
    lead: str = ""  # a date that precedes the name

    @property
    def sentence(self) -> list[tuple[str, Cited]]:
        """The phrases, those in a row with the same source joined."""
        groups = groupby(self.phrases, key=attrgetter("cited"))
        return [("; ".join(phrase.text for phrase in group), cited) for cited, group in groups]

    @property
    def text(self) -> str:
        """What is said about the title, without the sources."""
        return "; ".join(phrase.text for phrase in self.phrases)


def cited(
    source: str | None, url: str | None, confidence: Confidence | None, *, contested: bool = False
) -> Cited:
    """Return who stated something, with the doubt that it is to be shown with."""
    doubt = ""
    if confidence is not None and confidence.rank < Rank.REPORTED:
        doubt = confidence.value
    elif contested:
        doubt = "disputed"
    return Cited(source, url, confidence, doubt)


def coming_items(records: list[Record], group: str, today: date) -> list[DigestItem]:
    """Return what is certain to come, in the order of a list by one of the groups."""
    return _coming_items([listed(record, group) for record in records], today)


def possible_items(records: list[Record], today: date) -> list[DigestItem]:
    """Return what is possible: each with its date, under one heading."""
    found = (listed(record, "day") for record in records)
    below = [each._replace(headings=(_POSSIBLE,), states_date=True) for each in found]
    return _coming_items(below, today)


def leaving_items(records: list[Record], today: date) -> list[DigestItem]:
    """Return what leaves a service, by date."""
    found = sorted(map(release_list.leaving, records), key=attrgetter("order"))
    return [_leaving(each, today) for each in found]


def overdue_items(records: list[Record], today: date) -> list[DigestItem]:
    """Return what is overdue, by the date that has passed."""
    found = sorted((listed(record, "day") for record in records), key=attrgetter("order"))
    return [_overdue(each, today) for each in found]


def _coming_items(found: list[Listed], today: date) -> list[DigestItem]:
    """Return an item for each title and date, with all releases on it that one report states."""
    groups = groupby(sorted(found, key=attrgetter("order")), key=_same_date)
    return [_coming(list(releases), today) for _, releases in groups]


def _same_date(found: Listed) -> tuple[object, ...]:
    record = found.record
    credit = (record.source, record.url, record.confidence, record.placed_by, record.within)
    return (record.slug, found.headings, found.when.text, record.contested, *credit)


def _coming(releases: list[Listed], today: date) -> DigestItem:
    found = releases[0]
    record = found.rest
    places = " and ".join(filter(None, (release_place(each.rest) for each in releases)))
    facts = [f"{_stage(record)} {places}".strip(), *_placed_by(record), doubt_text(found.when)]
    text = ", ".join(filter(None, facts)) + _within(record)
    return _item(found, text, today)


def _leaving(found: Listed, today: date) -> DigestItem:
    service = on_text(found.rest.release)
    facts = (f"from {service}" if service else "", doubt_text(found.when))
    return _item(found, ", ".join(filter(None, facts)), today)


def _overdue(found: Listed, today: date) -> DigestItem:
    record = found.rest
    due = f"due {near_date(found.when, today)} {release_place(record)}".rstrip()
    facts = [due, *_placed_by(record), NOT_CONFIRMED, doubt_text(found.when)]
    item = _item(found, ", ".join(filter(None, facts)) + _within(record), today)
    return item._replace(headings=())


def _item(found: Listed, text: str, today: date) -> DigestItem:
    record = found.record
    heading = without_year(found.heading, found.when, today)
    by = cited(record.source, record.url, record.confidence, contested=record.contested)
    shown = Shown(found.when, on_text(record.release), record.kind, record.status, record.label)
    return DigestItem(
        record.name,
        record.slug,
        (Phrase(text, by),),
        shown,
        headings=tuple(without_year(each, found.when, today) for each in found.headings),
        lead=heading if found.states_date else "",
    )


def _stage(record: Record) -> str:
    """Return the stage or the kind of a title to come, unless its name has a season or part."""
    if record.status.phase is Phase.PLANNED and (record.season or record.part) is not None:
        return ""
    label = f"{record.label[:1].lower()}{record.label[1:]}"
    return label.removeprefix(_UPCOMING)


def _placed_by(record: Record) -> list[str]:
    return [placed_attribution(record.placed_by)] if record.placed_by else []


def _within(record: Record) -> str:
    return f"; {within_text(record.within)}" if record.within else ""


def lead_text(item: DigestItem) -> str:
    """Return what precedes the name of an item: `Friday 8 January: `."""
    return f"{opened(item.lead)}: " if item.lead else ""
