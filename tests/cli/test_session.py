import getpass
import sqlite3
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from slate.cli.session import Clock, Session, Terminal
from slate.store.file import writer_note
from slate.store.file.connection import LongCommand, Store
from tests.cli.conftest import Done, Refused, Run, stored, undressed


def test_the_clock_is_the_system_clock_unless_fixed() -> None:
    clock = Clock.read(None)
    assert clock.now.tzinfo is not None
    assert clock.today == clock.now.astimezone().date()
    assert Clock.read("Jan 5 2021").today == date(2021, 1, 5)
    assert (clock.is_fixed, Clock.read("2021-01-05").is_fixed) == (False, True)
    assert Clock.read("2021-01-05").now.isoformat() == "2021-01-05T12:00:00+00:00"


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_of_a_slate_is_a_slip_of_a_script(refused: Refused, name: str) -> None:
    assert refused(2, "--db", name, "list") == "slate: --db is empty. Is a variable unset?\n"


@pytest.mark.parametrize(
    ("today", "message"),
    [
        ("2021", "SLATE_TODAY is 2021; it must be a day, such as 2021-01-07."),
        ("TBA", "SLATE_TODAY is TBA; it must be a day, such as 2021-01-07."),
        ("1970-01-01", "SLATE_TODAY is 1970-01-01; it must be from 1970-01-02 to 9999-12-30."),
        ("9999-12-31", "SLATE_TODAY is 9999-12-31; it must be from 1970-01-02 to 9999-12-30."),
        ("2021-02-30", 'SLATE_TODAY: "2021-02-30" is not a date: February 2021 has 28 days'),
    ],
)
def test_an_invalid_slate_today_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, today: str, message: str
) -> None:
    monkeypatch.setenv("SLATE_TODAY", today)
    assert refused(2, "list") == f"slate: {message}\n"


def test_slate_today_sets_the_current_day(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    done("add", "Soul", "-d", "2021-03-01")
    monkeypatch.setenv("SLATE_TODAY", "2021-03-02")
    assert done("list", "--overdue", "-f", "slugs") == "soul\n"
    assert done("list").splitlines()[1].endswith("Due 2021-03-01, not confirmed")


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14"])
@pytest.mark.parametrize("today", ["1970-01-02", "9999-12-30"])
def test_slate_today_at_the_ends_of_time(
    done: Done, monkeypatch: pytest.MonkeyPatch, today: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setenv("SLATE_TODAY", today)
    assert done("add", "Soul", "-d", today).startswith("soul: added")
    assert done("upcoming", "30d", "-f", "slugs") in {"soul\n", ""}
    done("export", "a.slate.ndjson")
    assert "1 batch" in done("--db", "b.db", "import", "a.slate.ndjson")


# Where the slate is


def test_the_default_slate_is_private_to_the_user(done: Done) -> None:
    done("add", "Soul")
    assert stored().stat().st_mode & 0o777 == 0o600
    assert stored().parent.stat().st_mode & 0o777 == 0o700


def test_without_xdg_data_home_the_slate_is_in_the_home_folder(
    done: Done, monkeypatch: pytest.MonkeyPatch, world: Path
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    done("add", "Soul")
    assert [path.name for path in (world / "home").rglob("slate.db")] == ["slate.db"]


def test_slates_are_where_this_run_of_the_tests_has_them(
    slate: Run, pytestconfig: pytest.Config
) -> None:
    # If a command found another way to open a file, a run on a server would test files unnoticed.
    shown = slate("info", "-f", "tsv", "--columns", "path").out
    is_on_server = pytestconfig.pluginmanager.has_plugin("tests.on_server")
    assert shown.startswith("postgresql://") is is_on_server


def test_the_db_option_overrides_slate_db(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATE_DB", "mine.db")
    done("add", "Soul")
    done("--db", "~/other.db", "add", "Heroes")
    assert done("list", "-f", "slugs") == "soul\n"
    assert done("--db", str(Path.home() / "other.db"), "list", "-f", "slugs") == "heroes\n"
    assert Path("mine.db").exists()
    assert not stored().exists()


@pytest.mark.about_files
def test_a_missing_folder_in_the_slate_path_is_not_created(refused: Refused, slate: Run) -> None:
    assert refused(1, "--db", "no/slate.db", "add", "Soul") == (
        "slate: There is no folder no. Create it first: mkdir -p no\n"
    )
    assert slate("--db", "no/slate.db", "list") == (0, "", "")
    assert not Path("no").exists()


@pytest.mark.about_files
@pytest.mark.parametrize("command", [["list"], ["add", "Soul"], ["info"], ["import", "a.json"]])
def test_a_file_that_is_not_a_slate_is_left_unchanged(refused: Refused, command: list[str]) -> None:
    Path("text").write_text("no slate", encoding="utf-8")
    Path("a.json").write_text("[]", encoding="utf-8")  # a file is read before the slate
    assert refused(1, "--db", "text", *command) == (
        "slate: text: not a slate database. Nothing was changed.\n"
    )
    assert Path("text").read_text(encoding="utf-8") == "no slate"
    assert refused(1, "--db", ".", *command) == (
        "slate: .: not a slate database. Nothing was changed.\n"
    )


# The author


def test_the_author_is_slate_author_or_the_login_name(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "A")
    monkeypatch.delenv("SLATE_AUTHOR")
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    done("add", "B")
    assert done("log", "-f", "tsv", "--columns", "author").split() == ["login", "tester"]


def test_a_missing_login_name_is_recorded_as_unknown(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.delenv("SLATE_AUTHOR")
    monkeypatch.setattr(getpass, "getuser", nobody)
    done("add", "A")
    assert done("log", "-f", "tsv", "--columns", "author") == "unknown\n"


@pytest.mark.parametrize(
    ("author", "message"),
    [
        (" ", "The author is empty."),
        ("\x1b", "The author holds the control character U+001B. Leave it out."),
    ],
)
def test_an_invalid_author_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, author: str, message: str
) -> None:
    monkeypatch.setenv("SLATE_AUTHOR", author)
    assert refused(2, "add", "A") == f"slate: {message}\n"


def test_the_log_keeps_the_start_of_a_long_command(done: Done) -> None:
    done("add", "A", "--note", "x" * 9_000)
    [command] = done("log", "-f", "tsv", "--columns", "command").splitlines()
    assert command == f"add A --note {'x' * 9_000}"[:2_000]


# What others see of a write that may take long


@pytest.mark.about_files
def test_a_long_command_is_named_to_those_who_wait(world: Path) -> None:
    path = world / "slate.db"
    arguments = ("import", "my list.csv", "--url", "https://ann:secret@example.org/")
    session = Session(
        Store(path), Clock.read("2021-01-07"), Terminal.look(),
        options=("--db", "slate.db"), arguments=arguments,
    )  # fmt: skip
    named = "import 'my list.csv' --url 'https://***@example.org/'"
    assert session.writer == LongCommand(named, "tester")
    with session.writing(creates=True, may_take_long=True):
        note = writer_note.read(path)
        assert note is not None
        assert (note.command, note.author) == session.writer
    assert writer_note.read(path) is None
    with session.writing():
        assert writer_note.read(path) is None


@pytest.mark.about_files
def test_that_a_slate_is_gone_is_said_if_there_are_backups(
    done: Done, slate: Run, small: Path
) -> None:
    older, newest = (done("backup").rstrip() for _ in range(2))
    small.unlink()
    told = f"slate: there is no slate in {small}, but there are backups; the newest: %s\n"
    ran = slate("list", "-f", "slugs")
    assert (ran.code, ran.out, ran.err) == (0, "", told % newest)
    assert not small.exists()
    Path(newest).write_text("no backup", encoding="utf-8")
    small.touch()
    ran = slate("add", "Mank")
    assert (ran.code, ran.err) == (0, told % older)
    assert done("list", "-f", "slugs") == "mank\n"


@pytest.mark.about_files
def test_backups_have_the_time_in_utc_in_their_names(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT-2")
    time.tzset()
    done("--db", "a.db", "add", "Soul")
    done("--db", "a.db", "backup")
    assert Path("a.db.20210107T100000Z.bak").exists()


# The terminal


@pytest.mark.parametrize(
    ("columns", "width"),
    [("", 100), ("x", 100), ("0", 100), ("1", 20), ("60", 60), ("9" * 20, 10_000)],
)
def test_columns_variable_sets_the_terminal_width(
    screen: Run, monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    widths: list[int] = []
    look = Terminal.look

    def looked() -> Terminal:
        widths.append(look().width)
        return look()

    monkeypatch.setattr("slate.cli.session.Terminal.look", looked)
    assert screen("--demo", "list", width=100).code == 0
    assert widths == [width]


@pytest.mark.usefixtures("small")
def test_styles_are_printed_only_on_capable_terminals(
    screen: Run, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed = screen("list").out
    assert "\x1b[1mTomorrow\x1b[0m" in dressed
    assert "\x1b" not in slate("list").out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = undressed(dressed).replace("▌", " ")  # a sign that only carries a color
    assert screen("list").out == plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert screen("list").out == plain


@pytest.mark.usefixtures("small")
def test_force_color_prints_styles_into_a_pipe(slate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = slate("list")
    assert ran.out.startswith("  \x1b[2mDate\x1b[0m")
    assert ran.err == ""


@pytest.mark.about_files
def test_a_slate_of_a_newer_format_is_refused(slate: Run, small: Path) -> None:
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("pragma user_version = 99")
    ran = slate("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"slate: {small}: written by a newer slate (format 99; ")


def test_every_command_to_copy_is_about_the_slate_that_was_named(
    done: Done, refused: Refused, screen: Run
) -> None:
    at = ("--db", "my slate.db")
    named = "slate --db 'my slate.db'"
    empty = screen(*at, "list", width=120).err
    assert f'  {named} add "We Can Be Heroes" -p Netflix -d 2020-12-25\n' in empty
    done(*at, "add", "Soul", "-k", "film")
    assert screen(*at, "next", width=120).err.endswith(f"{named} list --undated\n")
    for day in range(10, 22):
        done(*at, "update", "soul", "-d", f"2021-01-{day}")
    assert f"{named} show soul --history" in screen(*at, "show", "soul", width=120).out
    assert refused(3, *at, "show", "soul", "--as-of", "2020").endswith(
        f"{named} show soul --history\n"
    )
    assert screen(*at, "remove", "soul", width=120).err.endswith(f"back: {named} undo\n")
    assert refused(3, *at, "show", "soul").endswith(f"back: {named} undo 14\n")
    assert refused(3, *at, "undo", "99").endswith(f"{named} log\n")


WITH_FILTERS = (
    *("list", "upcoming", "next", "changes", "diff yesterday", "slips", "sources", "count"),
    "export -f csv",
)


@pytest.mark.parametrize("command", WITH_FILTERS)
def test_a_mistyped_value_of_a_filter_is_reported(done: Done, slate: Run, command: str) -> None:
    done("add", "Mank", "-p", "Netflix", "--tag", "crime", "--region", "US")
    ran = slate(*command.split(), "-p", "Netflx")
    assert (ran.code, ran.err) == (
        0,
        'slate: No service "Netflx" here. Did you mean Netflix?\n',
    )
    assert slate(*command.split(), "--tag", "crmie").err == (
        'slate: No tag "crmie" here. Did you mean crime?\n'
    )


@pytest.mark.parametrize("command", WITH_FILTERS)
def test_an_unknown_value_without_a_similar_one_is_reported_on_a_terminal(
    done: Done, slate: Run, screen: Run, command: str
) -> None:
    """A script that waits for the first title on Hulu stays silent."""
    arguments = (*command.split(), "-p", "Hulu", "--region", "FR")
    assert slate(*arguments).err == ""  # an empty slate knows no values
    done("add", "Mank", "-p", "Netflix", "--region", "US")
    assert slate(*arguments).err == ""
    assert screen(*arguments).err.startswith(
        'No service "Hulu" here. Services here: Netflix.\nNo region "FR" here. Regions here: US.\n'
    )
    assert slate(*command.split(), "-p", "netflix", "--region", "us").err == ""
