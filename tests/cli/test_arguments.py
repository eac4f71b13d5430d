import os
import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import Done, Refused, Run, stored


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("add", "Soul", "-p", "Netflix", "--platform", "Hulu"), "--platform"),
        (("add", "Soul", "--note", "a", "--note", "b", "--note", "c"), "--note"),
        (("add", "Soul", "-n", "1", "--season", "2"), "--season"),
        (("list", "--columns", "slug", "--columns", "title"), "--columns"),
        (("list", "--month", "2021", "--month", "2022"), "--month"),
        (("--db", "a.db", "--db", "b.db", "list"), "--db"),
    ],
)
def test_an_option_for_one_value_is_given_once(
    refused: Refused, arguments: tuple[str, ...], option: str
) -> None:
    assert refused(2, *arguments) == f"slate: {option} is given more than once. Give it once.\n"
    assert not stored().exists()


def test_of_some_options_the_last_one_counts(done: Done) -> None:
    for title in ("A", "B"):
        done("add", title)
    last = ("-f", "slugs", "--limit", "1", "--sort", "-title")
    assert done("list", "-f", "csv", "--limit", "2", "--sort", "date", *last) == "b\n"


def test_flags_and_filters_may_be_repeated(done: Done) -> None:
    done("add", "A", "--rumor", "--rumor", "--tag", "x", "--tag", "y")
    assert (
        done("list", "--tag", "x", "--tag", "y", "--undated", "--undated", "-f", "slugs") == "a\n"
    )


def test_help_wins_over_other_errors(slate: Run) -> None:
    assert slate("list", "extra", "--help").code == 0


@pytest.mark.about_files
def test_a_damaged_time_that_only_the_screen_needs_is_no_internal_error(
    done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may change a file without changing its time; slate does not look for damage then."""
    done("add", "Mank")
    saved = stored().stat()
    with closing(sqlite3.connect(stored())) as connection, connection:
        connection.execute("update batches set recorded_at = 'soon'")
    os.utime(stored(), ns=(saved.st_atime_ns, saved.st_mtime_ns))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert refused(1, "log") == (
        f'slate: {stored()}: the file is damaged (batches has the time "soon"); '
        "nothing was changed. If you have no backup elsewhere, recover what can be read: "
        f"slate restore {stored()}\n"
    )
