import pytest

from slate.cli.options.numbers import number
from slate.domain.errors import UsageError
from tests.cli.conftest import Done, Refused

SEASON = number("A season is", "--season 2", range(10))


@pytest.mark.parametrize(("text", "value"), [("0", 0), (" 7 ", 7), ("007", 7), ("9", 9)])
def test_whole_numbers_within_the_bounds_are_read(text: str, value: int) -> None:
    assert SEASON(text) == value


@pytest.mark.parametrize("text", ["", "two", "-1", "1.5", "\u0661", "1" * 20])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as error:
        SEASON(text)
    assert str(error.value) == "A season is a number, as in --season 2."


def test_a_number_out_of_bounds_is_refused_with_the_bounds() -> None:
    with pytest.raises(UsageError) as error:
        SEASON("10")
    assert str(error.value) == "A season is a number from 0 to 9."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "--limit", "x"], "--limit takes a number, as in --limit 20."),
        (["list", "--limit", "-1"], "--limit takes a number, as in --limit 20."),
        (["list", "--limit", "1000000001"], "--limit takes a number from 0 to 1000000000."),
        (["add", "A", "--season", "two"], "A season is a number, as in --season 2."),
        (["add", "A", "-n", "10000"], "A season is a number from 0 to 9999."),
        (["add", "A", "--part", "b"], "A part is a number, as in --part 2."),
        (["add", "A", "--year", "1700"], "A year is a number from 1800 to 2999."),
    ],
)
def test_each_option_says_what_it_takes(
    refused: Refused, arguments: list[str], message: str
) -> None:
    assert refused(2, *arguments) == f"slate: {message}\n"


def test_no_range_stands_in_a_help_text(done: Done) -> None:
    for command in ("list", "add", "update", "log"):
        assert "<=x<=" not in done(command, "--help")
