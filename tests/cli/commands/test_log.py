import json

import pytest

from slate.cli.commands import log
from slate.cli.options.layout import FORMATS
from tests.cli.conftest import Done, Refused, Run, undressed

THIRD = "add 'Heroes 2' --sequel-of we-can-be-heroes --tag kids --rumor"


@pytest.mark.usefixtures("small")
def test_log_lists_the_newest_batch_first(done: Done) -> None:
    done("undo")
    assert done("log").splitlines() == [
        "Batch  When              Who     Reports  Did",
        "4      2021-01-07 12:00  tester  0        undo (undoes 3)",
        f"3      2021-01-07 12:00  tester  1        {THIRD} (undone)",
        (
            "2      2021-01-07 12:00  tester  1        "
            "add 'Cobra Kai' -n 3 -p Netflix -d 2021-01-08 --official"
        ),
        (
            "1      2021-01-07 12:00  tester  1        "
            "add 'We Can Be Heroes' -p Netflix -d 2020-12-25 --source Netflix"
        ),
    ]


@pytest.mark.usefixtures("small")
def test_json_holds_every_column(done: Done) -> None:
    done("undo")
    records = json.loads(done("log", "-f", "json", "--limit", "2"))
    assert [list(record) for record in records] == [list(log.COLUMNS)] * 2
    newest, before = records
    assert newest == {
        "batch": 4,
        "recorded_at": newest["recorded_at"],
        "author": "tester",
        "reports": 0,
        "undone": False,
        "uid": newest["uid"],
        "undoes": before["uid"],
        "command": "undo",
    }
    assert newest["recorded_at"].startswith("2021-01-07T12:00:00")
    assert (before["undone"], before["undoes"]) == (True, None)
    assert done("log", "-f", "tsv", "--columns", "batch,undone,undoes,reports").splitlines() == [
        f"4\tfalse\t{before['uid']}\t0",
        "3\ttrue\t\t1",
        "2\tfalse\t\t1",
        "1\tfalse\t\t1",
    ]


@pytest.mark.usefixtures("small")
def test_chosen_columns_are_printed(done: Done) -> None:
    assert done("log", "--columns", "batch,author,undone,undoes", "--limit", "1").splitlines() == [
        "batch  author  undone  undoes",
        "3      tester  false",
    ]


@pytest.mark.usefixtures("small")
def test_log_wraps_commands_on_a_terminal(screen: Run) -> None:
    ran = screen("log", "--limit", "1", width=60)
    assert undressed(ran.out).splitlines() == [
        "Batch  When              Who     Reports  Did",
        "3      2021-01-07 12:00  tester  1        add 'Heroes 2'",
        "                                          --sequel-of",
        "                                          we-can-be-heroes",
        "                                          --tag kids --rumor",
    ]
    assert ran.err == "\n1 of 3 batches. For all: slate log | less\n"
    assert screen("log").err == ""


def test_a_terminal_shows_one_screenful(done: Done, screen: Run) -> None:
    records = [{"title": f"T{number}"} for number in range(log.SHOWN + 1)]
    for record in records:
        done("import", "-", stdin=json.dumps(record))
    ran = screen("log", together=True)
    assert ran.out.count("import -") == log.SHOWN
    assert ran.out.endswith("\n\n50 of 51 batches. For all: slate log | less\n")
    assert len(done("log").splitlines()) == 1 + 51


def test_an_empty_slate_has_no_log(slate: Run, screen: Run) -> None:
    assert slate("log") == (0, "", "")
    assert slate("log", "-e") == (3, "", "")
    assert slate("log", "-f", "json") == (0, "[]\n", "")
    assert slate("log", "--columns", "batch") == (0, "", "")
    assert screen("log") == (0, "", "Nothing recorded yet.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--columns", "slug"],
            f'There is no column "slug". Choose from {", ".join(log.COLUMNS)}.',
        ),
        (["-f", "slugs"], "-f slugs works only for titles."),
        (["-f", "xml"], f'"xml" is not a format. Choose from {", ".join(FORMATS)}.'),
    ],
)  # fmt: skip
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "log", *arguments) == f"slate: {message}\n"
