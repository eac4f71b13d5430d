from pathlib import Path

import pytest

from slate.cli.output.see_all import see_all, see_undated, see_upcoming
from slate.cli.session import Clock, Session, Terminal
from slate.store.file.connection import Store
from tests.cli.conftest import Done, Run

TERMINAL = Terminal(is_screen=True, shows=True, listens=True, answers=True, width=80)
SESSION = Session(Store(Path("slate.db")), Clock.read("2021-01-07"), TERMINAL)


@pytest.mark.parametrize(
    ("typed", "total", "expected"),
    [
        (["list"], 1_204, "slate list --limit 1204"),
        (["changes"], None, "slate changes | less"),
        (["list", "--limit", "3"], 1_204, "slate list --limit 1204"),
        (["list", "--limit=3", "-k", "film"], 9, "slate list -k film --limit 9"),
        (["diff", "7d", "--limit", "0"], None, "slate diff 7d | less"),
        (["list", "--search", "a b's"], 9, """slate list --search 'a b'"'"'s' --limit 9"""),
        (["list", "--limit"], 9, "slate list --limit 9"),
    ],
)
def test_the_command_that_was_typed_shows_all(
    typed: list[str], total: int | None, expected: str
) -> None:
    session = SESSION._replace(arguments=tuple(typed))
    assert see_all(session, total).replace("\u00a0", " ") == f"\n{expected}"


def test_the_command_is_about_the_same_slate() -> None:
    session = SESSION._replace(arguments=("list",), options=("--db", "my slate.db"))
    assert see_all(session, 9).replace("\u00a0", " ") == (
        "\nslate --db 'my slate.db' list --limit 9"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "caption", "command"),
    [
        (["list"], "0 of 4 titles", "--limit 4"),
        (["upcoming"], "None of 2 releases", "--limit 2"),
        (["changes"], "None of the changes since 2020-12-31", "| less"),
        (["changes", "dune"], "None of the changes in all", "| less"),
        (["diff", "2021-01-01"], "None of the differences between 2021-01-01 and 2021-01-07",
         "| less"),
        (["log"], "0 of 6 batches", "--limit 6"),
        (["log", "1"], "None of the changes", "| less"),
        (["count"], "None of 2 rows", "--limit 2"),
        (["slips"], "None of 1 title", "--limit 1"),
        (["sources"], "None of 1 source", "--limit 1"),
    ],
)  # fmt: skip
def test_a_limit_of_0_does_not_claim_that_there_is_nothing(
    done: Done, screen: Run, arguments: list[str], caption: str, command: str
) -> None:
    done("add", "Dune", "-d", "2020-12", "--source", "Max", "--reported-on", "2020-12-01")
    done("update", "dune", "-d", "2021-10-22", "--reported-on", "2020-12-20")
    done("update", "dune", "-d", "2021-10-23")
    ran = screen(*arguments, "--limit", "0", width=200)
    assert (ran.code, "Dune" in ran.out) == (0, False)
    shown = f"{caption}. For all:\n  slate {' '.join(arguments)} {command}\n"
    assert ran.err.lstrip("\n").startswith(shown)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ([], "list --undated -s upcoming"),
        (["2021-01", "--certain", "--limit", "3"], "list --undated -s upcoming"),
        (["--month", "2021-01", "-p", "A & B"], "list --undated -s upcoming -p 'A & B'"),
        (["--kind=film", "-pNetflix"], "list --undated -s upcoming --kind=film -pNetflix"),
        (["-s", "filming", "--disputed"], "list --undated -s filming --disputed"),
        (["--as-of", "2021-01-06"], "list --undated -s upcoming --as-of 2021-01-06"),
        (["--search"], "list --undated -s upcoming --search ''"),
    ],
)
def test_what_has_no_date_is_listed_with_the_same_filters(typed: list[str], command: str) -> None:
    session = SESSION._replace(arguments=("upcoming", *typed))
    assert see_undated(session).replace("\u00a0", " ") == f"slate {command}"


@pytest.mark.parametrize(
    ("typed", "form", "command"),
    [
        ([], None, "upcoming this-month"),
        (["-p", "Hulu", "--week-starts", "sun"], None, "upcoming this-month -p Hulu"),
        (["2021-01", "--week-starts=sun", "-f", "table"], None, "upcoming 2021-01 -f table"),
        (["2021-01", "-f", "csv"], "csv", "upcoming 2021-01 -f csv"),
        (["2021-01", "-fcsv", "--tentative"], "csv", "upcoming 2021-01 -f csv"),
        (["2021-01", "--format=csv"], "csv", "upcoming 2021-01 -f csv"),
        (["2021-01", "--format"], "csv", "upcoming 2021-01 -f csv"),
    ],
)
def test_releases_of_a_calendar_are_listed_with_the_same_filters(
    typed: list[str], form: str | None, command: str
) -> None:
    session = SESSION._replace(arguments=("calendar", *typed))
    shown = see_upcoming(session, has_time="2021-01" in typed, form=form)
    assert shown.replace("\u00a0", " ") == f"slate {command}"
