import json
import os
import threading
from pathlib import Path

import pytest

from slate.cli.output import progress
from slate.store.file.connection import Store
from tests.cli.conftest import Done, Run, undressed
from tests.remotes.server import Server
from tests.remotes.shapes import SHOW, show

pytestmark = pytest.mark.slow  # together they take seconds

ROWS = "".join(f'{{"title": "Film {number}"}}\n' for number in range(1_100))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)


def test_a_bar_is_drawn_on_stderr_and_erased(screen: Run) -> None:
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    ran = screen("import", "films.ndjson")
    assert (ran.code, ran.out) == (0, "1,100 added\n")
    shown = undressed(ran.err)
    assert "Importing" in shown
    assert "1,024 rows" in shown
    assert ran.err.endswith("\x1b[2K")  # the line is left empty


def test_several_files_share_one_bar(screen: Run) -> None:
    os.mkfifo("more")
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    writer = threading.Thread(target=Path("more").write_text, args=(ROWS,))
    writer.start()
    ran = screen("import", "films.ndjson", "more")
    writer.join()
    assert (ran.code, ran.out) == (0, "1,100 added, 1,100 unchanged\n")
    assert "2,048 rows" in undressed(ran.err)


def test_rows_of_a_file_of_one_line_are_counted(screen: Run) -> None:
    films = [{"title": f"Film {number}"} for number in range(600)]
    Path("films.json").write_text(json.dumps(films), encoding="utf-8")
    ran = screen("import", "films.json")
    assert ran.out == "600 added\n"
    assert "512 rows" in undressed(ran.err)


def test_no_bar_is_drawn_without_a_terminal(slate: Run, screen: Run) -> None:
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    assert slate("import", "films.ndjson") == (0, "1,100 added\n", "")
    assert screen("import", "films.ndjson", pipes=["stderr"]).err == ""


def test_how_far_an_import_is_is_noted_for_those_who_wait(
    monkeypatch: pytest.MonkeyPatch, done: Done
) -> None:
    noted: list[int] = []
    monkeypatch.setattr(Store, "note_progress", lambda _, percent: noted.append(percent))
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    Path("more.ndjson").write_text(ROWS, encoding="utf-8")
    done("import", "films.ndjson", "more.ndjson")
    assert noted == [11, 23, 34, 46, 58, 69, 81, 93]


def test_a_short_import_draws_no_bar(monkeypatch: pytest.MonkeyPatch, screen: Run) -> None:
    Path("few.ndjson").write_text(ROWS[:200], encoding="utf-8")
    assert screen("import", "few.ndjson", "--skip-invalid").out == "10 added\n"
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    assert screen("--db", "new.db", "import", "films.ndjson").err == ""


def test_requests_that_take_long_draw_a_bar(server: Server, done: Done, screen: Run) -> None:
    for number in (1, 2, 3):
        server.routes[SHOW.format(number)] = show(number, f"Show {number}")
        done("add", f"Show {number}", "-k", "series", "--id", f"tvmaze={number}")
    ran = screen("refresh", width=100)
    assert ran.code == 0
    shown = undressed(ran.err)
    assert "Asking TVmaze" in shown
    assert "3 of 3, about 0 s" in shown


def test_requests_draw_no_bar_in_a_pipe_or_if_they_are_quick(
    server: Server, done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes[SHOW.format(1)] = show(1, "Dark")
    done("add", "Dark", "-k", "series", "--id", "tvmaze=1")
    assert screen("refresh", pipes=["stderr"]).err == ""
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    server.routes["/updates/shows?since=day"] = {"1": 2}
    assert "Asking" not in screen("refresh", width=100).err


def test_a_bar_moves_while_a_list_is_read(screen: Run) -> None:
    Path("films.ndjson").write_text(ROWS, encoding="utf-8")
    screen("import", "films.ndjson")
    for command, shown in (
        (("list", "-f", "tsv"), "Listing"),
        (("upcoming", "-f", "tsv"), "Listing"),
        (("export", "-f", "tsv"), "Exporting"),
    ):
        ran = screen(*command)
        assert shown in undressed(ran.err)
        assert ran.err.rstrip("\n").endswith("\x1b[2K")  # the line is left empty
    ran = screen("export", "a.tsv")
    assert ran.err.endswith("\x1b[2K1,100 written to a.tsv.\n")


def test_a_short_list_draws_no_bar(monkeypatch: pytest.MonkeyPatch, screen: Run) -> None:
    Path("few.ndjson").write_text(ROWS[:200], encoding="utf-8")
    screen("import", "few.ndjson", "--skip-invalid")
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    assert screen("list", "-f", "slugs").err == ""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert screen("list", "-f", "slugs", pipes=["stderr"]).err == ""
