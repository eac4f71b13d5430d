import shutil
from pathlib import Path

import pytest

from slate.cli.app import COMMANDS
from slate.domain.titles.record import COLUMNS
from tests.readme import README, Step, run, sessions

_TEXT = README.read_text()
_SESSIONS = list(sessions(_TEXT))


@pytest.mark.slow
def test_every_session_prints_what_the_readme_shows(tmp_path: Path) -> None:
    # The sessions share one slate: each continues where the one before it ended.
    for step in (step for steps in _SESSIONS for step in steps):
        if "jq " in step.command and shutil.which("jq") is None:
            continue  # not installed on every machine; where it is, these steps are checked
        assert (step.line, run(step.command, tmp_path)) == (step.line, step.printed)


def test_sessions_are_parsed_completely() -> None:
    text = "```console\n$ one \\\n> two\nout\n$ three\n```\n\n```sh\n$ not run\n```\n"
    assert list(sessions(text)) == [[Step(2, "one \\\ntwo\n", "out\n"), Step(5, "three\n", "")]]


def test_every_block_with_commands_is_a_session() -> None:
    run_blocks = _TEXT.count("```console\n")
    assert run_blocks == len(_SESSIONS) > 10
    inside = False
    for line in _TEXT.splitlines():
        if line.startswith("```"):
            inside = not inside and line != "```console"
        assert not (inside and line.startswith("$ ")), line


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_mentions_every_command(name: str) -> None:
    assert f"slate {name}" in _TEXT


@pytest.mark.parametrize("name", COLUMNS)
def test_the_readme_documents_every_column_of_the_record(name: str) -> None:
    assert f"| `{name}` |" in _TEXT
