import json
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from slate.cli.commands import changes
from slate.cli.options.layout import FORMATS
from slate.domain.changes.change_record import COLUMNS
from tests.cli.conftest import (
    SLATE,
    Done,
    IsUntouched,
    MadeOnce,
    Refused,
    Run,
    needs_full,
    stored,
    undressed,
)


@pytest.fixture
def story(done: Done, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Record a season that moved, was dated and slipped, each on its day; one report is late."""

    def commands() -> None:
        for day, arguments in _STORY:
            with monkeypatch.context() as patch:
                patch.setenv("SLATE_TODAY", day)
                done(*arguments)

    return made_once("story", commands)


_STORY: tuple[tuple[str, list[str]], ...] = (
    ("2019-05-02", ["add", "Cobra Kai", "-n", "3", "-p", "YouTube", "--source", "TVLine"]),
    ("2020-06-22", ["update", "cobra-kai-s3", "-p", "Netflix", "--source", "Deadline"]),
    ("2020-10-02", ["update", "cobra-kai-s3", "-d", "2021-01-08", "--source", "Netflix",
                    "--official", "--url", "https://example.com/a"]),
    ("2021-01-04", ["add", "Gone", "-p", "Hulu"]),
    ("2021-01-05", ["remove", "gone", "--source", "Variety"]),
    ("2021-01-06", ["update", "cobra-kai-s3", "-d", "2021-01-15", "--source", "Deadline",
                    "--reported-on", "2021-01-03"]),
)  # fmt: skip
SLIPPED = "slipped 2021-01-08 -> 2021-01-15, 7 days later"
WEEK = """\
  Change   Title                What                          Source

Tue Jan 5  2 days ago
  removed  Gone                                               Variety

Mon Jan 4  3 days ago
  added    Gone                 Hulu

Sun Jan 3  4 days ago
  slipped  Cobra Kai: season 3  Jan 8 → Jan 15, 7 days later  Deadline
           entered Jan 6

3 changes since 2020-12-31.
"""


@pytest.mark.usefixtures("story")
def test_changes_of_the_last_week_on_a_terminal(screen: Run) -> None:
    ran = screen("changes", together=True)
    assert (ran.code, undressed(ran.out)) == (0, WEEK)


@pytest.mark.usefixtures("story")
def test_changes_of_the_last_week_in_a_pipe(done: Done) -> None:
    assert done("changes").splitlines() == [
        (
            f"Day             Title                Change{' ' * 42}"
            "Source              Entered     Note"
        ),
        f"2021-01-05 Tue  Gone                 removed{' ' * 41}Variety, reported",
        "2021-01-04 Mon  Gone                 added, Hulu",
        f"2021-01-03 Sun  Cobra Kai: season 3  {SLIPPED}  Deadline, reported  2021-01-06",
    ]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--since", "2020-06", "--until", "2020-06"], "cobra-kai-s3 moved"),
        (["--until", "2019"], "cobra-kai-s3 added"),
        (["--since", "monday"], "gone removed, gone added"),
        (["--what", "slipped,removed"], "gone removed, cobra-kai-s3 slipped"),
        (["--what", "slipped", "--what", " Removed "], "gone removed, cobra-kai-s3 slipped"),
        (["-p", "youtube", "--since", "2019"], "cobra-kai-s3 moved, cobra-kai-s3 added"),
        (["--search", "cobra"], "cobra-kai-s3 slipped"),
        (["--limit", "1"], "gone removed"),
        (
            ["cobra"],
            (
                "cobra-kai-s3 slipped, cobra-kai-s3 dated, cobra-kai-s3 status, "
                "cobra-kai-s3 moved, cobra-kai-s3 added"
            ),
        ),
        (
            ["Cobra Kai: season 3", "--what", "moved,slipped", "--until", "2020"],
            "cobra-kai-s3 moved",
        ),
        (["cobra-kai-s3", "--as-of", "2020-06"], "cobra-kai-s3 moved, cobra-kai-s3 added"),
        (["cobra-kai-s3", "--since", "today"], ""),
        (["--as-of", "2021-01-04"], "gone added, cobra-kai-s3 slipped"),
        (["--as-recorded", "2021-01-05"], "gone removed, gone added"),
    ],
)
def test_options_choose_the_changes(done: Done, arguments: list[str], told: str) -> None:
    rows = done("changes", "-f", "tsv", "--columns", "slug,change", *arguments).splitlines()
    assert ", ".join(row.replace("\t", " ") for row in rows) == told


@pytest.mark.usefixtures("story")
def test_all_changes_of_a_title_on_a_terminal(screen: Run) -> None:
    ran = screen("changes", "cobra kai", together=True, width=100)
    assert undressed(ran.out).splitlines()[-4:] == [
        "May 2, 2019",
        "  added    Cobra Kai: season 3  YouTube                              TVLine",
        "",
        "5 changes in all.",
    ]
    assert screen("changes", "cobra kai", "--since", "today").err == (
        "No such changes since 2021-01-07; the newest report is from 2021-01-05.\n"
    )
    assert screen("changes", "cobra kai", "--what", "leaving").err == (
        "No such changes at any time; the newest report is from 2021-01-05.\n"
    )


@pytest.mark.usefixtures("story")
def test_titles_are_read_from_standard_input(done: Done, slate: Run) -> None:
    columns = ("-f", "tsv", "--columns", "change")
    assert done("changes", "-", *columns, "--until", "2019", stdin="cobra-kai-s3\n") == "added\n"
    assert done("changes", "-", *columns, stdin="") == ""
    assert slate("changes", "-", "-e", stdin="") == (3, "", "")


@pytest.mark.usefixtures("story")
def test_titles_that_are_not_there_are_refused(refused: Refused) -> None:
    assert refused(3, "changes", "lupin") == (
        'slate: No title "lupin". For all titles: slate list\n'
    )
    assert refused(3, "changes", "gone").startswith('slate: No title "gone": it was removed.')
    assert refused(3, "changes", "gone", "--as-of", "2020").endswith(
        'slate: No title "gone". For all titles: slate list\n'
    )


@pytest.mark.usefixtures("story")
def test_json_holds_every_column(done: Done) -> None:
    found = json.loads(done("changes", "--what", "slipped", "-f", "json"))
    assert [list(record) for record in found] == [list(COLUMNS)]
    assert found == [
        {
            "day": "2021-01-03",
            "slug": "cobra-kai-s3",
            "title": "Cobra Kai: season 3",
            "change": "slipped",
            "from": "2021-01-08",
            "to": "2021-01-15",
            "by": "7 days later",
            "reverted": False,
            "release_type": "streaming",
            "region": None,
            "platform": "Netflix",
            "source": "Deadline",
            "url": None,
            "confidence": "reported",
            "entered": "2021-01-06",
            "batch": 6,
            "author": "tester",
            "field": None,
            "note": None,
            "how": None,
        }
    ]
    assert done("changes", "-f", "slugs") == "gone\ncobra-kai-s3\n"


@pytest.mark.usefixtures("story")
def test_chosen_columns_are_printed(done: Done, screen: Run) -> None:
    table = "day         change   reverted  by\n2021-01-03  slipped  false     7 days later\n"
    asked = ("changes", "--what", "slipped", "--columns", "day,change,reverted,by")
    assert done(*asked) == table
    assert screen(*asked) == (0, table, "")
    assert done(*asked, "-f", "markdown").splitlines()[2] == (
        "| 2021-01-03 | slipped | false | 7 days later |"
    )


OFFICIAL = "(Netflix, official, <https://example.com/a>)"
MAIL = f"""\
## 2021-01-03 Sun

- **Cobra Kai: season 3**: {SLIPPED} (Deadline, reported, entered 2021-01-06)

## 2020-10-02 Fri

- **Cobra Kai: season 3**: dated 2021-01-08 {OFFICIAL}
- **Cobra Kai: season 3**: status announced -> scheduled {OFFICIAL}
"""


@pytest.mark.usefixtures("story")
def test_markdown_groups_changes_by_day(done: Done, screen: Run) -> None:
    asked = ("changes", "--since", "2020-10", "--search", "cobra", "-f", "markdown")
    assert done(*asked) == MAIL
    assert screen(*asked).out == MAIL


def marked(author: str = "tester") -> int | None:
    """Return the number of the last batch that an author has marked as seen, or None."""
    with closing(sqlite3.connect(stored())) as slate:
        row = slate.execute(
            "select b.id from bookmarks m join batches b on b.uid = m.batch where m.author = ?",
            (author,),
        ).fetchone()
    return row[0] if row else None


CRON = ("changes", "--since", "last", "--mark", "-f", "markdown")


@pytest.mark.usefixtures("story")
def test_since_last_with_mark_prints_each_change_once(
    slate: Run, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert done("changes", "--since", "last", "-f", "slugs") == "gone\ncobra-kai-s3\n"
    assert marked() is None  # only --mark sets the bookmark
    assert done(*CRON).count("- **") == 7
    assert marked() == 6
    before = stored().read_bytes()
    assert slate(*CRON) == slate("changes", "--mark") == (0, "", "")
    assert stored().read_bytes() == before  # without anything new nothing is written
    assert slate(*CRON, "-e") == (3, "", "")
    # A report of long ago that is entered now.
    done("update", "cobra-kai-s3", "--tag", "karate", "--source", "X", "--reported-on", "2020")
    done("undo", "6")
    assert done(*CRON) == (
        "## 2021-01-07 Thu\n"
        "\n"
        "- **Cobra Kai: season 3**: dated 2021-01-08 again (was 2021-01-15) "
        "(undo by tester)\n"
        "\n"
        "## 2020\n"
        "\n"
        "- **Cobra Kai: season 3**: tags: + karate (X, reported, entered 2021-01-07)\n"
    )
    assert done(*CRON) == ""
    monkeypatch.setenv("SLATE_AUTHOR", "desk")
    assert done("changes", "--since", "last", "--mark", "-f", "slugs") != ""
    assert (marked(), marked("desk")) == (8, 8)


@pytest.mark.usefixtures("story")
def test_marking_from_today_skips_everything_before(done: Done, screen: Run) -> None:
    assert done("changes", "--since", "today", "--mark") == ""
    assert done("changes", "--since", "last") == ""
    assert screen("changes", "--mark").err == (
        "No changes since the last mark. The newest report is from 2021-01-05.\n"
    )


@pytest.mark.usefixtures("story")
@needs_full
def test_changes_that_could_not_be_printed_are_not_marked() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run([SLATE, *CRON], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (
        1,
        b"slate: cannot write output: No space left on device\n",
    )
    assert marked() is None


@pytest.mark.usefixtures("story")
def test_mark_shows_every_change_on_a_terminal(
    screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "SHOWN", 2)
    assert screen("changes", width=100).err == (
        "\nThe 2 newest changes since 2020-12-31. For all:\n  slate changes | less\n"
    )
    assert "\n7 changes in all.\n" in screen("changes", "--mark").err


@pytest.mark.usefixtures("story")
def test_since_last_without_a_bookmark_shows_everything(screen: Run) -> None:
    ran = screen("changes", "--since", "last", "--what", "moved", together=True)
    assert undressed(ran.out) == (
        "No mark yet, so this shows everything. Add --mark to set one.\n"
        "  Change  Title                What               Source\n"
        "\n"
        "Jun 22, 2020\n"
        "  moved   Cobra Kai: season 3  YouTube → Netflix  Deadline\n"
        "\n"
        "1 change in all.\n"
    )


@pytest.mark.usefixtures("story")
def test_the_first_mark_says_that_it_was_set(screen: Run) -> None:
    told = "Marked as seen: --since last now begins after these changes.\n"
    first = screen("changes", "--mark").err
    assert first.startswith("No mark yet, so this shows everything.\n")
    assert first.endswith(f" changes in all.\n{told}")
    assert screen("changes", "--mark").err == (
        "No changes since the last mark. The newest report is from 2021-01-05.\n"
    )
    screen("update", "cobra-kai-s3", "--tag", "karate")
    assert "Marked" not in screen("changes", "--mark").err


@pytest.mark.about_files
@pytest.mark.usefixtures("story")
def test_a_bookmark_on_an_unknown_batch_shows_everything(slate: Run, done: Done) -> None:
    done("changes", "--mark")
    with closing(sqlite3.connect(stored())) as connection, connection:
        connection.execute("update bookmarks set batch = 'lost'")
    ran = slate("changes", "--since", "last", "--mark", "-f", "slugs")
    assert ran == (
        0,
        "gone\ncobra-kai-s3\n",
        "slate: the batch of your last mark is not in this slate, so this shows everything.\n",
    )
    assert marked() == 6


# --pipe-to


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "--since 7d",
        "--since last",
        "--limit 1",
        "-p youtube --since 2019",
        "cobra",
        "cobra-kai-s3 --as-of 2020-06",
        "--columns day,slug,change",
        "--columns slug,note -f markdown",
        *(f"-f {form}" for form in FORMATS),
    ],
)
def test_a_command_gets_the_text_of_a_pipe(
    slate: Run,
    screen: Run,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
) -> None:
    asked = ("changes", *chosen.split())
    expected = slate(*asked).out
    assert expected != ""
    assert slate(*asked, "--pipe-to", "tee got") == (0, "", "")
    assert Path("got").read_bytes().decode() == expected
    Path("got").unlink()
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = screen(*asked, "--pipe-to", "tee got")
    assert (ran.code, ran.out) == (0, "")
    assert Path("got").read_bytes().decode() == expected
    shown = expected.replace("\r\n", "\n")
    assert capfd.readouterr().out.replace("\r\n", "\n") == shown * 2


@pytest.mark.usefixtures("story")
def test_what_a_command_got_is_counted_on_a_terminal(screen: Run, done: Done) -> None:
    assert screen("changes", "--pipe-to", "true") == (0, "", "Sent 3 changes to true.\n")
    assert screen("changes", "--limit", "1", "-f", "csv", "--pipe-to", "true -x").err == (
        "Sent 1 change to true.\n"
    )
    assert screen("changes", "-f", "slugs", "--pipe-to", "true").err == "Sent 3 changes to true.\n"
    assert screen("changes", "--mark", "--pipe-to", "true").err == (
        "No mark yet, so this shows everything.\n"
        "Sent 7 changes to true.\n"
        "Marked as seen: --since last now begins after these changes.\n"
    )
    records = [{"title": f"T{number:03}"} for number in range(25)]
    done("import", "-", stdin=json.dumps(records))
    assert screen(*CRON, "--pipe-to", "true").err == (
        "Sent 20 changes to true, and a count of 5 more reports.\n"
    )


@pytest.mark.usefixtures("story")
def test_changes_are_marked_only_if_the_command_succeeds(
    slate: Run, refused: Refused, capfd: pytest.CaptureFixture[str]
) -> None:
    kept = "Nothing was marked as seen.\n"
    before = stored().read_bytes()
    assert refused(1, *CRON, "--pipe-to", "sh -c 'cat > got; exit 7' key") == (
        f"slate: The command sh failed with exit status 7. {kept}"
    )
    assert Path("got").read_text(encoding="utf-8").count("- **") == 7
    assert refused(1, *CRON, "-e", "--pipe-to", "sh -c 'kill -9 $$'") == (
        f"slate: The command sh was ended by signal 9. {kept}"
    )
    assert refused(1, *CRON, "--pipe-to", "./none key") == (
        f"slate: The command ./none was not found. Check its name, or write its full path. {kept}"
    )
    assert refused(1, "changes", "--pipe-to", "false") == (
        "slate: The command false failed with exit status 1.\n"
    )
    assert stored().read_bytes() == before
    assert slate(*CRON, "--pipe-to", "cat") == (0, "", "")
    assert capfd.readouterr().out.count("- **") == 7
    assert marked() == 6
    assert b"--pipe-to" not in stored().read_bytes()


@pytest.mark.usefixtures("story")
def test_without_changes_no_command_is_run(slate: Run, screen: Run, done: Done) -> None:
    sent = ("--pipe-to", "touch ran")
    assert slate("changes", "--since", "today", *sent) == (0, "", "")
    assert slate("changes", "--since", "today", "-f", "json", *sent) == (0, "", "")
    assert slate("changes", "--since", "today", "-e", *sent) == (3, "", "")
    assert screen("changes", "--since", "today", *sent) == (
        0,
        "",
        "No changes since 2021-01-07. The newest report is from 2021-01-05.\n",
    )
    assert marked() is None
    assert slate("changes", "--since", "today", "--mark", *sent) == (0, "", "")
    assert marked() == 6
    assert slate(*CRON, *sent, "-e") == (3, "", "")
    assert screen("changes", "--mark", *sent).err == (
        "No changes since the last mark. The newest report is from 2021-01-05.\n"
    )
    assert screen("changes", "--what", "leaving", *sent).err == (
        "No such changes since 2020-12-31; the newest report is from 2021-01-05.\n"
    )
    assert not Path("ran").exists()
    done("add", "New")
    assert slate(*CRON, *sent, "-e") == (0, "", "")
    assert Path("ran").exists()


def test_on_an_empty_slate_no_command_is_run(
    slate: Run, screen: Run, is_untouched: IsUntouched
) -> None:
    assert slate(*CRON, "--pipe-to", "touch ran", "-e") == (3, "", "")
    told = screen("changes", "--pipe-to", "touch ran").err
    assert told.startswith("Nothing on the slate yet. Add a title:\n")
    assert not Path("ran").exists()
    assert is_untouched()


@pytest.mark.about_files
@pytest.mark.usefixtures("story")
def test_what_is_recorded_while_the_command_runs_is_new_afterwards(slate: Run, done: Done) -> None:
    add = f"{shlex.quote(sys.executable)} -m slate add Meanwhile"
    assert slate(*CRON, "--pipe-to", f"sh -c '{add} > got'").code == 0
    assert Path("got").read_text(encoding="utf-8").startswith("meanwhile: added Meanwhile")
    assert marked() == 6
    assert done("changes", "--since", "last", "-f", "slugs") == "meanwhile\n"


@pytest.mark.usefixtures("story")
def test_an_interrupted_command_marks_nothing(slate: Run) -> None:
    assert slate(*CRON, "--pipe-to", "sh -c 'cat > got; kill -INT $PPID'") == (130, "", "")
    assert marked() is None


@pytest.mark.usefixtures("story")
def test_credentials_of_a_command_are_not_shown(refused: Refused) -> None:
    asked = ("changes", "--pipe-to")
    assert refused(1, *asked, "https://ann:pw@host/a?token=key").startswith(
        "slate: The command 'https://***@host/a?token=***' was not found. "
    )
    assert refused(1, *asked, "sh -c 'exit 1' https://ann:pw@host --key k3y") == (
        "slate: The command sh failed with exit status 1.\n"
    )
    assert refused(2, "changes", "today", "--pipe-to", "curl https://ann:pw@host") == (
        'slate: No title "today". Run: '
        "slate changes --pipe-to 'curl https://***@host' --since today\n"
    )


def test_the_text_and_the_arguments_are_utf_8_in_any_locale(installed: Run) -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    installed("add", "Am\u00e9lie".encode(), **locale)
    assert installed("changes", "--pipe-to", "tee caf\u00e9".encode(), **locale).err == ""
    assert "Am\u00e9lie" in Path("caf\u00e9").read_text(encoding="utf-8")


# --to


@pytest.mark.usefixtures("story")
def test_with_mark_the_command_may_follow_to(
    slate: Run, screen: Run, refused: Refused, capfd: pytest.CaptureFixture[str]
) -> None:
    expected = slate("changes", "--since", "last", "-f", "markdown").out
    assert refused(1, *CRON, "--to", "sh -c 'exit 7' key") == (
        "slate: The command sh failed with exit status 7. Nothing was marked as seen.\n"
    )
    assert refused(1, "changes", "--to", "./none key", "--mark") == (
        "slate: The command ./none was not found. Check its name, or write its full path. "
        "Nothing was marked as seen.\n"
    )
    assert marked() is None
    assert slate(*CRON, "--to", "tee got") == (0, "", "")
    assert Path("got").read_text(encoding="utf-8") == capfd.readouterr().out == expected
    assert marked() == 6
    assert screen("changes", "--to", "touch ran", "--mark") == (
        0,
        "",
        "No changes since the last mark. The newest report is from 2021-01-05.\n",
    )
    assert not Path("ran").exists()


@pytest.mark.usefixtures("story")
def test_without_mark_to_is_a_date(
    slate: Run, done: Done, capfd: pytest.CaptureFixture[str]
) -> None:
    dated = ("changes", "--since", "2019", "--to", "2021-02", "-f", "slugs")
    assert done(*dated) == "cobra-kai-s3\n"
    assert slate(*dated, "--pipe-to", "cat") == (0, "", "")
    assert capfd.readouterr().out == "cobra-kai-s3\n"


@pytest.mark.usefixtures("story")
def test_a_program_after_to_without_mark_is_referred_to_pipe_to(
    slate: Run, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("post", "my'mail", "2021"):
        Path(name).touch(mode=0o700)
    monkeypatch.setenv("PATH", str(Path.cwd()))

    def told(text: str) -> str:
        return refused(2, "changes", "--to", text)

    message = "slate: Without --mark, --to is a date. To pass what changed to the command {}, "
    message += "use --pipe-to.\n"
    assert told("post") == message.format("post")
    assert told("post -k s3cret 'x") == message.format("post")
    assert told("my'mail") == message.format("""'my'"'"'mail'""")
    for text in ("mail -s News", "'post' x", "", " "):
        assert told(text).startswith(f"slate: {json.dumps(text)} is not a date or time span: ")
    assert slate("changes", "--to", "2021").code == 0
    assert told("2021-13").startswith('slate: "2021-13" is not a date or time span: there is no ')


def test_a_terminal_shows_only_part_of_a_large_batch(done: Done, screen: Run) -> None:
    records = [{"title": f"T{number:03}"} for number in range(changes.SHOWN + 5)]
    done("import", "-", stdin=json.dumps(records))
    done("add", "Other")
    ran = screen("changes", together=True, width=100)
    assert ran.out.count("added") == 1 + changes.OF_A_BATCH
    assert undressed(ran.out).endswith(
        "  added   T019\n"
        "  and 185 more reports of batch 1\n"
        "\n"
        "21 changes since 2020-12-31, and 185 more reports. For all:\n"
        "  slate changes | less\n"
    )
    assert screen("changes", "--limit", "30").out.count("added") == 30
    filtered = screen("changes", "-k", "film", together=True, width=100).out
    assert filtered.count("added") == changes.SHOWN
    assert filtered.endswith(
        "The 200 newest changes since 2020-12-31. For all:\n  slate changes -k film | less\n"
    )
    assert screen("changes", "--limit", "30").err == (
        "\nThe 30 newest changes since 2020-12-31. For all:\n  slate changes | less\n"
    )
    assert len(done("changes").splitlines()) == 1 + changes.SHOWN + 6


def test_markdown_shows_only_part_of_a_large_batch(done: Done) -> None:
    records = [{"title": f"T{number:03}"} for number in range(changes.SHOWN + 5)]
    done("import", "-", stdin=json.dumps(records))
    done("add", "Other", "--note", "as they say")
    mail = done("changes", "-f", "markdown")
    assert mail.startswith("## 2021-01-07 Thu\n\n- **Other**: added - as they say\n- **T000**:")
    assert mail.endswith("- **T019**: added\n- and 185 more reports of batch 1\n")
    assert len(mail.splitlines()) == 2 + 1 + changes.OF_A_BATCH + 1
    assert done(*CRON) == mail
    every = 2 + changes.SHOWN + 6
    for asked in (["-k", "film"], ["--what", "added"], ["--limit", "500"]):
        whole = done("changes", "-f", "markdown", *asked)
        assert (len(whole.splitlines()), "more" in whole) == (every, False)
    assert done("changes", "-f", "markdown", "--columns", "slug").count("\n") == every


def test_an_empty_slate_has_no_changes(slate: Run, screen: Run, is_untouched: IsUntouched) -> None:
    assert slate("changes") == slate(*CRON) == (0, "", "")
    assert slate("changes", "-e") == (3, "", "")
    assert slate("changes", "-f", "json") == (0, "[]\n", "")
    assert slate("changes", "--columns", "day") == (0, "", "")
    assert screen("changes").err.startswith("Nothing on the slate yet. Add a title:\n")
    assert is_untouched()


@pytest.mark.usefixtures("story")
def test_no_changes_in_the_span_are_reported_on_a_terminal(slate: Run, screen: Run) -> None:
    assert slate("changes", "--since", "today") == (0, "", "")
    assert screen("changes", "--since", "today").err == (
        "No changes since 2021-01-07. The newest report is from 2021-01-05.\n"
    )


@pytest.mark.usefixtures("story")
def test_no_changes_that_match_are_reported_on_a_terminal(screen: Run) -> None:
    for asked in (["--what", "advanced"], ["-k", "short"]):
        assert screen("changes", *asked).err == (
            "No such changes since 2020-12-31; the newest report is from 2021-01-05.\n"
        )


@pytest.mark.usefixtures("story")
def test_undo_and_notes_have_columns(done: Done) -> None:
    done("changes", "--mark")
    done("undo", "6")
    done("redo")
    done("undo", "6")
    done("update", "cobra-kai-s3", "--tag", "karate", "--note", "not [streaming]")
    columns = ("--since", "last", "-f", "tsv", "--columns", "change,batch,note,how")
    assert done("changes", *columns) == "edited\t10\tnot [streaming]\t\ndated\t9\t\tundo\n"
    assert "- **Cobra Kai: season 3**: tags: + karate - not \\[streaming\\]\n" in done(*CRON)


NO_FILTER = (
    "--mark cannot be combined with filters: filtered-out changes would be marked as seen.\n"
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "--since 2022",
            '"2022" is in the future; today is 2021-01-07.',
        ),
        ("--since 2021 --until 2020", "--until 2020-12-31 lies before --since 2021-01-01."),
        ("--since 10/7/2008", '"10/7/2008" is not a date or time span: '),
        ("--what late", '"late" is not a change. Choose from added, removed, retitled, status, '),
        (
            "--since last --until 2020",
            "--until cannot be combined with --since last.",
        ),
        ("--mark --until 2020", "--mark cannot be combined with --until"),
        ("cobra-kai-s3 --mark", "--mark cannot be combined with TITLE: changes of others would"),
        ("--mark --limit 5", "--mark cannot be combined with --limit"),
        ("--mark -p Netflix", NO_FILTER),
        ("--mark --since 7d --disputed", NO_FILTER),
        ("--since last --mark --what slipped -f markdown", NO_FILTER),
        (
            "--mark --as-of 2020",
            "--since last and --mark cannot be combined with --as-of or --as-recorded.",
        ),
        ("--since last --as-recorded 2020", "--since last and --mark cannot be combined"),
        ("--sort date", "Changes are listed newest first; --sort cannot be used."),
        ("--pipe-to=", "--pipe-to is empty. Name a command: --pipe-to 'mail -s News me@example"),
        ("--mark --pipe-to 'a", "--pipe-to is not a command: no closing quotation. Check its"),
        ("--pipe-to cat --pipe-to cat", "--pipe-to is given more than once. Give it once.\n"),
        ("--mark --to=", "--to is empty. Name a command: --to 'mail -s News me@example.org'\n"),
        ("--mark --to 'a", "--to is not a command: no closing quotation. Check its quotes"),
        (
            "--mark --to cat --pipe-to cat",
            "With --mark, --to is the same as --pipe-to. Use one or the other.\n",
        ),
        ("--to cat --mark --to cat", "--to is given more than once. Give it once.\n"),
        ("--mark --to 2021-02", NO_FILTER),
        ("--mark --to 30d", NO_FILTER),
        ("--mark --to 2021 --pipe-to cat", NO_FILTER),
        ("--mark --to cat -p Netflix", NO_FILTER),
        ("--mark --to cat --limit 5", "--mark cannot be combined with --limit"),
        ("--mark --to TBA", '"TBA" is not a date or time span: it names no days. '),
        ("--columns x", 'There is no column "x". Choose from day, slug, '),
    ],
)
def test_invalid_options_are_refused(refused: Refused, arguments: str, message: str) -> None:
    assert refused(2, "changes", *arguments.split()).startswith(f"slate: {message}")


@pytest.mark.usefixtures("story")
def test_changes_of_an_imported_ledger_are_new_since_the_last_mark(
    done: Done, slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("changes", "--since", "today", "--mark")
    monkeypatch.setenv("SLATE_AUTHOR", "desk")
    monkeypatch.setenv("SLATE_TODAY", "2020-11-01")
    done("--db", "other.db", "add", "Locked Down", "-p", "HBO Max", "--source", "Variety")
    done("--db", "other.db", "export", "other.slate.ndjson")
    monkeypatch.setenv("SLATE_AUTHOR", "tester")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    assert slate("import", "other.slate.ndjson").code == 0
    columns = ("--columns", "day,slug,change,entered,batch,author", "-f", "tsv")
    late = "2020-11-01\tlocked-down\tadded\t2021-01-07\t7\tdesk\n"
    assert done("changes", "--since", "last", *columns) == late
    assert done("changes", "--since", "2020-11", "--until", "2020-11", *columns) == late
    assert "locked-down" not in done("changes")


def test_what_leaves_is_in_the_line_of_an_added_title(done: Done) -> None:
    desk = ("add", "The Desk", "-k", "series", "-p", "Netflix", "--leaves", "2021-01-31")
    assert done(*desk) == (
        "the-desk: added The Desk on Netflix, leaves 2021-01-31 Sun\n"
        "the-desk: status: released (what leaves is out)\n"
    )
    mank = ("add", "Mank", "-k", "film", "-s", "released", "-p", "Netflix", "-d", "2020-12-04")
    assert done(*mank, "--leaves", "2021-02") == (
        "mank: added Mank, 2020-12-04 Fri on Netflix, leaves Feb 2021\n"
    )
    assert done("update", "mank", "--leaves", "2021-02-10") == (
        "mank: leaving Feb 2021 -> 2021-02-10\n"
    )
    assert [line[16:].rstrip() for line in done("changes").splitlines()[1:]] == [
        "Mank      leaving Feb 2021 -> 2021-02-10",
        "Mank      added, Netflix, 2020-12-04, leaves Feb 2021",
        "The Desk  added, Netflix, leaves 2021-01-31",
    ]
    assert done("show", "the desk", "--history").splitlines()[-1] == (
        "  2021-01-07  released, Netflix, leaves 2021-01-31"
    )


def test_a_new_title_is_listed_with_all_releases_that_it_was_added_with(done: Done) -> None:
    also = ("--also", "theatrical US: 2021-04-01", "--also", "Hulu JP: 2021-06-01")
    done("add", "Two", "-p", "Netflix", "-d", "2021-05-01", *also)
    releases = "Netflix, 2021-05-01; theaters (US), 2021-04-01; Hulu (JP), 2021-06-01"
    assert done("changes").splitlines()[1] == f"2021-01-07 Thu  Two    added, {releases}"
    assert f"added, {releases}" in done("log", "1")
    assert f"scheduled, {releases}" in done("show", "two", "--history")


def test_works_of_one_name_are_told_apart_as_in_lists(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-01-05")
    done("add", "Dune", "--year", "1984")
    done("add", "Dune", "--year", "2021", "--new")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    for command in (
        ("changes", "--what", "added"),
        ("changes", "dune", "dune-2021"),
        ("diff", "2021-01-04"),
        ("show", "dune", "dune-2021", "--history"),
        ("list",),
    ):
        name = "name" if command[0] == "list" else "title"
        told = done(*command, "-f", "csv", "--columns", f"slug,{name}")
        assert sorted(told.splitlines()[1:]) == ["dune,Dune", "dune-2021,Dune (2021)"]
    assert done("log", "2", "-f", "csv", "--columns", "slug,title").splitlines()[1:] == [
        "dune-2021,Dune (2021)"
    ]
