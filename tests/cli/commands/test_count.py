import json

import pytest

from slate.cli.commands import count
from tests.cli.conftest import Done, Refused, Run, undressed

DEMO = [
    "Platform     Jan 2021  no date  Total",
    "Netflix      3+2       1        6",
    "no platform  -         2        2",
    "Total        3+2       3        8",
]


def test_two_keys_make_a_pivot_table(done: Done, screen: Run) -> None:
    assert done("--demo", "count", "--by", "platform,month", "2021-01").splitlines() == DEMO
    assert (
        done("--demo", "count", "--by", "platform,month", "--month", "2021-01").splitlines() == DEMO
    )
    shown = screen("--demo", "count", "--by", "platform,month", "2021-01", together=True).out
    assert undressed(shown) == (
        "In January 2021\n"
        "  Platform     Jan  no date  Total\n"
        "  Netflix      3+2  1        6\n"
        "  no platform  -    2        2\n"
        "  Total        3+2  3        8\n"
        "\n"
        "8 releases; 3+2 means 3 certain and 2 possible.\n"
        "Demo slate of 2021-01-07; changes are not kept.\n"
    )


def test_the_default_key_is_the_platform(done: Done) -> None:
    assert done("--demo", "count").splitlines() == [
        "Platform     Releases  no date  Total",
        "Netflix      7         1         8",
        "no platform  -         2         2",
        "Total        7         3        10",
    ]


def test_data_formats_list_each_combination(done: Done) -> None:
    asked = ("--demo", "count", "--by", "platform,month", "2021-01")
    assert done(*asked, "-f", "csv").splitlines() == [
        "certain,possible,year_only,no_date,platform,month",
        "3,2,0,0,Netflix,2021-01",
        "0,0,0,1,Netflix,",
        "0,0,0,2,,",
    ]
    assert json.loads(done(*asked, "-f", "json", "--limit", "1")) == [
        {
            "certain": 3,
            "possible": 2,
            "year_only": 0,
            "no_date": 0,
            "platform": "Netflix",
            "month": "2021-01",
        }
    ]
    assert done(*asked, "--columns", "month,certain").splitlines() == [
        "month    certain",
        "2021-01  3",
        "         0",
        "         0",
    ]


@pytest.mark.usefixtures("small")
def test_filters_limit_what_is_counted(done: Done, slate: Run) -> None:
    said = done("count", "--by", "year,status", "-p", "Netflix", "-f", "tsv").splitlines()
    assert said == ["1\t0\t0\t0\t2020\treleased", "1\t0\t0\t0\t2021\tscheduled"]
    assert slate("count", "--as-of", "2019", "-e")[:2] == (3, "")


def test_nothing_to_count_is_reported(slate: Run, screen: Run) -> None:
    assert screen("count").err.startswith("Nothing on the slate yet. Add a title:\n")
    assert slate("count", "2021") == (0, "", "")
    assert slate("count", "-e") == (3, "", "")
    assert slate("count", "-f", "json") == (0, "[]\n", "")
    assert screen("--demo", "count", "-k", "short").err.startswith("No titles match (-k short).\n")


def test_a_terminal_shows_a_limited_number_of_rows(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count, "SHOWN", 1)
    ran = screen("--demo", "count", "--by", "kind", together=True)
    assert ran.out.splitlines()[3] == "The first 1 of 4 rows are shown."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "genre"], 'Cannot count by "genre". Choose from platform, month, quarter'),
        (["--by", "month,year"], "--by takes only one of month, quarter and year"),
        (
            ["--columns", "kind"],
            'There is no column "kind". Choose from certain, possible, year_only, ',
        ),
        (["-f", "slugs"], "-f slugs works only for titles."),
        (["2021", "--month", "2021"], "2021 cannot be combined with --month, --from or --to."),
        (
            ["2021", "--undated"],
            "--undated cannot be combined with a time span: titles without a date are in none.",
        ),
        (["soon"], '"soon" is not a date or time span'),
    ],
)
def test_invalid_arguments_are_refused(
    refused: Refused, arguments: list[str], message: str
) -> None:
    assert refused(2, "count", *arguments).startswith(f"slate: {message}")


def test_a_split_table_is_followed_by_how_to_see_it_whole(screen: Run) -> None:
    ran = screen("--demo", "count", "--by", "kind,platform", width=40, together=True)
    assert "In one piece: -f csv, or through a pipe:\n  | less -S\n" in ran.out
    whole = screen("--demo", "count", "--by", "kind", together=True)
    assert "In one piece" not in whole.out
