# ruff: noqa: E501 -- a command is easiest to read on one line
"""Two people with a slate each, who exchange their ledgers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused, Run

pytestmark = pytest.mark.slow  # together they take seconds

As = Callable[..., str]


@pytest.fixture
def ann(done: Done, monkeypatch: pytest.MonkeyPatch) -> As:
    return _as(done, monkeypatch, "ann")


@pytest.fixture
def bob(done: Done, monkeypatch: pytest.MonkeyPatch) -> As:
    return _as(done, monkeypatch, "bob")


def _as(done: Done, monkeypatch: pytest.MonkeyPatch, name: str) -> As:
    def run(*arguments: str, stdin: str | bytes = b"") -> str:
        with monkeypatch.context() as patch:
            patch.setenv("SLATE_DB", f"{name}.db")
            patch.setenv("SLATE_AUTHOR", name)
            return done(*arguments, stdin=stdin)

    return run


@pytest.fixture
def _apart(ann: As, bob: As) -> None:
    """Create two slates with the same three titles, and different changes after that."""
    ann(
        "add",
        "Cobra Kai",
        "--season",
        "3",
        "-d",
        "early 2021",
        "-p",
        "Netflix",
        "--reported-on",
        "2020-12-01",
    )
    ann("add", "Old Name", "--reported-on", "2020-12-01")
    ann("add", "Gone", "--reported-on", "2020-12-01")
    assert ann("export", "first.slate.ndjson") == ""
    assert bob("import", "first.slate.ndjson") == "3 of 3 batches were new: 3 added\n"
    # One side renames a title, the other changes its status.
    ann("update", "old-name", "--title", "New Name")
    bob("update", "old-name", "-s", "filming")
    # One side undoes its own update; the other removes a title that the first one updates.
    ann("update", "cobra-kai-s3", "--tag", "oops")
    ann("undo")
    ann("update", "gone", "--tag", "kept")
    bob("remove", "gone")
    # Two sources disagree on the same day.
    ann(
        "update",
        "cobra-kai-s3",
        "-d",
        "2021-01-08",
        "--source",
        "Netflix",
        "--reported-on",
        "2021-01-05",
    )
    bob(
        "update",
        "cobra-kai-s3",
        "-d",
        "2021-01-15",
        "--source",
        "Deadline",
        "--reported-on",
        "2021-01-05",
    )
    # Each side adds a Dune of its own.
    ann("add", "Dune", "--year", "1984")
    bob("add", "Dune", "--year", "2021", "--note", "the new one")
    ann("export", "ann.slate.ndjson")
    bob("export", "bob.slate.ndjson")


@pytest.mark.usefixtures("_apart")
def test_exchanging_ledgers_makes_both_slates_equal(
    ann: As, bob: As, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, other in (("ann", "bob"), ("bob", "ann")):
        monkeypatch.setenv("SLATE_DB", f"{name}.db")
        assert slate("import", f"{other}.slate.ndjson").code == 0
    monkeypatch.delenv("SLATE_DB")
    assert ann("list", "-f", "json") == bob("list", "-f", "json")
    assert ann("export", "-f", "ledger") == bob("export", "-f", "ledger")
    shown = ann("list", "-f", "tsv", "--columns", "title,status")
    assert sorted(shown.splitlines()) == [
        "Cobra Kai\tscheduled",
        "Dune\tannounced",
        "Dune\treleased",
        "New Name\tfilming",
    ]
    # In the opposite order the result is the same, and a second import adds nothing.
    third: As = _as(lambda *a, **k: slate(*a, **k).out, monkeypatch, "third")
    third("import", "bob.slate.ndjson")
    third("import", "ann.slate.ndjson", "bob.slate.ndjson", "first.slate.ndjson")
    assert third("list", "-f", "json") == ann("list", "-f", "json")
    assert third("import", "first.slate.ndjson") == "0 of 3 batches were new\n"


@pytest.mark.usefixtures("_apart")
def test_a_dry_run_lists_what_a_ledger_would_change(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_DB", "ann.db")
    before = Path("ann.db").read_bytes()
    ran = slate("import", "bob.slate.ndjson", "--dry-run")
    assert ran.code == 0
    *lines, last = ran.out.splitlines()
    assert "dune-2021: added Dune, no date" in lines or "dune: added Dune, no date" in lines
    assert "new-name: status announced -> filming" in lines
    assert last.startswith("4 of 7 batches were new: 1 added, ")
    assert last.endswith(" (nothing was stored)")
    assert Path("ann.db").read_bytes() == before


def test_changed_slugs_and_possible_duplicates_are_reported(
    ann: As, bob: As, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-01-06")
    ann("add", "Dune", "--year", "2021")
    ann("add", "Heat", "--year", "1995")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-05")
    bob("add", "Dune")
    bob("add", "Heat", "--year", "2022")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    bob("export", "bob.slate.ndjson")
    monkeypatch.setenv("SLATE_DB", "ann.db")
    ran = slate("import", "bob.slate.ndjson")
    assert ran.out.splitlines() == [
        "2 of 2 batches were new: 2 added",
        "Possible duplicates: 1",
        "  dune and dune-2021: same name (2021). If they are one: slate merge dune dune-2021",
        "  To list them again, or to dismiss them: slate duplicates",
    ]
    backup, notes = ran.err.split("\n", 1)
    assert backup.startswith("slate: backup: ann.db.before-import-")
    assert notes == (
        "slate: dune is now called dune-2021: another title has that slug.\n"
        "slate: heat is now called heat-1995: another title has that slug.\n"
    )
    assert ann("merge", "dune-2021", "dune") == "dune: merged into dune-2021\n"


def test_at_most_20_notes_of_each_kind_are_printed(
    ann: As, bob: As, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"title": f"Title {number}"} for number in range(22)]
    monkeypatch.setenv("SLATE_TODAY", "2021-01-06")
    ann("import", "-", stdin=json.dumps([row | {"year": 2021} for row in rows]))
    monkeypatch.setenv("SLATE_TODAY", "2021-01-05")
    bob("import", "-", stdin=json.dumps(rows))
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    bob("export", "bob.slate.ndjson")
    monkeypatch.setenv("SLATE_DB", "ann.db")
    told = slate("import", "bob.slate.ndjson")
    _, *notes = told.err.splitlines()  # the first line names the backup
    lines = told.out.splitlines()
    assert (notes[20], len(notes)) == ("slate: 2 more slugs that changed not shown.", 21)
    assert lines[1] == "Possible duplicates: 22"
    assert (lines[22], len(lines)) == ("  and 2 more", 24)


@pytest.mark.usefixtures("_apart")
@pytest.mark.parametrize(
    "option",
    [
        ("--source", "X"), ("--platform", "X"), ("--tag", "x"), ("--reported-on", "2020"), ("--timezone", "UTC"),
        ("--map", "a=title"), ("--restore",), ("--skip-invalid",), ("--accept-ids",),
        ("--release-type", "tv"), ("--region", "US"),
    ],
)  # fmt: skip
def test_a_ledger_accepts_no_import_options(refused: Refused, option: tuple[str, ...]) -> None:
    reason = (
        "is not a spreadsheet of your own: --map is for the columns of CSV and TSV."
        if option[0] == "--map"
        else "is a ledger, which is imported as it is. Leave out all options but --dry-run and --accept-clock."
    )
    assert (
        refused(1, "import", "bob.slate.ndjson", *option) == f"slate: bob.slate.ndjson: {reason}\n"
    )


@pytest.mark.usefixtures("_apart")
def test_a_truncated_ledger_is_refused(refused: Refused, ann: As) -> None:
    whole = Path("bob.slate.ndjson").read_bytes()
    at = [place for place, byte in enumerate(whole) if byte == ord("\n")]
    for end in (at[-2] + 1, at[-2] + 20, at[1] + 1):
        Path("cut.slate.ndjson").write_bytes(whole[:end])
        told = refused(1, "import", "cut.slate.ndjson").splitlines()
        assert told[-1] == "slate: 1 problem in cut.slate.ndjson. Nothing was stored."
        assert ": " in told[0]
    assert not Path("slate.db").exists() or ann("list", "-f", "slugs")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "filters",
    [
        ("-p", "Netflix"),
        ("--month", "2021-01"),
        ("--limit", "1"),
        ("--as-of", "2021-01-01"),
        ("--disputed",),
    ],
)
def test_a_ledger_export_accepts_no_filters(refused: Refused, filters: tuple[str, ...]) -> None:
    assert refused(2, "export", "a.slate.ndjson", *filters) == (
        "slate: A ledger is exported whole; filters cannot be combined with it.\n"
    )
    assert not Path("a.slate.ndjson").exists()


@pytest.mark.usefixtures("small")
def test_the_number_of_batches_written_is_reported_on_a_terminal(screen: Run) -> None:
    assert screen("export", "A.SLATE.NDJSON").err == "3 batches written to A.SLATE.NDJSON.\n"
    assert (
        Path("A.SLATE.NDJSON")
        .read_text()
        .startswith('{"slate_ledger":1,"batches":3,"reports":3}\n')
    )


def test_an_empty_ledger_can_be_exported_and_imported(done: Done) -> None:
    assert done("export", "-f", "ledger") == '{"slate_ledger":1,"batches":0,"reports":0}\n'
    assert done("import", "-", stdin=done("export", "-f", "ledger")) == "no titles in it\n"


@pytest.mark.usefixtures("small")
def test_a_ledger_and_a_list_are_imported_together(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of different kinds in one command are one transaction."""
    done("export", "a.slate.ndjson")
    Path("b.csv").write_text("title\nMank\n")
    monkeypatch.setenv("SLATE_DB", "other.db")
    assert done("import", "a.slate.ndjson", "b.csv") == "3 of 3 batches were new: 4 added\n"
    assert Path("other.db").stat().st_size
