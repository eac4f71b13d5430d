# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused, Run


@pytest.mark.usefixtures("small")
def test_two_titles_become_one(done: Done) -> None:
    done("add", "Heroes II", "--tag", "sequel", "--year", "2022")
    assert done("merge", "heroes-2", "Heroes II", "--note", "as the studio says").splitlines() == [
        "heroes-ii: merged into heroes-2",
        "heroes-2: year 2022",
        "heroes-2: tags: + sequel",
    ]
    assert "heroes-ii" not in done("list", "-f", "slugs")
    assert done("show", "heroes-ii", "-f", "slugs") == "heroes-2\n"
    assert "as the studio says" in done("show", "heroes-2")
    assert "merged with heroes-ii" in done("show", "heroes-2", "--history")
    assert done("undo").splitlines() == [
        "batch 5: undone (merge heroes-2 'Heroes II' --note 'as the studio says')",
        "heroes-2: no year (was 2022)",
        "heroes-2: tags: - sequel",
        "heroes-ii: added",
    ]
    assert "heroes-ii" in done("list", "-f", "slugs")


@pytest.mark.usefixtures("small")
def test_the_merge_itself_is_in_the_record_as_in_the_log(done: Done) -> None:
    done("add", "Heroes II")
    (row,) = json.loads(done("merge", "heroes-2", "heroes-ii", "-f", "json"))
    changes = json.loads(json.dumps(row["changes"]))
    assert [(one["change"], one["field"], one["to"]) for one in changes] == [
        ("edited", "merged", "heroes-ii")
    ]


@pytest.mark.usefixtures("small")
def test_merging_a_title_without_details_changes_no_fields(done: Done) -> None:
    done("add", "Heroes II")
    assert done("merge", "heroes-2", "heroes-ii") == "heroes-ii: merged into heroes-2\n"


def test_a_dry_run_changes_nothing(done: Done, small: Path) -> None:
    before = small.read_bytes()
    assert done("merge", "heroes-2", "we-can-be-heroes", "--dry-run").splitlines()[0] == (
        "we-can-be-heroes: would be merged into heroes-2"
    )
    assert small.read_bytes() == before


@pytest.mark.usefixtures("small")
def test_undo_is_suggested_on_a_terminal(screen: Run) -> None:
    ran = screen("merge", "heroes-2", "we-can-be-heroes")
    assert ran.out.startswith("we-can-be-heroes: merged into heroes-2\n")
    assert ran.err == "To split them again: slate undo\n"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (2, ["heroes-2"], "Missing argument 'OTHER'. Try: slate merge --help"),
        (2, ["heroes-2", "Heroes 2"], '"heroes-2" and "Heroes 2" are already the same title (heroes-2).'),
        (3, ["heroes-2", "zzz"], 'No title "zzz". For all titles: slate list'),
        (2, ["heroes-2", ""], "TITLE is empty."),
        (2, ["heroes-2", "we-can-be-heroes", "--note", " "], "The note is empty."),
    ],
)  # fmt: skip
def test_invalid_merges_are_refused(
    refused: Refused, code: int, arguments: list[str], message: str
) -> None:
    assert refused(code, "merge", *arguments) == f"slate: {message}\n"
