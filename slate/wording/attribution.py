"""The source of a report and its confidence, formatted for screens and for files."""

from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report
from slate.domain.titles.record import Record
from slate.domain.titles.stages import Phase
from slate.wording.phrases import short_date


def attribution(source: str | None, confidence: Confidence | None) -> str:
    """Return `Deadline, rumor`; empty for the default confidence without a source."""
    if not source and confidence and confidence.is_default:
        return ""
    return _joined(source, confidence)


def spoken_attribution(record: Record) -> str:
    """Return the attribution for a sentence: `says Netflix (official)`, or `rumor` alone."""
    if record.source is not None:
        return f"says {record.source} ({record.confidence})"
    return attribution(None, record.confidence)


def unofficial_attribution(record: Record) -> str:
    """Return the attribution for a newsletter: `says Deadline, rumor`; empty if it is official."""
    if record.confidence.is_official:
        return ""
    return _joined(record.source and f"says {record.source}", rumor_mark(record))


def dated_attribution(record: Record) -> str:
    """Return the attribution for a calendar: `Deadline, rumor, 2020-12-15`, `Rumor, 2020-12-15`."""
    confidence = record.confidence if record.source else record.confidence.capitalize()
    return _joined(record.source, confidence, short_date(record.reported_on))


def cited(report: Report, source: str | None) -> str:
    """Return the citation of a report: `Deadline, 2020-12-15, rumor`.

    `source` is the text for the source: its name, or a phrase such as `says Deadline`.
    """
    return _joined(source, short_date(report.reported_on), report.confidence)


def rumor_mark(record: Record) -> str:
    """Return `rumor` if the date is one and the status does not state it already."""
    is_said = record.status.phase is Phase.RUMORED
    return record.confidence if record.confidence.is_rumor and not is_said else ""


def _joined(*words: str | None) -> str:
    return ", ".join(filter(None, words))
