"""The screen of `diff`: what differs between two days, title by title."""

from collections.abc import Iterable

from slate.domain.changes.net_change import NetChange
from slate.domain.dates.as_of import AsOf
from slate.render.sheet import Sheet
from slate.render.title_changes import title_blocks
from slate.wording.phrases import counted, first_of


def diff_sheet(changes: Iterable[NetChange]) -> Sheet:
    """Return differences as a sheet."""
    return Sheet(title_blocks(changes))


def days_phrase(earlier: AsOf, later: AsOf) -> str:
    """Return the phrase for the two states: `between 2020-12-05 and 2021-01-07`."""
    what = "" if earlier.arrived_before is None else "what this slate showed on "
    return f"between {what}{earlier.day} and {later.day}"


def diff_caption(shown: int, when: str, see_all: str, *, more: bool, chosen: bool) -> str:
    """Format the number of differences and, if there are more, how to see them.

    `chosen` is whether there may be others that do not match the filters.
    """
    if more:
        return f"{first_of(shown, None, 'difference')} {when}. For all: {see_all}"
    if not shown:
        return f"No {'such ' if chosen else ''}differences {when}."
    return f"{counted(shown, 'difference')} {when}."
