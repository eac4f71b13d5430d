"""A PostgreSQL server for the tests: one for each process, with a database for each test."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

_INSTALLED = Path("/usr/lib/postgresql")  # of Debian
_NUMBERS = count(1)
_OPTIONS = (
    "-c fsync=off -c full_page_writes=off -c max_connections=60 -c listen_addresses=127.0.0.1"
)


class Postgres:
    """A server that is running."""

    def __init__(self, port: int, binaries: Path) -> None:
        self.port = port
        self._binaries = binaries

    def database(self) -> str:
        """Create an empty database, and return its URL."""
        name = f"test{next(_NUMBERS)}"
        self.run("postgres", f"create database {name} template template0")
        return self.url(name)

    def url(self, database: str, user: str = "postgres", port: int | None = None) -> str:
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}"

    def run(self, database: str, *statements: str) -> str:
        """Run statements as the owner, and return what they select, unaligned."""
        name = database.rpartition("/")[2]
        arguments = [part for one in statements for part in ("-c", one)]
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", name]
        quiet = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            [self._binaries / "psql", *quiet, *place, *arguments],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()


def _missing(why: str) -> None:
    if os.environ.get("SLATE_NEEDS_POSTGRES"):
        pytest.fail(why)
    pytest.skip(why)


def _binaries() -> Path | None:
    """Return the folder of the server's programs, None if there is none."""
    found = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


def _as_owner(arguments: Sequence[object]) -> list[str]:
    """Return a command that root runs as another user, as the server refuses root."""
    words = list(map(str, arguments))
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@contextmanager
def running() -> Iterator[Postgres]:
    """Run a server until the end of the block; skip the test if there is none to run."""
    binaries = _binaries()
    if binaries is None:
        _missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    assert binaries is not None
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres").pw_uid
        except KeyError:
            _missing("root cannot start PostgreSQL, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="slate-postgres-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, owner, -1)
        data = folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"{_OPTIONS} -c unix_socket_directories={folder} -p {port}"
        initdb = ["-A", "trust", "-U", "postgres", "--no-sync", "--locale=C.UTF-8", "-D", data]
        start = ["-D", data, "-o", options, "-l", folder / "log", "-w", "-t", "60", "start"]
        for command in ([binaries / "initdb", *initdb], [binaries / "pg_ctl", *start]):
            subprocess.run(
                _as_owner(command), check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
            )
        try:
            yield Postgres(port, binaries)
        finally:
            stop = [binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
            subprocess.run(_as_owner(stop), check=True, stdout=subprocess.DEVNULL)
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
