import gc
import os
import runpy
import signal
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


@pytest.mark.usefixtures("leaves")
@pytest.mark.filterwarnings("ignore:'slate.__main__' found in sys.modules")
def test_an_interrupt_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(LeftError, match="3"):
            runpy.run_module("slate", run_name="__main__")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


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


def test_an_interrupt_before_slate_can_speak_ends_it_silently() -> None:
    """While modules load nothing catches an interrupt: no traceback, the shell says 130."""
    code = (
        "import os, runpy, signal, sys\n"
        "class Late:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'slate.cli.main':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.meta_path.insert(0, Late())\n"
        "runpy.run_module('slate', run_name='__main__')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-2, b"", b"")
