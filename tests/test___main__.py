import gc
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from slate import __main__

_HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


class LeftError(Exception):
    """Raised in place of ending the process."""


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    before = gc.get_threshold()
    handlers = {number: signal.getsignal(number) for number in _HANDLED}
    yield
    gc.set_threshold(*before)
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def fake_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> None:
        raise LeftError(code)

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(sys, "argv", ["slate", "list", "-e"])


@pytest.mark.usefixtures("fake_exit")
def test_main_ends_the_process_with_the_exit_status() -> None:
    with pytest.raises(LeftError, match="3"):
        __main__.main()


@pytest.mark.usefixtures("fake_exit")
@pytest.mark.filterwarnings("ignore:'slate.__main__' found in sys.modules")
def test_running_as_a_module_ends_with_the_exit_status() -> None:
    with pytest.raises(LeftError, match="3"):
        runpy.run_module("slate", run_name="__main__")


@pytest.mark.usefixtures("fake_exit")
@pytest.mark.filterwarnings("ignore:'slate.__main__' found in sys.modules")
def test_an_ignored_interrupt_stays_ignored() -> None:
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
        pytest.param(["list"], 0, "", marks=pytest.mark.slow),
        (["list", "-e"], 3, ""),
        pytest.param(["undo"], 3, "", marks=pytest.mark.slow),
        (["--demo", "upcoming", "-f", "csv", "--columns", "slug", "--limit", "1"], 0,
         "slug\nheadspace-guide-to-meditation\n"),
    ],
)  # fmt: skip
def test_a_process_prints_and_exits_as_expected(arguments: list[str], code: int, out: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "slate", *arguments], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (code, out)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("module", ["slate.cli.commands.list", "slate.cli.advice"])
def test_a_signal_anywhere_ends_without_a_traceback(number: int, module: str) -> None:
    """Also while an error is reported: `advice` is imported for that."""
    code = (
        "import os, runpy, signal, sys\n"
        "class Late:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        f"            os.kill(os.getpid(), {number:d})\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # it may be ignored, as by `nohup`
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.meta_path.insert(0, Late())\n"
        "sys.argv = ['slate', 'list', '--search', '']\n"
        "runpy.run_module('slate', run_name='__main__')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    status = 130 if number == signal.SIGINT else -number
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (status, "", "")


def test_an_interrupt_during_imports_ends_silently() -> None:
    """No code catches SIGINT while modules load: no traceback, and 130 in the shell."""
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


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "there is not enough memory"),
        (ModuleNotFoundError("No module named 'rich'"), "No module named 'rich'"),
    ],
)
@pytest.mark.filterwarnings("ignore:'slate.__main__' found in sys.modules")
def test_a_start_that_fails_is_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    class Failing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "slate.cli.main":
                raise error

    monkeypatch.delitem(sys.modules, "slate.cli.main")
    monkeypatch.setattr(sys, "meta_path", [Failing(), *sys.meta_path])
    monkeypatch.setattr(sys, "argv", ["slate", "list"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("slate", run_name="__main__")
    assert ended.value.code == f"slate: cannot start: {told}."
    monkeypatch.setattr(sys, "argv", ["slate", "--debug", "list"])
    with pytest.raises(type(error)):
        runpy.run_module("slate", run_name="__main__")
