"""Fixtures for all tests: a folder and a slate per test, a fixed date, and no terminal."""

import errno
import gc
import itertools
import os
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from slate.files import signals
from slate.store.file import opening
from tests.postgres import Postgres, running

# CI machines are slow and shared, so a deadline would measure them and not slate. In CI the
# examples depend only on the commit; elsewhere each run tries different ones.
settings.register_profile("slate", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("brief", settings.get_profile("slate"), max_examples=10)
settings.load_profile("slate")


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples if the slow tests are left out; with them, each property has 100."""
    if config.option.markexpr == "not slow":
        settings.load_profile("brief")


def pytest_collection_finish() -> None:
    """Exclude the collected tests from garbage collection, because there are thousands."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


# Environment variables that slate, its libraries or Python read: the buffering and encoding of
# streams, warnings, the language, the terminal, the editor, the path of the slate, and its server.
_LOOKED_AT = (
    *("PYTHON", "LC_", "LANG", "SLATE_", "_SLATE_", "TYPER_", "_TYPER_", "XDG_"),
    *("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "COLORTERM", "COLUMNS", "LINES", "TERMINAL_WIDTH"),
    *("HTTP_", "HTTPS_", "ALL_PROXY", "NO_PROXY", "http_", "https_", "all_proxy", "no_proxy"),
    *("SSL_CERT_", "PG"),
    *("TTY_", "JUPYTER_", "DATABRICKS_", "GITHUB_ACTIONS", "UNICODE_VERSION", "VISUAL", "EDITOR"),
)
# Exceptions: where Python finds modules and writes bytecode, the folder of real files, whether a
# test may be skipped without a server, a browser or Litestream, and the file of axe-core.
_NEEDED = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    *("SLATE_REAL_DATA", "SLATE_NEEDS_POSTGRES", "SLATE_NEEDS_BROWSER", "SLATE_AXE"),
    "SLATE_NEEDS_LITESTREAM",
)
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
_NUMBERS = itertools.count(1)
_SET_UP, _FSYNC = opening.set_up, os.fsync


# One fixture for all tests, since a fixture costs each of the thousands of tests some time.
@pytest.fixture(scope="session", autouse=True)
def _machine() -> Iterator[None]:
    """Keep the network and the disk out of the tests, and restore what `world` changes."""
    environment, interrupt = dict(os.environ), signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        refuse_connections(patch)
        leave_flushing_out(patch)
        yield
    signal.signal(signal.SIGINT, interrupt)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir("/")


def refuse_connections(patch: pytest.MonkeyPatch) -> None:
    """Refuse connections of tests to other machines."""
    connect, find = socket.socket.connect, socket.getaddrinfo

    def connecting(self: socket.socket, address: Any) -> None:  # noqa: ANN401 -- differs by family
        if self.family != socket.AF_UNIX and address[0] not in _THIS_MACHINE:
            raise ConnectionRefusedError(errno.ECONNREFUSED, f"{address} is not this machine")
        connect(self, address)

    def finding(host: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 -- as above
        if host not in _THIS_MACHINE:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return find(host, *arguments, **options)

    patch.setattr(socket.socket, "connect", connecting)
    patch.setattr(socket, "getaddrinfo", finding)


def leave_flushing_out(patch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, which takes longer than most commands.

    A flush matters only if the machine stops. The fixture `flushed` brings it back.
    """

    def set_up(connection: sqlite3.Connection) -> None:
        _SET_UP(connection)
        connection.execute("pragma synchronous = off")

    patch.setattr(opening, "set_up", set_up)
    patch.setattr(os, "fsync", os.fstat)  # which also refuses a descriptor that is closed


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flush to the disk, as slate does outside the tests."""
    monkeypatch.setattr(opening, "set_up", _SET_UP)
    monkeypatch.setattr(os, "fsync", _FSYNC)


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder for one test.

    The fixture of pytest searches the folders of all earlier tests for a free name, and keeps
    a link to the newest. With thousands of tests that takes longer than most of them.
    """
    path = tmp_path_factory.getbasetemp() / f"test-{next(_NUMBERS)}"
    path.mkdir()
    return path


@pytest.fixture(autouse=True)
def world(_machine: None, tmp_path: Path) -> Path:
    """Change to a new folder with its own home, so that no test touches the user's slate.

    Also isolate the test from the language, terminal and date of the machine, and from what
    earlier tests have left.
    """
    for name in list(os.environ):
        if name.startswith(_LOOKED_AT) and name not in _NEEDED:
            del os.environ[name]
    home = f"{tmp_path}/home"
    Path(home).mkdir()
    os.environ.update(
        TERM="xterm",
        TZ="UTC0",
        SLATE_AUTHOR="tester",
        SLATE_TODAY="2021-01-07",
        HOME=home,
        XDG_DATA_HOME=f"{home}/data",
        XDG_CONFIG_HOME=f"{home}/config",
        XDG_CACHE_HOME=f"{home}/cache",
    )
    time.tzset()
    # A background job starts with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def real_data() -> Path:
    """Return the folder of files that other programs wrote, or skip the test if there is none.

    The files are not committed; CI has them.
    """
    folder = os.environ.get("SLATE_REAL_DATA")
    if not folder:
        pytest.skip("SLATE_REAL_DATA names no folder with real files")
    return Path(folder)


@pytest.fixture
def signals_handled() -> Iterator[None]:
    """Handle signals as a process of slate does, until the end of the test."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers[1:3]:
        signal.signal(number, signal.SIG_DFL)
    signals.begin()
    signals.handle(signal.default_int_handler)
    yield
    signals.ignore()
    signals.begin()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a PostgreSQL server, for tests that are marked slow."""
    with running() as server:
        yield server
