import pytest
from typer import Context

from slate.cli.app import command_for
from slate.domain.changes.league_tables import SORTS as SLIPS
from slate.domain.changes.track_records import SORTS as SOURCES
from tests.cli.conftest import Done


@pytest.mark.parametrize(("command", "columns"), [("slips", SLIPS), ("sources", SOURCES)])
def test_the_columns_are_completed_and_named_in_the_help(
    done: Done, monkeypatch: pytest.MonkeyPatch, command: str, columns: tuple[str, ...]
) -> None:
    told = " ".join(done(command, "--help").split())
    assert f"Sort by {', '.join(columns)}, highest first." in told
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    context = Context(command_for([command]).commands[command], info_name=command)
    (parameter,) = (each for each in context.command.params if each.name == "sort")
    assert [item.value for item in parameter.shell_complete(context, "")] == list(columns)
