"""Cells of screens: texts with the style of their meaning, safe to print."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter

from rich.style import Style
from rich.text import Text

from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.reports.confidences import Confidence
from slate.domain.text import safe
from slate.domain.titles.record import Record
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Phase
from slate.domain.titles.status import DUE_LABEL
from slate.render.look.display import Display
from slate.render.look.theme import (
    DOT,
    OFFICIAL_SIGN,
    ONLY_COLOR,
    SERVICE_SIGN,
    TITLE,
    Meaning,
    service_style,
)
from slate.wording.attribution import doubt_mark
from slate.wording.days import day_text, near_text
from slate.wording.labels import short_label
from slate.wording.phrases import on_text

_OVERDUE_TOLD = 120  # days
# Schemes that a click may open.
_LINKS = ("https://", "http://")


def short_day(display: Display) -> Callable[[str], str]:
    """Return a function that formats the canonical text of a date without the day of the week."""
    return lambda text: day_text(parse_date(text), display.read_on, weekday=False)


def cell(text: str, meaning: Meaning = Meaning.PLAIN) -> Text:
    """Return a text in which no markup is interpreted and no control character is left."""
    # Not as the style of the whole text, which would also strike out the blanks of a column.
    return Text(overflow="fold").append(safe(text), meaning)


def bar_cell(signs: Iterable[tuple[str, Meaning]]) -> Text:
    """Return signs beside each other as one text; its styles change only where meanings do."""
    bar = Text()
    for meaning, run in groupby(signs, itemgetter(1)):
        bar.append("".join(sign for sign, _ in run), meaning)
    return bar


def joined(*texts: Text, separator: str = " ") -> Text:
    """Return those of the texts that are not empty as one."""
    between = Text(separator) if separator.isspace() else Text().append(separator, Meaning.QUIET)
    return between.join(filter(None, texts))


def dotted(*texts: Text) -> Text:
    """Return those of the texts that are not empty as one, with dots between them."""
    return joined(*texts, separator=f" {DOT} ")


def linked(text: Text, url: str | None, display: Display) -> Text:
    """Return a text that opens an address when it is clicked, on a terminal that has links."""
    if display.has_links and url is not None and url.startswith(_LINKS) and safe(url) == url:
        text.stylize(Style(link=url))
    return text


def title_link(text: Text, slug: str, url: str | None, display: Display) -> Text:
    """Return the name of a title: on a page, its style has the slug of the title to link to.

    On a terminal it opens the report that is cited.
    """
    if not display.is_lasting:
        return linked(text, url, display)
    text.stylize(Style.from_meta({TITLE: slug}))
    return text


def date_meaning(
    when: ReleaseDate, confidence: Confidence | None, *, in_doubt: bool = False
) -> Meaning:
    """Return what is to be noticed about a date that is still to come."""
    if in_doubt or (confidence is not None and confidence.is_rumor):
        return Meaning.RUMOR
    if when.precision != "day" or when.marked:
        return Meaning.VAGUE
    is_official = confidence is not None and confidence.is_official
    return Meaning.OFFICIAL if is_official else Meaning.PLAIN


def meaning_of(record: Record, when: ReleaseDate) -> Meaning:
    """Return what is to be noticed about a record and a date of it."""
    if record.status.phase is Phase.CANCELED:
        return Meaning.CANCELED
    if record.overdue:
        return Meaning.LATE
    if record.status.out:
        return Meaning.QUIET
    return date_meaning(when, record.confidence, in_doubt=record.contested)


def date_of(record: Record) -> ReleaseDate:
    """Return the date of a record."""
    return TBA if record.date is None else parse_date(record.date)


def date_cell(record: Record, display: Display) -> Text:
    """Return the date of a record or, if only the year of the title is known, that year."""
    when = date_of(record)
    if when.known:
        return cell(day_text(when, display.read_on), meaning_of(record, when))
    if record.year:
        return cell(f"{record.year:04}", _faded(record, Meaning.VAGUE))
    # Where a heading does not say so.
    return cell("no date" if record.status.settled else "", Meaning.QUIET)


def near_cell(record: Record, display: Display) -> Text:
    """Return how far off the date of a record is; for the year of a title, that it is only one."""
    when = date_of(record)
    if not when.known:
        return cell("year only" if record.year else "", Meaning.QUIET)
    if record.overdue:
        return cell(near_text(when, display.read_on, _OVERDUE_TOLD), Meaning.LATE)
    return cell(near_text(when, display.read_on), Meaning.QUIET)


def beside_cell(record: Record, near: Text) -> Text:
    """Return what is to be said beside the status, where there is no column for how far off."""
    if record.overdue:
        return joined(cell("due", Meaning.LATE), near)
    return near if record.date is None else Text()


def title_cell(record: Record, display: Display) -> Text:
    """Return the name of a title, with a link."""
    text = cell(record.name, _faded(record, Meaning.PLAIN))
    return title_link(text, record.slug, record.url, display)


def _faded(record: Record, meaning: Meaning, canceled: Meaning = Meaning.CANCELED) -> Meaning:
    """Return the meaning of a text about a record, unless nothing more is to come of it."""
    if record.status.phase is Phase.CANCELED:
        return canceled
    return Meaning.QUIET if record.status.out else meaning


def service_cell(key: ReleaseKey, meaning: Meaning = Meaning.PLAIN) -> Text:
    """Return a release as in the column On, its service marked by a color of its own."""
    text = cell(on_text(key), meaning)
    if not text or not key.platform:
        return Text(" ") + text if text else text
    return Text.assemble(service_mark(key, meaning), text)


def service_mark(key: ReleaseKey, meaning: Meaning = Meaning.PLAIN) -> Text:
    """Return the mark of the service of a release in its color; empty if none is named."""
    if not key.platform:
        return Text()
    style = service_style(key.platform) if meaning is Meaning.PLAIN else Meaning.QUIET
    return only_color(Text().append(SERVICE_SIGN, style))


def only_color(text: Text) -> Text:
    """Return a text that says nothing but what a color means: it is blank without colors."""
    text.stylize_before(Style.from_meta({ONLY_COLOR: True}))
    return text


def on_cell(record: Record) -> Text:
    """Return the release of a record as in the column On."""
    return service_cell(record.release, _faded(record, Meaning.PLAIN))


def doubt_cell(record: Record) -> Text:
    """Return what is doubtful about a record: `rumor`, or who names a contested release."""
    return cell(doubt_mark(record), Meaning.RUMOR)


def official_cell(record: Record) -> Text:
    """Return the sign of a date to come that is official."""
    is_to_come = record.date is not None and not (record.status.settled or record.overdue)
    return cell(OFFICIAL_SIGN if is_to_come and record.confidence.is_official else "")


def status_cell(record: Record, display: Display) -> Text:
    """Return what the status of a record adds to its group, and what is doubtful about it."""
    label = cell(short_label(record, display.read_on), _faded(record, Meaning.PLAIN, Meaning.QUIET))
    return joined(label, leaves_cell(record, display), doubt_cell(record), separator=", ")


def leaves_cell(record: Record, display: Display) -> Text:
    """Return when the release of a record leaves; empty if that is not known, or all have left."""
    if record.has_left or not record.leaves:
        return Text()
    return cell(f"leaves {short_day(display)(record.leaves)}")


def label_cell(record: Record) -> Text:
    """Return the whole label of a record that is in no group, and what is doubtful about it."""
    label = cell(record.label, _faded(record, Meaning.PLAIN, Meaning.QUIET))
    if record.overdue:  # the date stands beside it
        label = cell(DUE_LABEL, Meaning.LATE)
    return joined(label, doubt_cell(record), separator=", ")


def source_cell(
    source: str | None, confidence: Confidence | None, *, in_words: bool = False
) -> Text:
    """Return a source and its confidence: `Netflix ✓`, `Deadline`, `Reddit, rumor`.

    An official one is marked with a sign. On a screen that explains it, this is said `in_words`,
    and so is that no source was named.
    """
    name = cell(source or "", Meaning.QUIET)
    if confidence is None or confidence.is_default:
        return name
    nobody = cell("" if source or not in_words else "no source named", Meaning.QUIET)
    if confidence.is_official:
        sign = cell(f"{OFFICIAL_SIGN} {confidence}" if in_words else OFFICIAL_SIGN, Meaning.QUIET)
        return joined(joined(name, sign), nobody, separator=", ")
    meaning = Meaning.RUMOR if confidence.is_rumor else Meaning.QUIET
    return joined(name, cell(confidence, meaning), nobody, separator=", ")
