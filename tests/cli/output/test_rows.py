import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from slate.cli.options.layout import Layout
from slate.cli.output.rows import Counted, Held, in_utf8, picked, tamed
from slate.domain.changes.change_record import COLUMNS as CHANGE_COLUMNS
from tests.cli.conftest import SLATE, Done, Run, stored
from tests.limits import no_file_beyond


@pytest.mark.slow
@pytest.mark.parametrize(
    "form", ["table", *(pytest.param(form, marks=pytest.mark.slow) for form in ("tsv", "ndjson"))]
)
def test_a_pager_does_not_block_writers(done: Done, form: str) -> None:
    """The slate is closed before the first line is written, however long the output is."""
    count = 6_000  # more than fits into a pipe or is held in memory
    titles = "\n".join(json.dumps({"title": f"Title {number}"}) for number in range(count))
    done("import", "-", stdin=titles)
    with subprocess.Popen([SLATE, "list", "-f", form], stdout=subprocess.PIPE) as pager:
        assert pager.stdout is not None
        first = pager.stdout.readline()
        with closing(sqlite3.connect(stored(), timeout=0, isolation_level=None)) as other:
            other.execute("begin exclusive")
            other.execute("rollback")
        out = (first + pager.stdout.read()).decode()
    assert pager.returncode == os.EX_OK
    assert len(re.findall(r"Upcoming film", out)) == count
    assert done("list", "-f", form) == out


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("", ""),
        ("a\tb\n", "a\tb\n"),
        ("a\r\nb\r\n", "a\r\nb\r\n"),
        ("a\rb\n", "a\\x0db\n"),
        ("\r\r\n\n\r", "\\x0d\r\n\n\\x0d"),
        ("\x1b[31m\u202e\x85\u2028", "\\x1b[31m\\u202e\\x85\\u2028"),
        ("Am\u00e9lie \u200d", "Am\u00e9lie \u200d"),
    ],
)
def test_tamed_escapes_control_characters(piece: str, expected: str) -> None:
    assert tamed(piece) == expected


def held(pieces: list[str]) -> Held:
    return Held(pieces, Counted([]))


@pytest.mark.parametrize("count", [0, 1, 4_999, 5_000, 5_001, 9_000])
def test_held_rows_are_returned_unchanged(count: int) -> None:
    lines = [f"{n} \u00e9\udcff \r\t\r\n" for n in range(count)]
    rows = Counted(lines)
    waiting = Held(rows, rows)
    assert (waiting.number, rows.number) == (count, count)
    assert "".join(waiting.pieces()) == "".join(lines)


def test_held_rows_are_returned_in_whole_lines() -> None:
    """Otherwise the CRLF of a calendar could be split between two pieces, and escaped."""
    lines = [f"{'x' * (n % 97)}\r\n" for n in range(20_000)]
    pieces = list(held(lines).pieces())
    assert len(pieces) > 3
    assert all(piece.endswith("\r\n") for piece in pieces)
    assert "".join(map(tamed, pieces)) == "".join(lines)


def test_picked_returns_the_columns_in_the_chosen_order() -> None:
    rows = [(1, 2, 3), (4, 5, 6)]
    known = ("a", "b", "c")
    assert list(picked(Layout("csv", ()), known, rows)) == rows
    assert list(picked(Layout("csv", known), known, rows)) == rows
    assert list(picked(Layout("csv", ("c", "a", "c")), known, rows)) == [[3, 1, 3], [6, 4, 6]]


def test_in_utf8_changes_only_a_stdout_of_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (None, io.StringIO()):
        monkeypatch.setattr(sys, "stdout", stream)
        in_utf8()
        assert sys.stdout is stream
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "ascii", newline="\r\n"))
    in_utf8()
    sys.stdout.write("\u00e9\udcff\n")
    sys.stdout.flush()
    assert written.getvalue() == b"\xc3\xa9\xed\xb3\xbf\n"


def test_no_rows_print_nothing(done: Done) -> None:
    for form in ("table", "tsv", "ndjson", "markdown", "slugs"):
        assert done("list", "-f", form) == ""


def test_the_log_prints_chosen_columns(done: Done) -> None:
    done("add", "Soul")
    assert done("log", "-f", "tsv", "--columns", "batch,command") == "1\tadd Soul\n"
    assert done("log", "--columns", "batch,command") == "batch  command\n1      add Soul\n"


# Every command that prints records; a table of chosen columns has the same cells as TSV.
_RECORDS = [
    ("list", "slug,date,season,certain,tags,leaves"),
    ("upcoming --month 2021-02", "slug,date,season,certain,tags"),
    ("show dune", "slug,date,season,certain,tags"),
    ("show dune lupin-s2 --history", "day,change,from,reverted,note"),
    ("next", "slug,date,season,certain"),
    ("timeline", "slug,date,slips,first_date,slipped_by"),
    ("changes --since 2020", "slug,change,from,to,reverted"),
    ("diff 2020", "slug,change,from,to,by"),
    ("slips", "slug,slips,days,date,part"),
    ("sources --by platform", "source,platform,claims,rate"),
    ("count --by month 2021", "month,certain,no_date"),
    ("log", "batch,undone,undoes"),
    ("info", "newest,exists,titles"),
]


@pytest.mark.parametrize(("command", "columns"), _RECORDS)
def test_a_table_of_chosen_columns_has_the_cells_of_tsv(
    slate: Run, command: str, columns: str
) -> None:
    records = [
        {"title": "Dune", "kind": "film", "year": 2021},
        {"title": "Lupin", "season": 2, "date": "2021-01", "tags": ["heist", "paris"]},
    ]
    slate("import", "-", "--source", "TVLine", stdin=json.dumps(records))
    slate("update", "lupin-s2", "-d", "2021-02")
    shown = slate(*command.split(), "--columns", columns)
    data = slate(*command.split(), "--columns", columns, "-f", "tsv")
    assert (shown.code, shown.err, data.code) == (0, "", 0)
    header, *lines = shown.out.splitlines()
    assert header.split() == columns.split(",")
    starts = [header.index(name) for name in columns.split(",")]
    ends = [*starts[1:], None]
    cells = [[line[a:b].rstrip() for a, b in zip(starts, ends, strict=True)] for line in lines]
    assert cells == [line.split("\t") for line in data.out.splitlines()]
    assert cells


@pytest.mark.about_files
def test_no_cell_of_a_slate_that_is_not_there_is_a_python_literal(done: Done) -> None:
    assert done("info", "--columns", "newest,exists") == "newest  exists\n        false\n"


def test_no_cell_is_a_python_literal(done: Done) -> None:
    done("add", "Dune")
    assert done("show", "dune", "--columns", "slug,date") == "slug  date\ndune  TBA\n"
    assert done("list", "--columns", "slug,date") == "slug  date\ndune  TBA\n"


@pytest.mark.slow
def test_a_full_temporary_folder_is_reported(
    slate: Run, done: Done, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = "\n".join(json.dumps({"title": f"Title {number}"}) for number in range(6_000))
    done("import", "-", stdin=titles)
    monkeypatch.setattr(tempfile, "tempdir", str(world))
    with no_file_beyond(100):
        ran = slate("list", "-f", "ndjson")
    assert ran == (
        *(1, ""),
        (
            f"slate: output cannot be copied to {world}: File too large. "
            "Set TMPDIR to a folder with room for it.\n"
        ),
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("command", "header"),
    [
        ("list", "| Date | Title | On | Status |"),
        ("upcoming 2021-01", "| Date | Title | On | Status | Certain |"),
        ("next", "| Date | Title | On | Status |"),
        ("timeline", "| Date | Title | On | Status | First date | Slipped | Leaves |"),
        ("show cobra-kai-s3", "| Date | Title | On | Status |"),
        ("show cobra-kai-s3 --history", f"| {' | '.join(CHANGE_COLUMNS)} |".replace("_", "\\_")),
        ("count --by platform", "| Service | Releases | no date | Total |"),
        ("slips", "| Slips | Title | How far | Median | Waited | First date | Now |"),
        ("sources", "| Source | Claims | First | Right | Wrong | Slipped | Open |"),
        ("log", "| Batch | When | Who | Reports | Did | Changes |"),
        ("diff 2020-12-31", "| Title | Change | Source |"),
        ("duplicates", "| Slug | Other slug | Why |"),
    ],
)
def test_markdown_has_the_columns_of_the_screen(
    done: Done, screen: Run, command: str, header: str
) -> None:
    done("update", "cobra-kai-s3", "-d", "2021-01-22", "--official")
    done("import", "-", stdin='{"title": "We Can Be Heroes", "year": 2021}')
    done("add", "Lupin", "-n", "1", "-d", "2021-02", "--source", "TVLine")
    out = done(*command.split(), "-f", "markdown")
    lines = out.splitlines()
    assert lines[:2] == [header, f"|{' --- |' * header.count(' | ')} --- |"]
    assert len(lines) > 2
    assert screen(*command.split(), "-f", "markdown").out == out


@pytest.mark.parametrize("command", ["list", "upcoming", "timeline", "slips", "sources", "count"])
def test_markdown_without_rows_is_empty(done: Done, command: str) -> None:
    assert done(command, "-f", "markdown") == ""
