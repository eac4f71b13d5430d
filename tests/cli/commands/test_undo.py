# ruff: noqa: E501 -- a table is easiest to read with one case per line

from pathlib import Path

import pytest

from tests.cli.conftest import Done, IsUntouched, Refused, stored


@pytest.mark.usefixtures("small")
def test_undo_reverts_the_newest_batch(done: Done) -> None:
    done("update", "cobra-kai-s3", "-d", "2021-01-22")
    assert done("undo").splitlines() == [
        "batch 4: undone (update cobra-kai-s3 -d 2021-01-22)",
        "cobra-kai-s3: dated 2021-01-08 again (was 2021-01-22)",
    ]
    assert done("undo").splitlines() == [
        "batch 3: undone (add 'Heroes 2' --sequel-of we-can-be-heroes --tag kids --rumor)",
        "heroes-2: removed",
    ]


@pytest.mark.usefixtures("small")
def test_undo_reverts_the_named_batch(done: Done) -> None:
    assert done("undo", "2").splitlines() == [
        "batch 2: undone (add 'Cobra Kai' -n 3 -p Netflix -d 2021-01-08 --official)",
        "cobra-kai-s3: removed",
    ]
    uid = done("log", "-f", "tsv", "--columns", "uid").split()[-1]  # of batch 1
    assert done("undo", uid[:8]).startswith("batch 1: undone (add 'We Can Be Heroes'")


def test_a_dry_run_changes_nothing(done: Done, small: Path) -> None:
    before = small.read_bytes()
    assert done("undo", "--dry-run").splitlines() == [
        "batch 3: would be undone (add 'Heroes 2' --sequel-of we-can-be-heroes --tag kids --rumor)",
        "heroes-2: removed",
    ]
    assert small.read_bytes() == before


def test_undo_of_a_large_batch_prints_counts(done: Done) -> None:
    rows = "".join(f"Title {number},2021\n" for number in range(210))
    done("import", "-", stdin=f"title,date\n{rows}")
    assert done("undo").splitlines() == ["batch 1: undone (import -)", "210 removed"]
    assert done("redo", "1").splitlines() == ["batch 1: redone (import -)", "210 added"]


@pytest.mark.usefixtures("small")
def test_undo_reverts_an_undo(done: Done) -> None:
    done("undo")
    assert done("undo", "4").splitlines() == ["batch 4: undone (undo)", "heroes-2: added"]


@pytest.mark.usefixtures("small")
def test_undo_without_a_batch_reverts_only_the_authors_own(
    done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_AUTHOR", "somebody else")
    assert refused(3, "undo") == (
        "slate: There is nothing of somebody else's to undo. For all batches: slate log\n"
    )
    assert done("undo", "3").endswith("heroes-2: removed\n")


@pytest.mark.parametrize(
    ("code", "batch", "message"),
    [
        (3, "99", 'There is no batch "99". For all batches: slate log'),
        (3, "abc", 'There is no batch "abc". For all batches: slate log'),
        (3, "", 'There is no batch "". For all batches: slate log'),
        (3, "-- -1", 'There is no batch "-1". For all batches: slate log'),
        (1, "3", "Batch 3 is already undone. Nothing was changed."),
        (1, "2", "Batch 2 created cobra-kai-s3; batch 5 has reported on it since. Undo batch 5 first."),
    ],
)  # fmt: skip
def test_invalid_undos_are_refused(  # noqa: PLR0913, PLR0917 -- a table of three, and three fixtures
    done: Done, refused: Refused, small: Path, code: int, batch: str, message: str
) -> None:
    done("undo")
    done("update", "cobra-kai-s3", "-s", "filming")
    before = small.read_bytes()
    assert refused(code, "undo", *(batch.split(" ") if batch else [""])) == f"slate: {message}\n"
    assert small.read_bytes() == before


@pytest.fixture
def imported(done: Done) -> None:
    """Import two titles in one batch, the first of them dated in another batch."""
    done("import", "-", stdin='[{"title": "Mank", "date": "2020-12"}, {"title": "Tenet"}]')


@pytest.mark.usefixtures("imported")
def test_undo_of_single_titles(done: Done) -> None:
    assert done("undo", "1", "--only", "mank", "--dry-run").splitlines() == [
        "batch 1: would be undone for mank (import -)",
        "mank: removed",
    ]
    assert done("undo", "1", "--only", "mank").splitlines() == [
        "batch 1: undone for mank (import -)",
        "mank: removed",
    ]
    assert done("list", "-f", "slugs") == "tenet\n"
    assert done("undo", "--only", "Tenet").splitlines() == [
        "batch 1: undone for Tenet (import -)",
        "tenet: removed",
    ]
    assert done("list", "-f", "slugs") == ""
    assert done("redo").splitlines() == ["batch 1: redone (import -)", "tenet: added"]
    assert done("redo").splitlines() == ["batch 1: redone (import -)", "mank: added"]
    assert done("list", "-f", "slugs") == "tenet\nmank\n"


@pytest.mark.usefixtures("imported")
def test_undo_of_several_titles_at_once(done: Done) -> None:
    assert done("undo", "--only", "tenet", "--only", "mank").splitlines() == [
        "batch 1: undone for tenet, mank (import -)",
        "mank: removed",
        "tenet: removed",
    ]
    assert done("redo", "1").splitlines() == [
        "batch 1: redone (import -)",
        "mank: added",
        "tenet: added",
    ]


@pytest.mark.usefixtures("imported")
def test_undo_of_a_removal_of_single_titles(done: Done) -> None:
    done("remove", "mank", "tenet")
    assert done("undo", "--only", "mank").splitlines() == [
        "batch 2: undone for mank (remove mank tenet)",
        "mank: added",
    ]
    assert done("list", "-f", "slugs") == "mank\n"


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, "1 --only dune", 'No title "dune". For all titles: slate list'),
        (3, "1 --only heat", 'Batch 1 does not report on "heat". It is about mank, tenet.'),
        (1, "1 --only tenet", "Batch 1 is already undone for tenet. Nothing was changed."),
        (1, "1 --only mank", "Batch 1 created mank; batch 2 has reported on it since. Undo batch 2 first."),
    ],
)  # fmt: skip
def test_invalid_undos_of_single_titles_are_refused(
    done: Done, refused: Refused, code: int, arguments: str, message: str
) -> None:
    done("update", "mank", "-d", "2020-12-04")
    done("add", "Heat")
    done("undo", "1", "--only", "tenet")
    before = stored().read_bytes()
    assert refused(code, "undo", *arguments.split()) == f"slate: {message}\n"
    assert stored().read_bytes() == before


def test_undo_on_an_empty_slate_is_refused(refused: Refused, is_untouched: IsUntouched) -> None:
    assert refused(3, "undo", "--dry-run") == (
        "slate: There is nothing of tester's to undo. For all batches: slate log\n"
    )
    assert is_untouched()
