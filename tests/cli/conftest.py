"""Fixtures that run slate with piped streams, on a terminal, and as an installed command."""

import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from fcntl import ioctl
from pathlib import Path
from typing import Literal, NamedTuple, TextIO

import pytest

from slate.cli.main import main
from slate.cli.session import Clock
from slate.store.file.connection import Store
from tests.remotes.server import Server, serving

SLATE = Path(sys.executable).with_name("slate")
# Every write to it fails.
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")


class Ran(NamedTuple):
    """The exit status and the output of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Done = Callable[..., str]
Refused = Callable[..., str]
IsUntouched = Callable[[], bool]
MadeOnce = Callable[[str, Callable[[], object]], Path]


@pytest.fixture
def slate(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in this process, with pipes for all streams."""

    def run(*arguments: str, stdin: str | bytes = b"") -> Ran:
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8"))
            code = main(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(code, _text(out.getvalue()), _text(err.getvalue()))

    return run


@pytest.fixture
def done(slate: Run) -> Done:
    """Return a function that runs a command and returns stdout.

    It checks that the exit status is 0 and that stderr is empty.
    """

    def run(*arguments: str, stdin: str | bytes = b"") -> str:
        ran = slate(*arguments, stdin=stdin)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return run


@pytest.fixture
def refused(slate: Run) -> Refused:
    """Return a function that runs a command and returns stderr.

    It checks the exit status, which is its first argument, and that stdout is empty.
    """

    def run(code: int, *arguments: str, stdin: str | bytes = b"") -> str:
        ran = slate(*arguments, stdin=stdin)
        assert (ran.code, ran.out) == (code, "")
        return ran.err

    return run


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that sets the clock of this machine to noon of a day, in UTC."""

    def move(day: str) -> None:
        now = datetime.combine(date.fromisoformat(day), time(12), UTC)
        monkeypatch.setattr(Clock, "read", lambda _: Clock(now.date(), now))

    return move


@pytest.fixture
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Return a function that makes the default slate by running commands, and returns its path.

    The first test that needs the slate of a name makes it, and the others copy its folder with
    the times of modification.
    """

    def make(name: str, commands: Callable[[], object]) -> Path:
        made, path = tmp_path_factory.getbasetemp() / f"made-{name}", stored()
        if made.exists():
            shutil.copytree(made, path.parent)
        else:
            commands()
            shutil.copytree(path.parent, made)
        return path

    return make


@pytest.fixture
def is_untouched(pytestconfig: pytest.Config) -> IsUntouched:
    """Return a function that returns whether there is no default slate, nor its folder.

    Where slates are on a server (`tests.on_server`), that is whether it has no batch.
    """

    def ask() -> bool:
        if not stored().parent.exists():
            return True
        if not pytestconfig.pluginmanager.has_plugin("tests.on_server"):
            return False
        with Store(stored()).reading() as connection:
            return connection.execute("select * from batches").fetchone() is None

    return ask


@pytest.fixture
def small(done: Done, made_once: MadeOnce) -> Path:
    """Create a slate with a released film, an upcoming season and an undated sequel of the film."""

    def commands() -> None:
        done("add", "We Can Be Heroes", "-p", "Netflix", "-d", "2020-12-25", "--source", "Netflix")
        done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-01-08", "--official")
        done("add", "Heroes 2", "--sequel-of", "we-can-be-heroes", "--tag", "kids", "--rumor")

    return made_once("small", commands)


@pytest.fixture
def server(world: Path) -> Iterator[Server]:  # noqa: ARG001 -- it sets the home
    """Return a server on this machine that stands for TVmaze and TMDB, whose key is known."""
    with serving() as fake:
        folder = config_folder()
        folder.mkdir(parents=True)
        remotes = (f'[remotes.{name}]\nurl = "{fake.address}"\n' for name in ("tvmaze", "tmdb"))
        (folder / "config.toml").write_text("\n".join(remotes), encoding="utf-8")
        keys = folder / "keys.toml"
        keys.touch(mode=0o600)
        keys.write_text(f'[tmdb]\nkey = "{KEY}"\n', encoding="utf-8")
        yield fake


KEY = "open-sesame"


def config_folder() -> Path:
    """Return the folder of the settings."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "slate"


def stored() -> Path:
    """Return the path of the default slate."""
    return Path(os.environ["XDG_DATA_HOME"]) / "slate" / "slate.db"


def undressed(text: str) -> str:
    """Remove colors and other text styles."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in this process on terminals of a given width.

    `typed` is the text typed on standard input; `together` shows stdout and stderr on one
    terminal, in their order; `pipes` names the streams that are pipes instead of terminals.
    """

    def run(
        *arguments: str,
        width: int = 80,
        typed: str = "",
        together: bool = False,
        pipes: Sequence[str] = (),
    ) -> Ran:
        with _terminal(width) as out, _terminal(width) as err, _terminal(width) as keys:
            os.write(keys.master, typed.encode(errors="surrogateescape"))
            piped = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in pipes}
            streams: Mapping[str, TextIO] = {
                "stdin": keys.opened("r"),
                "stdout": out.opened("w"),
                "stderr": (out if together else err).opened("w"),
                **piped,
            }
            with monkeypatch.context() as patch:
                for name, stream in streams.items():
                    patch.setattr(sys, name, stream)
                # shutil.get_terminal_size() asks this stream for the width.
                patch.setattr(sys, "__stdout__", streams["stdout"])
                code = main(arguments)
                for stream in streams.values():
                    stream.flush()
            shown = {"stdout": out.shown(), "stderr": err.shown()}
            for name, stream in piped.items():
                shown[name] = _text(stream.buffer.getvalue())
                stream.close()
        return Ran(code, shown["stdout"], shown["stderr"])

    return run


class Terminal:
    """A pseudo-terminal, and a thread that reads what appears on it."""

    def __init__(self, width: int) -> None:
        self.master, self.slave = pty.openpty()
        ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        settings = termios.tcgetattr(self.slave)
        settings[1] &= ~termios.OPOST  # do not translate line ends
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        self._files: list[TextIO] = []
        self._seen = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self.master, 65_536)
            except OSError:  # the other end was closed
                return
            if not data:
                return
            self._seen += data

    def opened(self, mode: Literal["r", "w"]) -> TextIO:
        """Open the terminal in the way Python opens the standard streams."""
        file = open(os.dup(self.slave), mode, buffering=1, encoding="utf-8")  # noqa: PTH123, SIM115
        self._files.append(file)
        return file

    def shown(self) -> str:
        """Hang up, and return what was shown."""
        self.hang_up()
        return _text(bytes(self._seen))

    def hang_up(self) -> None:
        """Close the files and the slave end, and wait for the reader thread."""
        for file in self._files:
            file.close()
        self._files = []
        if self.slave >= 0:
            os.close(self.slave)
            self.slave = -1
        self._reader.join()


@contextmanager
def _terminal(width: int) -> Iterator[Terminal]:
    terminal = Terminal(width)
    try:
        yield terminal
    finally:
        terminal.hang_up()
        os.close(terminal.master)


@pytest.fixture
def installed(world: Path) -> Run:
    """Return a function that runs the installed command in a new process."""

    def run(
        *arguments: str | bytes,
        stdin: bytes = b"",
        **environment: str,
    ) -> Ran:
        ran = subprocess.run(
            [SLATE, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env=os.environ | environment,
            cwd=world,
            timeout=60,
        )
        out, err = (text.decode(errors="backslashreplace") for text in (ran.stdout, ran.stderr))
        return Ran(ran.returncode, out, err)

    return run


def _text(data: bytes) -> str:
    """Decode UTF-8 output exactly, including lone surrogates."""
    return data.decode("utf-8", "surrogatepass")
