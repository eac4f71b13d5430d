"""Run the console sessions of README.md and docs/manual.md as a reader would run them.

The sessions of a document run in order, in a home directory that is empty at first.
`python -m tests.readme` rewrites the output in both documents: look at the difference
before you commit it.
"""

import errno
import fcntl
import os
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "manual.md"
DOCUMENTS = (README, MANUAL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COLUMNS = 80
_SECONDS = 60


class Step(NamedTuple):
    """One command of a session, and the output that the document shows."""

    line: int  # of the document
    command: str  # with its continuation lines
    printed: str


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
            elif content.startswith("> ") and not steps[-1].printed:
                last = steps.pop()
                steps.append(last._replace(command=last.command + content[2:]))
            else:
                last = steps.pop()
                steps.append(last._replace(printed=last.printed + content))
        yield steps


def run(command: str, home: Path, columns: int = _COLUMNS, **variables: str) -> str:
    """Run a command on a terminal, and return all that the terminal shows.

    `variables` are added to the environment, or replace those of it.
    """
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
    os.close(other)
    shown = b""
    try:
        while piece := os.read(main, 65_536):
            shown += piece
    except OSError as error:
        if error.errno != errno.EIO:  # Linux reports this when all writers are gone
            raise
    os.close(main)
    process.wait(_SECONDS)
    return re.sub(r"\r+\n", "\n", shown.decode())  # sqlite-utils ends lines with CRLF


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
            printed += run(step.command, home)
        blocks.append(f"```console\n{printed}```")
    fresh = iter(blocks)
    document.write_text(_BLOCK.sub(lambda _: next(fresh), text), encoding="utf-8")


def main() -> None:
    """Rewrite the output in all documents, each with a home directory of its own."""
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as home:
            rewrite(document, Path(home))


if __name__ == "__main__":
    main()
