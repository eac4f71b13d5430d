"""Run the console sessions of README.md and docs/manual.md as a reader would run them.

The sessions of a document run in order, in a home directory that is empty at first. Commands that
ask TVmaze or TMDB ask a server on this machine instead, whose answers are below.
`python -m tests.readme` rewrites the output in both documents: look at the difference
before you commit it.
"""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.remotes.server import Server, serving
from tests.remotes.shapes import FILM, SHOW, film, listed, result, show

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "manual.md"
DOCUMENTS = (README, MANUAL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COLUMNS = 80
_PAUSE = 0.005  # seconds
_END = b"\0"
# What a command that asks a remote has in it; to all others, the remotes have their own addresses.
_ASKS = re.compile(r"--from (?:tvmaze|tmdb)|slate (?:--db \S+ )?refresh|import (?:tvmaze|tmdb):")
_HOME = "/home/ann"
_ASKING = "asking"  # a folder with settings of the remotes, in the home directory
_QUESTION = re.compile(r"^Which one\? \[.*?\]: (.*)$", re.MULTILINE)


class Step(NamedTuple):
    """One command of a session, and the output that the document shows."""

    line: int  # of the document
    command: str  # with its continuation lines
    printed: str

    @property
    def typed(self) -> list[str]:
        """The answers to questions, which stand behind them in the output."""
        return _QUESTION.findall(self.printed)


@contextmanager
def remotes(home: Path) -> Iterator[None]:
    """Run a server that stands for TVmaze and TMDB; settings in the home directory name it."""
    with serving() as server:
        _answer_as_remotes(server)
        folder = home / _ASKING / "slate"
        folder.mkdir(parents=True)
        tables = (f'[remotes.{name}]\nurl = "{server.address}"\n' for name in ("tvmaze", "tmdb"))
        (folder / "config.toml").write_text("\n".join(tables), encoding="utf-8")
        keys = folder / "keys.toml"
        keys.touch(mode=0o600)
        keys.write_text('[tmdb]\nkey = "open-sesame"\n', encoding="utf-8")
        yield


def _answer_as_remotes(server: Server) -> None:
    """Set what the server answers: a season gets its date, and a film moves to another one."""
    past = [(1, "2018-05-02"), (2, "2019-04-24"), (3, "2021-01-01")]
    before = show(26020, "Cobra Kai", [*past, (4, None)])
    after = show(26020, "Cobra Kai", [*past, (4, "2021-12-31")], updated=2)
    cobra = show(44778, "Cobra", premiered="2020-01-17", service="NOW")
    dune, moved = (film(438631, "Dune", US=day) for day in ("2021-10-01", "2021-10-22"))
    kombat = film(460465, "Mortal Kombat", US="2021-04-16")
    server.routes |= {
        "/search/shows?q=Cobra+Kai": [result(before), result(cobra, 0.5)],
        SHOW.format(26020): before,
        SHOW.format(55555): show(55555, "Gardening Weekly"),
        "/updates/shows?since=day": {"26020": 1},
        "/updates/shows?since=week": {"26020": 1},
        "/search/movie?query=Dune": listed(dune, film(841, "Dune", US="1984-12-14")),
        FILM.format(438631): dune,
        FILM.format(460465): kombat,
        "/movie/upcoming?region=US": listed(dune, kombat),
    }

    def much_later() -> dict[str, Any]:
        """Return the list of all changes, which is requested after more than a month."""
        server.routes |= {SHOW.format(26020): after, FILM.format(438631): moved}
        return {"26020": 2}

    server.routes["/updates/shows"] = much_later


def sessions(text: str) -> Iterator[list[Step]]:
    """Yield the steps of each ```console block.

    A command begins with `$ `, its continuation lines with `> `; all other lines are output.
    """
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1)) + 1
        steps: list[Step] = []
        for number, content in enumerate(block[1].splitlines(keepends=True), line):
            if content.startswith("$ "):
                steps.append(Step(number, content[2:], ""))
            elif content.startswith(("> ", ">\n")) and not steps[-1].printed:
                last = steps.pop()
                steps.append(last._replace(command=last.command + content[1:].removeprefix(" ")))
            else:
                last = steps.pop()
                steps.append(last._replace(printed=last.printed + content))
        yield steps


def run(
    command: str, home: Path, columns: int = _COLUMNS, typed: Sequence[str] = (), **variables: str
) -> str:
    """Run a command on a terminal, and return all that the terminal shows.

    `typed` are answers to its questions. `variables` are added to the environment, or replace those
    of it.
    """
    if _ASKS.search(command):
        variables = {"XDG_CONFIG_HOME": str(home / _ASKING)} | variables
    answers = iter(typed)
    main, other = os.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command],  # noqa: S607 -- the bash of the reader
        stdin=other,
        stdout=other,
        stderr=other,
        cwd=home,
        env=environment(home) | variables,
        start_new_session=True,
    )
    shown = b""
    ended = False
    while not shown.endswith(_END):
        # The other end stays open until a mark, written last, was read: what a program writes to a
        # terminal just before it ends may be lost to one who reads until all writers are gone.
        ready, _, _ = select.select([main], [], [], _PAUSE)
        if ready:
            shown += os.read(main, 65_536)
            if shown.endswith(b"]: "):
                os.write(main, f"{next(answers, '')}\n".encode())
        elif not ended and process.poll() is not None:
            ended = True
            os.write(other, _END)
    os.close(other)
    os.close(main)
    shown = shown.removesuffix(_END)
    text = re.sub(r"\r+\n", "\n", shown.decode())  # sqlite-utils ends lines with CRLF
    # Folders as a reader on Linux has them.
    return text.replace("/Library/Application Support/", "/.config/").replace(str(home), _HOME)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the commands: this slate on the path, a fixed day, no colors."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),  # whatever slate is installed, this one runs
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "NO_COLOR": "1",
        "SLATE_DB": "manual.db",  # as the manual asks for
        "SLATE_TODAY": "2021-01-07",
        "SLATE_AUTHOR": "desk",
    }


def rewrite(document: Path, home: Path) -> None:
    """Run the sessions of a document, and replace their output in it."""
    text = document.read_text(encoding="utf-8")
    blocks = []
    for steps in sessions(text):
        printed = ""
        for step in steps:
            lines = step.command.splitlines(keepends=True)
            printed += "".join(f"{'>' if i else '$'} {line}" for i, line in enumerate(lines))
            printed += run(step.command, home, typed=step.typed)
        blocks.append(f"```console\n{printed}```")
    fresh = iter(blocks)
    document.write_text(_BLOCK.sub(lambda _: next(fresh), text), encoding="utf-8")


def main() -> None:
    """Rewrite the output in all documents, each with a home directory of its own."""
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as home, remotes(Path(home)):
            rewrite(document, Path(home))


if __name__ == "__main__":
    main()
