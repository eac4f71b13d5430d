# ruff: noqa: E501 -- a table is easiest to read with one case per line

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from slate.cli import session
from slate.cli.commands import log
from slate.cli.options.layout import FORMATS
from slate.domain.changes.change_record import COLUMNS as CHANGE_COLUMNS
from tests.cli.conftest import Done, Refused, Run, stored, undressed

FIXED = session.Clock(date(2021, 1, 8), datetime(2021, 1, 8, 12, tzinfo=UTC), is_fixed=True)

FIRST = "add 'We Can Be Heroes' -p Netflix -d 2020-12-25 --source Netflix"
SECOND = "add 'Cobra Kai' -n 3 -p Netflix -d 2021-01-08 --official"
THIRD = "add 'Heroes 2' --sequel-of we-can-be-heroes --tag kids --rumor"


def cells(text: str) -> list[list[str]]:
    """Return the cells of a plain table, line by line."""
    return [re.split(" {2,}", line) for line in text.splitlines()]


@pytest.mark.usefixtures("small")
def test_log_lists_the_newest_batch_first(done: Done) -> None:
    done("undo")
    assert done("log", "--limit", "2").splitlines() == [
        f"Batch  When              Who     Reports  {'Did':71}  Changes",
        f"4      2021-01-07 12:00  tester  0        {'undo (undoes 3)':71}  heroes-2: removed",
        f"3      2021-01-07 12:00  tester  1        {THIRD} (undone)  heroes-2: added",
    ]
    assert cells(done("log"))[3:] == [
        ["2", "2021-01-07 12:00", "tester", "1", SECOND, "cobra-kai-s3: added"],
        ["1", "2021-01-07 12:00", "tester", "1", FIRST, "we-can-be-heroes: added"],
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
        "partly_undone": False,
        "corrected_from": None,
        "titles": 1,
        "changes": "heroes-2: removed",
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
def test_a_terminal_shows_what_changed_by_day(screen: Run) -> None:
    ran = screen("log", "--limit", "1", width=60)
    assert undressed(ran.out).splitlines() == [
        "  Batch  Time   Changes",
        "",
        "Thu Jan 7  today",
        "      3  12:00  Heroes 2  added",
        "                add 'Heroes 2' --sequel-of we-can-be-heroes",
        "                --tag kids --rumor",
    ]
    assert ran.err == "\n1 of 3 batches. For all:\n  slate log --limit 3\n"
    assert screen("log").err == "\n3 batches.\n"


def test_a_terminal_shows_one_screenful(done: Done, screen: Run) -> None:
    records = [{"title": f"T{number}"} for number in range(log.SHOWN + 1)]
    for record in records:
        done("import", "-", stdin=json.dumps(record))
    ran = screen("log", together=True)
    assert ran.out.count("import -") == log.SHOWN
    assert ran.out.endswith("\n\n50 of 51 batches. For all:\n  slate log --limit 51\n")
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


Clock = Callable[[str], None]


@pytest.fixture
def ahead(done: Done, clock: Clock) -> None:
    """Record a batch now, then two by a clock that is ten years ahead, which is right again."""
    clock("2021-01-06")
    done("add", "Mank", "-d", "2020-12-04", "--source", "Netflix")
    clock("2030-12-31")
    done("update", "mank", "-d", "2020-11-13", "--source", "Netflix", "--reported-on", "2021-01-07")
    done("add", "Tenet")
    clock("2021-01-08")


BEHIND = (
    "slate: This machine's clock is at 2021-01-08, more than two days behind the newest batch "
    "(3, of 2030-12-31). Nothing was changed. If the clock is right, correct all batches of the "
    "future; the log says how (or add --accept-clock): slate log\n"
)


@pytest.mark.usefixtures("ahead")
def test_batches_from_the_future_are_marked(done: Done, screen: Run) -> None:
    update = "update mank -d 2020-11-13 --source Netflix --reported-on 2021-01-07 (in the future)"
    assert [row[1:5:3] for row in cells(done("log"))] == [
        ["When", "Did"],
        ["2030-12-31 12:00", "add Tenet (in the future)"],
        ["2030-12-31 12:00", update],
        ["2021-01-06 12:00", "add Mank -d 2020-12-04 --source Netflix"],
    ]
    ran = screen("log", width=200)
    assert undressed(ran.out).count("  in the future") == 2
    assert ran.err == (
        "\n3 batches.\n"
        "\nBatches 3, 2 are in the future by this machine's clock. To correct them, all in one "
        "command, with the day of each:\n"
        "  slate log --correct-clock 3=2021-01-08 --correct-clock 2=2021-01-08\n"
    )
    ran = screen("log", "--limit", "1", width=200)
    assert ran.err == (
        "\n1 of 3 batches. For all:\n  slate log --limit 3\n"
        "\nBatch 3 is in the future by this machine's clock. To correct it, with its day:\n"
        "  slate log --correct-clock 3=2021-01-08\n"
    )
    assert screen("log", "-f", "json").err == ""


@pytest.mark.usefixtures("ahead")
def test_no_batch_is_marked_on_a_day_that_is_set_by_hand(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slate.cli.session.Clock.read", lambda _: FIXED)
    assert "in the future" not in done("log")


@pytest.mark.usefixtures("ahead")
def test_times_are_corrected(done: Done, refused: Refused) -> None:
    assert refused(1, "add", "Heat") == BEHIND
    assert done(
        "log", "--correct-clock", "3=2021-01-07", "--correct-clock", "2=2021-01-07 10:30"
    ) == (
        "batch 3: now of 2021-01-07 12:00 UTC (was 2030-12-31 12:00)\n"
        "batch 2: now of 2021-01-07 10:30 UTC (was 2030-12-31 12:00)\n"
    )
    done("add", "Heat")
    correction = "log --correct-clock 3=2021-01-07 --correct-clock '2=2021-01-07 10:30'"
    assert cells(done("log"))[1:4] == [
        ["5", "2021-01-08 12:00", "tester", "1", "add Heat", "heat: added"],
        ["4", "2021-01-08 12:00", "tester", "0", correction],
        [
            *("3", "2021-01-07 12:00", "tester", "1"),
            *("add Tenet (recorded as 2030-12-31 12:00)", "tenet: added"),
        ],
    ]
    columns = ("--columns", "batch,recorded_at,corrected_from")
    assert done("log", "-f", "tsv", *columns).splitlines()[2:4] == [
        "3\t2021-01-07T12:00:00.000000Z\t2030-12-31T12:00:00.000001Z",
        "2\t2021-01-07T10:30:00.000000Z\t2030-12-31T12:00:00.000000Z",
    ]


@pytest.mark.usefixtures("ahead")
def test_every_batch_from_the_future_must_be_corrected_or_accepted(
    done: Done, slate: Run, refused: Refused
) -> None:
    assert refused(1, "log", "--correct-clock", "2=2021-01-07") == BEHIND
    ran = slate("log", "--correct-clock", "2=2021-01-07", "--accept-clock")
    assert ran == (0, "batch 2: now of 2021-01-07 12:00 UTC (was 2030-12-31 12:00)\n", "")
    assert done("log", "-f", "tsv", "--columns", "batch,recorded_at").splitlines()[0] == (
        "4\t2030-12-31T12:00:00.000002Z"
    )


@pytest.mark.usefixtures("ahead")
def test_a_correction_prints_what_it_changes(done: Done) -> None:
    both = ("--correct-clock", "3=2021-01-07")
    assert done("log", *both, "--correct-clock", "2=2021-01-05").splitlines() == [
        "batch 3: now of 2021-01-07 12:00 UTC (was 2030-12-31 12:00)",
        "batch 2: now of 2021-01-05 12:00 UTC (was 2030-12-31 12:00)",
        "mank: dated 2020-12-04 again (was 2020-11-13)",
    ]
    assert done("undo", "--accept-clock").splitlines() == [
        "batch 4: undone (log --correct-clock 3=2021-01-07 --correct-clock 2=2021-01-05)",
        "mank: dated 2020-11-13 again (was 2020-12-04)",
    ]
    assert done("log", "--columns", "batch,recorded_at,undone", "-f", "tsv").splitlines()[2:4] == [
        "3\t2030-12-31T12:00:00.000001Z\tfalse",
        "2\t2030-12-31T12:00:00.000000Z\tfalse",
    ]


def test_a_time_that_counts_already_is_not_recorded(done: Done) -> None:
    done("add", "Mank")
    assert done("log", "--correct-clock", "1=2021-01-07") == (
        "batch 1: nothing to do: it is of 2021-01-07 12:00 UTC already\n"
    )
    assert len(done("log").splitlines()) == 2


@pytest.mark.parametrize(
    ("code", "arguments", "message"),
    [
        (3, "9=2021-01-07", 'There is no batch "9". For all batches: slate log'),
        (2, "1=2021-01-08", "--correct-clock 1=2021-01-08 is in the future (it is 2021-01-07 12:00 UTC now)."),
        (2, "1", 'Write --correct-clock BATCH=TIME, as in 12=2021-01-07, not "1".'),
        (2, "1=2020-01-01 --correct-clock #1=2020-01-02", "Batch 1 is named twice. Give each batch one time."),
        (2, "1=2020-01-01 -f json", "--correct-clock cannot be combined with options for printing the log."),
        (2, "1=2020-01-01 --limit 1", "--correct-clock cannot be combined with options for printing the log."),
        (2, "1=2020-01-01 -e", "--correct-clock cannot be combined with options for printing the log."),
        (2, "1=2020-01-01 1", "--correct-clock cannot be combined with BATCH: it names the batches."),
    ],
)  # fmt: skip
def test_invalid_corrections_are_refused(
    done: Done, refused: Refused, code: int, arguments: str, message: str
) -> None:
    done("add", "Mank")
    before = stored().read_bytes()
    assert refused(code, "log", "--correct-clock", *arguments.split()) == f"slate: {message}\n"
    assert stored().read_bytes() == before


@pytest.mark.usefixtures("small")
def test_limited_undos_are_shown(done: Done) -> None:
    done("import", "-", stdin='[{"title": "Mank"}, {"title": "Tenet"}]')
    done("undo", "--only", "mank")
    assert done("log", "--limit", "2").splitlines() == [
        "Batch  When              Who     Reports  Did                          Changes",
        "5      2021-01-07 12:00  tester  0        undo --only mank (undoes 4)  mank: removed",
        "4      2021-01-07 12:00  tester  2        import - (partly undone)     2 added",
    ]
    columns = ("--columns", "batch,undone,partly_undone", "--limit", "2")
    assert done("log", "-f", "tsv", *columns) == "5\tfalse\tfalse\n4\tfalse\ttrue\n"


# One batch


@pytest.fixture
def imported(done: Done) -> None:
    """Import two titles, then move the date of one of them and tag it."""
    records = [
        {"title": "Mank", "date": "2020-12-04", "source": "Variety"},
        {"title": "Tenet", "platform": "HBO Max"},
    ]
    done("import", "-", stdin=json.dumps(records))
    done("update", "mank", "-d", "2020-12-11", "--tag", "oscars", "--source", "Variety")


@pytest.mark.usefixtures("imported")
def test_one_batch_lists_all_that_it_changed(done: Done, screen: Run) -> None:
    assert done("log", "1").splitlines() == [
        "Title  Change             Source",
        "Mank   added, 2020-12-04  Variety, reported",
        "Tenet  added, HBO Max",
    ]
    ran = screen("log", "2", together=True)
    assert undressed(ran.out).splitlines() == [
        "Batch 2  Today, 12:00 · tester",
        "update mank -d 2020-12-11 --tag oscars --source Variety",
        "",
        "Change   Title  What                                                     Source",
        "slipped  Mank   Dec 4, 2020 → Dec 11, 2020, 7 days later; tags: +        Variety",
        "                oscars",
        "",
        "2 changes.",
    ]


@pytest.mark.usefixtures("imported")
def test_one_batch_in_data_has_the_columns_of_changes(done: Done) -> None:
    found = json.loads(done("log", "2", "-f", "json"))
    assert [tuple(each) for each in found] == [CHANGE_COLUMNS] * 2
    assert (found[0]["change"], found[0]["by"], found[0]["batch"]) == ("slipped", "7 days later", 2)
    assert done("log", "1", "-f", "slugs") == "mank\ntenet\n"
    assert done("log", "1", "--columns", "slug,to", "--limit", "1") == "slug  to\nmank  Mank\n"


@pytest.mark.usefixtures("imported")
def test_one_batch_is_found_by_its_uid(done: Done) -> None:
    (uid,) = done("log", "--limit", "1", "-f", "tsv", "--columns", "uid").splitlines()
    assert done("log", uid[:8], "-f", "slugs") == "mank\n"


@pytest.mark.usefixtures("imported")
def test_a_terminal_shows_only_part_of_a_large_batch(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "CHANGES_SHOWN", 1)
    assert screen("log", "1").err == ("\nThe first change. For all:\n  slate log 1 | less\n")
    assert screen("log", "1", "--limit", "1").err == (
        "\nThe first change. For all:\n  slate log 1 | less\n"
    )
    assert screen("log", "1", "--limit", "2").err == "\n2 changes.\n"


@pytest.mark.usefixtures("imported")
def test_a_batch_without_changes_is_reported_on_a_terminal(
    done: Done, slate: Run, screen: Run
) -> None:
    done("update", "mank", "--note", "as told")
    assert cells(done("log", "--limit", "1"))[1][-1] == "mank: noted"
    assert slate("log", "3") == (0, "", "")
    assert slate("log", "3", "-e") == (3, "", "")
    assert screen("log", "3").err == "\nBatch 3 changed nothing that is shown.\n"


@pytest.mark.usefixtures("imported")
def test_unknown_batches_and_columns_are_refused(refused: Refused) -> None:
    assert refused(3, "log", "9") == 'slate: There is no batch "9". For all batches: slate log\n'
    assert refused(2, "log", "1", "--columns", "reports").startswith(
        'slate: There is no column "reports". Choose from day, slug, '
    )


def test_changes_of_large_batches_are_not_computed(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slate.usecases.log.MOST_TITLES", 1)
    done("import", "-", stdin='[{"title": "Mank"}, {"title": "Tenet"}]')
    columns = ("-f", "tsv", "--columns", "batch,titles,changes")
    assert done("log", *columns) == "1\t2\t2 titles\n"
    assert done("log", "-f", "tsv", "--columns", "batch,reports") == "1\t2\n"
