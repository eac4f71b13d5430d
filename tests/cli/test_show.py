# ruff: noqa: E501 -- a table reads best with one case a line

import json

import pytest

from slate.domain.records import COLUMNS
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
def test_a_page(done: Done) -> None:
    assert done("show", "heroes 2") == HEROES_2


def test_the_history_of_a_title(done: Done) -> None:
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


@pytest.mark.usefixtures("small")
def test_several_pages(done: Done) -> None:
    told = done("show", "heroes-2", "-", stdin="heroes-2\n")
    assert told == f"{HEROES_2}\n{HEROES_2}"


@pytest.mark.usefixtures("small")
def test_on_a_terminal(screen: Run) -> None:
    ran = screen("show", "heroes-2", width=60)
    lines = undressed(ran.out).splitlines()
    assert lines[0] == "Heroes 2                                            heroes-2"
    assert lines[1:] == HEROES_2.splitlines()[1:]
    assert ran.err == ""


@pytest.mark.usefixtures("small")
def test_a_start_is_enough_to_read(done: Done) -> None:
    assert done("show", "cobra", "-f", "slugs") == "cobra-kai-s3\n"


@pytest.mark.usefixtures("small")
def test_data(done: Done) -> None:
    done("update", "heroes-2", "--credit", "director=A", "--credit", "director=B", "--id",
         "imdb=tt1", "--note", "Hm.", "--aka", "H2", "--leaves", "2022")  # fmt: skip
    [record] = json.loads(done("show", "heroes-2", "-f", "json"))
    more = ("releases", "links", "credits", "ids", "notes", "names")
    assert list(record) == [*COLUMNS, *more]
    assert {name: record[name] for name in ("slug", "status", *more)} == {
        "slug": "heroes-2",
        "status": "in-development",
        "releases": [
            {
                "release_type": None,
                "region": None,
                "platform": None,
                "date": None,
                "leaves": "2022",
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
        '"platform": "Netflix", "date": "2021-01-08", "leaves": null}]}\n'
    )
    assert done("show", "cobra", "-f", "tsv", "--columns", "slug,date") == (
        "cobra-kai-s3\t2021-01-08\n"
    )


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, ["soul"], 'no title "soul" on the slate. slate list shows what there is.\n'),
        (3, ["cobra", "soul"], 'no title "soul" on the slate. slate list shows what there is.\n'),
        (2, ["cobra", "-f", "csv", "--columns", "notes"], '"notes" is no column. Choose from slug,'),
        (2, [" "], "TITLE is empty. Give it a text.\n"),
    ],
)  # fmt: skip
def test_refusals(refused: Refused, code: int, arguments: list[str], message: str) -> None:
    assert refused(code, "show", *arguments).startswith(f"slate: {message}")


def test_an_ambiguous_start(done: Done, refused: Refused) -> None:
    done("add", "Soul")
    done("add", "Sound of Metal")
    assert refused(2, "show", "so") == ('slate: "so" may be soul or sound-of-metal. Say which.\n')


def test_an_empty_slate(refused: Refused) -> None:
    assert refused(3, "show", "soul", "-f", "json") == (
        'slate: no title "soul" on the slate. slate list shows what there is.\n'
    )
