import pytest
from typer import Context
from typer.core import TyperOption

from slate.cli.app import command_for


@pytest.fixture(autouse=True)
def _fish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")


@pytest.mark.parametrize(
    ("command", "option", "offered"),
    [
        ("changes", "since", ["last", "last-week", "last-month", "last-quarter", "last-year"]),
        ("changes", "until", ["last-week", "last-month", "last-quarter", "last-year"]),
        ("slips", "since", ["last-week", "last-month", "last-quarter", "last-year"]),
        ("slips", "until", ["last-week", "last-month", "last-quarter", "last-year"]),
    ],
)
def test_days_are_completed(command: str, option: str, offered: list[str]) -> None:
    context = Context(command_for([command]).commands[command], info_name=command)
    (parameter,) = (each for each in context.command.params if each.name == option)
    assert [item.value for item in parameter.shell_complete(context, "last")] == offered


@pytest.mark.parametrize(
    ("command", "end"), [("changes", "7d, monday, last ..."), ("slips", "7d, monday ...")]
)
def test_help_names_what_else_a_span_may_begin_with(command: str, end: str) -> None:
    (option,) = (
        each for each in command_for([command]).commands[command].params if each.name == "since"
    )
    assert isinstance(option, TyperOption)
    assert (option.help or "").endswith(end)
