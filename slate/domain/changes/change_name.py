"""The names of the changes that a report may make to a title, and of the outcomes."""

from enum import StrEnum
from typing import assert_never


class ChangeName(StrEnum):
    """The name of a change, as `--what` accepts it and every format writes it."""

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
    CONFIRMED = "confirmed"  # stated again with more confidence
    LEAVING = "leaving"  # the date on which it leaves a service
    EDITED = "edited"  # a change without a name of its own: the field states what changed

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
                | ChangeName.CONFIRMED
                | ChangeName.LEAVING
                | ChangeName.EDITED
            ):
                return False
            case _:
                assert_never(self)

    @property
    def has_a_distance(self) -> bool:
        """Whether a date moved to other days, so that the distance can be measured."""
        return self is ChangeName.SLIPPED or self is ChangeName.ADVANCED


class Outcome(StrEnum):
    """What happened to a title."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_REMOVED = "left removed"
    LEFT_OUT = "left out"  # it is not on the slate, and was not to be added
