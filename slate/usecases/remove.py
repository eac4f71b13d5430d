"""Remove: take a title off the slate; its reports stay in the ledger."""

from typing import TYPE_CHECKING

from slate.domain.changes.change import Change
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Origin

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def remove(ledger: "Ledger", key: str, origin: Origin) -> Change:
    """Remove the title with this key.

    A removal counts from its day: reports of a later day remain in effect. It covers only the
    reports under one key, so a merged title is removed under each of its keys.
    """
    reports = ledger.reports_on(key)
    title = fold_existing(key, reports)
    others = sorted({report.key for report in reports} - {key})
    reports += [ledger.add_report(other, None, origin) for other in others]
    return ledger.record(key, None, origin, reports, before=title)
