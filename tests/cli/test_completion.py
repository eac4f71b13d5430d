import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Annotated

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer import Context
from typer.testing import CliRunner

from slate.cli.app import command_for
from slate.cli.completion import complete_platform, complete_title, offered, quoted_for
from tests.cli.conftest import Done, Run, stored

pytestmark = pytest.mark.slow  # together they take seconds


@pytest.fixture
def context() -> Context:
    return Context(command_for([]))


@pytest.mark.usefixtures("small")
def test_titles_complete_to_slugs(context: Context) -> None:
    assert complete_title(context, "") == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]
    assert complete_title(context, "he") == ["heroes-2"]
    assert complete_title(context, "x") == []


def test_platforms_complete_to_stored_platforms(
    context: Context, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "A", "-p", "Netflix")
    done("add", "B", "-p", "Prime Video")
    done("add", "C", "-p", "Ne\u202et")
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    assert complete_platform(context, "") == ["Netflix", "Prime Video"]
    assert complete_platform(context, "Net") == ["Netflix"]


@pytest.mark.usefixtures("small")
def test_an_unsafe_slug_is_offered_only_where_it_can_be_escaped(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(stored())) as connection, connection:
        connection.execute("update titles set slug = 'x$(touch y)' where slug = 'heroes-2'")
    assert complete_title(context, "x") == []
    asks_in_bash(monkeypatch, "slate", "show", "x")
    assert complete_title(context, "x") == [r"x\$\(touch\ y\)"]


def test_nothing_is_printed_into_the_line_that_is_typed(
    context: Context, done: Done, capfd: pytest.CaptureFixture[str]
) -> None:
    done("add", "Mank")
    done("backup")
    stored().unlink()
    assert complete_title(context, "") == []
    assert capfd.readouterr() == ("", "")


def test_without_a_slate_nothing_is_completed(context: Context) -> None:
    assert complete_title(context, "") == complete_platform(context, "") == []
    assert not stored().parent.exists()


def test_a_damaged_slate_completes_nothing(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("text").write_text("no slate", encoding="utf-8")
    monkeypatch.setenv("SLATE_DB", "text")
    assert complete_title(context, "") == complete_platform(context, "") == []


@pytest.mark.slow
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["slate", "show", "co"], ["cobra-kai-s3"]),
        (["slate", "--db", "other.db", "show", ""], ["soul"]),
        (["slate", "next", "we"], ["we-can-be-heroes"]),
        (["slate", "update", "cobra-kai-s3", "-p", "N"], ["Netflix"]),
        (["slate", "add", "A", "--platform", "N"], ["Netflix"]),
        (["slate", "add", "A", "--platform", "="], ["It\\'s\\ \\(not\\)\\ Hulu", "Netflix"]),
        (["slate", "add", "A", "-p", "It\\'s\\ "], ["It\\'s\\ \\(not\\)\\ Hulu"]),
        (["slate", "lis"], ["list"]),
        (["slate", "upcoming", ""], []),
    ],
)
def test_the_installed_command_completes_words_in_bash(
    installed: Run, done: Done, words: list[str], offers: list[str]
) -> None:
    done("--db", "other.db", "add", "Soul")
    done("add", "B", "-p", "It's (not) Hulu")
    ran = installed(
        _SLATE_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(len(words) - 1),
    )
    assert (ran.code, ran.out.strip("\n").split("\n"), ran.err) == (0, offers or [""], "")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Netflix", "Netflix"),
        ("Apple TV+", r"Apple\ TV+"),
        ("Prime Video", r"Prime\ Video"),
        ("Net$(touch x)", r"Net\$\(touch\ x\)"),
        ("`touch z`", r"\`touch\ z\`"),
        ("a;touch y", r"a\;touch\ y"),
        ("*", r"\*"),
        ("It's", r"It\'s"),
        ('A"B', r"A\"B"),
        ("Wow!", r"Wow\!"),
        ("~root", r"\~root"),
        ("a\\b", r"a\\b"),
        ("a:b=c@d", r"a\:b\=c\@d"),
        ("日本 テレビ", "日本\\ テレビ"),
    ],
)
def test_bash_words_are_escaped_with_backslashes(value: str, word: str) -> None:
    assert quoted_for("bash", value) == word


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Prime Video", "Prime Video"),
        ("a;b & {c} ~ #", "a;b & {c} ~ #"),
        ("It's", None),
        ('A"B', None),
        ("$HOME", None),
        ("`x`", None),
        ("a\\b", None),
        ("Wow!", None),
        ("*", None),
        ("Que?", None),
        ("[x]", None),
        ("+(x)", None),
    ],
)
def test_quoted_bash_words_are_offered_only_without_special_characters(
    quote: str, value: str, word: str | None
) -> None:
    assert quoted_for("bash", value, quote) == word


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Net$(touch x)", "Net$(touch x)"),
        ("`touch z`", "`touch z`"),
        ("*", "*"),
        ("a:b", "a:b"),
        ("It's", None),
        ('A"B', None),
        (r"\$(touch x)", None),
        ("a  b", None),
    ],
)
def test_zsh_is_offered_only_values_its_script_leaves_unchanged(
    value: str, word: str | None
) -> None:
    assert quoted_for("zsh", value) == word


@pytest.mark.parametrize("value", ["Net$(touch x)", "It's", 'A"B', "a\\b", "*", "a  b", "a~"])
def test_fish_is_offered_values_unchanged(value: str) -> None:
    assert quoted_for("fish", value) == value


@pytest.mark.parametrize("value", ["~", "~root"])
def test_fish_is_not_offered_values_that_start_with_a_tilde(value: str) -> None:
    assert quoted_for("fish", value) is None


@pytest.mark.parametrize("shell", ["powershell", "pwsh", ""])
@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("cobra-kai-s3", "cobra-kai-s3"),
        ("Disney+", "Disney+"),
        ("日本", "日本"),
        ("Prime Video", None),
        ("$(x)", None),
        ("a;b", None),
        ("\u2018x\u2019", None),
    ],
)
def test_other_shells_are_offered_only_plain_words(
    shell: str, value: str, word: str | None
) -> None:
    assert quoted_for(shell, value) == word


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize(
    "value", ["", "-x", "--demo", "a\nb", "a\tb", "a\x1b[2J", "a\u202eb", "a\udcff"]
)
def test_no_shell_is_offered_control_characters_or_options(shell: str, value: str) -> None:
    assert quoted_for(shell, value) is None


def asks_in_bash(monkeypatch: pytest.MonkeyPatch, *words: str, at: int = -1) -> None:
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", str(range(len(words))[at]))


@pytest.mark.parametrize(
    ("words", "incomplete", "offers"),
    [
        (["-p", ""], "", [r"Prime\ Video", r"a\;b"]),
        (["-p", "Pri"], "Pri", [r"Prime\ Video"]),
        (["-p", r"Prime\ V"], "Prime V", [r"Prime\ Video"]),
        (["-p", "Prime\\"], "Prime", [r"Prime\ Video"]),
        (["-p", '"Prime V'], "Prime V", ["Prime Video"]),
        (["-p", "'Prime V"], "Prime V", ["Prime Video"]),
        (["--platform", "="], "", [r"Prime\ Video", r"a\;b"]),
        # bash would keep the text before the word break or the quote
        (["x", "="], "", []),
        (["x", ":"], ":", []),
        (["-p", "x", ":", "Pri"], "Pri", []),
        (["--platform", "=", "Pri"], "Pri", []),
        (["2", ">&", "Pri"], "Pri", []),
        (["-p", "Pri'me V"], "Prime V", []),
        (["-p", '"Pri"me'], "Prime", []),
        (["-p", '"Prime"'], "Prime", []),
        # if bash does not break words at `=`
        (["--platform=Pri"], "Pri", []),
    ],
)
def test_bash_offers_match_the_word_as_typed(
    monkeypatch: pytest.MonkeyPatch, words: list[str], incomplete: str, offers: list[str]
) -> None:
    asks_in_bash(monkeypatch, "slate", "add", *words)
    assert offered(["Prime Video", "a;b"], incomplete) == offers


def test_bash_completes_the_word_at_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    asks_in_bash(monkeypatch, "slate", "-p", "Pri", "--note", "x", at=2)
    assert offered(["Prime Video"], "Pri") == [r"Prime\ Video"]


def test_bash_words_that_are_not_one_per_line_are_not_completed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asks_in_bash(monkeypatch, "slate add -p Pri")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert offered(["Prime Video"], "Pri") == []


# How each shell uses an answer; the script prints the resulting words, each ended by a NUL.
TAKEN = {
    "bash": r"""
        . ./script
        COMP_WORDS=(slate -p '') COMP_CWORD=2
        _slate_completion slate
        for word in "${COMPREPLY[@]}"; do eval "printf '%s\0' $word"; done
    """,
    # The functions of zsh need its line editor; these treat the answer in the same way.
    "zsh": r"""
        compdef() {}
        _files() {}
        _arguments() {
            local action=${1#\*: :}
            action=${action//\\:/:}
            eval ws\=\( "${action[3,-3]}" \)
            for word in "$ws[@]"; do printf '%s\0' "${word//(#m)\\?/$MATCH[2]}"; done
        }
        setopt extendedglob
        . ./script
        words=(slate -p '') CURRENT=3
        _slate_completion
    """,
    "fish": r"""
        source ./script
        for word in (complete -C 'slate -p ' --escape)
            eval "printf '%s\0' $word"
        end
    """,
}
PIECES = st.one_of(
    st.sampled_from(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\nabxy59é日🎬\u200b"),
    st.sampled_from(["$(touch x)", "`touch x`", ";touch x;", '") ; touch x; :', "\\", "Prime "]),
)
VALUES = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=8, unique=True)


@pytest.mark.parametrize("shell", list(TAKEN))
@given(values=VALUES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_each_shell_reads_a_completed_word_as_its_value(
    tmp_path: Path, shell: str, values: list[str]
) -> None:
    taken = complete_in_shell(shell, values, tmp_path)
    if shell == "fish":  # fish hides words that start with a dot until it is typed
        values = [value for value in values if value in taken or not value.startswith(".")]
    assert taken == {value for value in values if quoted_for(shell, value) is not None}


@pytest.mark.parametrize("shell", list(TAKEN))
def test_completing_runs_no_command_and_expands_no_pattern(tmp_path: Path, shell: str) -> None:
    hostile = [
        *("Net$(touch x)", "`touch x`", "a;touch x", "*", "?", "[a-z]", "{a,b}", "a|touch x"),
        *("~", r"\$(touch x)", "\\", '") ; touch x; :', "') ; touch x; :", "a\ntouch x"),
    ]
    taken = complete_in_shell(shell, hostile, tmp_path)
    assert taken >= set(hostile[:8])
    assert taken <= set(hostile)


def complete_in_shell(shell: str, values: list[str], folder: Path) -> set[str]:
    """Complete `slate -p ` with these values in a shell; return what slate would be run with."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    app = typer.Typer()

    @app.command()
    def slate(
        platform: Annotated[
            str,
            typer.Option("-p", autocompletion=lambda incomplete: offered(values, incomplete)),
        ],
    ) -> None: ...

    def asked(**environment: str) -> str:
        return CliRunner().invoke(app, prog_name="slate", env=environment).stdout

    answer = asked(
        _SLATE_COMPLETE=f"complete_{shell}",
        COMP_WORDS="slate\n-p\n",
        COMP_CWORD="2",
        _TYPER_COMPLETE_ARGS="slate -p ",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    work, tools = folder / "work", folder / "tools"
    for made in (work, tools):
        made.mkdir(exist_ok=True)
    (folder / "answer").write_text(answer, encoding="utf-8")
    (tools / "slate").write_text("#!/bin/sh\nexec cat ../answer\n", encoding="utf-8")
    (tools / "slate").chmod(0o755)
    (work / "script").write_text(asked(_SLATE_COMPLETE=f"source_{shell}"), encoding="utf-8")
    for name in ("*", "a", "x y", "Prime Video"):
        (work / name).touch()
    before = sorted(work.iterdir())
    ran = subprocess.run(
        [shell, "-c", TAKEN[shell]],
        capture_output=True,
        check=False,
        cwd=work,
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        timeout=60,
    )
    assert ran.stderr == b""
    assert sorted(work.iterdir()) == before
    return set(re.findall("([^\0]*)\0", ran.stdout.decode()))


def test_at_most_100_values_are_offered(context: Context, done: Done) -> None:
    for number in (100, 101):
        titles = [{"title": f"T{n}", "platform": f"P{n}"} for n in range(number)]
        done("import", "-", stdin=json.dumps(titles))
        assert len(complete_title(context, "t")) == 100
        assert len(complete_platform(context, "P")) == 100
