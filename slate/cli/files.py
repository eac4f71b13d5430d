"""The files that an import is given: opened, and pipes read to their end before anything else."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from slate.domain.errors import FileError


class Opened(NamedTuple):
    """A file that can be read again from its start, and the name that it is called by."""

    name: str
    stream: BinaryIO


@contextmanager
def opened(names: list[str]) -> Iterator[list[Opened]]:
    """Open all files; `-` is stdin.

    A pipe is read into a temporary file here: no slate may be locked while somebody
    still writes. Raises FileError for a file that cannot be read.
    """
    with ExitStack() as stack:
        yield [
            Opened("stdin" if name == "-" else name, stack.enter_context(_open(name)))
            for name in names
        ]


def _open(name: str) -> BinaryIO:
    try:
        if name == "-":
            if sys.stdin is None:
                raise FileError("stdin", "is closed.")
            return _spooled(sys.stdin.buffer)
        stream = Path(name).open("rb")  # noqa: SIM115 -- closed by `opened`
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return stream
        with stream:
            return _spooled(stream)
    except OSError as error:
        raise FileError(name, f"cannot be read: {error.strerror or error}.") from error


def _spooled(stream: BinaryIO) -> BinaryIO:
    copy = TemporaryFile()  # noqa: SIM115 -- closed by `opened`
    copyfileobj(stream, copy)
    copy.seek(0)
    return copy
