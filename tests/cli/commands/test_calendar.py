# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json

import pytest

from slate.cli.commands import calendar
from tests.cli.conftest import Done, Refused, Run

RULE = " ".join(["─" * 10] * 7)
JANUARY = f"""\
January 2021   5 releases

Mon        Tue        Wed        Thu        Fri        Sat        Sun
{" " * 44}{RULE[:32]}
                                             1          2          3
{RULE}
 4          5          6          7  today   8          9         10
{RULE}
11         12         13         14         15         16         17
{RULE}
18         19         20         21         22         23         24
{RULE}
25         26         27         28         29         30         31

Sometime in January
 Headspace: Guide to Meditation  Netflix
 History of Swear Words  Netflix
 The Minimalists  Netflix

Early 2021
 Cobra Kai: season 3  Netflix
 Disenchantment: part 3  Netflix

3 this month, 2 possible, 1 undated:
  slate --demo list --undated -s upcoming
Demo slate of 2021-01-07; changes are not kept.
"""
ROWS = """\
Date        Title                           On       Status
Jan 2021    Headspace: Guide to Meditation  Netflix  Upcoming docuseries
Jan 2021    History of Swear Words          Netflix  Upcoming docuseries
Jan 2021    The Minimalists                 Netflix  Upcoming documentary
early 2021  Cobra Kai: season 3             Netflix  Upcoming season
early 2021  Disenchantment: part 3          Netflix  Upcoming season
"""


@pytest.fixture(autouse=True)
def world_of_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def some(done: Done) -> None:
    done("add", "Soul", "-p", "Disney+", "-d", "2021-01-20", "--source", "Variety")
    done("add", "Mank", "-p", "Netflix", "-d", "2021-01", "--rumor")
    done("add", "Dune", "-p", "Netflix", "-d", "2020-12-01", "--leaves", "2021-01-31")
    done("add", "Ava", "-p", "Hulu", "-d", "2021-03-02", "--source", "Variety")


def test_this_month_is_a_grid(screen: Run) -> None:
    ran = screen("--demo", "calendar", together=True)
    assert (ran.code, ran.out) == (0, JANUARY)


def test_a_narrow_terminal_has_an_agenda(screen: Run) -> None:
    out = screen("--demo", "calendar", width=60, together=True).out
    assert out.startswith("       January 2021\nMo  Tu  We  Th  Fr  Sa  Su\n")
    assert (
        "\n\nSometime in January\n  Headspace: Guide to Meditation\n   Netflix · docuseries\n"
        in out
    )


@pytest.mark.parametrize(
    "when",
    [
        ["2021-01"],
        ["January"],
        ["--month", "2021-01"],
        ["2w"],
        ["--from", "2021-01-30", "--to", "2021-01-31"],
    ],
)
def test_whole_months_are_shown_however_they_are_asked_for(done: Done, when: list[str]) -> None:
    asked = ("--demo", "calendar", "-f", "json")
    assert done(*asked, *when) == done(*asked)


def test_a_pipe_gets_a_plain_table(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    assert done("--demo", "calendar") == ROWS
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert done("--demo", "calendar").startswith("January 2021   5 releases\n\nMon ")


@pytest.mark.usefixtures("some")
def test_the_week_begins_in_the_region_or_as_chosen(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(*arguments: str) -> str:
        return screen("calendar", *arguments).out.splitlines()[2].split()[0]

    assert first() == "Mon"
    assert first("--week-starts", "sat") == "Sat"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert first() == "Sun"
    assert first("--week-starts", "monday") == "Mon"


@pytest.mark.usefixtures("some")
def test_json_has_months_with_days_and_margin(done: Done) -> None:
    [month] = json.loads(done("calendar", "-f", "json"))
    assert month["month"] == "2021-01"
    assert [(day["day"], len(day["releases"]), len(day["leaving"])) for day in month["days"]] == [
        ("2021-01-20", 1, 0),
        ("2021-01-31", 0, 1),
    ]
    [soul] = month["days"][0]["releases"]
    assert soul == json.loads(done("upcoming", "2021-01", "-f", "json"))[0]
    assert [record["slug"] for record in month["margin"]["releases"]] == ["mank"]
    [dune] = json.loads(done("upcoming", "2021-01", "--leaving", "-f", "json"))
    assert month["days"][1]["leaving"] == [dune]
    months = json.loads(done("calendar", "2021-01/2021-03", "-f", "json", "-p", "Hulu"))
    assert [(month["month"], len(month["days"])) for month in months] == [
        ("2021-01", 0),
        ("2021-02", 0),
        ("2021-03", 1),
    ]


@pytest.mark.usefixtures("some")
def test_ics_is_as_exported(done: Done, screen: Run) -> None:
    text = done("calendar", "-f", "ics")
    assert text == done("export", "-f", "ics", "--month", "2021-01")
    assert text.count("BEGIN:VEVENT") == 2
    both = done("calendar", "-f", "ics", "--tentative")
    assert both == done("export", "-f", "ics", "--month", "2021-01", "--tentative")
    assert both.count("BEGIN:VEVENT") == 3
    ran = screen("calendar", "-f", "ics", "-p", "Netflix")
    assert (ran.code, ran.err) == (0, "No exact day: 1 skipped; --tentative includes most.\n")
    done("add", "Open", "-d", "2021-01/..")
    assert screen("calendar", "-f", "ics", "--tentative").err == "Open-ended: 1 skipped.\n"


@pytest.mark.usefixtures("some")
def test_markdown_is_a_table_with_a_list(done: Done) -> None:
    text = done("calendar", "-f", "markdown", "--week-starts", "sunday")
    assert text.startswith("## January 2021\n\n| Sunday | Monday |")
    assert " **20**<br>Soul |" in text
    assert text.endswith(
        "| **31**<br>Dune leaves |  |  |  |  |  |  |\n\n- Jan 2021: **Mank**, on Netflix, rumor\n"
    )
    assert done("calendar", "2021-02", "-f", "markdown") == ""


@pytest.mark.usefixtures("some")
def test_nothing_found(slate: Run, screen: Run) -> None:
    assert slate("calendar", "2021-02") == (0, "", "")
    assert slate("calendar", "2021-02", "-e") == (3, "", "")
    assert slate("calendar", "-e").code == 0
    assert slate("calendar", "2021-02", "-f", "ics", "-e").code == 3
    ran = screen("calendar", "2021-02", "-e")
    assert (ran.code, ran.err) == (3, "\nNothing in February 2021.\n")
    assert ran.out.startswith("February 2021\n\nMon ")  # the grid is there
    assert screen("calendar", "2030/2040") == (0, "", "Nothing from 2030 to 2040.\n")
    assert slate("calendar", "2030/2040", "-f", "json").out == "[]\n"


def test_an_empty_slate_suggests_adding_a_title(screen: Run) -> None:
    ran = screen("calendar")
    assert ran.out.startswith("January 2021\n\nMon ")
    assert ran.err.startswith("\nNothing on the slate yet. Add a title:\n")


def test_a_grid_says_how_to_see_what_it_leaves_out(done: Done, screen: Run) -> None:
    records = [{"title": f"T{at}", "date": "2021-02-03"} for at in range(calendar.SHOWN + 1)]
    done("import", "-", stdin=json.dumps(records))
    ran = screen("calendar", "2021-02", "--week-starts", "sun")
    assert "+198" in ran.out
    assert ran.err == (
        "\nFor all titles:\n  slate upcoming 2021-02 --limit 201\n201 in February.\n"
    )
    narrow = screen("calendar", "--month", "2021-02", width=60)
    assert narrow.out.count("film") == calendar.SHOWN
    assert narrow.err.startswith(
        "\nFor all titles:\n  slate upcoming --month 2021-02 --limit 201\n"
    )
    done(
        "--db",
        "four.db",
        "import",
        "-",
        stdin=json.dumps([r | {"date": "2021-01-03"} for r in records[:4]]),
    )
    assert (
        "For all titles:\n  slate --db four.db upcoming this-month\n"
        in screen("--db", "four.db", "calendar").err
    )


@pytest.mark.usefixtures("some")
def test_an_earlier_day_has_its_own_today(screen: Run, done: Done) -> None:
    done("add", "Roma", "-d", "2020-12-20", "--reported-on", "2020-12-01", "--source", "A")
    ran = screen("calendar", "--as-of", "2020-12-10")
    assert ran.out.startswith("December 2020   1 release\n")
    assert "10  today" in ran.out
    assert ran.err.endswith("\nAs of 2020-12-10: what had been reported by then.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["until 2021-03"], "A calendar begins with a month, and until 2021-03-31 has no beginning. Add one, as in --from 2021-01 --to 2021-03."),
        (["--undated"], "Titles without a date are in no month. Run: slate list --undated"),
        (["2021-01", "--month", "2021-01"], "2021-01 cannot be combined with --month, --from or --to. Give the time once."),
        (["-f", "csv", "-p", "Hulu"], "A calendar cannot be printed as csv. For its releases as rows, run: slate upcoming this-month -p Hulu -f csv"),
        (["2021-01", "-fslugs", "--week-starts=sun"], "A calendar cannot be printed as slugs. For its releases as rows, run: slate upcoming 2021-01 -f slugs"),
        (["-f", "pdf"], '"pdf" is not a format. Choose from table, json, ics, markdown.'),
        (["-f", "json", "--tentative"], "--tentative is for ics, not for json."),
        (["--week-starts", "s"], '"s" is ambiguous: Saturday or Sunday?'),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(
    refused: Refused, arguments: list[str], message: str
) -> None:
    assert refused(2, "calendar", *arguments) == f"slate: {message}\n"
