"""Values that are kept until the slate is closed: the first ones in memory, the rest in a file.

So a long list needs little memory, and no writer waits while a person reads it.
"""

import pickle
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO, Generic, TypeVar

from slate.cli.temporary_folder import copying

_T = TypeVar("_T")
_KEPT = 1_000  # in memory, and read back at once


class Spool(Generic[_T]):
    """An iterable that has read another one to its end; it can be iterated over once."""

    def __init__(self, values: Iterable[_T]) -> None:
        """Read the values; raise TemporaryFolderError if there is no room for them."""
        self._file: IO[bytes] | None = None
        waiting = iter(values)
        self._first = list(islice(waiting, _KEPT))
        with copying("output"), ExitStack() as stack:
            while more := list(islice(waiting, _KEPT)):
                if self._file is None:
                    self._file = stack.enter_context(_temporary())
                pickle.dump(more, self._file)
            if self._file is not None:
                self._file.flush()
            stack.pop_all()  # the file stays open until it is read

    def __iter__(self) -> Iterator[_T]:
        """Yield the values."""
        yield from self._first
        if self._file is not None:
            with self._file as file:
                end = file.tell()
                file.seek(0)
                while file.tell() < end:
                    yield from pickle.load(file)  # noqa: S301 -- written by this process


def _temporary() -> IO[bytes]:
    from tempfile import TemporaryFile  # noqa: PLC0415 -- only for long lists

    return TemporaryFile()
