"""What every test stands on: a slate of its own, a fixed day, nobody looking."""

import gc
import itertools
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# CI machines are slow and shared: a deadline would judge them, not slate. What CI tries
# depends on the commit alone; at home each run tries something else.
settings.register_profile("slate", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("brief", settings.get_profile("slate"), max_examples=20)
settings.load_profile("slate")


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples where the slow tests are left out: with them, each property has 100."""
    if config.option.markexpr == "not slow":
        settings.load_profile("brief")


def pytest_collection_finish() -> None:
    """Keep the collected tests out of the passes of the garbage collector: there are thousands."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


# What slate, its libraries and Python read from the environment: how a stream is buffered
# and encoded, what is warned of, the language, the terminal, and the slate that is meant.
_LOOKED_AT = (
    *("PYTHON", "LC_", "LANG", "SLATE_", "_SLATE_", "TYPER_", "_TYPER_", "XDG_"),
    *("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "COLORTERM", "COLUMNS", "LINES", "TERMINAL_WIDTH"),
    *("TTY_", "JUPYTER_", "DATABRICKS_", "GITHUB_ACTIONS", "UNICODE_VERSION"),
)
# Where Python finds its modules, and may put what it compiles; files that others made.
_NEEDED = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    "SLATE_REAL_DATA",
)
_NUMBERS = itertools.count(1)


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    """Let an interrupt end what a test starts: a job in the background hands on to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Shut out the machine's settings: the language, the terminal, the day, the slate."""
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


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder for one test.

    pytest's own looks through the folders of all tests before it to find a free name, and
    keeps a link to the newest: with thousands of tests that takes longer than most of them.
    """
    path = tmp_path_factory.getbasetemp() / f"test-{next(_NUMBERS)}"
    path.mkdir()
    return path


@pytest.fixture(autouse=True)
def world(_environment: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Move to a folder of the test's own, with a home: the user's slate is not ours to touch."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    monkeypatch.undo()
    os.chdir("/")


@pytest.fixture
def real_data() -> Path:
    """Give the folder with files that others made, where there is one (CI): none is committed."""
    folder = os.environ.get("SLATE_REAL_DATA")
    if not folder:
        pytest.skip("SLATE_REAL_DATA names no folder with real files")
    return Path(folder)
