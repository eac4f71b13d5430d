"""How to undo a date that looks like a typing mistake."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slate.cli.session import Session
from slate.domain.changes.change import Change
from slate.domain.dates.display import screen_date

if TYPE_CHECKING:
    from slate.store.ledger import Ledger


def undo_hints(session: Session, ledger: "Ledger", changes: Iterable[Change]) -> Iterator[str]:
    """Yield lines about dates that look like typing mistakes: they count as slips until undone."""
    for correction in filter(None, (change.correction for change in changes)):
        mistake = ledger.find_batch(correction.batch)
        newest = ledger.newest_batch()
        when = screen_date(correction.was, weekday=False)
        yield f"If {when} was a typing mistake, undo it, or it counts as a slip:"
        if correction.created and newest is not None:
            # A batch that created a title is undone after those that reported on it since.
            yield f"  {session.command_line(f'undo {newest.id}')}"
            yield f"  {session.command_line(f'undo {mistake.id}')}"
            yield "Then add the title again."
        else:
            yield f"  {session.command_line(f'undo {mistake.id}')}"
