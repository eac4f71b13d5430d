"""Add: create a title on the slate."""

from dataclasses import replace

from slate.domain.changes.change import Change
from slate.domain.ledger.errors import TitleThereError
from slate.domain.ledger.statement import Statement
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
        return ledger.create(statement)
    # Somebody has decided that it is another work.
    return ledger.create(statement, ledger.look_alikes(statement))


def add_or_update(ledger: Ledger, statement: Statement) -> Change:
    """Add a title to the slate, or update the one that is there."""
    statement = ledger.with_part(ledger.spelled(statement))
    found = ledger.match(statement)
    if found is None:
        return ledger.create(statement)
    # What identified the title does not have to be stated again.
    news = replace(statement, title=None, season=None, part=None)
    return repeat(ledger, found.key, news)
