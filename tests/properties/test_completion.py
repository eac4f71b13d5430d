"""TAB completes the values of every option and argument, unless they are free text or files."""

import pytest
from typer import Context
from typer.core import TyperOption

from slate.cli.app import COMMANDS, command_for
from tests.cli.conftest import Done

FREE = {
    # Text, dates and numbers:
    *(
        "--note",
        "--url",
        "--also",
        "--aka",
        "--line",
        "--title",
        "--slug",
        "--search",
        "--date",
        "--leaves",
    ),
    *("--season", "--part", "--year", "--limit", "--keep", "--max-input"),
    # What is in the file that is imported:
    *("--map", "--map-status", "--delimiter", "--encoding"),
    # A command with its arguments, as one word:
    "--pipe-to",
    # Users of a server:
    *("--writer", "--reader"),
    # Files, which the shell completes, and the name of a new title:
    *("--db", "--template", "FILE...", "FILE", "[FILE]"),
    "add TITLE",
}


@pytest.fixture
def root(done: Done, monkeypatch: pytest.MonkeyPatch) -> Context:
    """Return the context of a slate that has every kind of value."""
    done("add", "Mank", "-p", "Netflix", "--region", "US", "--tag", "noir", "--source", "Variety")
    done("update", "mank", "--credit", "cast=Gary Oldman", "--id", "imdb=tt1")
    done("add", "Soul")
    done("undo")
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    return Context(command_for([]), help_option_names=["-h", "--help"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_value_is_completed(root: Context, name: str) -> None:
    context = root
    if name:
        command = command_for([name]).commands[name]
        context = Context(command, parent=root)
    missing = []
    for parameter in context.command.get_params(context):
        if isinstance(parameter, TyperOption):
            is_free = parameter.is_flag or not FREE.isdisjoint(parameter.opts)
        else:
            is_free = not FREE.isdisjoint({parameter.metavar, f"{name} {parameter.metavar}"})
        if is_free == bool(parameter.shell_complete(context, "")):
            missing.append(parameter.opts[0])
    assert missing == [], "without `autocompletion`, or with one although they are in FREE"
