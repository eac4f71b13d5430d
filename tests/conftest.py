"""What every test stands on: a slate of its own, a fixed day, nobody looking."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# CI machines are slow and shared: a deadline would judge them, not slate. What CI tries
# depends on the commit alone; at home each run tries something else.
settings.register_profile("slate", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("slate")

_LOOKED_AT = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "SLATE_DB", "SLATE_TODAY")


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Shut out the machine: the user's slate, settings and terminal are not ours to touch."""
    for name in _LOOKED_AT:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("SLATE_AUTHOR", "tester")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    os.chdir("/")


@pytest.fixture
def real_data() -> Path:
    """Give the folder with files that others made, where there is one (CI): none is committed."""
    folder = os.environ.get("SLATE_REAL_DATA")
    if not folder:
        pytest.skip("SLATE_REAL_DATA names no folder with real files")
    return Path(folder)
