# ruff: noqa: E501 -- a table is easiest to read with one case per line

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from slate.cli.options.clock_options import Correction, parse_corrections
from slate.domain.errors import UsageError
from tests.cli.conftest import Done, MadeOnce, Refused, Run, stored

NOW = datetime(2021, 1, 7, 9, 15, tzinfo=UTC)
BEHIND = (
    "slate: This machine's clock is at 2021-01-04, more than two days behind the newest batch "
    "(1, of 2021-01-07). Nothing was changed. If the clock is right, correct all batches of the "
    "future; the log says how (or add --accept-clock): slate log\n"
)
AHEAD = (
    "slate: This machine's clock is at 2031-01-09, more than ten years ahead of the newest batch "
    "(of 2021-01-07). Nothing was changed. If the clock is right, add --accept-clock.\n"
)
Clock = Callable[[str], None]


@pytest.mark.parametrize(
    ("text", "batch", "recorded_at"),
    [
        ("12=2021-01-05", "12", "2021-01-05T12:00:00.000000Z"),
        ("12 = Jan 5 2021", "12", "2021-01-05T12:00:00.000000Z"),
        ("12=2021-01-07", "12", "2021-01-07T09:15:00.000000Z"),  # noon is still to come
        ("0b0a4f3e=2021-01-05 18:30", "0b0a4f3e", "2021-01-05T18:30:00.000000Z"),
        ("#12=2021-01-05T18:30:15", "#12", "2021-01-05T18:30:15.000000Z"),
        ("12=2021-01-05T18:30:15.000001Z", "12", "2021-01-05T18:30:15.000001Z"),
        ("12=2021-01-05 18:30+02:00", "12", "2021-01-05T16:30:00.000000Z"),
        ("12=1970-01-01", "12", "1970-01-01T12:00:00.000000Z"),
    ],
)
def test_corrections_name_a_batch_and_its_time(text: str, batch: str, recorded_at: str) -> None:
    assert parse_corrections([text], NOW) == [Correction(batch, recorded_at)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12", 'Write --correct-clock BATCH=TIME, as in 12=2021-01-07, not "12".'),
        (
            "=2021-01-07",
            'Write --correct-clock BATCH=TIME, as in 12=2021-01-07, not "=2021-01-07".',
        ),
        ("12=", 'Write --correct-clock BATCH=TIME, as in 12=2021-01-07, not "12=".'),
        (
            "12=2021-01",
            "--correct-clock takes a day, such as 2021-01-07, or a day and a time, not 2021-01.",
        ),
        (
            "12=2021-01-05?",
            "--correct-clock takes a day, such as 2021-01-07, or a day and a time, not 2021-01-05?.",
        ),
        (
            "12=TBA",
            "--correct-clock takes a day, such as 2021-01-07, or a day and a time, not TBA.",
        ),
        ("12=2021-02-30", '--correct-clock: "2021-02-30" is not a date: February 2021 has 28 days'),
        (
            "12=2021-01-05 25:00",
            '--correct-clock: "2021-01-05 25:00" is not a time: hour must be in 0..23.',
        ),
        (
            "12=0001-01-01T00:00+14:00",
            '--correct-clock: "0001-01-01T00:00+14:00" is not a time: date value out of range.',
        ),
        (
            "12=2021-01-08",
            "--correct-clock 12=2021-01-08 is in the future (it is 2021-01-07 09:15 UTC now).",
        ),
        (
            "12=2021-01-07 09:16",
            "--correct-clock 12=2021-01-07 09:16 is in the future (it is 2021-01-07 09:15 UTC now).",
        ),
        (
            "12=1969-12-31",
            "--correct-clock 12=1969-12-31 is before 1970-01-01, the first day of clocks.",
        ),
    ],
)
def test_invalid_corrections_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_corrections([text], NOW)
    assert str(refused.value) == message


def test_times_are_compared_in_utc() -> None:
    now = datetime(2021, 1, 7, 1, tzinfo=timezone(timedelta(hours=9)))  # the 6th, 16:00 in UTC
    assert parse_corrections(["1=2021-01-06"], now) == [
        Correction("1", "2021-01-06T12:00:00.000000Z")
    ]
    with pytest.raises(UsageError, match="it is 2021-01-06 16:00 UTC now"):
        parse_corrections(["1=2021-01-07"], now)


COMMANDS = [
    "add Heat",
    "update mank -s filming",
    "remove mank",
    "merge mank tenet",
    "import -",
    "undo",
    "redo",
]


@pytest.fixture
def two_titles(done: Done, made_once: MadeOnce) -> Path:
    """Store two titles in one batch, with an undo and a redo, all on 2021-01-07."""
    both = '[{"title": "Mank"}, {"title": "Tenet"}]'
    return made_once("clock", lambda: done("import", "-", stdin=both))


@pytest.mark.usefixtures("two_titles")
@pytest.mark.parametrize("command", [*COMMANDS, "update mank -s filming --dry-run"])
@pytest.mark.parametrize(("day", "message"), [("2021-01-04", BEHIND), ("2031-01-09", AHEAD)])
def test_each_command_that_writes_refuses_a_wrong_clock(
    refused: Refused, clock: Clock, command: str, day: str, message: str
) -> None:
    before = stored().read_bytes()
    clock(day)
    stdin = '[{"title": "Heat"}]' if "import" in command else ""
    assert refused(1, *command.split(), stdin=stdin) == message
    assert stored().read_bytes() == before


@pytest.mark.usefixtures("two_titles")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("day", ["2021-01-04", "2031-01-09"])
def test_accept_clock_overrides_the_check(
    slate: Run, done: Done, clock: Clock, command: str, day: str
) -> None:
    if command == "redo":
        done("undo")
    clock(day)
    stdin = '[{"title": "Heat"}]' if "import" in command else ""
    ran = slate(*command.split(), "--accept-clock", stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    recorded = done("log", "-f", "tsv", "--columns", "recorded_at", "--limit", "1")
    assert recorded.startswith("2031-01-09" if day > "2022" else "2021-01-07T12:00:00.00000")


@pytest.mark.usefixtures("two_titles")
@pytest.mark.parametrize("day", ["2021-01-05", "2021-01-07", "2031-01-07"])
def test_clock_that_may_be_right_is_accepted(done: Done, clock: Clock, day: str) -> None:
    clock(day)
    done("add", "Heat")
    assert done("list", "-f", "slugs") == "heat\nmank\ntenet\n"


def test_first_batch_may_be_of_any_day(done: Done, clock: Clock) -> None:
    clock("1999-01-01")
    done("add", "Mank")
    assert done("log", "-f", "tsv", "--columns", "recorded_at").startswith("1999-01-01T12:00")


@pytest.mark.usefixtures("two_titles")
@pytest.mark.parametrize("day", ["2019-01-01", "2041-01-01"])
def test_day_that_is_set_by_hand_is_accepted(
    done: Done, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("SLATE_TODAY", day)
    done("add", "Heat")


@pytest.mark.usefixtures("two_titles")
def test_reading_and_marking_accept_any_clock(done: Done, clock: Clock) -> None:
    clock("2019-01-01")
    assert done("list", "-f", "slugs") == "mank\ntenet\n"
    done("changes", "--since", "last", "--mark")


def test_ledger_with_a_batch_from_the_future_is_refused_unless_accepted(
    done: Done, refused: Refused, clock: Clock
) -> None:
    clock("2021-01-10")
    done("--db", "other.db", "add", "Mank")
    done("--db", "other.db", "export", "-f", "ledger", "all.slate.ndjson")
    uid = done("--db", "other.db", "log", "-f", "tsv", "--columns", "uid").strip()
    clock("2021-01-07")
    assert refused(1, "import", "all.slate.ndjson") == (
        f"slate: Batch {uid} was recorded on 2021-01-10, more than two days ahead of this "
        "machine's clock (2021-01-07). Nothing was stored. If that is right, add --accept-clock.\n"
    )
    assert done("list", "-f", "slugs") == ""
    assert done("import", "all.slate.ndjson", "--accept-clock") == (
        "1 of 1 batch was new: 1 added\n"
    )
    clock("2021-01-08")
    assert done("import", "all.slate.ndjson") == "0 of 1 batch was new\n"


def test_ledger_with_a_corrected_batch_is_accepted(done: Done, clock: Clock) -> None:
    clock("2031-01-07")
    done("--db", "other.db", "add", "Mank")
    clock("2021-01-07")
    done("--db", "other.db", "log", "--correct-clock", "1=2021-01-06")
    done("--db", "other.db", "export", "-f", "ledger", "all.slate.ndjson")
    assert done("import", "all.slate.ndjson") == "2 of 2 batches were new: 1 added\n"
