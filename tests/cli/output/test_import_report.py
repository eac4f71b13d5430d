from collections import Counter

import pytest

from slate.cli.output.import_report import COLUMNS, import_notes, report_lines, row_of
from slate.cli.output.recorded import change_names
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome
from slate.domain.changes.comparison import differences
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.file_dates import TwoDates
from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.domain.titles.release_key import ReleaseKey
from slate.formats.errors import RecordError
from slate.formats.read.reader import Remark
from slate.usecases.import_files import ImportReport, RowResult
from tests.domain.patches import DUNE, title_of

TITLE = title_of(DUNE | {"year": 2021})
NETFLIX = ReleaseKey(None, None, "Netflix")
JOINED = Change(Outcome.CHANGED, "dune", TITLE, joined_with=("IMDb", None, "Letterboxd"))
BY_ID = Change(Outcome.CHANGED, "dune", TITLE, known_as="Arrakis")
EDITED = Change(
    Outcome.CHANGED,
    "dune",
    TITLE,
    tuple(differences(title_of({"title": "Arrakis", "year": 2020, "kind": "film"}),
                      title_of(DUNE | {"year": 2021, "kind": "special"}))),
)  # fmt: skip
DATED = Change(
    Outcome.UNCHANGED,
    "dune",
    TITLE,
    two_dates=(
        TwoDates(NETFLIX, parse_date("2021-03-05"), parse_date("2021-03-26")),
        TwoDates(ReleaseKey(None, None, None), parse_date("2021"), parse_date("2022")),
    ),
)
PAIR = PossibleDuplicate(
    Twin("a", "dune", "Dune", 2021), Twin("b", "dune-2", "Dune", None), Reason.NAME
)


def _row(change: Change | None = None, left_out: RecordError | Remark | None = None) -> RowResult:
    return RowResult("a.csv", left_out.line if left_out else 7, change, left_out)


def test_an_empty_report_has_neither_lines_nor_notes() -> None:
    unchanged = Change(Outcome.UNCHANGED, "dune", TITLE)
    assert list(report_lines(ImportReport(rows=[_row(unchanged)]))) == []
    assert list(import_notes(ImportReport())) == []


def test_report_of_each_kind() -> None:
    problem = RecordError(12, "title is missing.")
    skipped = Remark("skipped a person", 13, "No\tOne")
    nameless = Remark("skipped a person", 14)
    rows = [_row(JOINED), _row(BY_ID), _row(EDITED), _row(DATED)]
    rows += [_row(None, problem), _row(None, skipped), _row(None, nameless)]
    report = ImportReport(rows=rows, possible_duplicates=[PAIR])

    assert list(report_lines(report, ["--db", "my slate.db"])) == [
        "Joined by name with another source: 1",
        "  dune: Dune, of IMDb, Letterboxd",
        "Joined by ID, under another name: 1",
        "  dune: Dune, in the file Arrakis",
        "Year changed: 1",
        "  dune: Dune, 2020 -> 2021",
        "Kind changed: 1",
        "  dune: Dune, film -> special",
        "Retitled: 1",
        "  dune: Dune, formerly Arrakis",
        "Two dates for one release, the earlier is used: 1",
        "  dune: Dune, 2021-03-05, not 2021-03-26 (Netflix); 2021, not 2022",
        "Left out: 3",
        "  a.csv:12: title is missing.",
        "  a.csv:13: No\\x09One: skipped a person",
        "  a.csv:14: skipped a person",
        "Possible duplicates: 1",
        (
            "  dune and dune-2: same name (2021). If they are one: "
            "slate --db 'my slate.db' merge dune dune-2"
        ),
        "  To list them again, or to dismiss them: slate --db 'my slate.db' duplicates",
    ]


def test_what_a_terminal_would_act_on_is_escaped() -> None:
    """A reason quotes the file, and the name of a file may have any characters."""
    problem = RecordError(12, 'kind: "\x1b[31m\n" is not a kind.')
    skipped = Remark("skipped unknown type: \u202e", 13)
    rows = [RowResult("\x07.csv", one.line, left_out=one) for one in (problem, skipped)]
    assert list(report_lines(ImportReport(rows=rows))) == [
        "Left out: 2",
        r'  \x07.csv:12: kind: "\x1b[31m\x0a" is not a kind.',
        r"  \x07.csv:13: skipped unknown type: \u202e",
    ]


def test_rows_as_data() -> None:
    problem = RecordError(12, "title is missing.")
    unchanged = Change(Outcome.UNCHANGED, "dune", TITLE)
    rows = [_row(JOINED), _row(EDITED), _row(DATED), _row(unchanged), _row(None, problem)]

    assert COLUMNS == ("file", "line", "slug", "outcome", "reason", "changes", "batch")
    found = [row_of(row, change_names, 7) for row in rows]
    assert [row[2:5] for row in found] == [
        ("dune", "changed", "joined by name: of IMDb, Letterboxd"),
        (
            *("dune", "changed"),
            ("year: 2020 -> 2021; kind: film -> special; retitled: formerly Arrakis"),
        ),
        (
            *("dune", "unchanged"),
            "two dates: 2021-03-05, not 2021-03-26 (Netflix); 2021, not 2022",
        ),
        ("dune", "unchanged", None),
        (None, "left out", "title is missing."),
    ]
    assert {row[:2] for row in found} == {("a.csv", 7), ("a.csv", 12)}
    assert [row[5:] for row in found] == [
        ((), 7),
        (("retitled", "status", "edited", "edited"), 7),
        ((), None),
        ((), None),
        ((), None),
    ]


def test_remarks_are_counted() -> None:
    remarks = Counter({"skipped a game": 1, "odd": 1_234})
    assert list(import_notes(ImportReport(remarks=remarks))) == ["skipped a game", "odd (1,234)"]


def test_what_is_listed_as_left_out_is_not_noted_again() -> None:
    def report(number: int) -> ImportReport:
        rows = [_row(None, Remark("skipped a game", line)) for line in range(1, number + 1)]
        remarks = Counter({"skipped a game": number, "odd": 1})
        return ImportReport(rows=[*rows, _row(JOINED)], remarks=remarks)

    assert list(import_notes(report(20))) == ["odd"]
    assert list(import_notes(report(21))) == ["skipped a game (21)", "odd"]


def _reports(number: int) -> list[tuple[ImportReport, str, str]]:
    names = [f"t{n}" for n in range(number)]
    return [
        (ImportReport(remarks=Counter(names)), "t0", "more remark"),
        (
            ImportReport(renamed={name: f"{name}-2" for name in names}),
            "t0 is now called t0-2: another title has that slug.",
            "more slug",
        ),
    ]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    ("number", "shown", "more"), [(1, 1, None), (20, 20, None), (21, 20, "1"), (22, 20, "2")]
)
def test_at_most_20_of_each_kind_are_listed(
    which: int, number: int, shown: int, more: str | None
) -> None:
    report, first, noun = _reports(number)[which]
    lines = list(import_notes(report))
    assert lines[0] == first
    assert len(lines) == shown + (more is not None)
    if more is not None:
        rest = ["not shown.", "that changed not shown."][which]
        assert lines[-1] == f"{more} {noun}{'' if more == '1' else 's'} {rest}"
    joined = list(report_lines(ImportReport(rows=[_row(JOINED)] * number)))
    assert joined[0] == f"Joined by name with another source: {number}"
    assert len(joined) == 1 + shown + (more is not None)
    assert joined[-1] == (f"  and {more} more" if more else "  dune: Dune, of IMDb, Letterboxd")
