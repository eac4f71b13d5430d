"""Titles to edit, made from reports."""

from slate.domain.ledger.editing import Editable, credited_reports
from slate.domain.ledger.fold import fold_existing
from slate.domain.reports.report import Report


def editable(
    *reports: Report, slug: str = "dune", linked: dict[str, str] | None = None
) -> Editable:
    """Return the title of these reports, as it is shown to somebody who edits it."""
    title = fold_existing(reports[0].title_key, reports)
    return Editable(slug, title, linked or {}, credited_reports(reports))
