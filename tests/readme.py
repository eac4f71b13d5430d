"""Run the console sessions of README.md as a reader would.

`python -m tests.readme` writes the current output of the commands into README.md; check the
difference before you commit it.
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

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COLUMNS = 80
_SECONDS = 60


class Step(NamedTuple):
    """One command of a session, and the output that README shows for it."""

    line: int  # of README.md
    command: str  # including the lines that continue it
    printed: str


def sessions(text: str) -> Iterator[list[Step]]:
    """Yield the sessions: blocks of `$ ` commands, `> ` lines that continue them, and output."""
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


def run(command: str, home: Path) -> str:
    """Run a command on a terminal of 80 columns, as a person does, and return what it shows."""
    main, other = os.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, _COLUMNS, 0, 0))
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command],  # noqa: S607 -- the bash of the reader
        stdin=other,
        stdout=other,
        stderr=other,
        cwd=home,
        env=environment(home),
        start_new_session=True,
    )
    os.close(other)
    shown = b""
    try:
        while piece := os.read(main, 65_536):
            shown += piece
    except OSError as error:
        if error.errno != errno.EIO:  # on Linux: every writer has closed it
            raise
    os.close(main)
    process.wait(_SECONDS)
    return re.sub(r"\r+\n", "\n", shown.decode())  # sqlite-utils ends lines with CRLF


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the reader: slate on the path, a fixed date, no colors."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "NO_COLOR": "1",
        "SLATE_TODAY": "2021-01-07",
        "SLATE_AUTHOR": "desk",
    }


def main() -> None:
    """Write the current output of the commands into README.md."""
    text = README.read_text()
    with tempfile.TemporaryDirectory() as home:
        blocks = []
        for steps in sessions(text):
            printed = ""
            for step in steps:
                lines = step.command.splitlines(keepends=True)
                printed += "".join(f"{'>' if i else '$'} {line}" for i, line in enumerate(lines))
                printed += run(step.command, Path(home))
            blocks.append(f"```console\n{printed}```")
    fresh = iter(blocks)
    README.write_text(_BLOCK.sub(lambda _: next(fresh), text))


if __name__ == "__main__":
    main()
