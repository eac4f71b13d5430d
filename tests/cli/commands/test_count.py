import json

import pytest

from slate.cli.commands import count
from tests.cli.conftest import Done, Refused, Run, undressed

DEMO = [
    "Service     Jan 2021  no date  Total",
    "Netflix     3+2       1        6",
    "no service  -         2        2",
    "Total       3+2       3        8",
]


def test_two_keys_make_a_pivot_table(done: Done, screen: Run) -> None:
    assert done("--demo", "count", "--by", "platform,month", "2021-01").splitlines() == DEMO
    assert (
        done("--demo", "count", "--by", "platform,month", "--month", "2021-01").splitlines() == DEMO
    )
    shown = screen("--demo", "count", "--by", "platform,month", "2021-01", together=True).out
    assert undressed(shown) == (
        "In January 2021\n"
        "  Service       Jan  no date  Total\n"
        "  ▌Netflix     3 +2        1      6\n"
        "   no service  ·           2      2\n"
        "  ─────────────────────────────────\n"
        "  Total        3 +2        3      8\n"
        "\n"
        "8 releases; 3 +2 means 3 certain and 2 possible.\n"
        "Demo slate of 2021-01-07; changes are not kept.\n"
    )


def test_the_default_key_is_the_platform(done: Done) -> None:
    assert done("--demo", "count").splitlines() == [
        "Service     Releases  no date  Total",
        "Netflix     7         1         8",
        "no service  -         2         2",
        "Total       7         3        10",
    ]


def test_data_formats_list_each_combination(done: Done) -> None:
    asked = ("--demo", "count", "--by", "platform,month", "2021-01")
    assert done(*asked, "-f", "csv").splitlines() == [
        "platform,month,certain,possible,year_only,no_date",
        "Netflix,2021-01,3,2,0,0",
        "Netflix,,0,0,0,1",
        ",2021-01,0,0,0,0",
        ",,0,0,0,2",
    ]
    assert json.loads(done(*asked, "-f", "json", "--limit", "1")) == [
        {
            "platform": "Netflix",
            "month": "2021-01",
            "certain": 3,
            "possible": 2,
            "year_only": 0,
            "no_date": 0,
        }
    ]
    assert done(*asked, "--columns", "month,certain").splitlines() == [
        "month    certain",
        "2021-01  3",
        "         0",
        "2021-01  0",
        "         0",
    ]


@pytest.mark.usefixtures("small")
def test_filters_limit_what_is_counted(done: Done, slate: Run) -> None:
    said = done("count", "--by", "year,status", "-p", "Netflix", "-f", "tsv").splitlines()
    assert said == ["2020\treleased\t1\t0\t0\t0", "2021\tscheduled\t1\t0\t0\t0"]
    assert slate("count", "--as-of", "2019", "-e")[:2] == (3, "")


def test_wide_data_has_a_column_for_each_value_of_the_last_key(done: Done) -> None:
    asked = ("--demo", "count", "--by", "service,month", "2021-Q1", "--wide")
    assert done(*asked, "-f", "csv").splitlines() == [
        "platform,2021-01,2021-02,2021-03,possible,no_date,total",
        "Netflix,3,0,0,2,1,6",
        ",0,0,0,0,2,2",
    ]
    assert json.loads(done(*asked, "-f", "json", "--limit", "1")) == [
        {
            "platform": "Netflix",
            "2021-01": 3,
            "2021-02": 0,
            "2021-03": 0,
            "possible": 2,
            "no_date": 1,
            "total": 6,
        }
    ]
    assert done(*asked).splitlines()[1] == "Netflix     3+2       0+2       0+2       1        6"
    row = ("--demo", "count", "--by", "kind", "--wide")
    assert done(*row, "-f", "csv").splitlines() == [
        "film,docuseries,series,documentary,total",
        "5,2,2,1,10",
    ]
    assert done(*row).splitlines() == [
        "film      docuseries  series  documentary  Total",
        "2, 3 TBA  2           2       1            10",
    ]


@pytest.fixture
def canceled(done: Done) -> None:
    done("add", "Salt Road", "-p", "Netflix", "-d", "2021-02-05")
    done("add", "Night Ferry", "-p", "Netflix", "-s", "filming")
    done("add", "Copper Sky", "-p", "Netflix", "-d", "2021-03-03", "-s", "canceled")
    done("add", "Tidewater", "-p", "Hulu", "-s", "canceled")


@pytest.mark.usefixtures("canceled")
def test_canceled_titles_are_left_out_unless_asked_for(done: Done) -> None:
    def total(*arguments: str) -> int:
        rows = json.loads(done("count", "-f", "json", *arguments))
        return sum(row[name] for row in rows for name in ("certain", "possible", "no_date"))

    for by in ("platform", "status", "label", "platform,status", "month"):
        assert total("--by", by) == 2
        assert total("--by", by, "--canceled") == 4
        assert total("--by", by, "-s", "canceled") == 2
        assert total("--by", by, "-s", "filming", "--canceled") == 3


@pytest.mark.usefixtures("canceled")
def test_a_hint_says_how_many_canceled_titles_were_left_out(screen: Run, slate: Run) -> None:
    two = "2 canceled titles are not counted; add --canceled to include them.\n"
    assert screen("count").err.endswith(f"2 releases.\n{two}")
    assert screen("count", "-f", "csv").err == two
    assert screen("count", "2021-01").err.endswith(
        "1 canceled title is not counted; add --canceled to include it.\n"
    )
    assert screen("count", "-p", "Hulu").err == (
        "No titles match (-p Hulu).\n"
        "1 canceled title is not counted; add --canceled to include it.\n"
    )
    for arguments in (("--canceled",), ("-s", "canceled"), ("-s", "filming")):
        assert "canceled title" not in screen("count", *arguments).err
    assert slate("count").err == ""


@pytest.mark.usefixtures("canceled")
def test_undated_titles_count_in_the_column_of_their_status(done: Done) -> None:
    done("add", "Second Sky", "-p", "Netflix", "-d", "2021-03-03", "-s", "filming")
    assert done("count", "--by", "platform,status").splitlines() == [
        "Service  filming   scheduled  Total",
        "Netflix  1, 1 TBA  1          3",
    ]


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
    assert ran.out.splitlines()[3:5] == [
        "The first of 4 rows. For all:",
        "  slate --demo count --by kind --limit 4",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "genre"], 'Cannot count by "genre". Choose from platform, month, quarter'),
        (["--by", "month,year"], "--by takes only one of month, quarter and year"),
        (
            ["--columns", "kind"],
            'There is no column "kind". Choose from platform, certain, possible, year_only, ',
        ),
        (["--by", "platform,service"], "--by takes at most 4 keys, each once."),
        (
            ["--wide", "--columns", "platform"],
            "--columns cannot be combined with --wide, whose columns are what is counted.",
        ),
        (["--wide", "-f", "slugs"], "-f slugs works only for titles."),
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
    ran = screen("--demo", "count", "--by", "kind,platform", width=36, together=True)
    assert "In one piece: --wide -f csv, or\n  through a pipe: | less -S\n" in ran.out
    whole = screen("--demo", "count", "--by", "kind", together=True)
    assert "In one piece" not in whole.out
