"""Enums as SQL lists, for all conditions on stages, kinds, confidences and types of names."""

from collections.abc import Iterable
from enum import StrEnum

from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Phase, Stage


class NameType(StrEnum):
    """The type of a further name of a title, as stored in the table `names`."""

    AKA = "also known as"
    FORMER_TITLE = "former title"
    FORMER_SLUG = "former slug"  # finds the title, but is not one of its names


def sql_list(words: Iterable[StrEnum]) -> str:
    """Return words as an SQL list: `('released', 'ended')`."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


OUT = sql_list(stage for stage in Stage if stage.out)
CANCELED = sql_list(stage for stage in Stage if stage.phase is Phase.CANCELED)
PAUSED = sql_list(stage for stage in Stage if stage.phase is Phase.PAUSED)
NEVER_OVERDUE = sql_list(stage for stage in Stage if not stage.can_be_overdue)
SERIAL = sql_list(kind for kind in Kind if kind.serial)
RUMOR = sql_list([Confidence.RUMOR])
FORMER_SLUG = sql_list([NameType.FORMER_SLUG])
# What `is_overdue` is in Python, for `releases r`, its title `titles t` and the day `:today`.
OVERDUE = f"(r.latest < :today and t.status not in {NEVER_OVERDUE})"
# What `Title.has_left` is in Python, for `titles t` and the day `:today`.
LEFT = "coalesce(t.left_after < :today, 0)"
