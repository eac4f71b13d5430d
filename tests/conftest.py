"""Fixtures for all tests: a folder and a slate per test, a fixed date, and no terminal."""

import errno
import gc
import itertools
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

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
# streams, warnings, the language, the terminal, the editor, and the path of the slate.
_LOOKED_AT = (
    *("PYTHON", "LC_", "LANG", "SLATE_", "_SLATE_", "TYPER_", "_TYPER_", "XDG_"),
    *("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "COLORTERM", "COLUMNS", "LINES", "TERMINAL_WIDTH"),
    *("HTTP_", "HTTPS_", "ALL_PROXY", "NO_PROXY", "http_", "https_", "all_proxy", "no_proxy"),
    *("SSL_CERT_",),
    *("TTY_", "JUPYTER_", "DATABRICKS_", "GITHUB_ACTIONS", "UNICODE_VERSION", "VISUAL", "EDITOR"),
)
# Exceptions: where Python finds modules and writes bytecode, and the folder of real files.
_NEEDED = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    "SLATE_REAL_DATA",
)
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
_NUMBERS = itertools.count(1)


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    """Restore the default SIGINT handler, because background jobs start with SIGINT ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Isolate the tests from the language, terminal, date and slate of the machine."""
    for name in list(os.environ):
        if name.startswith(_LOOKED_AT) and name not in _NEEDED:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("TZ", "UTC0")
    time.tzset()
    monkeypatch.setenv("SLATE_AUTHOR", "tester")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
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

    monkeypatch.setattr(socket.socket, "connect", connecting)
    monkeypatch.setattr(socket, "getaddrinfo", finding)


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
def world(_environment: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Change to a new folder with its own home, so that no test touches the user's slate."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    monkeypatch.undo()
    os.chdir("/")


@pytest.fixture
def real_data() -> Path:
    """Return the folder of files that other programs wrote, or skip the test if there is none.

    The files are not committed; CI has them.
    """
    folder = os.environ.get("SLATE_REAL_DATA")
    if not folder:
        pytest.skip("SLATE_REAL_DATA names no folder with real files")
    return Path(folder)
