"""Update: record what is new about a title that is stored."""

from typing import Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.ledger.as_of_day import title_as_of_day, was_named_by
from slate.domain.ledger.errors import NothingSaidError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Statement, amendment, naming, refuse_loop
from slate.domain.reports.report import Report
from slate.domain.titles.title import Title
from slate.store.ledger import Ledger


class _Amendment(NamedTuple):
    title: Title
    said: dict[str, Any]
    reports: list[Report]


def update(ledger: Ledger, key: str, statement: Statement) -> Change:
    """Record a statement about the title with this key.

    A person's update is recorded even if it repeats the source's last report, provided that it
    changes what is shown. Raises NothingSaidError, SlugTakenError, LinkToItselfError, and
    TitleNotFoundError or TitleAmbiguousError for a link.
    """
    statement = ledger.spelled(statement)
    title, said, reports = _amend(ledger, key, statement, may_be_empty=False)
    changes = ledger.would_change(title, said, statement.origin, reports)
    if changes or ledger.has_news(title, said, statement.origin, reports):
        # All of it: a claim may have moved with its release, where its source did not state it.
        return ledger.record(key, said, statement.origin, reports)
    return ledger.record_news(title, said, statement.origin, reports)


def repeat(ledger: Ledger, key: str, statement: Statement) -> Change:
    """Record only what the source has not stated before, since scripts repeat themselves."""
    title, said, reports = _amend(ledger, key, statement, may_be_empty=True)
    return ledger.record_news(title, said, statement.origin, reports)


def _amend(ledger: Ledger, key: str, statement: Statement, *, may_be_empty: bool) -> _Amendment:
    """Return the title as it stands, the patch for it, and the reports on it."""
    reports = ledger.reports_on(key)
    title = fold_existing(key, reports)
    day = ledger.draft(key, None, statement.origin).last_day
    # A late report is about the releases that existed on its day.
    then = title_as_of_day(day, key, reports)
    said = dict(amendment(statement, then, ledger.resolve))
    refuse_loop(title, said)
    if not said and statement.origin.note is None and not may_be_empty:
        raise NothingSaidError
    ledger.choose_slug(said, statement, title)
    if not was_named_by(day, reports):
        said = naming(then) | said
    return _Amendment(title, said, reports)
