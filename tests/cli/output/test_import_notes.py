from collections import Counter

import pytest

from slate.cli.output.import_notes import import_notes
from slate.cli.stderr import unbroken
from slate.formats.errors import RecordError
from slate.usecases.import_files import ImportReport


def test_an_empty_report_has_no_notes() -> None:
    assert list(import_notes(ImportReport())) == []


@pytest.mark.parametrize(("number", "text"), [(1, "1 row"), (2, "2 rows"), (1_200, "1,200 rows")])
def test_every_row_left_out_is_listed(number: int, text: str) -> None:
    rows = [("a", RecordError(line, "no title")) for line in range(number)]
    lines = [f"a:{line}: no title" for line in range(number)]
    assert list(import_notes(ImportReport(left_out=rows))) == [*lines, f"{text} skipped."]


def test_remarks_are_counted() -> None:
    remarks = Counter({"skipped a game": 1, "odd": 1_234})
    assert list(import_notes(ImportReport(remarks=remarks))) == ["skipped a game", "odd (1,234)"]


def _reports(number: int) -> list[tuple[ImportReport, str, str]]:
    names = [f"t{n}" for n in range(number)]
    return [
        (ImportReport(remarks=Counter(names)), "t0", "more remark"),
        (
            ImportReport(renamed={name: f"{name}-2" for name in names}),
            "t0 is now called t0-2: another title has that slug.",
            "more slug",
        ),
        (
            ImportReport(possible_duplicates=dict.fromkeys((name, "x") for name in names)),
            f"t0 and x may be the same title. If they are: {unbroken('slate merge t0 x')}",
            "more pair",
        ),
    ]


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    ("number", "shown", "more"), [(1, 1, None), (20, 20, None), (21, 20, "1"), (22, 20, "2")]
)
def test_at_most_20_notes_of_each_kind_are_listed(
    which: int, number: int, shown: int, more: str | None
) -> None:
    report, first, noun = _reports(number)[which]
    lines = list(import_notes(report))
    assert lines[0] == first
    assert len(lines) == shown + (more is not None)
    if more is not None:
        rest = ["not shown.", "that changed not shown.", "of possible duplicates not shown."][which]
        assert lines[-1] == f"{more} {noun}{'' if more == '1' else 's'} {rest}"


def test_the_command_to_merge_is_about_the_slate_that_was_named() -> None:
    report = ImportReport(possible_duplicates={("a", "b"): None})
    (line,) = import_notes(report, ["--db", "my slate.db"])
    assert line.endswith(unbroken("slate --db 'my slate.db' merge a b"))
