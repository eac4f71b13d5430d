# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json

import pytest

from slate.domain.changes.change_record import COLUMNS as CHANGES
from slate.domain.titles.record import COLUMNS
from tests.cli.conftest import Done, Refused, Run, undressed

HEROES_2 = """\
Heroes 2  heroes-2
Sequel in development, no date

  Said by     2021-01-07, rumor
  Follows     sequel of We Can Be Heroes (we-can-be-heroes)
  Tags        kids

  2021-01-07  in-development  rumor
"""


@pytest.mark.usefixtures("small")
def test_show_prints_the_page_of_a_title(done: Done) -> None:
    assert done("show", "heroes 2") == HEROES_2


def test_a_page_includes_the_history(done: Done) -> None:
    done("add", "Cobra Kai", "-n", "3", "-k", "series", "--reported-on", "2020-06-22",
         "-p", "YouTube", "--source", "TVLine")  # fmt: skip
    for day, source, confidence, *said in (
        ("2020-07-02", "Deadline", "--reported", "-p", "Netflix"),
        ("2020-07-27", "Netflix", "--official", "-d", "2021"),
        ("2020-10-02", "Netflix", "--official", "-d", "2021-01-08", "--url", "https://example.com"),
        ("2020-12-15", "Deadline", "--rumor", "-d", "2021-01-01", "--note", "Heard it said."),
    ):
        done("update", "cobra-kai-s3", *said, "--source", source, confidence, "--reported-on", day)
    assert done("show", "Cobra Kai: season 3").splitlines() == [
        "Cobra Kai: season 3  cobra-kai-s3",
        "Upcoming season on Netflix, 2021-01-08 Fri, tomorrow",
        "",
        "  Said by     Netflix, 2020-10-02, official  https://example.com",
        "  But         2021-01-01 Fri, says Deadline, 2020-12-15, rumor",
        "              YouTube, says TVLine, 2020-06-22, reported",
        "  Kind        series",
        "  Notes       Heard it said. (Deadline, 2020-12-15, rumor)",
        "",
        "  2020-06-22  announced, YouTube             TVLine, reported",
        "  2020-07-02  moved YouTube -> Netflix       Deadline, reported",
        "  2020-07-27  dated 2021                     Netflix, official",
        "              status announced -> scheduled",
        "  2020-10-02  narrowed 2021 -> 2021-01-08    Netflix, official",
        "  2020-12-15  said 2021-01-01                Deadline, rumor",
    ]


@pytest.fixture
def slipped_season(done: Done) -> None:
    """Record a season that slipped twice according to one source; today is 2021-01-07."""
    done("add", "Cobra Kai", "-n", "3", "-k", "series", "--reported-on", "2019-05-02",
         "-p", "YouTube", "--source", "TVLine")  # fmt: skip
    for day, source, confidence, *said in (
        ("2020-06-22", "Deadline", "--reported", "-p", "Netflix", "-d", "2020-10-03"),
        ("2020-07-27", "Netflix", "--official", "-d", "2021-01-01"),
        ("2020-10-02", "Netflix", "--official", "-d", "2021-01-08", "--url", "https://example.com"),
        ("2021-01-07", "Deadline", "--rumor", "-d", "2021-01-15", "--note", "Heard it said."),
    ):
        done("update", "cobra-kai-s3", *said, "--source", source, confidence, "--reported-on", day)


HISTORY = """\
Cobra Kai: season 3  cobra-kai-s3
Slipped 2 times, 97 days in all; first said 2019-05-02

  2019-05-02  announced, YouTube                               TVLine, reported
              entered 2021-01-07
  2020-06-22  moved YouTube -> Netflix                         Deadline, reported
              dated 2020-10-03
              status announced -> scheduled
              entered 2021-01-07
  2020-07-27  slipped 2020-10-03 -> 2021-01-01, 90 days later  Netflix, official
              entered 2021-01-07
  2020-10-02  slipped 2021-01-01 -> 2021-01-08, 7 days later   Netflix, official
              https://example.com  entered 2021-01-07
  2021-01-07  said 2021-01-15                                  Deadline, rumor
              Heard it said.
"""


@pytest.mark.usefixtures("slipped_season")
def test_the_history_option_prints_the_whole_history(done: Done, screen: Run) -> None:
    assert done("show", "cobra kai s3", "--history") == HISTORY
    ran = screen("show", "cobra-kai-s3", "--history", width=120)
    assert undressed(ran.out).startswith(
        "Cobra Kai: season 3  cobra-kai-s3\n"
        "Slipped 2 times, 97 days in all; first said May 2, 2019\n"
        "\n"
        "│ ? Jan 7  Deadline, rumor\n"
        "│   said Jan 15\n"
        "│     Heard it said.\n"
        "│\n"
        "●   Oct 2, 2020  Netflix ✓ official\n"
    )
    assert ran.err == ""


@pytest.mark.usefixtures("slipped_season")
def test_a_page_shows_slips_and_dissent(done: Done) -> None:
    lines = done("show", "cobra kai s3").splitlines()
    assert lines[4] == "  But         2021-01-15 Fri, says Deadline, 2021-01-07, rumor"
    assert lines[5:7] == [
        "              2020-10-03 Sat, says Deadline, 2020-06-22, reported",
        "              YouTube, says TVLine, 2019-05-02, reported",
    ]
    assert lines[10:12] == [
        "  History     slipped 2 times, 97 days in all; first said 2019-05-02",
        "  2019-05-02  announced, YouTube                               TVLine, reported",
    ]


@pytest.mark.usefixtures("slipped_season")
def test_json_of_the_history_holds_every_change(done: Done) -> None:
    records = json.loads(done("show", "cobra-kai-s3", "--history", "-f", "json"))
    assert list(records[0]) == list(CHANGES)
    assert [(each["day"], each["change"], each["from"], each["to"]) for each in records] == [
        ("2019-05-02", "added", None, "Cobra Kai: season 3"),
        ("2020-06-22", "moved", "YouTube", "Netflix"),
        ("2020-06-22", "dated", None, "2020-10-03"),
        ("2020-06-22", "status", "announced", "scheduled"),
        ("2020-07-27", "slipped", "2020-10-03", "2021-01-01"),
        ("2020-10-02", "slipped", "2021-01-01", "2021-01-08"),
    ]
    assert records[-1] == {
        "day": "2020-10-02",
        "slug": "cobra-kai-s3",
        "title": "Cobra Kai: season 3",
        "change": "slipped",
        "from": "2021-01-01",
        "to": "2021-01-08",
        "by": "7 days later",
        "reverted": False,
        "release_type": "streaming",
        "region": None,
        "platform": "Netflix",
        "source": "Netflix",
        "url": "https://example.com",
        "confidence": "official",
        "entered": "2021-01-07",
        "batch": 4,
        "author": "tester",
        "field": None,
        "note": None,
        "how": None,
    }
    assert done("show", "cobra-kai-s3", "--history", "-f", "slugs") == "cobra-kai-s3\n"


@pytest.mark.usefixtures("slipped_season")
def test_chosen_columns_are_printed_as_a_table(done: Done) -> None:
    columns = "day,change,to,by,reverted"
    assert done("show", "cobra-kai-s3", "--history", "--columns", columns) == (
        "day         change   to                   by             reverted\n"
        "2019-05-02  added    Cobra Kai: season 3                 false\n"
        "2020-06-22  moved    Netflix                             false\n"
        "2020-06-22  dated    2020-10-03                          false\n"
        "2020-06-22  status   scheduled                           false\n"
        "2020-07-27  slipped  2021-01-01           90 days later  false\n"
        "2020-10-02  slipped  2021-01-08           7 days later   false\n"
    )
    done("update", "cobra-kai-s3", "--tag", "karate", "--tag", "revival")
    assert done("show", "cobra-kai-s3", "--columns", "slug,on,region,tags") == (
        "slug          platform  region  tags\ncobra-kai-s3  Netflix           karate,revival\n"
    )


@pytest.mark.usefixtures("small")
def test_several_pages_are_separated_by_a_blank_line(done: Done) -> None:
    one = done("show", "cobra-kai-s3")
    told = done("show", "heroes-2", "-", stdin="cobra-kai-s3\nHeroes 2\n")
    assert told == f"{HEROES_2}\n{one}", "each title once"


@pytest.mark.usefixtures("small")
def test_a_page_fills_the_width_of_a_terminal(screen: Run) -> None:
    ran = screen("show", "heroes-2", width=60)
    assert undressed(ran.out) == (
        "Heroes 2  heroes-2\n"
        "Sequel in development, rumor\n"
        "\n"
        "  Said by   rumor, no source named, Jan 7\n"
        "\n"
        "  Follows   sequel of We Can Be Heroes (we-can-be-heroes)\n"
        "  Tags      kids\n"
        "\n"
        "History\n"
        "  Jan 7  in-development  rumor\n"
    )
    assert ran.err == ""


@pytest.mark.usefixtures("small")
def test_several_screens_are_separated_by_a_blank_line(screen: Run) -> None:
    one, other = screen("show", "cobra-kai-s3").out, screen("show", "heroes-2").out
    assert screen("show", "cobra-kai-s3", "heroes-2").out == f"{one}\n{other}"
    one, other = (screen("show", slug, "--history").out for slug in ("cobra-kai-s3", "heroes-2"))
    assert screen("show", "cobra-kai-s3", "heroes-2", "--history").out == f"{one}\n{other}"


@pytest.mark.usefixtures("small")
def test_a_prefix_is_enough_to_show_a_title(done: Done) -> None:
    assert done("show", "cobra", "-f", "slugs") == "cobra-kai-s3\n"


@pytest.mark.usefixtures("small")
def test_json_holds_the_full_record(done: Done) -> None:
    done("update", "heroes-2", "--credit", "director=A", "--credit", "director=B", "--id",
         "imdb=tt1", "--note", "Hm.", "--aka", "H2", "--leaves", "2022")  # fmt: skip
    [record] = json.loads(done("show", "heroes-2", "-f", "json"))
    more = ("releases", "links", "credits", "ids", "notes", "names")
    assert list(record) == [*COLUMNS, *more]
    assert {name: record[name] for name in ("slug", "status", *more)} == {
        "slug": "heroes-2",
        "status": "released",
        "releases": [
            {
                "release_type": None,
                "region": None,
                "platform": None,
                "date": None,
                "leaves": "2022",
                "source": None,
                "confidence": "reported",
                "url": None,
                "contested": False,
                "within": None,
                "leaves_source": None,
                "leaves_confidence": "reported",
            }
        ],
        "links": {"sequel-of": ["we-can-be-heroes"]},
        "credits": {"director": ["A", "B"]},
        "ids": {"imdb": "tt1"},
        "notes": [
            {
                "note": "Hm.",
                "source": None,
                "url": None,
                "reported_on": "2021-01-07",
                "confidence": "reported",
            }
        ],
        "names": ["H2"],
    }
    assert done("show", "cobra", "-f", "ndjson", "--columns", "slug,releases") == (
        '{"slug": "cobra-kai-s3", "releases": [{"release_type": "streaming", "region": null, '
        '"platform": "Netflix", "date": "2021-01-08", "leaves": null, "source": null, '
        '"confidence": "official", "url": null, "contested": false, "within": null, '
        '"leaves_source": null, "leaves_confidence": null}]}\n'
    )
    assert done("show", "cobra", "-f", "tsv", "--columns", "slug,date") == (
        "cobra-kai-s3\t2021-01-08\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, ["soul"], 'No title "soul". For all titles: slate list\n'),
        (3, ["cobra", "soul"], 'No title "soul". For all titles: slate list\n'),
        (2, ["cobra", "-f", "csv", "--columns", "notes"], 'There is no column "notes". Choose from slug,'),
        (2, ["cobra", "--history", "--columns", "notes"], 'There is no column "notes". Choose from day,'),
        (2, [" "], "TITLE is empty.\n"),
    ],
)  # fmt: skip
def test_invalid_arguments_are_refused(
    refused: Refused, code: int, arguments: list[str], message: str
) -> None:
    assert refused(code, "show", *arguments).startswith(f"slate: {message}")


def test_an_ambiguous_prefix_is_refused(done: Done, refused: Refused) -> None:
    done("add", "Soul")
    done("add", "Sound of Metal")
    assert refused(2, "show", "so") == ('slate: "so" is ambiguous: soul or sound-of-metal?\n')


def test_show_on_an_empty_slate_is_refused(refused: Refused) -> None:
    assert refused(3, "show", "soul", "-f", "json") == (
        'slate: No title "soul". For all titles: slate list\n'
    )


def test_the_lead_of_a_title_that_has_left(done: Done) -> None:
    done("add", "Mank", "-d", "2020-12-04", "-p", "Netflix", "--leaves", "2020-12-31")
    assert done("show", "mank").startswith(
        "Mank  mank\nLeft Netflix 2020-12-31, released 2020-12-04 Fri\n\n"
        "  Releases    2020-12-04 Fri  Netflix  leaves 2020-12-31 Thu\n"
    )
    done("add", "Roma", "--leaves", "2020-12", "-s", "released")
    assert done("show", "roma").startswith("Roma  roma\nLeft Dec 2020\n\n")


@pytest.mark.parametrize("more", [(), ("--history",), ("-f", "markdown"), ("-f", "ndjson")])
def test_no_titles_on_standard_input_are_nothing_to_show(done: Done, more: tuple[str, ...]) -> None:
    assert done("show", "-", *more, stdin="") == ""
