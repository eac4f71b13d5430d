"""Add: create a title on the slate."""

from collections.abc import Mapping
from dataclasses import replace

from slate.domain.changes.change import Change
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.only_service import on_only_service
from slate.domain.ledger.statement import Statement, refuse_repeated
from slate.domain.titles.names import full_name
from slate.domain.titles.relations import Relation
from slate.store.ledger import Ledger
from slate.usecases.update import repeat


def add(ledger: Ledger, statement: Statement, *, new: bool = False) -> Change:
    """Add a title to the slate.

    Raises TitleThereError if it is there already, ManyMatchError if several titles may be meant.
    With `new`, or if it is a remake, always create a new title, and dismiss those of the same name
    as duplicates of it.
    """
    statement = ledger.with_part(ledger.spelled(statement))
    if not (new or any(relation == Relation.REMAKE_OF for relation, _ in statement.links)):
        found = ledger.match(statement)
        if found is not None:
            name = full_name(found.title, found.season, found.part)
            raise TitleThereError(name, found.slug)
        return _create(ledger, statement)
    # Somebody has decided that it is another work.
    return _create(ledger, statement, ledger.look_alikes(statement))


def add_or_update(ledger: Ledger, statement: Statement) -> Change:
    """Add a title to the slate, or update the one that is there."""
    statement = ledger.with_part(ledger.spelled(statement))
    found = ledger.match(statement)
    if found is None:
        return _create(ledger, statement)
    # What identified the title does not have to be stated again.
    news = replace(statement, title=None, season=None, part=None)
    return repeat(ledger, found.key, news)


def _create(
    ledger: Ledger, statement: Statement, differs: Mapping[str, str] | None = None
) -> Change:
    """Create a title; raise ReleaseTwiceError if the statement is about one release twice."""
    statement, only_service = on_only_service(statement, None)
    own = [statement.release_key.completed] if statement.says_release else []
    refuse_repeated([*own, *(release.key.completed for release in statement.releases)])
    return ledger.create(statement, differs)._replace(only_service=only_service)
