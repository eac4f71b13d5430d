"""Who stated something, apart from the report: lists need no more, and load faster without it."""

from typing import NamedTuple

from slate.domain.reports.confidences import Confidence


class Attribution(NamedTuple):
    """Who stated something, and how sure that was."""

    source: str | None
    confidence: Confidence
