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
