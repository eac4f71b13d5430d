"""The source of a report and its confidence, formatted for screens and for files."""

from slate.domain.dates.display import screen_date
from slate.domain.dates.parsing import parse_date
from slate.domain.reports.attribution import Attribution
from slate.domain.reports.confidences import Confidence, Rank
from slate.domain.reports.report import Report
from slate.domain.titles.record import Record, Within
from slate.domain.titles.stages import Phase
from slate.wording.phrases import short_date


def attribution(source: str | None, confidence: Confidence | None) -> str:
    """Return `Deadline, rumor`; empty for the default confidence without a source."""
    if not source and confidence and confidence.is_default:
        return ""
    return _joined(source, confidence)


def spoken_attribution(cited: Record | Within | Attribution) -> str:
    """Return the attribution for a sentence: `says Netflix (official)`, or `rumor` alone."""
    if cited.source is not None:
        return f"says {cited.source} ({cited.confidence})"
    return attribution(None, cited.confidence)


def doubted_attribution(source: str | None, confidence: Confidence) -> str:
    """Return the attribution of what is no fact: `says Deadline, rumor`, or `rumor` alone."""
    return _joined(source and f"says {source}", confidence)


def placed_attribution(placed_by: Attribution) -> str:
    """Return who names the service, in a sentence: `says Variety`, `says Reddit, rumor`."""
    confidence = placed_by.confidence
    mark = confidence if confidence.rank < Rank.REPORTED else None
    return _joined(placed_by.source and f"says {placed_by.source}", mark)


def within_text(within: Within) -> str:
    """Return the coarser date that a date narrows: `within early 2021, says Netflix (official)`.

    A span with an open end has a preposition of its own: `by Mar 2021, says Netflix (official)`.
    """
    when = parse_date(within.date)
    is_open = when.earliest is None or when.latest is None
    date = screen_date(when, weekday=False)
    return _joined(date if is_open else f"within {date}", spoken_attribution(within))


def unofficial_attribution(record: Record) -> str:
    """Return the attribution for a newsletter: `says Deadline, rumor`; empty if it is official.

    That of a contested release always has the confidence: `says TVmaze, listed`.
    """
    if record.contested:
        return doubted_attribution(record.source, record.confidence)
    if record.confidence.is_official:
        return ""
    who = "date from" if record.placed_by else "says"
    return _joined(record.source and f"{who} {record.source}", rumor_mark(record))


def dated_attribution(record: Record) -> str:
    """Return the attribution for a calendar: `Deadline, rumor, 2020-12-15`, `Rumor, 2020-12-15`."""
    confidence = record.confidence if record.source else record.confidence.capitalize()
    return _joined(record.source, confidence, short_date(record.reported_on))


def cited(report: Report, source: str | None) -> str:
    """Return the citation of a report: `Deadline, 2020-12-15, rumor`.

    `source` is the text for the source: its name, or a phrase such as `says Deadline`.
    """
    return _joined(source, short_date(report.reported_on), report.confidence)


def doubt_mark(record: Record) -> str:
    """Return what marks a release as no fact: `rumor`, or who names one that is contested."""
    if record.contested:
        return doubted_attribution(record.source, record.confidence)
    return rumor_mark(record)


def rumor_mark(record: Record) -> str:
    """Return `rumor` if the date is one and the status does not state it already."""
    is_said = record.status.phase is Phase.RUMORED
    return record.confidence if record.confidence.is_rumor and not is_said else ""


def _joined(*words: str | None) -> str:
    return ", ".join(filter(None, words))
