import pytest

from tests.cli.completion.conftest import Asks
from tests.cli.conftest import Run

SORTS = ["-date", "-title", "-status", "-platform", "-kind", "-year", "-reported"]


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("slate list --sort -", SORTS),
        ("slate list --sort -da", ["-date"]),
        ("slate list --sort=-da", ["--sort=-date"]),
        ("slate list --sort=da", ["--sort=date"]),
        ("slate list -p --dem", []),  # it would be the name of a service
    ],
)
def test_a_value_may_begin_like_an_option(
    slate: Run, asks: Asks, line: str, offers: list[str]
) -> None:
    asks("fish", line)
    assert slate().out.split("\n") == [*offers, ""] if offers else ["", ""]


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("slate list --so", "--sort"),
        ("slate list --undated --so", "--sort"),
        ("slate list --limit 3 --so", "--sort"),
        ("slate show titles --his", "--history"),  # `titles` is the name of the argument
    ],
)
def test_other_words_like_options_are_completed_to_options(
    slate: Run, asks: Asks, line: str, option: str
) -> None:
    asks("fish", line)
    (offer,) = slate().out.splitlines()
    assert offer.partition("\t")[0] == option
