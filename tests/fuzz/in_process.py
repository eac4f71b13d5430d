"""Running commands of slate in this process, in a folder of their own, and what must hold of each.

The network beyond this machine is refused, and nothing is flushed to the disk.
"""

import gc
import io
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from slate.cli.main import main
from slate.domain.text import safe
from tests.conftest import leave_flushing_out, refuse_connections
from tests.fuzz.checks import Fault

TODAY = "2021-01-07"
_LONGEST = 9_000  # characters of a line on standard error: it may repeat what was typed
_STATUSES = {0, 1, 2, 3}


class Ran(NamedTuple):
    """The exit status and the output of a command."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str


class Attempt(NamedTuple):
    """What became of one attempt: of which kind it was, whether it was accepted, and the faults."""

    kind: str
    accepted: bool
    faults: list[Fault]


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """Change to a new folder, with a home and an environment that are the same on each machine."""
    before, here = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        refuse_connections(patch)
        leave_flushing_out(patch)
        folder = Path(name)
        # Commands make random names, but an attempt must be the same when it is repeated.
        patch.setattr(tempfile, "_name_sequence", None)
        try:
            os.environ.clear()
            os.environ.update(environment(folder) | {"PATH": before.get("PATH", "")})
            time.tzset()
            os.chdir(folder)
            gc.collect()
            gc.freeze()  # so that `ran` need not look at what is there by now
            yield folder
        finally:
            gc.unfreeze()
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)
            time.tzset()


def environment(folder: Path) -> dict[str, str]:
    """Return the environment variables of commands in a folder."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return {
        "HOME": str(home),
        "TMPDIR": str(folder),
        "TZ": "UTC0",
        "TERM": "dumb",
        "NO_COLOR": "1",
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE")},
        "SLATE_TODAY": TODAY,
        "SLATE_AUTHOR": "tester",
        "SLATE_DB": str(folder / "slate.db"),
        "VISUAL": "true",
        "LC_ALL": "C.UTF-8",
    }


class _Screen(io.TextIOWrapper):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def ran(*arguments: str, stdin: bytes = b"", is_screen: bool = False) -> Ran:
    """Run a command with pipes, or with standard output and error on what seems a terminal."""
    kind = _Screen if is_screen else io.TextIOWrapper
    out, err = (kind(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(arguments)
        for stream in (out, err):
            if not stream.closed:
                stream.flush()
    # An error keeps the connection of its command open, with its lock, which ends with a process.
    gc.collect()
    return Ran(arguments, code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode("utf-8", "surrogatepass")


def seeded(*parts: object) -> random.Random:
    """Return random numbers that depend only on these parts."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311 -- no secret


def faults_of(ran: Ran, *, shows: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with a command, whatever it was asked.

    `shows` means that its output is for people: then it has no control characters.
    """
    said = f"slate {' '.join(ran.arguments)}"[:300]
    if "internal error" in ran.err or "Traceback" in ran.err:
        yield Fault("no internal error", f"{said!r}: {ran.err.strip()[-300:]!r}")
    elif ran.code not in _STATUSES:
        yield Fault("an exit status is 0, 1, 2 or 3", f"{said!r}: {ran.code} {ran.err[-300:]!r}")
    elif ran.code in {1, 2}:
        errors = [line for line in ran.err.splitlines() if line.startswith("slate:")]
        if not errors and not ran.out:
            yield Fault("an error has a line", f"{said!r}: {ran.code} {ran.err[-300:]!r}")
    for line in ran.err.split("\n"):
        if line != safe(line) or len(line) > _LONGEST:
            yield Fault("what is printed is one printable line", f"{said!r}: {line[:300]!r}")
            return
    if shows:
        for line in ran.out.split("\n"):
            if _plain(line) != safe(_plain(line)):
                yield Fault("no control character is shown", f"{said!r}: {line[:300]!r}")
                return


def _plain(line: str) -> str:
    """Return a line without tabs, which plain tables have."""
    return re.sub("\t", " ", line)
