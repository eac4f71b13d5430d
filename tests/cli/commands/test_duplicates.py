import json

import pytest

from slate.cli.commands.duplicates import COLUMNS
from tests.cli.conftest import Done, Refused, Run

ROWS = "title,year\nHighland Road,2014\nHighland Road,2015\nSalt Meadow,2000\n"


@pytest.fixture(autouse=True)
def _alike(done: Done) -> None:
    done("import", "-", stdin=ROWS)


def test_pairs_in_a_pipe_and_as_data(done: Done) -> None:
    assert done("duplicates") == (
        "Slug           Other slug          Why\n"
        "highland-road  highland-road-2015  same name, different years (2014, 2015)\n"
    )
    row = {
        "slug": "highland-road",
        "other_slug": "highland-road-2015",
        "reason": "years",
        "title": "Highland Road",
        "year": 2014,
        "other_title": "Highland Road",
        "other_year": 2015,
        "text": "same name, different years",
    }
    assert json.loads(done("duplicates", "-f", "json")) == [row]
    assert tuple(row) == COLUMNS
    assert done("duplicates", "-f", "tsv", "--columns", "slug,reason") == "highland-road\tyears\n"
    assert done("duplicates", "salt-meadow", "-f", "ndjson") == ""


def test_a_terminal_says_what_to_do(screen: Run, done: Done) -> None:
    ran = screen("duplicates")
    assert "highland-road-2015" in ran.out
    assert ran.err.splitlines() == [
        "",
        "If two are one work, merge them; if they are two, dismiss them:",
        "  slate merge highland-road highland-road-2015",
        "  slate duplicates --dismiss highland-road highland-road-2015",
    ]
    done("import", "-", stdin="title,year\nHighland Road,2016\n")
    ran = screen("duplicates", "--limit", "1")
    assert "1 of 2." in ran.err
    assert screen("duplicates", "salt-meadow").err == "No possible duplicates.\n"


def test_dismissed_titles_are_not_listed(done: Done) -> None:
    pair = ("highland-road", "highland-road-2015")
    assert done("duplicates", "--dismiss", *pair, "--dry-run") == (
        "highland-road and highland-road-2015: would be dismissed\n"
    )
    assert done("duplicates", "--dismiss", *pair) == (
        "highland-road and highland-road-2015: dismissed\n"
    )
    assert done("duplicates", "--dismiss", *pair) == (
        "highland-road and highland-road-2015: dismissed already\n"
    )
    assert done("duplicates") == ""
    assert "another work than highland-road-2015" in done("show", "highland-road")


def test_exit_status_and_wrong_usage(slate: Run, refused: Refused) -> None:
    assert slate("duplicates", "-e").code == 0
    assert slate("duplicates", "salt-meadow", "-e").code == 3
    assert refused(2, "duplicates", "--dismiss", "salt-meadow") == (
        "slate: --dismiss takes two titles, as in --dismiss dune dune-1984.\n"
    )
    assert refused(2, "duplicates", "--dismiss", "a", "b", "-f", "json") == (
        "slate: --dismiss cannot be combined with --format or --columns.\n"
    )
    assert refused(2, "duplicates", "--dry-run") == (
        "slate: --dry-run can be used only with --dismiss.\n"
    )
