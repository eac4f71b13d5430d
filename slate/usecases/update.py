"""Update: record what is new about a title that is stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.ledger.as_of_day import title_as_of_day, was_named_by
from slate.domain.ledger.errors import NothingSaidError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.only_service import on_only_service
from slate.domain.ledger.patch import release_patches
from slate.domain.ledger.statement import (
    Origin,
    Statement,
    amendment,
    further_releases,
    naming,
    refuse_loop,
    refuse_repeated,
)
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.title import Title

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


class _Amendment(NamedTuple):
    """The title as it stands, the reports on it, and what to report."""

    title: Title
    said: dict[str, Any]
    reports: list[Report]
    further: Sequence[dict[str, Any]] = ()  # releases, each patch for a report of its own
    only_service: str | None = None


def update(ledger: "Ledger", key: str, statement: Statement) -> Change:
    """Record a statement about the title with this key.

    A person's update is recorded as `record_typed` does. Raises NothingSaidError, SlugTakenError,
    LinkToItselfError, ReleaseTwiceError, and TitleNotFoundError or TitleAmbiguousError for a link.
    """
    amended = _amend(ledger, key, ledger.spelled(statement), may_be_empty=False)
    return _record(ledger, key, statement.origin, amended, repeats=False)


def record_typed(
    ledger: "Ledger", title: Title, said: dict[str, Any], origin: Origin, reports: list[Report]
) -> Change:
    """Record what somebody states about a title, on which there are these reports.

    It is recorded even if it repeats the source's last report, provided that it changes what is
    shown.
    """
    changes = ledger.would_change(title, said, origin, reports)
    if changes or ledger.has_news(title, said, origin, reports):
        # All of it: a claim may have moved with its release, where its source did not state it.
        return ledger.record(title.key, said, origin, reports)
    return ledger.record_news(title, said, origin, reports)


def repeat(ledger: "Ledger", key: str, statement: Statement) -> Change:
    """Record only what the source has not stated before, since scripts repeat themselves."""
    amended = _amend(ledger, key, statement, may_be_empty=True)
    return _record(ledger, key, statement.origin, amended, repeats=True)


def _record(
    ledger: "Ledger", key: str, origin: Origin, amended: _Amendment, *, repeats: bool
) -> Change:
    title, said, reports, further, only_service = amended
    if repeats:
        change = ledger.record_news(title, said, origin, reports)
    else:
        change = record_typed(ledger, title, said, origin, reports)
    for releases in further:
        reports = ledger.reports_on(key)
        rest = _Amendment(fold_existing(key, reports), {"releases": releases}, reports)
        noted = replace(origin, note=None)  # in the first report
        change = change.followed_by(_record(ledger, key, noted, rest, repeats=repeats))
    if change.outcome is Outcome.UNCHANGED:
        return change
    return change._replace(only_service=only_service)


def _amend(ledger: "Ledger", key: str, statement: Statement, *, may_be_empty: bool) -> _Amendment:
    reports = ledger.reports_on(key)
    title = fold_existing(key, reports)
    day = ledger.draft(key, None, statement.origin).last_day
    # A late report is about the releases that existed on its day.
    then = title_as_of_day(day, key, reports)
    statement, only_service = on_only_service(statement, then)
    said = dict(amendment(statement, then, ledger.resolve))
    further = _add_further(said, statement)
    refuse_loop(title, said)
    if not said and statement.origin.note is None and not may_be_empty:
        raise NothingSaidError
    ledger.choose_slug(said, statement, title)
    if not was_named_by(day, reports):
        said = naming(then) | said
    return _Amendment(title, said, reports, further, only_service)


def _add_further(said: dict[str, Any], statement: Statement) -> list[dict[str, Any]]:
    """Add the further releases of a statement to its patch, or return them if they must wait."""
    own: dict[str, Any] = said.get("releases", {})
    named = [name for name, item in own.items() if item is not None]
    stated = [str(release.key.completed) for release in statement.releases]
    refuse_repeated(map(ReleaseKey.parse, (*named, *stated)))
    first, *rest = release_patches([own, further_releases(statement)]) or [{}]
    if first:
        said["releases"] = first
    return rest
