"""TAB and Enter, pressed in real shells that run the installed slate."""

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import SLATE, Done

pytestmark = pytest.mark.slow

PLATFORMS = [
    *("Net$(touch x)", "Prime Video", "It's", 'A"B', "a;touch y", "`touch z`", "Wow!", "Vi[x]"),
    *("Zee:5", "Do$HOME", r"Ki\$(touch x)", "Rock & Roll", "日本 テレビ"),
]
# Each in a slate of its own, where TAB completes it before a letter is typed.
LONELY = {
    "star": "*",
    "home": "~",
    "option": "--demo",
    "list": "{a,b}",
    "number": "#1",
    "runs": r"\$(touch x)",
    "breaks": "') ; touch x; : '",
    "ends": '") ; touch x; : "',
}
NEWS = (
    (
        "add",
        "Mank",
        "-p",
        "Netflix",
        "--region",
        "GB",
        "--tag",
        "true crime",
        "--source",
        "The Wrap",
    ),
    ("update", "mank", "--credit", "cast=Zoë Kravitz", "--id", "imdb=tt1"),
    ("add", "Gone Soon"),
    ("undo",),
    ("add", "His Only Son", "-p", "HBO Max"),
    ("add", 'Bob\'s "Burgers" & Söhne'),
)
# What is typed before TAB and Enter, and the last argument that slate then receives.
EVERYWHERE = {
    "add -p Net": "Net$(touch x)",
    "add -p Pri": "Prime Video",
    r"add -p Prime\ V": "Prime Video",
    'add -p "Prime V': "Prime Video",
    "add -p 'Prime V": "Prime Video",
    "add -p 'Rock &": "Rock & Roll",
    "add -p a": "a;touch y",
    r"add -p \`": "`touch z`",
    "add -p Wow": "Wow!",
    "add -p Vi": "Vi[x]",
    "add -p Ze": "Zee:5",
    "add -p Do": "Do$HOME",
    "add -p 日": "日本 テレビ",
    "show 11": "11-titles",
    "--db star add -p ": "*",
    "--db list add -p ": "{a,b}",
    "--db number add -p ": "#1",
    "--db option add -p ": "-p",
    "add -p It": "It's",
    "add -p A": 'A"B',
    "add -p Ki": r"Ki\$(touch x)",
    "--db runs add -p ": r"\$(touch x)",
    "--db breaks add -p ": "') ; touch x; : '",
    "--db ends add -p ": '") ; touch x; : "',
    # On a slate with titles of several services:
    "--db news show ma": "mank",
    "--db news remove ma": "mank",
    "--db news update mank --sequel-of his": "his-only-son",
    "--db news update mank --sequel-of Bob": 'Bob\'s "Burgers" & Söhne',
    "--db news undo --only ma": "mank",
    "--db news list -p H": "HBO Max",
    r"--db news list -p HBO\ Max,N": "HBO Max,Netflix",
    '--db news list -p "HBO Max,N': "HBO Max,Netflix",
    "--db news list -p Netflix,H": "Netflix,HBO Max",
    "--db news list --platform=Net": "--platform=Netflix",
    "--db news list --tag tr": "true crime",
    "--db news list --person Zo": "Zoë Kravitz",
    "--db news list --region G": "GB",
    "--db news add X --source The": "The Wrap",
    "--db news update mank --no-id im": "imdb",
    "--db news update mank --status film": "filming",
    "--db news list --status sequel\\ f": "sequel filming",
    "--db news list --status filming,act": "filming,active",
    "--db news list --sort ti": "title",
    "--db news list --sort -ti": "-title",
    "--db news list --sort=-ti": "--sort=-title",
    "--db news list --columns slug,da": "slug,date",
    "--db news list -f nd": "ndjson",
    "--db news count --by kind,q": "kind,quarter",
    "--db news changes --what slipped,dat": "slipped,dated",
    "--db news upcoming next-m": "next-month",
    "--db news undo 2": "2",
    "--db news redo ": "3",
    "--db news import --as vega some": "some file.csv",
    "--db news restore some": "some file.csv",
    "--db some": "some file.csv",
    "upc": "upcoming",
}
PRESSED = {
    "bash": {
        **EVERYWHERE,
        "--db news list -p hb": "HBO Max",
        r"add -p Net\$": "Net$(touch x)",
        r"add -p Zee\:": "Zee:5",
        "add -p x:Net": "x:Net",
        'add -p "It': "It's",
        "add -p 'A": 'A"B',
        "add -p 'Do": "Do$HOME",
        "--db star add --platform=": "--platform=*",
        "--db home add -p ": "~",
        "--db news update mank --id im": "imdb=",
    },
    "zsh": {
        **EVERYWHERE,
        'add -p "Wow': "Wow!",
        'add -p "Do': "Do$HOME",
        'add -p "It': "It's",
        "add -p 'A": 'A"B',
        "add -p Zee:": "Zee:5",
        "--db home add -p ": "~",
        "--db news update mank --id im": "imdb=",
    },
    "fish": {
        **EVERYWHERE,
        "--db news list -p hb": "HBO Max",
        'add -p "Do': "Do$HOME",
        'add -p "It': "It's",
        "add -p Zee:": "Zee:5",
        "--db home add -p ": "-p",
        "--db news update mank --id im": "imdb=",
    },
}
PROMPTS = {
    "bash": (".bashrc", "PS1='ready> '"),
    "zsh": (".zshrc", "PROMPT='ready> '"),
    "fish": (".config/fish/config.fish", "function fish_prompt; printf 'ready> '; end"),
}


@pytest.mark.parametrize("shell", list(PRESSED))
def test_tab_completes_to_the_expected_argument(world: Path, done: Done, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    work, tools = world / "work", world / "tools"
    for folder in (work, tools):
        folder.mkdir()
    for name, platforms in {"slate": PLATFORMS, **{k: [v] for k, v in LONELY.items()}}.items():
        records = [{"title": f"{n} titles", "platform": p} for n, p in enumerate(platforms)]
        done("--db", str(work / name), "import", "-", stdin="\n".join(map(json.dumps, records)))
    (work / "some file.csv").touch()
    for words in NEWS:
        done("--db", str(work / "news"), *words)
    # Completion requests of TAB go to slate; the arguments of what Enter runs are recorded.
    (tools / "slate").write_text(
        f"""#!/bin/sh
[ -z "$_SLATE_COMPLETE" ] && [ "$1" != --install-completion ] || exec '{SLATE}' "$@"
printf '%s\\0' "$@" >../got
echo '<ran>'
""",
        encoding="utf-8",
    )
    (tools / "slate").chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "SLATE_DB": str(work / "slate"),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
    }
    for name in ("XDG_CONFIG_HOME", "ZDOTDIR", "ENV", "PROMPT_COMMAND"):
        environment.pop(name, None)
    install = [shell, "-c", "slate --install-completion; true"]
    subprocess.run(install, check=True, cwd=work, env=environment, capture_output=True)
    settings = world / "home" / PROMPTS[shell][0]
    settings.parent.mkdir(parents=True, exist_ok=True)
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"\n{PROMPTS[shell][1]}\n")
    before = sorted(work.iterdir())
    got = {}
    with pressing(shell, work, environment) as keyboard:
        keyboard.run("slate add -p Pri\t")  # at the first TAB zsh only loads the script
        for typed in PRESSED[shell]:
            keyboard.run(f"slate {typed}\t")
            got[typed] = (world / "got").read_text(encoding="utf-8").split("\0")[-2]
    assert got == PRESSED[shell]
    assert sorted(work.iterdir()) == before


@contextmanager
def pressing(shell: str, work: Path, environment: Mapping[str, str]) -> Iterator["Keyboard"]:
    """Start an interactive shell on a terminal, and yield its keyboard."""
    on_a_terminal = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])"]
    sized = ["sh", "-c", 'stty rows 50 cols 200; exec "$@"', "sh", shell, "-i"]
    with subprocess.Popen(
        [*on_a_terminal, *sized],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=work,
        env=environment,
    ) as process:
        try:
            keyboard = Keyboard(process)
            keyboard.wait_for(b"ready> ")
            yield keyboard
        finally:
            process.kill()


class Keyboard:
    """The keyboard of a terminal, and what was shown after the text last waited for."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._typed, self._output = process.stdin.fileno(), process.stdout.fileno()
        self._shown = b""

    def run(self, keys: str) -> None:
        """Press keys and Enter, and wait until slate has run and the shell is ready again."""
        os.write(self._typed, f"{keys}\r".encode())
        self.wait_for(b"<ran>")
        self.wait_for(b"ready> ")

    def wait_for(self, text: bytes) -> None:
        """Read the output up to this text; answer shells that query the type of the terminal."""
        end = time.monotonic() + 60
        while text not in self._shown:
            waits, _, _ = select.select([self._output], [], [], max(0, end - time.monotonic()))
            assert waits, f"{text!r} is not shown, but {self._shown!r}"
            more = os.read(self._output, 65_536)
            assert more, f"the shell ended: {self._shown!r}"
            if re.search(rb"\x1b\[0?c", more):
                os.write(self._typed, b"\x1b[?62c")
            self._shown += more
        _, _, self._shown = self._shown.partition(text)
