"""Which changes are the worse news: lists of changes begin with them."""

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.titles.stages import Phase, Stage

# The worst first.
_RANKS = (
    *(ChangeName.SLIPPED, ChangeName.UNDATED, ChangeName.REMOVED, ChangeName.WIDENED),
    *(ChangeName.LEAVING, ChangeName.ADVANCED, ChangeName.MOVED, ChangeName.DATED),
    *(ChangeName.NARROWED, ChangeName.CONFIRMED, ChangeName.STATUS, ChangeName.ADDED),
    *(ChangeName.RETITLED, ChangeName.EDITED),
)


def badness(difference: Difference) -> int:
    """Return the sort key of a change: the worst news first."""
    return -1 if cancels(difference) else _RANKS.index(difference.name)


def cancels(difference: Difference) -> bool:
    """Whether a change is that a title was canceled."""
    after = difference.after
    return isinstance(after, Stage) and after.phase is Phase.CANCELED
