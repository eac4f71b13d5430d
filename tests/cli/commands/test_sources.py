# ruff: noqa: RUF001 -- the multiplication sign is that of theme.py

import json

import pytest

from slate.cli.commands import sources
from slate.domain.changes.track_records import columns_of
from tests.cli.conftest import Done, MadeOnce, Refused, Run, undressed


@pytest.fixture(autouse=True)
def _spring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-04-01")


@pytest.fixture
def claims(done: Done, made_once: MadeOnce) -> None:
    """Record two titles that came out, one of them late, with what sources had said of them."""

    def commands() -> None:
        def told(*arguments: str, source: str, on: str) -> None:
            done(*arguments, "--source", source, "--reported-on", on)

        told("add", "Lupin", "-p", "Netflix", "-d", "2021-01", source="TVLine", on="2020-09-01")
        told("update", "lupin", "-d", "2021-03", "--rumor", source="a fan forum", on="2020-09-02")
        told("update", "lupin", "-d", "2021-01-08", "--official", source="Netflix", on="2020-11-01")
        told("update", "lupin", "-s", "released", source="TVLine", on="2021-01-08")
        told(
            "add",
            "Dune",
            "-k",
            "film",
            "-p",
            "Max",
            "-d",
            "2020-12",
            source="TVLine",
            on="2020-01-01",
        )
        told("update", "dune", "-d", "2021-02-12", "--official", source="HBO", on="2020-10-05")

    made_once("claims", commands)


TABLE = [
    "Source       Claims  First  Right  Wrong  Slipped  Open  Ahead  Exact to  Statuses",
    "TVLine            2      2      1      0        1     0  61d    31d       1 right",
    "HBO               1      1      1      0        0     0         1d",
    "Netflix           1      1      1      0        0     0         1d",
    "a fan forum       1      1      0      1        0     0",
]
SCREEN = [
    "Source       Claims  First  Right  Slipped  Wrong  Open    Ahead  Exact to",
    "TVLine            2      2      1        1      ·     ·  61 days   31 days  ■»",
    "HBO               1      1      1        ·      ·     ·              1 day  ■",
    "Netflix           1      1      1        ·      ·     ·              1 day  ■",
    "a fan forum       1      1      ·        ·      1     ·                     ×",
    "",
    "■ right  » slipped  × wrong",
]


@pytest.mark.usefixtures("claims")
def test_sources_shows_the_record_of_each_source(done: Done, screen: Run) -> None:
    assert done("sources").splitlines() == TABLE
    ran = screen("sources", together=True)
    assert undressed(ran.out).splitlines() == [*SCREEN, "", "4 sources, 5 claims on dates."]
    assert screen("sources", "--limit", "1").err == (
        "\nThe first of 4 sources. For all:\n  slate sources --limit 4\n"
    )


@pytest.mark.usefixtures("claims")
def test_data_formats_hold_every_column(done: Done) -> None:
    first, *_ = json.loads(done("sources", "-f", "json"))
    assert tuple(first) == columns_of(("source",))
    assert (first["source"], first["claims"], first["ahead"], first["rate"]) == (
        *("TVLine", 2, 61, None),
    )
    both = done("sources", "--by", "service,kind", "-f", "csv").splitlines()
    assert both[0] == ",".join(columns_of(("source", "platform", "kind")))
    assert both[3] == "TVLine,Netflix,film,1,1,1,0,0,0,0,1,1,0,0,,61,31"
    assert done("sources", "--columns", "source,wrong").splitlines() == [
        "source       wrong",
        "TVLine       0",
        "HBO          0",
        "Netflix      0",
        "a fan forum  1",
    ]
    assert done("sources", "-f", "markdown", "--columns", "source,right", "--limit", "1") == (
        "| source | right |\n| --- | --- |\n| TVLine | 1 |\n"
    )


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-p", "hbo max"], ["HBO", "TVLine"]),
        (["-p", "hbo max", "-p", "Netflix", "--limit", "1"], ["TVLine"]),
        (["--region", "US"], []),
        (["--search", "lupin", "--sort", "wrong"], ["a fan forum", "Netflix", "TVLine"]),
        (["--month", "2021-02"], ["HBO", "TVLine"]),
        (["--as-of", "2020-06-01"], ["TVLine"]),
        (["-s", "released", "--sort", "ahead"], ["TVLine", "Netflix", "a fan forum"]),
    ],
)
def test_options_choose_the_sources(done: Done, arguments: list[str], expected: list[str]) -> None:
    told = done("sources", *arguments, "-f", "tsv", "--columns", "source")
    assert told.splitlines() == expected


@pytest.mark.usefixtures("claims")
def test_a_past_day_decides_what_is_settled(done: Done) -> None:
    asked = ("sources", "-f", "tsv", "--columns", "source,right,wrong,slipped,open", "--as-of")
    assert done(*asked, "2020-12-01").splitlines() == [
        "TVLine\t0\t0\t1\t1",
        "a fan forum\t0\t0\t0\t1",
        "HBO\t0\t0\t0\t1",
        "Netflix\t0\t0\t0\t1",
    ]


def test_no_claims_are_reported_on_a_terminal(slate: Run, screen: Run, done: Done) -> None:
    assert screen("sources").err.startswith("Nothing on the slate yet. Add a title:\n")
    done("add", "Dune", "-d", "2021-10-01")
    assert slate("sources") == (0, "", "")
    assert slate("sources", "-e", "--by", "platform") == (3, "", "")
    assert slate("sources", "-f", "json") == (0, "[]\n", "")
    assert screen("sources") == (0, "", "No claims to judge: none was made before its date.\n")
    assert screen("sources", "-k", "film") == (0, "", "No such claims.\n")


def test_a_terminal_shows_a_limited_number_of_rows(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "SHOWN", 2)
    for title in ("A", "B", "C"):
        done("add", title, "-d", "2021-10-01", "--source", f"Source {title}")
    ran = screen("sources", together=True)
    assert undressed(ran.out).count("\nSource ") == 2
    assert ran.out.endswith("\n\nThe first 2 of 3 sources. For all:\n  slate sources --limit 3\n")
    assert len(done("sources").splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "genre"], 'Cannot group by "genre". Choose from source, platform, kind.'),
        (["--sort", "date"], 'Cannot sort by "date". Choose from right, claims, first, wrong,'),
        (["--columns", "platform"], 'There is no column "platform". Choose from source, claims,'),
        (["-f", "slugs"], "-f slugs works only for titles."),
    ],
)
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "sources", *arguments).startswith(f"slate: {message}")
