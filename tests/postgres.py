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
from typing import NoReturn

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
        arguments = [part for one in statements for part in ("-c", one)]
        quiet = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        return self.program("psql", database, *quiet, *arguments).strip()

    def program(self, name: str, database: str, *arguments: str | Path) -> str:
        """Run a program of PostgreSQL on a database as the owner, and return what it prints."""
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        place += ["-d", database.rpartition("/")[2]]
        done = subprocess.run(
            [self._binaries / name, *place, *arguments],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def missing(why: str) -> NoReturn:
    """Skip a test for which something is not installed; where it has to be, fail."""
    if os.environ.get("SLATE_NEEDS_POSTGRES"):
        pytest.fail(why)
    pytest.skip(why)


def free_port() -> int:
    """Return a port of this machine to which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _binaries() -> Path | None:
    """Return the folder of the server's programs, None if there is none."""
    found = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


def _as_owner(arguments: Sequence[object]) -> list[str]:
    """Return a command that root runs as another user, as the servers refuse root."""
    words = list(map(str, arguments))
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@contextmanager
def owned_folder() -> Iterator[Path]:
    """Make a folder of the user as whom the servers run, until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="slate-postgres-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, *_owner())
        yield folder
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def _owner() -> tuple[int, int]:
    try:
        found = pwd.getpwnam("postgres")
    except KeyError:
        missing("root cannot start PostgreSQL, and there is no user postgres")
    return found.pw_uid, found.pw_gid


@contextmanager
def running(access: str = "", certificate: Path | None = None) -> Iterator[Postgres]:
    """Run a server until the end of the block; skip the test if there is none to run.

    `access` are lines of pg_hba.conf: without any, everybody is let in, and with them the owner
    still is. With a `certificate`, which contains the key, the server also speaks TLS.
    """
    binaries = _binaries()
    if binaries is None:
        missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with owned_folder() as folder:
        data = folder / "data"
        port = free_port()
        options = f"{_OPTIONS} -c unix_socket_directories={folder} -p {port}"
        initdb = ["-A", "trust", "-U", "postgres", "--no-sync", "--locale=C.UTF-8", "-D", data]
        _run([binaries / "initdb", *initdb])
        if access:
            owner = "host all postgres 127.0.0.1/32 trust\n"
            (data / "pg_hba.conf").write_text(access + owner, encoding="utf-8")
        if certificate is not None:
            _copy(certificate, folder / "tls.pem")
            names = ("ssl_cert_file", "ssl_key_file", "ssl_ca_file")
            options += " -c ssl=on" + "".join(f" -c {name}={folder}/tls.pem" for name in names)
        _run([binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log",
              "-w", "-t", "60", "start"])  # fmt: skip
        try:
            yield Postgres(port, binaries)
        finally:
            _run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _copy(file: Path, target: Path) -> None:
    """Copy a file so that only the server can read it."""
    shutil.copyfile(file, target)
    target.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(target, *_owner())


def _run(command: Sequence[object]) -> None:
    subprocess.run(
        _as_owner(command), check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
