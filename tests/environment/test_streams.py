"""Standard streams that are closed, full, or read by nobody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SLATE, Ran, needs_full
from tests.environment.conftest import SMALL, Started

pytestmark = pytest.mark.slow

# All that stays open of a shell whose streams are closed one after the other. What the commands
# print must never end up in the slate or in the file that they write, whose descriptors are then 0,
# 1 or 2.
_COMMANDS = """
status() { echo "$?" >>statuses; }
"$0" list -f slugs $CLOSED; status
"$0" add "Title $N" -k film -s filming $CLOSED; status
"$0" import more.json $CLOSED; status
"$0" export titles.csv $CLOSED; status
"$0" backup copy.db $CLOSED; status
"$0" restore copy.db $CLOSED; status
"$0" show nothing $CLOSED; status
"$0" edit heroes-2 $CLOSED; status
"""
_STREAMS = ("<&-", ">&-", "2>&-")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("number", range(8))
def test_commands_work_with_any_streams_closed(
    world: Path,
    started: Started,
    is_sound: Callable[..., None],
    number: int,
) -> None:
    closed = [text for place, text in enumerate(_STREAMS) if number >> place & 1]
    (world / "more.json").write_text('[{"title": "Mank"}]', encoding="utf-8")
    script = _COMMANDS.replace("$CLOSED", " ".join(closed))
    ran = started(by=("sh", "-c", script), environment={"N": str(number), "EDITOR": "true"})
    found = (world / "statuses").read_text(encoding="ascii").split()
    printed = "1" if ">&-" in closed else "0"
    assert found == [printed, printed, printed, "0", printed, printed, "3", printed]
    if ">&-" in closed:
        assert ran.out == ""
    else:
        assert ran.out.splitlines()[:3] == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]
    errors = ran.err.splitlines()
    assert len(errors) == (0 if "2>&-" in closed else 7 if ">&-" in closed else 1), errors
    is_sound(*SMALL, f"title-{number}", "mank")
    is_sound(*SMALL, f"title-{number}", "mank", path=world / "copy.db")
    assert len((world / "titles.csv").read_bytes().splitlines()) == 6


def unread() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("opened", [unread, pytest.param(full, marks=needs_full)])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("list -f slugs", 0),
        ("list --nope", 2),
        ("add Heroes", 0),
        ("add We-Can-Be-Heroes", 1),
        ("show nothing", 3),
        ("import none.json", 1),
        ("undo", 0),
        ("--debug show nothing", 3),
    ],
)
def test_a_message_that_cannot_be_written_changes_nothing(
    started: Started, command: str, code: int, opened: Callable[[], int]
) -> None:
    descriptor = opened()
    ran = started(*command.split(), stderr=descriptor)
    os.close(descriptor)
    assert ran.code == code
    assert (ran.out != "") == (code == 0)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("opened", "code"), [(unread, 0), pytest.param(full, 1, marks=needs_full)])
@pytest.mark.parametrize("command", ["list", "--help", "list --help", "update heroes-2 --note X"])
def test_output_and_messages_that_cannot_be_written(
    started: Started, done: Callable[..., str], command: str, code: int, opened: Callable[[], int]
) -> None:
    descriptor = opened()
    ran = started(*command.split(), stdout=descriptor, stderr=descriptor)
    os.close(descriptor)
    assert ran == Ran(code, "", "")
    assert ("X" in done("show", "heroes-2")) == command.startswith("update")


@needs_full
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("list", ""),
        ("backup copy.db", ". The backup was made."),
        ("update heroes-2 --note X", ". The change was stored."),
        ("update heroes-2 --note X --dry-run", ". Nothing was stored."),
        ("edit heroes-2", ". Nothing was stored."),
    ],
)
def test_an_error_about_output_says_what_became_of_the_command(
    started: Started, command: str, what: str
) -> None:
    descriptor = full()
    ran = started(*command.split(), stdout=descriptor, environment={"EDITOR": "true"})
    os.close(descriptor)
    reason = os.strerror(28)
    assert ran == (1, "", f"slate: cannot write output: {reason}{what}\n")


def test_questions_are_not_asked_without_a_terminal(started: Started) -> None:
    told = "slate: No title was given. Run: slate add TITLE, with the title in quotes.\n"
    reading, writing = os.pipe()
    os.close(writing)
    assert started("add", stdin=reading) == (2, "", told)
    os.close(reading)
    assert SLATE.exists()
