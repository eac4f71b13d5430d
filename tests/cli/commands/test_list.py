# ruff: noqa: E501 -- screens as they are shown

import json

import pytest

from slate.cli.commands import list as list_command
from slate.domain.titles.record import COLUMNS
from tests.cli.conftest import Done, IsUntouched, Run, undressed

USUAL = """\
  Date          Title                             On       Status

Later in January
  January       Headspace: Guide to Meditation    Netflix  docuseries
                History of Swear Words            Netflix  docuseries
                The Minimalists                   Netflix  documentary

Later in 2021
  early 2021    Cobra Kai: season 3               Netflix  season
                Disenchantment: part 3            Netflix  season

No date
                We Can Be Heroes sequel           Netflix  sequel in development

Out
  Dec 2020      The Midnight Sky                  Netflix  film
  Dec 25, 2020  We Can Be Heroes                  Netflix  film
  2005          The Adventures of Sharkboy and             film, year only
                Lavagirl in 3-D

9 titles.
Demo slate of 2021-01-07; changes are not kept.
"""
WIDE = """\
  Date                       Title                                            On       Status

Later in January
  January                    Headspace: Guide to Meditation                   Netflix  docuseries
                             History of Swear Words                           Netflix  docuseries
                             The Minimalists                                  Netflix  documentary

Later in 2021
  early 2021                 Cobra Kai: season 3                              Netflix  season
                             Disenchantment: part 3                           Netflix  season

No date
                             We Can Be Heroes sequel                          Netflix  sequel in development

Out
  Dec 2020                   The Midnight Sky                                 Netflix  film
  Dec 25, 2020  13 days ago  We Can Be Heroes                                 Netflix  film
  2005          year only    The Adventures of Sharkboy and Lavagirl in 3-D            film

9 titles.
Demo slate of 2021-01-07; changes are not kept.
"""
NARROW = """\
  Date          Title, On, Status

Later in January
  January       Headspace: Guide to Meditation
                 Netflix · docuseries
                History of Swear Words
                 Netflix · docuseries
                The Minimalists
                 Netflix · documentary

Later in 2021
  early 2021    Cobra Kai: season 3
                 Netflix · season
                Disenchantment: part 3
                 Netflix · season

No date
                We Can Be Heroes sequel
                 Netflix · sequel in development

Out
  Dec 2020      The Midnight Sky
                 Netflix · film
  Dec 25, 2020  We Can Be Heroes
  13 days ago    Netflix · film
  2005          The Adventures of Sharkboy and Lavagirl in
                3-D
  year only     film

9 titles.
Demo slate of 2021-01-07; changes are not kept.
"""
PLAIN = """\
Date            Title                On       Status
2021-01-08 Fri  Cobra Kai: season 3  Netflix  Upcoming season
no date         Heroes 2                      Sequel in development, rumor
2020-12-25 Fri  We Can Be Heroes     Netflix  Released
"""


@pytest.mark.parametrize(("width", "shown"), [(60, NARROW), (80, USUAL), (120, WIDE)])
def test_the_demo_is_listed_at_each_terminal_width(
    screen: Run, monkeypatch: pytest.MonkeyPatch, width: int, shown: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    ran = screen("--demo", "list", width=width, together=True)
    assert (ran.code, ran.out) == (0, shown)


@pytest.mark.usefixtures("small")
def test_a_list_in_a_pipe_is_one_plain_table(done: Done) -> None:
    assert done("list") == PLAIN


@pytest.mark.usefixtures("small")
def test_notes_go_to_stderr(screen: Run) -> None:
    ran = screen("list", pipes=["stdout"])
    assert (ran.out, ran.err) == (PLAIN, "")
    ran = screen("list", pipes=["stderr"])
    assert "\n\nTomorrow\n  Fri Jan 8     ✓  Cobra Kai" in undressed(ran.out)
    assert ran.err == ""
    assert screen("list", "--limit", "1", width=100).err == (
        "\n1 of 3 titles. For all:\n  slate list --limit 3\n"
    )
    assert screen("list", "-p", "Hulu") == (
        0,
        "",
        'No service "Hulu" here. Services here: Netflix.\nNo titles match (-p Hulu).\n',
    )
    assert screen("list", "-p", "Netflix", "-k", "short").err == (
        "No titles match (-p Netflix -k short).\n"  # the service is known
    )
    assert screen("list", "-k", "short", "--search", "a b").err == (
        "No titles match (-k short --search 'a b').\n"
    )


@pytest.mark.usefixtures("small")
def test_a_sorted_list_is_one_table(done: Done, screen: Run) -> None:
    assert done("list", "--sort", "-title").splitlines() == [
        "Date            Title                On       Status",
        "2020-12-25 Fri  We Can Be Heroes     Netflix  Released",
        "no date         Heroes 2                      Sequel in development, rumor",
        "2021-01-08 Fri  Cobra Kai: season 3  Netflix  Upcoming season",
    ]
    assert undressed(screen("list", "--sort", "-title").out).splitlines() == [
        "Date             Title                 On       Status",
        "Dec 25, 2020     We Can Be Heroes     ▌Netflix  Released",
        "                 Heroes 2                       Sequel in development, rumor",
        "Fri Jan 8     ✓  Cobra Kai: season 3  ▌Netflix  Upcoming season",
    ]


@pytest.mark.usefixtures("small")
def test_chosen_columns_are_one_table(screen: Run) -> None:
    ran = screen("list", "--columns", "slug,tags", "--limit", "2", together=True)
    assert undressed(ran.out) == (
        "slug          tags\n"
        "cobra-kai-s3\n"
        "heroes-2      kids\n"
        "\n"
        "2 of 3 titles. For all:\n"
        "  slate list --columns slug,tags --limit 3\n"
    )


def test_a_terminal_shows_a_limited_number_of_titles(done: Done, screen: Run) -> None:
    count = list_command.SHOWN + 1
    done("import", "-", stdin=json.dumps([{"title": f"T{number}"} for number in range(count)]))
    ran = screen("list", together=True, width=100)
    assert ran.out.count("film") == list_command.SHOWN
    assert undressed(ran.out).startswith("  Title  Status\n\nNo date  200 of 201\n")
    assert ran.out.endswith("\n\n200 of 201 titles. For all:\n  slate list --limit 201\n")
    assert screen("list", "--limit", "201").out.count("film") == count
    assert len(done("list").splitlines()) == 1 + count


CSV = """\
slug,title,label,status,kind,date,precision,year,season,part,platform,release_type,region,\
earliest,latest,certain,leaves,tags,source,url,reported_on,confidence,leaves_source,\
leaves_confidence,name
cobra-kai-s3,Cobra Kai,Upcoming season,scheduled,series,2021-01-08,day,,3,,Netflix,streaming,,\
2021-01-08,2021-01-08,,,,,,2021-01-07,official,,,Cobra Kai: season 3
heroes-2,Heroes 2,Sequel in development,in-development,film,TBA,tba,,,,,,,,,,,kids,,,\
2021-01-07,rumor,,,Heroes 2
we-can-be-heroes,We Can Be Heroes,Released,released,film,2020-12-25,day,,,,Netflix,streaming,,\
2020-12-25,2020-12-25,,,,Netflix,,2021-01-07,reported,,,We Can Be Heroes
"""


@pytest.mark.usefixtures("small")
def test_each_data_format_in_a_pipe(done: Done) -> None:
    assert done("list", "-f", "csv") == CSV
    rows = [line.split(",") for line in CSV.splitlines()]
    assert done("list", "-f", "tsv").splitlines() == ["\t".join(row) for row in rows[1:]]
    assert done("list", "-f", "slugs") == "cobra-kai-s3\nheroes-2\nwe-can-be-heroes\n"
    records = json.loads(done("list", "-f", "json"))
    assert [list(record) for record in records] == [list(COLUMNS)] * 3
    assert [json.loads(line) for line in done("list", "-f", "ndjson").splitlines()] == records
    assert records[1] == {
        **dict.fromkeys(COLUMNS),
        "slug": "heroes-2",
        "title": "Heroes 2",
        "label": "Sequel in development",
        "status": "in-development",
        "kind": "film",
        "precision": "tba",
        "tags": ["kids"],
        "reported_on": "2021-01-07",
        "confidence": "rumor",
        "name": "Heroes 2",
    }
    assert done("list", "-f", "markdown", "--columns", "slug,date,tags") == (
        "| slug | date | tags |\n| --- | --- | --- |\n"
        "| cobra-kai-s3 | 2021-01-08 |  |\n"
        "| heroes-2 | TBA | kids |\n"
        "| we-can-be-heroes | 2020-12-25 |  |\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("form", ["csv", "tsv", "json", "ndjson", "markdown", "slugs"])
def test_data_formats_are_the_same_on_a_terminal(done: Done, screen: Run, form: str) -> None:
    # It has no control characters, so nothing is escaped.
    assert screen("list", "-f", form) == (0, done("list", "-f", form), "")


@pytest.mark.usefixtures("small")
def test_disputed_lists_titles_with_dissent(done: Done) -> None:
    done("update", "cobra-kai-s3", "-d", "2021-01-01", "--rumor", "--source", "Deadline")
    done("update", "heroes-2", "-s", "filming", "--source", "Netflix")
    done("update", "heroes-2", "-s", "canceled", "--rumor", "--source", "Deadline")
    disputed = ("--disputed", "-f", "slugs")
    assert done("list", *disputed).split() == ["cobra-kai-s3", "heroes-2"]
    assert done("list", *disputed, "--undated") == "heroes-2\n"
    assert done("upcoming", *disputed) == "cobra-kai-s3\n"
    done("undo")
    assert done("list", *disputed) == "cobra-kai-s3\n"


EMPTY_CSV = f"{','.join(COLUMNS)}\n"


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        ([], ""),
        (["--columns", "slug"], ""),
        (["-f", "tsv"], ""),
        (["-f", "ndjson"], ""),
        (["-f", "slugs"], ""),
        (["-f", "markdown"], ""),
        (["-f", "json"], "[]\n"),
        (["-f", "csv"], EMPTY_CSV),
    ],
)
@pytest.mark.parametrize("command", ["list", "upcoming"])
def test_an_empty_slate_in_each_format(
    slate: Run,
    command: str,
    arguments: list[str],
    out: str,
    is_untouched: IsUntouched,
) -> None:
    assert slate(command, *arguments) == (0, out, "")
    assert slate(command, *arguments, "-e") == (3, out, "")
    assert is_untouched()


def test_an_empty_slate_on_a_terminal_suggests_commands(screen: Run) -> None:
    assert screen("list").err == (
        "Nothing on the slate yet. Add a title:\n"
        '  slate add "We Can Be Heroes" -p Netflix -d 2020-12-25\n'
        "or try the demo:\n"
        "  slate --demo list\n"
    )
    for command in ("upcoming", "next"):
        assert screen(command) == screen("list")
    assert screen("list", "-e")[:2] == (3, "")


def test_forced_colors_leave_an_empty_slate_silent(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert slate("list") == (0, "", "")


@pytest.mark.usefixtures("small")
def test_exit_status_depends_on_whether_titles_are_found(slate: Run) -> None:
    assert slate("list", "-e") == (0, PLAIN, "")
    assert slate("list", "-e", "-p", "Hulu") == (3, "", "")


def test_disputed_lists_titles_whose_service_is_contested(done: Done) -> None:
    done("add", "Mank", "-p", "Netflix", "-d", "2021-03-01", "--source", "Variety")
    done("add", "Roma", "-p", "Netflix", "--source", "Variety")
    assert done("list", "--disputed", "-f", "slugs") == ""
    done("update", "mank", "-p", "Hulu", "--rumor", "--source", "Reddit")
    assert done("list", "--disputed", "-f", "slugs") == "mank\n"
    assert done("list", "-p", "Hulu") == (
        "Date     Title  On    Status\nno date  Mank   Hulu  Upcoming film, says Reddit, rumor\n"
    )
    columns = ("--columns", "slug,platform,source,confidence")
    assert done("list", "-p", "Hulu", "-f", "tsv", *columns) == "mank\tHulu\tReddit\trumor\n"
    assert done("list", "--disputed", "-f", "tsv", *columns) == (
        "mank\tNetflix\tVariety\treported\n"
    )


def test_titles_that_have_left_are_found_by_their_label(done: Done, slate: Run) -> None:
    done("add", "The Desk", "-k", "series", "-p", "Netflix", "--leaves", "2020-12-31")
    done("add", "Lupin", "-k", "series", "-p", "Netflix", "--leaves", "2021-01-31")
    columns = ("-f", "tsv", "--columns", "slug,label")
    assert done("list", *columns) == "the-desk\tLeft Netflix 2020-12-31\nlupin\tReleased\n"
    for typed in ("Left Netflix 2020-12-31", "left", "left Hulu 2019"):
        assert done("list", "-s", typed, "-f", "slugs") == "the-desk\n"
    assert done("count", "--by", "label", "-f", "csv", "--columns", "label,no_date") == (
        "label,no_date\nLeft,1\nReleased,1\n"
    )
    assert done("changes", "-s", "left", "-f", "tsv", "--columns", "slug").split() == ["the-desk"]
    assert slate("update", "lupin", "-s", "Left Netflix 2021-01-31").code == 0
    assert done("list", "--search", "lupin", *columns) == "lupin\tReleased\n"


def test_the_label_of_a_title_that_has_left_is_that_of_the_day(done: Done) -> None:
    reported = ("--reported-on", "2020-12-01")
    done("add", "Mank", "-p", "Netflix", "--leaves", "2020-12-31", *reported)
    columns = ("-f", "tsv", "--columns", "label")
    assert done("list", *columns) == "Left Netflix 2020-12-31\n"
    for day in ("2020-12-01", "2020-12-31"):
        assert done("list", "--as-of", day, *columns) == "Released\n"
        assert done("list", "--as-of", day, "-s", "left", *columns) == ""
    assert done("list", "--as-of", "2021-01-01", *columns) == "Left Netflix 2020-12-31\n"
    assert done("upcoming", "--leaving", "--as-of", "2020-12-31", "-f", "slugs") == "mank\n"
    assert done("upcoming", "--leaving", "-f", "slugs") == ""
