"""The names of what a report may change of a title, and of what may become of the title."""

from enum import StrEnum
from typing import assert_never


class ChangeName(StrEnum):
    """The name of a change, as `--what` takes it and every format writes it."""

    ADDED = "added"
    REMOVED = "removed"
    RETITLED = "retitled"
    STATUS = "status"
    DATED = "dated"
    UNDATED = "undated"
    NARROWED = "narrowed"
    WIDENED = "widened"
    SLIPPED = "slipped"
    ADVANCED = "advanced"
    MOVED = "moved"  # to another platform
    EDITED = "edited"  # what has no name of its own: the field tells what it was

    @property
    def is_about_a_date(self) -> bool:
        """Whether the date of a release changed."""
        match self:
            case (
                ChangeName.DATED
                | ChangeName.UNDATED
                | ChangeName.NARROWED
                | ChangeName.WIDENED
                | ChangeName.SLIPPED
                | ChangeName.ADVANCED
            ):
                return True
            case (
                ChangeName.ADDED
                | ChangeName.REMOVED
                | ChangeName.RETITLED
                | ChangeName.STATUS
                | ChangeName.MOVED
                | ChangeName.EDITED
            ):
                return False
            case _:
                assert_never(self)

    @property
    def has_a_distance(self) -> bool:
        """Whether a date went to other days, so that it can be measured how far."""
        return self in {ChangeName.SLIPPED, ChangeName.ADVANCED}


class Outcome(StrEnum):
    """What became of a title."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_REMOVED = "left removed"
