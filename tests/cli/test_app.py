import os
import shlex
from pathlib import Path

import pytest

from slate.cli.app import COMMANDS, GROUPS, split_at_command
from tests.cli.conftest import Done, Run

EVERYDAY = {
    "list": ["--platform", "--status", "--kind", "--month"],
    "upcoming": ["--platform", "--status", "--kind", "--month"],
    "show": ["--history", "--help", "--format", "--columns"],
    "next": ["--platform", "--status"],
    "calendar": ["--platform", "--status", "--kind", "--month"],
    "timeline": ["--platform", "--status", "--kind", "--month"],
    "changes": ["--since", "--until", "--what", "--mark", "--pipe-to", "--platform"],
    "diff": ["--recorded", "--what", "--help", "--platform", "--status", "--kind"],
    "slips": ["--since", "--until", "--by", "--sort", "--help", "--platform", "--status", "--kind"],
    "sources": ["--by", "--sort", "--help", "--platform", "--status", "--kind"],
    "count": ["--by", "--wide", "--canceled", "--help", "--platform", "--status", "--kind"],
    "add": ["--date", "--platform", "--status", "--kind", "--season"],
    "update": ["--date", "--platform", "--status", "--kind", "--season"],
    "edit": ["--source", "--url"],
    "remove": ["--source", "--url"],
    "log": ["--format", "--columns", "--limit"],
    "undo": ["--dry-run"],
    "redo": ["--dry-run"],
    "merge": ["--note", "--dry-run"],
    "split": ["--source", "--note", "--dry-run"],
    "duplicates": ["--dismiss", "--dry-run"],
    "import": ["--dry-run", "--platform", "--map"],
    "refresh": ["--platform", "--status", "--kind"],
    "remote": ["--kind", "--url"],
    "export": [
        "--format",
        "--columns",
        "--group-by",
        "--tentative",
        "--notes",
        "--title",
        "--spreadsheet-safe",
        "--help",
        "--platform",
        "--status",
    ],
    "digest": ["--platform", "--status", "--kind", "--month"],
    "info": ["--format", "--columns"],
    "check": ["--rebuild", "--help", "--format", "--columns"],
    "backup": ["--keep"],
    "restore": ["--dry-run"],
    "init": ["--writer", "--reader"],
    "help": ["--help"],
}
SCREENFUL = 53


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_the_standard_layout(done: Done, command: str) -> None:
    told = done(command, "--help")
    assert done(command, "-h") == told
    lines = told.splitlines()
    assert lines[0].startswith(f"Usage: slate {command} [OPTIONS]")
    # A summary in one line, then two examples.
    assert lines[1] == lines[3] == ""
    (summary,) = (found[command] for found in GROUPS.values() if command in found)
    assert lines[2] == f"  {summary}"  # the same as in the help of slate as a whole
    assert summary.endswith(".")
    examples = [line for line in lines[4:6] if line.startswith("  slate ")]
    assert len(examples) == 2
    assert all(f" {command}" in line for line in examples)
    options = [line.replace(",", " ").split() for line in lines if line.startswith("  -")]
    names = [next(word for word in words if word.startswith("--")) for words in options]
    assert command in EVERYDAY, f"name the everyday options of {command} in EVERYDAY, above"
    assert names[: len(EVERYDAY[command])] == EVERYDAY[command]
    assert len(lines) <= SCREENFUL
    assert max(map(len, lines)) <= 80


def test_help_lists_all_commands(done: Done) -> None:
    lines = done("--help").splitlines()
    first, last = lines.index("Read:"), lines.index("Options:")
    listed = [line.split()[0] for line in lines[first:last] if line.startswith("  ")]
    assert listed == list(COMMANDS)
    groups = [line for line in lines[first:last] if line and not line.startswith("  ")]
    assert groups == ["Read:", "Record:", "Look back:", "Exchange:", "Maintain:"]
    assert '  slate add "Cobra Kai" --season 3 -p Netflix -d "early 2021"' in lines
    assert "  slate upcoming --month 2021-01" in lines
    assert "[" not in lines[2]


# They need files, an editor or a slate of one's own; their examples run in their own tests.
_OF_NO_USE_ON_THE_DEMO = {
    "edit",
    *("import", "redo", "merge", "split", "duplicates"),
    *("backup", "restore"),
    *("refresh", "remote"),
}


@pytest.mark.slow
# On the demo, which has most of the titles in the examples: `add` finds its title there already
# (status 1), and the user has no batch to undo (status 3). Nothing there can be merged or split.
@pytest.mark.parametrize(
    "command",
    [name for name in COMMANDS if name not in _OF_NO_USE_ON_THE_DEMO],
)
def test_the_examples_in_the_help_run(
    slate: Run, done: Done, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    mail = Path("bin", "mail")  # not every machine has it
    mail.parent.mkdir()
    mail.write_text("#!/bin/sh\nexec cat\n")
    mail.chmod(0o700)
    monkeypatch.setenv("PATH", f"{mail.parent.resolve()}:{os.environ['PATH']}")
    examples = done(command, "--help").splitlines()[4:6]
    stdin = ""
    for part in "|".join(examples[1:]).split("|"):
        ran = slate("--demo", *shlex.split(part)[1:], stdin=stdin)
        stdin = ran.out
        assert ran.code == (3 if command == "undo" else 1 if command == "add" else 0), ran.err
    first = slate("--demo", *shlex.split(examples[0])[1:])
    assert first.code == (3 if command == "undo" else 1 if command == "add" else 0), first.err


@pytest.mark.parametrize(
    ("options", "command"),
    [
        ([], []),
        ([], ["list"]),
        (["--demo"], ["list", "add"]),
        (["--db", "list"], ["list"]),
        (["--db=add"], ["list", "--db"]),
        (["--debug", "--db", "x"], ["add", "x"]),
        (["--db"], []),
        (["--version"], []),
        (["--"], ["list"]),
        ([], ["bogus", "list"]),
    ],
)
def test_split_at_command_separates_global_options(options: list[str], command: list[str]) -> None:
    assert split_at_command([*options, *command]) == (tuple(options), tuple(command))


# A valid value for each option, by the name of the option or else by its metavariable.
_VALUES = {
    "--by": "platform",
    "--columns": "{columns}",
    "--correct-clock": "1=2021-01-07",
    "--since": "2020",
    "--sort": "{sort}",
    "--what": "slipped",
    "CC": "US",
    "COMMAND": "cat",
    "DAY": "today",
    "FORMAT": "json",
    "KIND": "film",
    "N": "1",
    "NAME": "Netflix",
    "STATUS": "upcoming",
    "TAG": "drama",
    "TEXT": "cobra",
    "TITLE": "lupin-s2",
    "TYPE": "streaming",
    "WHEN": "2021-01",
}
# The arguments that each command requires, one of its columns, and one of its sort keys. Not those
# of `calendar`, which refuses --to alone.
_READING = {
    "list": ("", "slug", "title"),
    "upcoming": ("", "slug", "title"),
    "show": (" lupin-s2", "slug", ""),
    "next": ("", "slug", "title"),
    "timeline": ("", "slug", "title"),
    "changes": ("", "slug", ""),
    "diff": (" 2020-12-01", "slug", ""),
    "slips": ("", "slips", "slips"),
    "sources": ("", "source", "claims"),
    "count": ("", "certain", ""),
    "log": ("", "batch", ""),
    "info": ("", "titles", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("command", _READING)
def test_reading_commands_accept_every_option_in_their_help(
    done: Done, slate: Run, command: str
) -> None:
    done("add", "Lupin", "-n", "2", "-d", "2021-01")
    more, columns, sort = _READING[command]
    offered = [line.split() for line in done(command, "--help").splitlines() if "  -" in line[:3]]
    assert len(offered) >= 3
    for words in offered:
        place = next(i for i, word in enumerate(words) if word.startswith("--"))
        name, meta = words[place : place + 2]
        value = _VALUES.get(name, _VALUES.get(meta, "")).format(columns=columns, sort=sort)
        assert bool(value) == (meta.isupper() and len(meta) < 11), words
        ran = slate(*f"{command}{more} {name} {value}".split())
        assert (ran.code in {0, 3}, ran.err) == (True, "")  # 3: `slips -e` finds nothing
