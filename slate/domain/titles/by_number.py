"""Values of very many titles, by their numbers in a slate.

A file may have a million rows. A dict with an entry for each of its titles would take a hundred
megabytes; here each takes four bytes, since most titles have one of a few values.
"""

from array import array
from collections.abc import Hashable
from typing import Generic, TypeVar

_Value = TypeVar("_Value", bound=Hashable)


class ByNumber(Generic[_Value]):
    """A value for each of many titles, by number."""

    def __init__(self) -> None:
        """Start without any value."""
        self._places = array("I")  # of the value of each title, by number
        self._values: list[_Value | None] = [None]
        self._place_of: dict[_Value, int] = {}

    def get(self, number: int) -> _Value | None:
        """Return the value of the title with this number, None if it has none."""
        return self._values[self._places[number]] if number < len(self._places) else None

    def put(self, number: int, value: _Value) -> None:
        """Store the value of the title with this number."""
        missing = number + 1 - len(self._places)
        if missing > 0:
            self._places.frombytes(bytes(missing * self._places.itemsize))
        place = self._place_of.get(value)
        if place is None:
            place = self._place_of[value] = len(self._values)
            self._values.append(value)
        self._places[number] = place
