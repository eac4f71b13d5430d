"""Remove: take a title off the slate; its reports stay in the ledger."""

from slate.domain.changes.difference import Change
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Origin
from slate.store.ledger import Ledger


def remove(ledger: Ledger, key: str, origin: Origin) -> Change:
    """Remove the title with this key.

    A removal counts from its day: what was reported on the title later stands. It is of
    the reports under one key, so a work with several keys is removed under each.
    """
    reports = ledger.reports_on(key)
    title = fold_existing(key, reports)
    others = sorted({report.title_key for report in reports} - {key})
    reports += [ledger.add_report(other, None, origin) for other in others]
    return ledger.record(title, key, None, origin, reports)
