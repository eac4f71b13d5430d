import json
from pathlib import Path

import pytest

from slate.cli.commands import diff
from slate.domain.changes.net_change import COLUMNS
from tests.cli.conftest import Done, Refused, Run, stored, undressed


@pytest.fixture
def story(done: Done, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Record a film whose date moved twice, and a season that was added and is filming."""
    for day, arguments in (
        ("2020-12-01", ["add", "Tidewater", "-d", "2021-03-01", "--source", "Variety"]),
        ("2020-12-10", ["update", "tidewater", "-d", "2021-03-08", "--source", "Variety"]),
        ("2020-12-20", ["update", "tidewater", "-d", "2021-03-15", "--source", "Variety",
                        "--url", "https://example.com/a"]),
        ("2021-01-02", ["add", "Lupin", "-n", "2", "-p", "Netflix", "--source", "Netflix",
                        "--reported-on", "2020-12-31"]),
        ("2021-01-03", ["update", "lupin-s2", "-s", "filming", "--source", "Netflix"]),
    ):  # fmt: skip
        monkeypatch.setenv("SLATE_TODAY", day)
        done(*arguments)
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    return stored()


SLIPPED = "Tidewater        slipped 2021-03-01 -> 2021-03-15, 14 days later  Variety, reported"


@pytest.mark.usefixtures("story")
def test_difference_from_today_in_a_pipe_and_on_a_terminal(done: Done, screen: Run) -> None:
    assert done("diff", "2020-12-05").splitlines() == [
        "Title            Change                                           Source",
        "Lupin: season 2  added, Netflix                                   Netflix, reported",
        SLIPPED,
    ]
    ran = screen("diff", "2020-12-05", width=100, together=True)
    assert (ran.code, undressed(ran.out).splitlines()) == (
        0,
        [
            "Change   Title            What                           Source",
            "slipped  Tidewater        Mar 1 → Mar 15, 14 days later  Variety",
            "added    Lupin: season 2  Netflix                        Netflix",
            "",
            "2 differences between 2020-12-05 and 2021-01-07.",
        ],
    )


@pytest.mark.usefixtures("story")
def test_differences_on_a_narrow_terminal(screen: Run) -> None:
    ran = screen("diff", "2020-12-05", width=60, together=True)
    assert undressed(ran.out).splitlines() == [
        "Change   Title, What, Source",
        "slipped  Tidewater",
        "         Mar 1 → Mar 15, 14 days later  Variety",
        "added    Lupin: season 2",
        "         Netflix  Netflix",
        "",
        "2 differences between 2020-12-05 and 2021-01-07.",
    ]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["2020-12-05", "2020-12-10"], "tidewater 2021-03-08"),
        (["2020-12-10", "2020-12-20"], "tidewater 2021-03-15"),
        (["2020-12-20", "yesterday"], "lupin-s2 Lupin: season 2"),
        (["2020-12-20", "yesterday", "--recorded"], "lupin-s2 Lupin: season 2"),
        (["2020-12-20", "2021-01-01", "--recorded"], ""),
        (["2021-01-02"], "lupin-s2 filming"),
        (["2020-11"], "lupin-s2 Lupin: season 2, tidewater Tidewater"),
        (["2020-12", "--what", "status,slipped"], "lupin-s2 filming"),
        (["2020-12-05", "-k", "film"], "tidewater 2021-03-15"),
        (["2020-12-05", "--limit", "1"], "lupin-s2 Lupin: season 2"),
        (["yesterday", "2021"], ""),
        (["2020-11", "2020-11"], ""),
    ],
)
def test_days_and_options_choose_the_differences(
    slate: Run, arguments: list[str], expected: str
) -> None:
    ran = slate("diff", *arguments, "-f", "tsv", "--columns", "slug,to")
    rows = [row.replace("\t", " ") for row in ran.out.splitlines()]
    assert (ran.code, ", ".join(rows)) == (0, expected)


@pytest.mark.usefixtures("story")
def test_json_holds_every_column(done: Done) -> None:
    (found,) = json.loads(done("diff", "2020-12-05", "--what", "slipped", "-f", "json"))
    assert tuple(found) == COLUMNS
    assert found == {
        "slug": "tidewater",
        "title": "Tidewater",
        "change": "slipped",
        "from": "2021-03-01",
        "to": "2021-03-15",
        "by": "14 days later",
        "release_type": None,
        "region": None,
        "platform": None,
        "source": "Variety",
        "url": "https://example.com/a",
        "confidence": "reported",
        "reported_on": "2020-12-20",
        "field": None,
    }
    assert done("diff", "2020-12-05", "-f", "slugs") == "lupin-s2\ntidewater\n"


@pytest.mark.usefixtures("story")
def test_markdown_has_the_columns_of_the_screen(done: Done) -> None:
    assert done("diff", "2020-12-05", "--what", "slipped", "-f", "markdown").splitlines() == [
        "| Title | Change | Source |",
        "| --- | --- | --- |",
        "| Tidewater | slipped 2021-03-01 -> 2021-03-15, 14 days later | Variety, reported |",
    ]
    chosen = done("diff", "2020-12-05", "-f", "markdown", "--columns", "slug,to")
    assert chosen.splitlines()[0] == "| slug | to |"


@pytest.mark.usefixtures("story")
def test_a_terminal_shows_a_limited_number(
    screen: Run, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff, "SHOWN", 1)
    assert screen("diff", "2020-12-05", width=120).err == (
        "\nThe first difference between 2020-12-05 and 2021-01-07. "
        "For all:\n  slate diff 2020-12-05 | less\n"
    )
    assert screen("diff", "2020-12-05", "--limit", "1", width=120).err == (
        "\nThe first difference between 2020-12-05 and 2021-01-07. "
        "For all:\n  slate diff 2020-12-05 | less\n"
    )
    assert len(done("diff", "2020-12-05").splitlines()) == 3


def test_no_differences_are_reported_on_a_terminal(slate: Run, screen: Run, done: Done) -> None:
    assert screen("diff", "7d").err.startswith("Nothing on the slate yet. Add a title:\n")
    done("add", "Dune", "--reported-on", "2020-12-01")
    assert done("diff", "7d", "--recorded") != ""
    assert slate("diff", "7d") == (0, "", "")
    assert slate("diff", "7d", "-e") == (3, "", "")
    assert slate("diff", "7d", "-f", "json") == (0, "[]\n", "")
    assert screen("diff", "7d") == (
        0,
        "",
        "No differences between 2020-12-31 and 2021-01-07.\n",
    )
    assert screen("diff", "7d", "-k", "series", "--recorded").err == (
        "No such differences between what this slate showed on 2020-12-31 and 2021-01-07.\n"
    )


def test_the_demo_says_that_it_is_one(screen: Run) -> None:
    assert screen("--demo", "diff", "2020-12").err.endswith(
        "Demo slate of 2021-01-07; changes are not kept.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("2020-12-05 2020-12-01",
            ("The second day, 2020-12-01, lies before the first, 2020-12-05. Write the earlier one "
            "first.")),
        ("2020-12 2020-12-05", "The second day, 2020-12-05, lies before the first, 2020-12-31."),
        ("this-week", ('The first day must be over, and "this-week" is not. Write an earlier one, '
            "such as yesterday or 7d.")),
        ("2021-01", 'The first day must be over, and "2021-01" is not. '),
        ("today --recorded", 'The first day must be over, and "today" is not. '),
        ("2022", "slate diff looks back; write today or an earlier day, not 2022."),
        ("2020 tomorrow", "slate diff looks back; write today or an earlier day, not tomorrow."),
        ("someday", '"someday" is not a date or time span: '),
        ("7d --sort title", "Differences are listed by title; --sort cannot be used."),
        ("7d --what late", '"late" is not a change. Choose from added, removed, '),
        ("7d --columns day", 'There is no column "day". Choose from slug, title, change, '),
        ("", "Missing argument 'DAY'."),
    ],
)  # fmt: skip
def test_invalid_options_are_refused(refused: Refused, arguments: str, message: str) -> None:
    assert refused(2, "diff", *arguments.split()).startswith(f"slate: {message}")


def test_disputed_titles_are_those_whose_sources_disagree(done: Done) -> None:
    for title in ("Mank", "Soul"):
        done("add", title, "-d", "2021-03", "--source", "Variety")
    done("update", "mank", "-d", "2021-05", "--source", "Deadline")
    chosen = ("diff", "2020", "--disputed", "-f", "tsv", "--columns", "slug,change,source")
    assert done(*chosen) == "mank\tadded\tDeadline\n"
    assert done(*chosen, "--what", "slipped") == ""
