"""`slate edit`, with editors that replace texts."""

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SLATE, Done, Refused, Run, stored

Type = Callable[..., None]
NOTHING = "cobra-kai-s3: nothing to do, nothing was changed\n"
# The file is the last argument. Each run makes its own replacements, and keeps what it was shown.
_EDITOR = """
import json, os, sys
steps, file = sys.argv[1], sys.argv[-1]
turns = json.load(open(steps))
run = len([name for name in os.listdir() if name.startswith("shown-")])
text = open(file, encoding="utf-8", errors="surrogateescape").read()
open(f"shown-{run}", "w", encoding="utf-8", errors="surrogateescape").write(text)
open("mode", "w").write(f"{os.stat(file).st_mode:o} {file}")
for old, new in turns[run]:
    assert old in text, (old, text)
    text = text.replace(old, new, 1)
open(file, "w", encoding="utf-8", errors="surrogateescape").write(text)
"""


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch, world: Path) -> Type:
    """Return a function that makes an editor which replaces texts, in each run others."""

    def make(*turns: list[tuple[str, str]]) -> None:
        for shown in world.glob("shown-*"):
            shown.unlink()
        (world / "editor.py").write_text(_EDITOR)
        (world / "turns.json").write_text(json.dumps(turns))
        monkeypatch.setenv("EDITOR", f"'{sys.executable}' -IS editor.py turns.json")

    monkeypatch.setenv("TMPDIR", str(world / "tmp"))
    (world / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    return make


def shown(run: int = 0) -> str:
    return Path(f"shown-{run}").read_text(encoding="utf-8")


def kept() -> Path:
    """Return the file with the text that was kept."""
    (path,) = Path("tmp").glob("*/*")
    return path.absolute()


DATE = ('date = "2021-01-08"', 'date = "2021-01-22"')
BAD = ('date = "2021-01-08"', 'date = "2021-13"')
REASON = '"2021-13" is not a date: there is no month 13; they go from 01 to 12'


HEROES = "We Can Be Heroes"
pytestmark = pytest.mark.usefixtures("small")


def test_only_what_was_changed_is_recorded(edits: Type, done: Done) -> None:
    edits([DATE, ('source = ""', 'source = "The Wrap"'), ('note = ""', 'note = "said so"')])
    assert done("edit", "Cobra Kai: season 3") == (
        "cobra-kai-s3: dated 2021-01-22 (was 2021-01-08, official)\n"
    )
    (row,) = json.loads(done("list", "--search", "cobra", "-f", "json"))
    assert (row["date"], row["source"], row["confidence"]) == ("2021-01-22", "The Wrap", "reported")
    assert "said so (The Wrap, 2021-01-07, reported)" in done("show", "cobra-kai-s3")
    assert json.loads(done("log", "-f", "json", "--limit", "1"))[0]["command"] == (
        "edit 'Cobra Kai: season 3'"
    )
    assert list(Path("tmp").iterdir()) == []
    mode, _, path = Path("mode").read_text().partition(" ")
    assert (stat.S_IMODE(int(mode, 8)), Path(path).suffix) == (0o600, ".toml")
    assert shown().startswith("# Cobra Kai: season 3 (cobra-kai-s3)\n# State: ")
    assert "\n#\n# Change what is new" in shown()


def test_options_fill_in_who_states_the_changes(edits: Type, done: Done) -> None:
    edits([DATE])
    options = ["--source", "The Wrap", "--reported-on", "yesterday", "--note", "x", "--rumor"]
    assert done("edit", "cobra-kai-s3", *options, "--url", "https://example.com") == (
        "cobra-kai-s3: recorded, not shown: a rumor does not override a report\n"
    )
    assert [line.partition("  #")[0] for line in shown().splitlines()[17:22]] == [
        'source = "The Wrap"',
        'url = "https://example.com"',
        'reported_on = "2021-01-06"',
        'confidence = "rumor"',
        'note = "x"',
    ]


def test_what_takes_several_reports_is_one_record(edits: Type, done: Done) -> None:
    edits([('platform = "Netflix"', 'platform = "Hulu"'), ('\ntype = ""', '\ntype = "theatrical"')])
    (found,) = json.loads(done("edit", "cobra-kai-s3", "-f", "json"))
    assert (found["slug"], found["outcome"]) == ("cobra-kai-s3", "changed")
    assert [each["change"] for each in found["changes"]] == ["edited", "moved"]


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [("\n\n", "\n")],
        [('source = ""', 'source = "A"')],
        [("season = 3", "")],
        [("2021-01-08", "January 8, 2021")],
    ],
)
def test_nothing_changed_is_nothing_to_do(
    edits: Type, done: Done, changes: list[tuple[str, str]]
) -> None:
    edits(changes)
    before = stored().read_bytes()
    assert done("edit", "cobra-kai-s3", "--note", "x") == NOTHING
    assert stored().read_bytes() == before


def test_the_title_must_be_on_the_slate(edits: Type, refused: Refused) -> None:
    edits()
    assert refused(3, "edit", "cobra") == 'slate: No title "cobra". Did you mean cobra-kai-s3?\n'
    assert refused(2, "edit", "cobra", "kai", "--source", "A") == (
        "slate: The title is 2 words without quotes. Run: slate edit 'cobra kai' --source A\n"
    )
    assert refused(2, "edit", " ") == "slate: TITLE is empty.\n"


def test_links_are_slugs_and_names_of_titles(edits: Type, done: Done, refused: Refused) -> None:
    edits([("spin-off-of = []", f'spin-off-of = ["{HEROES}"]'), ('    "we-can-be-heroes",', "")])
    assert done("edit", "heroes-2") == (
        "heroes-2: links: - sequel-of we can be heroes\n"
        "heroes-2: links: + spin-off-of we can be heroes\n"
    )
    edits([("remake-of = []", 'remake-of = ["we can"]')])
    assert refused(1, "edit", "heroes-2").startswith(
        'slate: line 59: No title "we can". Did you mean we-can-be-heroes? Your text is kept: '
    )


def test_dates_can_be_relative_to_the_day_reported(edits: Type, slate: Run) -> None:
    edits([(DATE[0], 'date = "friday"'), ('reported_on = ""', "reported_on = 2020-12-31")])
    ran = slate("edit", "cobra-kai-s3")
    assert (ran.code, ran.err) == (0, "slate: note: friday is taken as 2021-01-01 Fri.\n")


def test_the_day_reported_is_checked(edits: Type, refused: Refused) -> None:
    edits([('reported_on = ""', "reported_on = 2021-02-01")])
    assert refused(1, "edit", "cobra-kai-s3").startswith(
        "slate: line 20: reported_on 2021-02-01 is in the future (today is 2021-01-07). It is "
    )


# A text with something wrong in it


def test_without_a_terminal_a_wrong_text_is_kept_with_a_mark(edits: Type, refused: Refused) -> None:
    edits([BAD])
    assert refused(1, "edit", "cobra-kai-s3") == (
        f"slate: line 43: {REASON}. Your text is kept: {kept()}\n"
    )
    assert f'\n#! {REASON}\ndate = "2021-13"  #' in kept().read_text()
    assert stat.S_IMODE(kept().stat().st_mode) == 0o600


def test_on_a_terminal_a_wrong_text_is_offered_again(edits: Type, screen: Run) -> None:
    edits([BAD], [('= "2021-13', '= "2021-14')], [('= "2021-14', '= "2021-02-05')])
    ran = screen("edit", "cobra-kai-s3", "--source", "A", typed="\ny\n", width=200)
    assert ran == (
        0,
        "cobra-kai-s3: dated 2021-02-05 (was 2021-01-08, official)\n",
        (
            f"slate: line 43: {REASON}\n"
            "Edit it again? [Y/n]: "
            f"slate: line 44: {REASON.replace('13', '14')}\n"
            "Edit it again? [Y/n]: "
            "To take it back: slate undo\n"
        ),
    )
    assert f'\n#! {REASON}\ndate = "2021-13"' in shown(1)
    assert shown(2).count("#! ") == 1
    assert list(Path("tmp").iterdir()) == []


@pytest.mark.parametrize("answer", ["n\n", "\x04"])
def test_whoever_does_not_go_on_keeps_the_text(edits: Type, screen: Run, answer: str) -> None:
    edits([BAD])
    before = stored().read_bytes()
    ran = screen("edit", "cobra-kai-s3", typed=answer, width=200)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(f"slate: Nothing was recorded. Your text is kept:\n  {kept()}\n")
    assert 'date = "2021-13"' in kept().read_text()
    assert stored().read_bytes() == before


def test_a_taken_slug_is_refused_at_its_line(edits: Type, refused: Refused) -> None:
    edits([('slug = ""', 'slug = "heroes-2"')])
    assert refused(1, "edit", "cobra-kai-s3").startswith(
        'slate: line 35: The slug heroes-2 belongs to "Heroes 2". Choose another. Your text is '
    )


def test_text_that_is_not_utf8_is_refused_at_its_line(edits: Type, refused: Refused) -> None:
    edits([('title = "Cobra', 'title = "C\udcff')])
    assert refused(1, "edit", "cobra-kai-s3").startswith(
        "slate: line 25: The title is not valid UTF-8. Your text is kept: "
    )
    assert b'title = "C\xff' in kept().read_bytes()


# What others record meanwhile


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch, world: Path) -> Callable[[str], None]:
    """Return a function that adds a command to the editor, which it runs first."""

    def make(command: str) -> None:
        script = world / "meanwhile.sh"
        script.write_text(f'{command} >/dev/null || exit 9\n{os.environ["EDITOR"]} "$@"\n')
        monkeypatch.setenv("VISUAL", "sh meanwhile.sh")

    return make


@pytest.mark.slow
def test_what_others_record_meanwhile_stays(
    edits: Type, meanwhile: Callable[[str], None], done: Done
) -> None:
    edits([DATE])
    meanwhile(f"{SLATE} update cobra-kai-s3 --tag dojo")
    assert done("edit", "cobra-kai-s3", "--official").startswith("cobra-kai-s3: slipped 2021-01-08")
    assert "dojo" in done("show", "cobra-kai-s3")


@pytest.mark.slow
def test_a_conflict_is_reported_and_the_text_kept(
    edits: Type, meanwhile: Callable[[str], None], refused: Refused
) -> None:
    edits([DATE])
    meanwhile(f"{SLATE} update cobra-kai-s3 -d 2021-03-01")
    assert refused(1, "edit", "cobra-kai-s3") == (
        'slate: "Cobra Kai: season 3" was changed while you edited it: date (Netflix). '
        f"Nothing was recorded. Your text is kept: {kept()}\n"
    )
    assert DATE[1] in kept().read_text()


def use(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an editor that replaces the text by another one as a whole."""
    Path("text.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("EDITOR", "cp text.toml")


def test_a_text_that_was_kept_while_others_changed_the_title_reverts_nothing(
    edits: Type, done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits([BAD])
    refused(1, "edit", "cobra-kai-s3")
    text = kept().read_text().replace(BAD[1], BAD[0]).replace('part = ""', "part = 1")
    done("update", "cobra-kai-s3", "-d", "2021-03-01", "--tag", "dojo")
    use(text, monkeypatch)
    kept().unlink()
    why = (
        'This text is of another state of "Cobra Kai: season 3": it would take back what was '
        "recorded since. Make your changes in a new text, or delete this line to record all that "
        "differs."
    )
    assert refused(1, "edit", "cobra-kai-s3") == (
        f"slate: line 2: {why} Your text is kept: {kept()}\n"
    )
    assert kept().read_text().startswith(f"# Cobra Kai: season 3 (cobra-kai-s3)\n#! {why}\n# State")
    # Somebody who has read it can still record the text as it is.
    use("\n".join(line for line in text.split("\n") if "# State" not in line), monkeypatch)
    assert "part" in done("edit", "cobra-kai-s3")


def test_a_text_that_was_kept_is_recorded_if_nothing_has_changed(
    edits: Type, done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits([BAD])
    refused(1, "edit", "cobra-kai-s3")
    done("update", "we-can-be-heroes", "-d", "2021-03-01")
    use(kept().read_text().replace("2021-13", "2021-01-22"), monkeypatch)
    assert done("edit", "cobra-kai-s3", "--official").startswith("cobra-kai-s3: slipped 2021-01-08")


def test_a_text_of_another_title_is_refused(
    edits: Type, done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits([])
    done("edit", "cobra-kai-s3")
    use(shown(), monkeypatch)
    assert "is of another state of" in refused(1, "edit", "we-can-be-heroes")


# What was typed, and what looks mistyped


def test_what_is_recorded_already_is_not_to_be_taken_back(
    edits: Type, screen: Run, done: Done
) -> None:
    done("update", "cobra-kai-s3", "-s", "scheduled")
    edits([('status = "scheduled"', 'status = "upcoming"')])
    done_already = "cobra-kai-s3: nothing to do, it is recorded already\n"
    assert screen("edit", "cobra-kai-s3") == (0, done_already, "")


def test_a_service_that_looks_mistyped_is_questioned(edits: Type, screen: Run, slate: Run) -> None:
    edits([('platform = "Netflix"', 'platform = "Netflx"')])
    question = "Netflx is new here. Did you mean Netflix? [Y/n]: "
    assert screen("edit", "cobra-kai-s3", typed="\n") == (0, NOTHING, question)
    edits([('platform = "Netflix"', 'platform = "Netflx"')])
    assert slate("edit", "cobra-kai-s3").err == (
        "slate: note: Netflx is a new service here; did you mean Netflix?\n"
    )


def test_a_service_is_spelled_as_on_the_slate(edits: Type, done: Done) -> None:
    edits([('platform = "Netflix"', 'platform = "hulu"')])
    assert done("edit", "cobra-kai-s3") == "cobra-kai-s3: moved Netflix -> Hulu\n"


def test_a_corrected_typing_mistake_is_to_be_undone(edits: Type, screen: Run, done: Done) -> None:
    done("add", "Soul", "-k", "film", "-d", "2021-01-08")
    edits([("2021-01-08", "2021-02-08")])
    assert screen("edit", "soul").err == (
        "If 2021-01-08 was a typing mistake, undo it, or it counts as a slip:\n"
        "  slate undo 5\n  slate undo 4\nThen add the title again.\n"
    )


def test_an_interrupted_question_keeps_the_text(edits: Type, screen: Run) -> None:
    edits([('platform = "Netflix"', 'platform = "Netflx"')])
    ran = screen("edit", "cobra-kai-s3", typed="\x04", width=200)
    assert (ran.code, ran.out) == (130, "")
    assert f"Your text is kept: {kept()}\n" in ran.err


def test_without_a_terminal_an_editor_must_be_set(
    refused: Refused,
) -> None:
    assert refused(2, "edit", "cobra-kai-s3") == (
        "slate: There is no terminal for an editor. Set EDITOR to a command.\n"
    )


def test_the_demo_can_be_edited(edits: Type, slate: Run) -> None:
    edits([('year = ""', "year = 2020")])
    ran = slate("--demo", "edit", "we-can-be-heroes")
    assert (ran.code, ran.out) == (0, "we-can-be-heroes: year 2020\n")


@pytest.mark.about_files
def test_a_slug_that_another_title_has_taken_meanwhile_is_not_followed(
    done: Done, refused: Refused, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done("add", "Yes Day", "-k", "film")
    script = tmp_path / "editor.sh"
    script.write_text(
        f"{SLATE} remove yes-day\n"
        f"{SLATE} add Other --new --slug yes-day\n"
        'sed -i \'s/^tags = .*/tags = ["wrong"]/\' "$1"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"sh {script}")
    assert 'No title "yes-day".' in refused(3, "edit", "yes-day")
    assert done("list", "--tag", "wrong") == ""


@pytest.mark.about_files
def test_a_title_is_followed_to_its_new_slug(
    done: Done, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done("add", "Yes Day", "-k", "film")
    script = tmp_path / "editor.sh"
    script.write_text(
        f"{SLATE} update yes-day --slug day\n{SLATE} add Other --new --slug yes-day\n"
        'sed -i \'s/^tags = .*/tags = ["right"]/\' "$1"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"sh {script}")
    done("edit", "yes-day")
    assert done("list", "--tag", "right", "-f", "slugs") == "day\n"
