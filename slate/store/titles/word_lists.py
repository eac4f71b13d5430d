"""The closed lists as SQL: each condition on a stage, a kind or a name is made of these."""

from collections.abc import Iterable
from enum import StrEnum

from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Phase, Stage


class NameType(StrEnum):
    """What a name that a title has beside its own is, as the table of names has it."""

    AKA = "also known as"
    FORMER_TITLE = "former title"
    FORMER_SLUG = "former slug"  # leads to the title, which is not called so


def sql_list(words: Iterable[StrEnum]) -> str:
    """Return words as SQL lists them: `('released', 'ended')`."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


OUT = sql_list(stage for stage in Stage if stage.out)
CANCELED = sql_list(stage for stage in Stage if stage.phase is Phase.CANCELED)
NEVER_OVERDUE = sql_list(stage for stage in Stage if not stage.can_be_overdue)
SERIAL = sql_list(kind for kind in Kind if kind.serial)
RUMOR = sql_list([Confidence.RUMOR])
FORMER_SLUG = sql_list([NameType.FORMER_SLUG])
# Of a release r and its title t, on a day: what `is_overdue` is in Python.
OVERDUE = f"(r.latest < :today and t.status not in {NEVER_OVERDUE})"
