import gc
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator

import pytest

from slate import __main__


class LeftError(Exception):
    """The process would be over."""


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> None:
        raise LeftError(code)

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(sys, "argv", ["slate", "list", "-e"])


@pytest.mark.usefixtures("leaves")
def test_leaves_with_the_exit_code() -> None:
    with pytest.raises(LeftError, match="3"):
        __main__.main()


@pytest.mark.usefixtures("leaves")
@pytest.mark.filterwarnings("ignore:'slate.__main__' found in sys.modules")
def test_as_a_module() -> None:
    with pytest.raises(LeftError, match="3"):
        runpy.run_module("slate", run_name="__main__")


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (["--version"], 0, "slate 0.1.0\n"),
        (["list"], 0, ""),
        (["list", "-e"], 3, ""),
        (["undo"], 3, ""),
        (["--demo", "upcoming", "-f", "csv", "--columns", "slug", "--limit", "1"], 0,
         "slug\nheadspace-guide-to-meditation\n"),
    ],
)  # fmt: skip
def test_as_a_process(arguments: list[str], code: int, out: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "slate", *arguments], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (code, out)
