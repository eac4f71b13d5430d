"""The files of an import; pipes are read to their end before anything else."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath
from shlex import quote
from tempfile import TemporaryFile
from typing import BinaryIO

from slate.cli.errors import RunInsteadError
from slate.cli.temporary_folder import copying, folder_name
from slate.domain.errors import UsageError
from slate.domain.quoting import quoted
from slate.domain.secrets import masked
from slate.formats.errors import FileError
from slate.usecases.read_files import InputFile

_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}  # bytes
_SIZE = re.compile(r"(\d{1,9})\s*([kmgt]?)(?:i?b)?", re.ASCII | re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"(?:ftps?|sftp|scp|s3|file)://", re.IGNORECASE)
# An address, or something of a remote: `tvmaze:29137`, `sonarr:`.
_MAY_BE_REMOTE = re.compile(r"(?:https?|webcals?)://.|[a-z][a-z0-9-]*:(?!//)", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
PIPE_LIMIT = 1 << 30  # bytes to read from a pipe at most, by default
_CHUNK = 1 << 20  # bytes


def parse_size(text: str) -> int:
    """Parse a size such as `500M` or `4G` into bytes; raise UsageError if it is invalid."""
    found = _SIZE.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise UsageError(f"{quoted(text)} is not a size. Write --max-input 500M or 4G.")
    return int(found[1]) * _UNITS[found[2].lower()]


# Returns the files that the name of something on the network stands for, None for another name.
Fetch = Callable[[str], list[InputFile] | None]


@contextmanager
def opened(
    names: list[str],
    pipe_limit: int = PIPE_LIMIT,
    fetching: Callable[[ExitStack], Fetch] | None = None,
) -> Iterator[list[InputFile]]:
    """Open all files; `-` is standard input.

    `fetching` returns what fetches a name that may be something on the network. It is called only
    if there is such a name, and no file of that name.

    A pipe is copied to a temporary file first: no slate may be locked while another program
    still writes to the pipe. Raises FileError for a file that cannot be read, and for a pipe
    with more than `pipe_limit` bytes: some, such as /dev/zero, never end. Raises RunInsteadError
    for the address of a file.
    """
    with ExitStack() as stack:
        fetch: Fetch | None = None
        files: list[InputFile] = []
        for name in names:
            found = None
            if fetching is not None and _may_be_remote(name):
                fetch = fetch or fetching(stack)
                found = fetch(name)
            files += found or [_open(stack, name, pipe_limit)]
        yield files


def _may_be_remote(name: str) -> bool:
    return _MAY_BE_REMOTE.match(name) is not None and not os.path.lexists(name)


def _open(stack: ExitStack, name: str, pipe_limit: int) -> InputFile:
    _refuse_address(name)
    called = "stdin" if name == "-" else name
    try:
        if name == "-":
            if sys.stdin is None:
                raise FileError(called, "is closed.")
            copy = _copied(stack, called, sys.stdin.buffer, pipe_limit)
            return InputFile(called, copy, is_pipe=True)
        stream = stack.enter_context(Path(name).open("rb"))  # noqa: SIM115 -- the stack closes it
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return InputFile(called, stream)
        return InputFile(called, _copied(stack, called, stream, pipe_limit), is_pipe=True)
    except FileNotFoundError as error:
        hint = f" If it is an address, write https://{name}." if _WITHOUT_SCHEME.match(name) else ""
        raise FileError(called, f"cannot be read: {error.strerror}.{hint}") from error
    except OSError as error:
        raise FileError(called, f"cannot be read: {error.strerror or error}.") from error


def _refuse_address(name: str) -> None:
    """Raise RunInsteadError, with a command that downloads it, for the address of a file."""
    if not _OTHER_ADDRESS.match(name):
        return
    address = masked(name, is_value=True)
    file = PurePath(re.split("[?#]", address)[0]).name
    text = f"{quoted(name)} is not an address that slate reads (https). Download it first:"
    raise RunInsteadError(text, f"curl -L -o {quote(file)} {quote(address)}")


def _copied(stack: ExitStack, name: str, stream: BinaryIO, limit: int) -> BinaryIO:
    """Copy everything from a pipe to a temporary file, and return that file."""
    with copying(f"{name}:"):
        copy = TemporaryFile()  # noqa: SIM115 -- the stack closes it
    stack.callback(_close, copy)
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise FileError(
                name,
                f"contains more than {_size_text(limit)}, the most that is copied to "
                f"{folder_name()}. "
                f"Save it as a file first, or allow more: --max-input {_size_text(2 * limit)}",
            )
        with copying(f"{name}:"):
            copy.write(chunk)
    with copying(f"{name}:"):
        copy.seek(0)  # flushes the buffer, which may fail
    return copy


def _close(copy: BinaryIO) -> None:
    """Close a copy; errors of writing it have already been reported."""
    with suppress(OSError):
        copy.close()


def _size_text(size: int) -> str:
    """Format a number of bytes as `--max-input` accepts it: `1G`, `1536K`."""
    unit, factor = max(
        (item for item in _UNITS.items() if size % item[1] == 0), key=lambda item: item[1]
    )
    return f"{size // factor}{unit.upper()}"
