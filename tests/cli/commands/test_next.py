# ruff: noqa: E501 -- a table is easiest to read with one case per line


import pytest

from tests.cli.conftest import Done, IsUntouched, Refused, Run

COBRA = "Cobra Kai: season 3 - 2021-01-08 Fri, on Netflix, official\n"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], COBRA),
        (["Cobra Kai"], COBRA),
        (["cobra"], COBRA),
        (["cobra-kai-s3"], COBRA),
        (["-p", "Hulu"], ""),
        (["we-can-be-heroes"], ""),
        (["heroes-2"], "Heroes 2 - no date, rumor\n"),
        (["-p", "Netflix", "--columns", "slug,date"], "slug          date\ncobra-kai-s3  2021-01-08\n"),
        (["--columns", "slug", "-p", "Hulu"], ""),
        (["-f", "slugs"], "cobra-kai-s3\n"),
        (["-f", "json", "--columns", "slug"], '[\n {"slug": "cobra-kai-s3"}\n]\n'),
        (["-f", "json", "-p", "Hulu"], "[]\n"),
    ],
)  # fmt: skip
def test_next_prints_one_line(done: Done, arguments: list[str], line: str) -> None:
    assert done("next", *arguments) == line


def test_next_names_the_source_and_confidence(done: Done) -> None:
    done("add", "Soul", "-d", "2021-02", "--source", "Deadline", "--rumor", "--region", "US")
    assert done("next") == "Soul - Feb 2021, in US, says Deadline (rumor)\n"


@pytest.mark.usefixtures("small")
def test_naming_any_season_finds_the_next_one_of_the_series(done: Done) -> None:
    done("add", "Cobra Kai", "-n", "2", "-d", "2019-04-24", "-s", "released", "-k", "series")
    assert done("next", "cobra-kai-s2") == COBRA


@pytest.mark.usefixtures("small")
def test_next_reads_titles_from_stdin(done: Done) -> None:
    assert done("next", "-", stdin="cobra-kai-s3\n") == COBRA


def test_next_on_the_demo_notes_the_demo(screen: Run) -> None:
    assert screen("--demo", "next", "disenchantment") == (
        0,
        "Disenchantment: part 3 - early 2021, on Netflix, says the article (reported)\n",
        "Demo slate of 2021-01-07; changes are not kept.\n",
    )


@pytest.mark.usefixtures("small")
def test_nothing_to_come_is_reported_on_a_terminal(slate: Run, screen: Run) -> None:
    assert slate("next", "we-can-be-heroes", "-e") == (3, "", "")
    assert screen("next", "we-can-be-heroes") == (
        0,
        "",
        "No date to come for we-can-be-heroes. What is known: slate show we-can-be-heroes\n",
    )
    assert screen("next", "-p", "Hulu") == (
        0,
        "",
        'No service "Hulu" here. Services here: Netflix.\nNo titles match (-p Hulu).\n',
    )


def test_a_slate_without_dates_names_the_command_that_lists_them(done: Done, screen: Run) -> None:
    done("add", "Soul")
    nothing = "No upcoming title has a date. For those without: slate list --undated\n"
    assert screen("next") == (0, "", nothing)


def test_an_empty_slate_prints_nothing(slate: Run, is_untouched: IsUntouched) -> None:
    assert slate("next") == (0, "", "")
    assert slate("next", "-e") == (3, "", "")
    assert is_untouched()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, ["soul"], 'No title "soul". For all titles: slate list'),
        (2, ["week"], 'No title "week". For what comes out then: slate upcoming next week\n'),
        (3, ["months"], 'No title "months". For all titles: slate list\n'),
        (2, ["-e", ""], "TITLE is empty."),
        (2, ["--columns", "x"], 'There is no column "x". Choose from slug,'),
    ],
)
def test_invalid_arguments_are_refused(
    refused: Refused, code: int, arguments: list[str], message: str
) -> None:
    assert refused(code, "next", *arguments).startswith(f"slate: {message}")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--line", "{name} in {days} days"], "Cobra Kai: season 3 in 1 days\n"),
        (["--line", "{title} {date} {platform}", "cobra"], "Cobra Kai 2021-01-08 Netflix\n"),
        (["--line", "{name}: {days}", "heroes-2"], "Heroes 2: ?\n"),
        (["--line", "{name}", "-p", "Hulu"], ""),
        (["--line", "{days}", "--as-of", "today"], "1\n"),
    ],
)
def test_a_line_of_ones_own_has_the_fields_of_the_record(
    done: Done, arguments: list[str], line: str
) -> None:
    assert done("next", *arguments) == line


@pytest.mark.usefixtures("small")
def test_a_line_without_a_release_is_not_printed(slate: Run, screen: Run) -> None:
    assert slate("next", "--line", "{name}", "-p", "Hulu", "-e") == (3, "", "")
    assert screen("next", "--line", "{name}", "-p", "Hulu") == (
        *(0, ""),
        ('No service "Hulu" here. Services here: Netflix.\nNo titles match.\n'),
    )


def test_days_of_an_overdue_release_are_negative(done: Done) -> None:
    done("add", "Mank", "-d", "2021-01-05", "-s", "scheduled")
    assert done("next", "mank", "--line", "{label}: {days}") == (
        "Due 2021-01-05, not confirmed: -2\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--line", "{when}"], '"when" is not a field. Choose from name, days, slug, title,'),
        (["--line", " "], "--line is empty. Write --line '{name} in {days} days'.\n"),
        (["--line", "x", "-f", "json"], "--line cannot be combined with --format or --columns.\n"),
        (["--line", "x", "--columns", "slug"], "--line cannot be combined with --format or"),
    ],
)
def test_an_invalid_line_is_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "next", *arguments).startswith(f"slate: {message}")
