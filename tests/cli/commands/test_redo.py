from pathlib import Path

import pytest

from tests.cli.conftest import Done, IsUntouched, Refused

LINES = "batch 3: {} (add 'Heroes 2' --sequel-of we-can-be-heroes --tag kids --rumor)"


@pytest.mark.usefixtures("small")
def test_redo_restores_the_batch_undone_last(done: Done) -> None:
    done("undo")
    assert done("redo").splitlines() == [LINES.format("redone"), "heroes-2: added"]
    assert done("list", "-f", "slugs").split() == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]


@pytest.mark.usefixtures("small")
def test_redo_restores_the_named_batch(done: Done) -> None:
    done("undo", "3")
    done("undo", "2")
    assert done("redo", "3").splitlines() == [LINES.format("redone"), "heroes-2: added"]


def test_a_dry_run_changes_nothing(done: Done, small: Path) -> None:
    done("undo")
    before = small.read_bytes()
    assert done("redo", "--dry-run").splitlines() == [
        LINES.format("would be redone"),
        "heroes-2: added",
    ]
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, [], "There is nothing of tester's to redo. For all batches: slate log"),
        (3, ["99"], 'There is no batch "99". For all batches: slate log'),
        (1, ["3"], "Batch 3 is in force: it was not undone. Nothing was changed."),
    ],
)
def test_invalid_redos_are_refused(
    refused: Refused, small: Path, code: int, arguments: list[str], message: str
) -> None:
    before = small.read_bytes()
    assert refused(code, "redo", *arguments) == f"slate: {message}\n"
    assert small.read_bytes() == before


def test_redo_on_an_empty_slate_is_refused(refused: Refused, is_untouched: IsUntouched) -> None:
    assert refused(3, "redo", "--dry-run") == (
        "slate: There is nothing of tester's to redo. For all batches: slate log\n"
    )
    assert is_untouched()
