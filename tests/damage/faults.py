"""Faults of storage calls, in this process: of SQLite's system calls, and of Python's `os`.

SQLite lets a program replace the system calls of its Unix VFS (`xSetSystemCall`). Here each call
that changes a file is counted, and from a given one on it fails without any effect. What is on the
disk afterwards is what a process leaves that was killed at that call.
"""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from enum import Enum
from typing import Any
from unittest.mock import patch

_int, _pointer, _text = ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p
_SET = ctypes.CFUNCTYPE(_int, _pointer, _text, _pointer)
_GET = ctypes.CFUNCTYPE(_pointer, _pointer, _text)
# System calls by name: their types, and whether they write data.
_CALLS = {
    "pwrite": ctypes.CFUNCTYPE(
        ctypes.c_ssize_t, _int, _pointer, ctypes.c_size_t, ctypes.c_int64, use_errno=True
    ),
    "pwrite64": ctypes.CFUNCTYPE(
        ctypes.c_ssize_t, _int, _pointer, ctypes.c_size_t, ctypes.c_int64, use_errno=True
    ),
    "write": ctypes.CFUNCTYPE(ctypes.c_ssize_t, _int, _pointer, ctypes.c_size_t, use_errno=True),
    "ftruncate": ctypes.CFUNCTYPE(_int, _int, ctypes.c_int64, use_errno=True),
    "open": ctypes.CFUNCTYPE(_int, _text, _int, _int, use_errno=True),
    "unlink": ctypes.CFUNCTYPE(_int, _text, use_errno=True),
    "openDirectory": ctypes.CFUNCTYPE(_int, _text, _pointer, use_errno=True),
}
_WRITES = frozenset({"pwrite", "pwrite64", "write", "fsync", "open", "mkdir"})
_PYTHON = ("open", "write", "replace", "rename", "unlink", "rmdir", "mkdir", "fsync", "utime")
_DELETE = frozenset({"unlink", "rmdir"})


class _Vfs(ctypes.Structure):
    """The start of `sqlite3_vfs` (sqlite3.h), up to the functions that are used here."""

    _fields_ = [
        ("version", _int),
        ("size_of_file", _int),
        ("longest_path", _int),
        ("next", _pointer),
        ("name", _text),
        ("data", _pointer),
        *((f"function_{number}", _pointer) for number in range(12)),
        ("current_time_64", _pointer),
        ("set_system_call", _SET),
        ("get_system_call", _GET),
    ]


class NoInterceptionError(Exception):
    """The storage calls cannot be replaced: the module sqlite3 uses a library not found here."""


class Mode(Enum):
    """How calls fail."""

    KILL = "kill"  # this one and all later ones: as if the process had been killed
    ERROR = "error"  # only this one, with an input/output error
    FULL = "full"  # this write and all later ones: the disk is full


class Faults:
    """Counts storage calls and makes one of them fail."""

    def __init__(self, mode: Mode, at: int) -> None:
        """Make the call with this number fail, counted from 1; 0 for none."""
        self.count = 0
        self._mode = mode
        self._at = at
        self._failed = ""  # the call that failed first

    @property
    def happened(self) -> bool:
        """Whether a call has failed."""
        return 0 < self._at <= self.count

    @property
    def leaves_files(self) -> bool:
        """Whether files may be left behind: a killed process, or a file that cannot be deleted."""
        return self._mode is Mode.KILL or self._failed in _DELETE

    def error(self, call: str) -> int:
        """Count a call, and return the error with which it fails; 0 if it does not."""
        if self._mode is Mode.FULL and call not in _WRITES:
            return 0
        self.count += 1
        if not self.happened or (self._mode is Mode.ERROR and self.count > self._at):
            return 0
        self._failed = self._failed or call
        return errno.ENOSPC if self._mode is Mode.FULL else errno.EIO


def _vfs() -> _Vfs | None:
    """Return the VFS of the library that the module sqlite3 uses, None if it cannot be found."""
    name = find_library("sqlite3")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    found = library.sqlite3_vfs_find(None)
    return found.contents if found and found.contents.version >= 3 else None


@contextmanager
def failing(mode: Mode, at: int) -> Iterator[Faults]:
    """Make storage calls fail while the block runs; raise NoInterceptionError."""
    vfs = _vfs()
    if vfs is None:
        raise NoInterceptionError
    faults = Faults(mode, at)
    kept: list[Any] = []  # the callbacks: ctypes does not
    for name, type_ in _CALLS.items():
        address = vfs.get_system_call(ctypes.addressof(vfs), name.encode())
        if address:
            wrapped = type_(_wrapper(faults, name, type_(address)))
            kept.append(wrapped)
            vfs.set_system_call(
                ctypes.addressof(vfs), name.encode(), ctypes.cast(wrapped, _pointer)
            )
    patches = [patch.object(os, name, _python(faults, name, getattr(os, name))) for name in _PYTHON]
    for one in patches:
        one.start()
    try:
        yield faults
    finally:
        for one in patches:
            one.stop()
        vfs.set_system_call(ctypes.addressof(vfs), None, None)  # all as they were


def _wrapper(faults: Faults, name: str, call: Callable[..., int]) -> Callable[..., int]:
    def wrapped(*arguments: Any) -> int:  # noqa: ANN401 -- those of a system call
        if _changes(name, arguments) and (number := faults.error(name)):
            ctypes.set_errno(number)
            return -1
        return call(*arguments)

    return wrapped


def _python(faults: Faults, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- those of a system call
        was_full = faults.happened
        if _changes(name, arguments) and (number := faults.error(name)):
            if name == "write" and number == errno.ENOSPC and not was_full:
                return call(arguments[0], arguments[1][: len(arguments[1]) // 2])  # what fits
            raise OSError(number, os.strerror(number))
        return call(*arguments, **named)

    return wrapped


def _changes(name: str, arguments: Sequence[Any]) -> bool:
    """Whether a call changes what is on the disk: opening a file does only if it may create one."""
    return name != "open" or bool(arguments[1] & os.O_CREAT)
