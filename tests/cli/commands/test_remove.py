# ruff: noqa: E501 -- a table is easiest to read with one case per line

from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused, Run


@pytest.mark.usefixtures("small")
def test_remove_removes_titles_until_undo(done: Done) -> None:
    assert done("remove", "Cobra Kai: season 3", "heroes-2", "cobra-kai-s3").splitlines() == [
        "cobra-kai-s3: removed (Cobra Kai: season 3)",
        "heroes-2: removed (Heroes 2)",
    ]
    assert done("list", "-f", "slugs") == "we-can-be-heroes\n"
    assert done("undo").splitlines() == [
        "batch 4: undone (remove 'Cobra Kai: season 3' heroes-2 cobra-kai-s3)",
        "cobra-kai-s3: added",
        "heroes-2: added",
    ]
    assert done("list", "-f", "slugs").split() == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]


@pytest.mark.usefixtures("small")
def test_remove_reads_slugs_from_stdin(done: Done) -> None:
    slugs = done("list", "--tag", "kids", "-f", "slugs")
    assert done("remove", "-", stdin=slugs) == "heroes-2: removed (Heroes 2)\n"
    assert done("remove", "-", stdin="") == ""


def test_a_dry_run_changes_nothing(done: Done, small: Path) -> None:
    before = small.read_bytes()
    assert done("remove", "heroes-2", "--dry-run") == "heroes-2: would be removed (Heroes 2)\n"
    assert small.read_bytes() == before


@pytest.mark.usefixtures("small")
def test_undo_is_suggested_on_a_terminal(screen: Run) -> None:
    assert screen("remove", "heroes-2") == (
        0,
        "heroes-2: removed (Heroes 2)\n",
        "To bring it back: slate undo\n",
    )
    assert screen("remove", "cobra-kai-s3", "we-can-be-heroes").err == (
        "To bring them back: slate undo\n"
    )
    screen("undo")
    assert screen("remove", "cobra-kai-s3", "--dry-run").err == ""


@pytest.mark.usefixtures("small")
def test_a_backdated_removal_does_not_override_later_reports(done: Done) -> None:
    assert done("remove", "heroes-2", "--reported-on", "2020") == (
        "heroes-2: noted, but not removed: other reports outrank this one\n"
    )
    assert "heroes-2" in done("list", "-f", "slugs").split()


@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (2, [], "Missing argument 'TITLE...'. Try: slate remove --help"),
        (3, ["soul"], 'No title "soul". For all titles: slate list'),
        (3, ["cobra-kai-s3", "soul"], 'No title "soul". For all titles: slate list'),
        (3, ["heroes"], 'No title "heroes". Did you mean heroes-2?'),
        (2, ["heroes-2", "--reported", "--rumor"], "--rumor cannot be combined with --reported. A report is one of them."),
    ],
)  # fmt: skip
def test_invalid_removals_are_refused(
    refused: Refused, small: Path, code: int, arguments: list[str], message: str
) -> None:
    before = small.read_bytes()
    assert refused(code, "remove", *arguments) == f"slate: {message}\n"
    assert small.read_bytes() == before


def test_remove_on_an_empty_slate_is_refused(refused: Refused, done: Done) -> None:
    assert refused(3, "remove", "soul", "--dry-run") == (
        'slate: No title "soul". For all titles: slate list\n'
    )
    assert done("list") == ""
