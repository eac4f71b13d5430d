import shutil
from pathlib import Path

import pytest

from slate.cli.app import COMMANDS
from slate.domain.titles.record import COLUMNS
from tests.readme import DOCUMENTS, MANUAL, ROOT, Step, remotes, run, sessions

_TEXTS = {document: document.read_text(encoding="utf-8") for document in DOCUMENTS}
_of_each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix()
)


@pytest.mark.slow
@_of_each_document
def test_every_session_prints_what_the_document_shows(document: Path, tmp_path: Path) -> None:
    # One slate for a document: each session continues where the previous one ended.
    with remotes(tmp_path):
        for step in (step for steps in sessions(_TEXTS[document]) for step in steps):
            if "jq " in step.command and shutil.which("jq") is None:
                continue  # checked only on machines that have jq
            shown = run(step.command, tmp_path, typed=step.typed)
            assert (step.line, shown) == (step.line, step.printed)


def test_sessions_are_parsed_completely() -> None:
    text = "```console\n$ one \\\n> two\nout\n$ three\n```\n\n```sh\n$ not run\n```\n"
    assert list(sessions(text)) == [[Step(2, "one \\\ntwo\n", "out\n"), Step(5, "three\n", "")]]


@_of_each_document
def test_no_session_hides_in_a_block_that_is_not_run(document: Path) -> None:
    text = _TEXTS[document]
    assert text.count("```console\n") == len(list(sessions(text))) > 0
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = not inside and line != "```console"
        assert not (inside and line.startswith("$ ")), line


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_mentions_every_command(name: str) -> None:
    assert f"slate {name}" in _TEXTS[MANUAL]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_manual_lists_every_column_of_the_record(name: str) -> None:
    assert f"| `{name}` |" in _TEXTS[MANUAL]
