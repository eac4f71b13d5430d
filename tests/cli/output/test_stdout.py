import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stdout

import pytest

from slate.cli.main import main
from tests.cli.conftest import SLATE, Done, Run, stored

# Text that other programs may have stored; the commands of slate refuse it.
DRIVING = "[red]A[/red]\x1b]0;pwned\x07\u202eB\tC\rD\nE\u2028F\x9b2J"


@pytest.fixture
def hostile_title(done: Done) -> None:
    """Store control characters in the slate, as its owner could with sqlite3."""
    done("add", "Soul", "-p", "Hulu", "-d", "2021-02")
    with closing(sqlite3.connect(stored())) as connection, connection:
        connection.execute("update titles set title = ?", (DRIVING,))
        connection.execute("update releases set platform = ?", (DRIVING,))


COMMANDS = [
    *(["list", "-f", form] for form in ("table", "csv", "tsv", "json", "ndjson", "markdown")),
    ["list", "--columns", "title,platform"],
    ["list", "--sort", "title"],
    ["upcoming"],
    ["upcoming", "-f", "csv"],
    ["next"],
]


@pytest.mark.usefixtures("hostile_title")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_control_characters_are_escaped_on_a_terminal(screen: Run, command: list[str]) -> None:
    ran = screen(*command, width=300, together=True)
    assert ran.code == 0
    out = ran.out
    for control in ("\x1b]", "\x07", "\u202e", "\r", "\u2028", "\x9b"):
        assert control not in out
    assert "A" in out


@pytest.mark.usefixtures("hostile_title")
def test_csv_and_tsv_are_exact_in_pipes_and_escaped_on_a_terminal(done: Done, screen: Run) -> None:
    asked = ("list", "--columns", "slug,title,platform", "-f")
    shown = "[red]A[/red]\\x1b]0;pwned\\x07\\u202eB"
    assert done(*asked, "csv") == f'slug,title,platform\nsoul,"{DRIVING}","{DRIVING}"\n'
    assert screen(*asked, "csv").out.startswith(f'slug,title,platform\nsoul,"{shown}')
    line = DRIVING.replace("\t", " ").replace("\r", " ").replace("\n", " ")
    assert done(*asked, "tsv") == f"soul\t{line}\t{line}\n"
    # The tabs between cells are not escaped.
    assert [cell[: len(shown)] for cell in screen(*asked, "tsv").out.split("\t")] == [
        "soul",
        shown,
        shown,
    ]


@pytest.mark.usefixtures("small")
def test_stdout_may_be_replaced_by_a_text_stream() -> None:
    with redirect_stdout(io.StringIO()) as out:
        assert main(["list", "-f", "slugs"]) == 0
        assert main(["next"]) == 0
    assert out.getvalue() == (
        "cobra-kai-s3\nheroes-2\nwe-can-be-heroes\n"
        "Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, official\n"
    )


def test_data_is_utf8_in_any_locale(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    done("add", "Am\u00e9lie")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["list", "-f", "tsv", "--columns", "title"]) == 0
    assert main(["list", "-f", "csv", "--columns", "title"]) == 0
    assert raw.getvalue().decode() == "Am\u00e9lie\ntitle\nAm\u00e9lie\n"


def test_letters_missing_from_the_locale_are_escaped(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "Am\u00e9lie", "-d", "2021")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["next"]) == 0
    assert raw.getvalue() == b"Am\\xe9lie - 2021\n"


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_a_change_is_stored_even_if_its_output_fails(
    done: Done,
) -> None:
    script = '"$0" undo | true; "$0" add Soul >/dev/full; echo "$?"'
    ran = subprocess.run(
        ["/bin/bash", "-c", script, SLATE],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ,
    )
    assert ran.stdout == "1\n"
    assert ran.stderr == (
        "slate: cannot write output: No space left on device. The change was stored.\n"
    )
    assert done("list", "-f", "slugs").split() == ["cobra-kai-s3", "soul", "we-can-be-heroes"]
