"""Add: create a title on the slate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from slate.domain.changes.change import Change
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.only_service import on_only_service
from slate.domain.ledger.statement import Statement, refuse_repeated
from slate.domain.titles.names import full_name
from slate.domain.titles.relations import Relation
from slate.usecases.update import repeat

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def add(ledger: "Ledger", statement: Statement, *, new: bool = False) -> Change:
    """Add a title to the slate.

    Raises TitleThereError if it is there already, ManyMatchError if several titles may be meant.
    With `new`, or if it is a remake, always create a new title, and dismiss those of the same name
    as duplicates of it.
    """
    if not new:
        refuse_existing(ledger, statement)
    statement = ledger.with_part(ledger.spelled(statement))
    # Somebody may have decided that it is another work.
    is_other = new or _is_remake(statement)
    return _create(ledger, statement, ledger.look_alikes(statement) if is_other else None)


def refuse_existing(ledger: "Ledger", statement: Statement) -> None:
    """Raise TitleThereError if the title is on the slate already, unless it is a remake.

    Raises ManyMatchError if several titles may be meant.
    """
    statement = ledger.with_part(ledger.spelled(statement))
    found = None if _is_remake(statement) else ledger.match(statement)
    if found is not None:
        raise TitleThereError(full_name(found.title, found.season, found.part), found.slug)


def _is_remake(statement: Statement) -> bool:
    return any(relation == Relation.REMAKE_OF for relation, _ in statement.links)


def add_or_update(ledger: "Ledger", statement: Statement) -> Change:
    """Add a title to the slate, or update the one that is there."""
    statement = ledger.with_part(ledger.spelled(statement))
    found = ledger.match(statement)
    if found is None:
        return _create(ledger, statement)
    # What identified the title does not have to be stated again.
    news = replace(statement, title=None, season=None, part=None)
    return repeat(ledger, found.key, news)


def _create(
    ledger: "Ledger", statement: Statement, differs: Mapping[str, str] | None = None
) -> Change:
    """Create a title; raise ReleaseTwiceError if the statement is about one release twice."""
    statement, only_service = on_only_service(statement, None)
    own = [statement.release_key.completed] if statement.says_release else []
    refuse_repeated([*own, *(release.key.completed for release in statement.releases)])
    return ledger.create(statement, differs)._replace(only_service=only_service)
