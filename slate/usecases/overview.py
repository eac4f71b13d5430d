"""Overview: what is in a slate, for people who want to know its state."""

from pathlib import Path

from slate.domain.queries.overview import Overview
from slate.domain.queries.query import Query
from slate.store.file import backups
from slate.store.slate import Slate
from slate.usecases.count import count_releases
from slate.usecases.log import MOST_TITLES


def overview(slate: Slate, path: Path | None) -> Overview:
    """Return what is in a slate, whose file is at `path`; None is a slate in memory."""
    counts = slate.counts()
    by_service = count_releases(slate, Query(), ("platform",), None).pivot
    services = [
        (row[0], sum(by_service.row_totals[row])) for row in by_service.rows if row[0] is not None
    ]
    newest = next(slate.batches(1), None)
    there = [] if path is None else backups.all_of(path)
    return Overview(
        titles=slate.section_totals(Query()),
        services=tuple(sorted(services, key=lambda service: -service[1])),
        dates=slate.first_and_last_date(),
        reports=counts.reports,
        sources=len(slate.stated_values("sources")),
        batches=counts.batches,
        newest=newest,
        change=slate.batch_changes().of(newest, MOST_TITLES) if newest else None,
        backup=backups.day_of(there[-1]) if there else None,
    )
